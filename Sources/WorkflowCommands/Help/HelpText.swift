import Diagnostics
import WorkflowPresentation

/// Help as the parser writes it, with its own words in the language of this run.
enum HelpText {
    static func localized(_ text: String) -> String {
        let text = withoutSecondVersion(text)
        guard Speech.language == .vi else { return trimmed(text) }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return trimmed(lines.map { localized(line: String($0)) }.joined(separator: "\n"))
    }

    /// A command with an option of that name does not speak of the flag of the whole program.
    private static func withoutSecondVersion(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.contains(where: { $0.hasPrefix("  --version <") }) else { return text }
        return lines.filter { !$0.hasSuffix(" Show the version.") }.joined(separator: "\n")
    }

    /// The parser ends its text with lines that are empty.
    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.last?.isNewline == true { text.removeLast() }
        return String(text)
    }

    private static func localized(line: String) -> String {
        var line = line
        if let (english, vietnamese) = headings.first(where: { line.hasPrefix($0.0) }) {
            line = vietnamese + line.dropFirst(english.count)
        }
        // What was behind a `;` before the line was broken there.
        let indent = line.prefix { $0 == " " }
        if line.dropFirst(indent.count).hasPrefix("default: ") {
            line = indent + "mặc định: " + line.dropFirst(indent.count + "default: ".count)
        }
        for (english, vietnamese) in phrases {
            guard let range = line.firstRange(of: english) else { continue }
            line.replaceSubrange(range, with: vietnamese)
        }
        return line
    }

    private static let headings = [
        ("OVERVIEW: ", ""), ("USAGE: ", "CÁCH DÙNG: "), ("ARGUMENTS:", "THAM SỐ:"),
        ("OPTIONS:", "TÙY CHỌN:"), ("SUBCOMMANDS:", "LỆNH CON:"),
    ]

    private static let phrases = [
        ("<subcommand>", "<lệnh>"), ("[<options>]", "[<tùy-chọn>]"), ("<options>", "<tùy-chọn>"),
        ("Show help information.", "Xem hướng dẫn."),
        ("Show subcommand help information.", "Xem hướng dẫn của một lệnh."),
        ("Show the version.", "Xem phiên bản."),
        ("(default: ", "(mặc định: "), ("(values: ", "(giá trị: "), ("; default:", "; mặc định:"),
        ("(default) ", "(mặc định)"),
        ("' for detailed help.", "' để xem chi tiết."), ("  See '", "  Gõ '"),
        (" SUBCOMMANDS:", ":"),
    ]
}

extension String {
    /// Where `pattern` first stands.
    fileprivate func firstRange(of pattern: String) -> Range<Index>? {
        let wanted = Array(pattern.utf8)
        var start = utf8.startIndex
        while start < utf8.endIndex {
            if utf8[start...].starts(with: wanted) {
                return start..<utf8.index(start, offsetBy: wanted.count)
            }
            start = utf8.index(after: start)
        }
        return nil
    }
}
