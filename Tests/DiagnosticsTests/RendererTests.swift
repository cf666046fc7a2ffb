import Diagnostics
import Testing

@Suite("Diagnostics as a person sees them")
struct RendererTests {
    private let source = """
        workflow: task
        states:
          nháp: {tới: duyệt}
        \tx:\tab
          漢字: 값, a\u{301}b
        """

    private func render(
        _ diagnostic: Diagnostic, _ language: Language = .vi,
        style: DiagnosticRenderer.Style = .plain, width: Int = 80
    ) -> String {
        let source = source
        return DiagnosticRenderer(language: language, style: style, width: width) { file in
            file == "a.yaml" ? source : nil
        }.render(diagnostic)
    }

    private func at(_ line: Int, _ column: Int, _ length: Int = 1) -> SourceRange {
        SourceRange(file: "a.yaml", line: line, column: column, length: length)
    }

    private let message = LocalizedText(vi: "không ổn", en: "not right")

    @Test("what is concealed is not shown, whoever complains of its line")
    func concealed() {
        var list = DiagnosticList()
        list.append(.error("a", message, at: at(3, 3, 4)))
        list.append(.error("b", message, at: at(3, 15, 5)))
        list.conceal(at(3, 15, 5))
        // Behind the end of a line there is nothing to hide.
        list.conceal(at(2, 40, 5))
        list.append(.error("c", message, at: at(2, 1, 6)))
        let source = source
        let shown = DiagnosticRenderer(language: .vi) { _ in source }.render(list)
        #expect(
            shown == """
                a.yaml:2:1: lỗi: không ổn [c]
                 2 | states:
                   | ^^^^^^

                a.yaml:3:3: lỗi: không ổn [a]
                 3 |   nháp: {tới: •••••}
                   |   ^^^^

                a.yaml:3:15: lỗi: không ổn [b]
                 3 |   nháp: {tới: •••••}
                   |               ^^^^^

                """)
    }

    @Test("place, message, line, carets, hint, trace, notes")
    func whole() {
        let diagnostic = Diagnostic.error(
            "unknown-state", message, at: at(3, 15, 5),
            hint: LocalizedText(vi: "xem lại\nmục 4", en: "look again"),
            notes: [.init(LocalizedText(vi: "bắt đầu ở đây", en: "begins here"), at: at(2, 1, 6))],
            trace: ["nháp", "duyệt"])
        #expect(
            render(diagnostic) == """
                a.yaml:3:15: lỗi: không ổn [unknown-state]
                 3 |   nháp: {tới: duyệt}
                   |               ^^^^^
                  gợi ý: xem lại
                         mục 4
                  đường đi: nháp → duyệt
                a.yaml:2:1: ghi chú: bắt đầu ở đây
                 2 | states:
                   | ^^^^^^

                """)
        #expect(
            render(diagnostic, .en) == """
                a.yaml:3:15: error: not right [unknown-state]
                 3 |   nháp: {tới: duyệt}
                   |               ^^^^^
                  hint: look again
                  trace: nháp → duyệt
                a.yaml:2:1: note: begins here
                 2 | states:
                   | ^^^^^^

                """)
    }

    @Test(
        "severities have names",
        arguments: [(.vi, "cảnh báo"), (.en, "warning")] as [(Language, String)])
    func warning(language: Language, word: String) {
        let rendered = render(.warning("w", LocalizedText("x")), language)
        #expect(rendered == "\(word): x [w]\n")
    }

    @Test("tabs, wide characters and combining marks keep the carets in place")
    func columns() {
        #expect(
            render(.error("e", message, at: at(4, 5, 2))) == """
                a.yaml:4:5: lỗi: không ổn [e]
                 4 |     x:  ab
                   |         ^^

                """)
        #expect(
            render(.error("e", message, at: at(5, 3, 2))).hasSuffix(
                "   |   ^^^^\n"))
        #expect(
            render(.error("e", message, at: at(5, 7, 1))).hasSuffix(
                "   |         ^^\n"))
        // a and its acute are two scalars in one column.
        #expect(
            render(.error("e", message, at: at(5, 12, 1))).hasSuffix(
                "   |              ^\n"))
    }

    @Test("a place behind the line's end is still shown")
    func behind() {
        #expect(
            render(.error("e", message, at: at(1, 15, 3))) == """
                a.yaml:1:15: lỗi: không ổn [e]
                 1 | workflow: task
                   |               ^

                """)
    }

    @Test("without the source, or beyond its last line, the message stands alone")
    func noSource() {
        let elsewhere = SourceRange(file: "b.yaml", line: 1, column: 1)
        #expect(render(.error("e", message, at: elsewhere)) == "b.yaml:1:1: lỗi: không ổn [e]\n")
        #expect(render(.error("e", message, at: at(99, 1))) == "a.yaml:99:1: lỗi: không ổn [e]\n")
    }

    @Test("a long line is cut around the place", arguments: [1, 60, 150, 288])
    func longLine(column: Int) throws {
        let words = (0..<48).map { "từ-\($0 + 10) " }.joined()
        let renderer = DiagnosticRenderer(language: .vi, width: 60) { _ in words }
        let range = SourceRange(file: "l", line: 1, column: column, length: 5)
        let lines = renderer.render(.error("e", message, at: range)).split(separator: "\n")
        let shown = try #require(lines.dropFirst().first)
        let carets = try #require(lines.last)
        #expect(DisplayWidth.of(String(shown)) <= 60)
        #expect(DisplayWidth.of(String(carets)) <= 60)
        // What stands above the first caret is what stands at the column.
        let offset = carets.prefix { $0 != "^" }.count
        let wanted = Array(words)[column - 1]
        #expect(Array(shown)[offset] == wanted)
        #expect(carets.filter { $0 == "^" }.count == min(5, words.count - column + 1))
    }

    @Test("long hints are wrapped at spaces")
    func wrapped() {
        let hint = LocalizedText("một hai ba bốn năm sáu bảy tám chín mười một hai ba")
        #expect(
            render(.error("e", message, hint: hint), width: 40) == """
                lỗi: không ổn [e]
                  gợi ý: một hai ba bốn năm sáu bảy tám
                         chín mười một hai ba

                """)
    }

    @Test("nothing in a file or a name steers the terminal")
    func controls() {
        let renderer = DiagnosticRenderer(language: .en) { _ in "a: \u{1B}[2J\u{202E}b" }
        let diagnostic = Diagnostic.error(
            "e", LocalizedText("unknown key “\u{1B}[2J\n\u{9B}”"),
            at: SourceRange(file: "f\u{7}", line: 1, column: 4),
            hint: LocalizedText("x\u{1B}c"), trace: ["\u{1B}"])
        let controls = renderer.render(diagnostic).unicodeScalars.filter {
            ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value)
                || $0.value == 0x202E
        }
        #expect(controls.isEmpty)
    }

    @Test("colour is added around the same text")
    func color() {
        let diagnostic = Diagnostic.error("e", message, at: at(1, 1, 8))
        let colored = render(diagnostic, style: .color)
        #expect(colored.contains("\u{1B}[1;31mlỗi:\u{1B}[0m"))
        #expect(colored.contains("\u{1B}[1;31m^^^^^^^^\u{1B}[0m"))
        var isEscape = false
        let bare = colored.filter { character in
            if character == "\u{1B}" { isEscape = true }
            defer { if character == "m" { isEscape = false } }
            return !isEscape
        }
        #expect(bare == render(diagnostic))
    }

    @Test(
        "lines end at LF, CRLF or CR; a byte order mark is not a column",
        arguments: ["\n", "\r\n", "\r"])
    func lineEnds(end: String) {
        let text = "\u{FEFF}a\(end)bc\(end)"
        let renderer = DiagnosticRenderer(language: .vi) { _ in text }
        let second = SourceRange(file: "f", line: 2, column: 2)
        #expect(renderer.render(.error("e", message, at: second)).contains(" 2 | bc\n   |  ^\n"))
        let first = SourceRange(file: "f", line: 1, column: 1)
        #expect(renderer.render(.error("e", message, at: first)).contains(" 1 | a\n   | ^\n"))
    }
}
