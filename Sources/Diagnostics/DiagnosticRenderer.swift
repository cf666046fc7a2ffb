/// Shows diagnostics to a person, with the source line and carets under the place.
///
///     workflows/task.yaml:12:7: lỗi: không có khóa “stat” trong quy trình [unknown-key]
///      12 |       stat: nháp
///         |       ^^^^
///       gợi ý: có phải ý bạn là “state”?
public struct DiagnosticRenderer {
    public enum Style: Sendable {
        case plain
        /// With the ANSI sequences for colour and bold. The caller knows about terminals and
        /// `NO_COLOR`.
        case color
    }

    public var language: Language
    public var style: Style
    /// Columns of the terminal. Only the first line of a diagnostic may be longer: programs read
    /// it.
    public var width: Int
    /// The text of a file, by the name its diagnostics use; nil shows them without the line.
    public var source: (String) -> String?

    public init(
        language: Language, style: Style = .plain, width: Int = 80,
        source: @escaping (String) -> String? = { _ in nil }
    ) {
        self.language = language
        self.style = style
        self.width = max(40, width)
        self.source = source
    }

    /// One diagnostic, its last line ended.
    ///
    /// - Parameter concealed: places that are not shown, those of `DiagnosticList.concealed`.
    public func render(
        _ diagnostic: Diagnostic, concealing concealed: [SourceRange] = []
    ) -> String {
        var sources = ShownSources(source, concealing: concealed)
        return render(diagnostic, &sources)
    }

    /// All that were kept, in the order of reading, and how many were not.
    public func render(_ list: DiagnosticList) -> String {
        var sources = ShownSources(source, concealing: list.concealed)
        var parts = list.sorted.map { render($0, &sources) }
        if list.omitted > 0 {
            let more = LocalizedText(
                vi: "… và \(list.omitted) thông báo nữa.\n", en: "… and \(list.omitted) more.\n")
            parts.append(more[language])
        }
        return parts.joined(separator: "\n")
    }

    private func render(_ diagnostic: Diagnostic, _ sources: inout ShownSources) -> String {
        var lines = [
            header(
                diagnostic.range, diagnostic.severity, diagnostic.message,
                code: diagnostic.code)
        ]
        lines += snippet(diagnostic.range, diagnostic.severity.tone, &sources)
        if let hint = diagnostic.hint {
            lines += labelled(LocalizedText(vi: "gợi ý", en: "hint"), hint[language], .hint)
        }
        if !diagnostic.trace.isEmpty {
            let steps = diagnostic.trace.joined(separator: " → ")
            lines += labelled(LocalizedText(vi: "đường đi", en: "trace"), steps, .quiet)
        }
        for note in diagnostic.notes {
            lines.append(header(note.range, .note, note.message, code: nil))
            lines += snippet(note.range, Diagnostic.Severity.note.tone, &sources)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func header(
        _ range: SourceRange?, _ severity: Diagnostic.Severity, _ message: LocalizedText,
        code: String?
    ) -> String {
        let paint = Paint(style)
        let place = range.map { paint("\($0.start):".withoutControls, .strong) + " " } ?? ""
        let label = paint(severity.label[language] + ":", severity.tone)
        let text = paint(message[language].withoutControls, .strong)
        let suffix = code.map { " " + paint("[\($0)]", .quiet) } ?? ""
        return place + label + " " + text + suffix
    }

    /// The source line behind a gutter with its number, and the carets below it.
    private func snippet(
        _ range: SourceRange?, _ tone: Paint.Tone, _ sources: inout ShownSources
    ) -> [String] {
        guard let range, let line = sources.line(at: range.start) else { return [] }
        let paint = Paint(style)
        let number = " \(range.start.line) "
        let blank = String(repeating: " ", count: number.count)
        let snippet = Snippet(
            line, column: range.start.column, length: range.length,
            width: width - number.count - 2)
        let space = String(repeating: " ", count: snippet.caretColumn)
        let carets = paint(String(repeating: "^", count: snippet.caretCount), tone)
        return [
            paint(number + "|", .quiet) + (snippet.line.isEmpty ? "" : " " + snippet.line),
            paint(blank + "|", .quiet) + " " + space + carets,
        ]
    }

    /// A text behind its label, wrapped at spaces, further lines under the first.
    private func labelled(_ label: LocalizedText, _ text: String, _ tone: Paint.Tone) -> [String] {
        let label = label[language] + ":"
        let indent = String(repeating: " ", count: 2 + DisplayWidth.of(label) + 1)
        var lines: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: true) {
            var line = ""
            for word in paragraph.split(separator: " ") {
                let word = String(word).withoutControls
                let wanted = DisplayWidth.of(line) + 1 + DisplayWidth.of(word)
                if !line.isEmpty, indent.count + wanted > width {
                    lines.append(line)
                    line = word
                } else {
                    line += line.isEmpty ? word : " " + word
                }
            }
            lines.append(line)
        }
        let paint = Paint(style)
        return lines.enumerated().map { index, line in
            index == 0 ? "  " + paint(label, tone) + " " + line : indent + line
        }
    }
}

extension Diagnostic.Severity {
    /// The word printed before a message, in lower case.
    public var label: LocalizedText {
        switch self {
        case .error: LocalizedText(vi: "lỗi", en: "error")
        case .warning: LocalizedText(vi: "cảnh báo", en: "warning")
        case .note: LocalizedText(vi: "ghi chú", en: "note")
        }
    }

    fileprivate var tone: Paint.Tone {
        switch self {
        case .error: .error
        case .warning: .warning
        case .note: .note
        }
    }
}

/// The ANSI sequences of a style.
private struct Paint {
    /// Select Graphic Rendition codes of ECMA-48.
    enum Tone: String {
        case strong = "1"
        case quiet = "2"
        case error = "1;31"
        case warning = "1;33"
        case note = "1;36"
        case hint = "1;32"
    }

    private let isColored: Bool

    init(_ style: DiagnosticRenderer.Style) {
        isColored = style == .color
    }

    func callAsFunction(_ text: String, _ tone: Tone) -> String {
        isColored ? "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m" : text
    }
}
