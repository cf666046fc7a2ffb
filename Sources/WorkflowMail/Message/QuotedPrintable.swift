/// Text as lines of at most 76 characters of ASCII (RFC 2045, section 6.7).
enum QuotedPrintable {
    private static let longestLine = 76

    /// - Parameter text: lines ended by a line feed.
    /// - Returns: lines ended by CR LF, the last as well.
    static func encode(_ text: String) -> String {
        var encoded = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            append(line, to: &encoded)
        }
        // The split of a text that ends in a line feed ends in nothing.
        if text.hasSuffix("\n") { encoded.removeLast(1) }
        return encoded
    }

    private static func append(_ line: Substring, to encoded: inout String) {
        var column = 0
        let last = line.unicodeScalars.indices.last
        for index in line.unicodeScalars.indices {
            let piece = piece(
                line.unicodeScalars[index], isFirst: column == 0, isLast: index == last)
            // A place is left for the "=" of a line that goes on.
            let limit = index == last ? longestLine : longestLine - 1
            if column + piece.utf8.count > limit {
                encoded += "=\r\n"
                let scalar = line.unicodeScalars[index]
                let first = Self.piece(scalar, isFirst: true, isLast: index == last)
                encoded += first
                column = first.utf8.count
            } else {
                encoded += piece
                column += piece.utf8.count
            }
        }
        encoded += "\r\n"
    }

    /// One scalar, whole: what is cut inside a character looks broken where nobody decodes it.
    private static func piece(_ scalar: Unicode.Scalar, isFirst: Bool, isLast: Bool) -> String {
        switch scalar {
        // A dot at the start of a line means the end of the message to SMTP.
        case "." where isFirst: "=2E"
        // Spaces at the end of a line are lost on the way.
        case " " where !isLast, "\t" where !isLast: String(scalar)
        case "=": "=3D"
        case "!"..."~": String(scalar)
        default: Array(String(scalar).utf8).map(hexadecimal).joined()
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "=0" + digits : "=" + digits
    }
}
