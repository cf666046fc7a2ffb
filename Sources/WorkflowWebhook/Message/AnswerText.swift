import WorkflowDelivery

/// The beginning of an answer as text that can be shown anywhere: what is not UTF-8 is replaced,
/// and what would steer a terminal is written out.
enum AnswerText {
    /// - Returns: at most `limit` bytes.
    static func clean(_ bytes: some Sequence<UInt8>, limit: Int = Reply.Problem.longestText)
        -> String
    {
        var text = ""
        var isFirst = true
        var spaces = ""
        for scalar in String(decoding: Array(bytes), as: UTF8.self).unicodeScalars {
            let shown = visible(scalar)
            // Space around the text says nothing.
            if scalar.properties.isWhitespace {
                if !isFirst { spaces += shown }
                continue
            }
            isFirst = false
            let piece = spaces + shown
            guard text.utf8.count + piece.utf8.count <= limit - ellipsis.utf8.count else {
                return text + ellipsis
            }
            text += piece
            spaces = ""
        }
        return text
    }

    private static let ellipsis = "…"

    private static func visible(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return " "
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
            .unassigned:
            return "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        default:
            return String(scalar)
        }
    }
}
