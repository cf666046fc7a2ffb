import Diagnostics
import Testing

@Suite("Collecting diagnostics")
struct DiagnosticListTests {
    private func error(_ file: String, _ line: Int, _ column: Int) -> Diagnostic {
        .error(
            "e", LocalizedText("x"), at: SourceRange(file: file, line: line, column: column))
    }

    @Test("they are read by file, line and column, those without a place first")
    func sorted() {
        var list = DiagnosticList()
        let placeless = Diagnostic.warning("w", LocalizedText("y"))
        let inOrder = [
            placeless, error("a", 1, 2), error("a", 1, 10), error("a", 2, 1), error("b", 1, 1),
        ]
        for index in [3, 1, 4, 0, 2] { list.append(inOrder[index]) }
        #expect(list.sorted == inOrder)
    }

    @Test("beyond the limit they are counted, and the count is shown")
    func limit() {
        var list = DiagnosticList(limit: 2)
        for line in 1...5 { list.append(error("a", line, 1)) }
        #expect(list.diagnostics.count == 2)
        #expect(list.omitted == 3)
        #expect(list.errorCount == 5)
        #expect(
            DiagnosticRenderer(language: .vi).render(list).hasSuffix("\n… và 3 thông báo nữa.\n"))
        #expect(DiagnosticRenderer(language: .en).render(list).hasSuffix("\n… and 3 more.\n"))
    }

    @Test("the same complaint about the same place is kept once")
    func once() {
        var list = DiagnosticList()
        list.append(error("a", 1, 1))
        list.append(error("a", 1, 1))
        #expect(list.errorCount == 1)
        #expect(list.diagnostics.count == 1)
    }

    @Test("joining lists keeps what was counted")
    func joined() {
        var full = DiagnosticList(limit: 1)
        full.append(error("a", 1, 1))
        full.append(error("a", 2, 1))
        var list = DiagnosticList()
        list.append(contentsOf: full)
        #expect(list.errorCount == 2)
        #expect(list.omitted == 1)
    }

    @Test("only errors are thrown")
    func throwing() {
        var list = DiagnosticList()
        list.append(.warning("w", LocalizedText("x")))
        #expect(throws: Never.self) { try list.throwIfErrors() }
        list.append(error("a", 1, 1))
        #expect(throws: DiagnosticsError(list)) { try list.throwIfErrors() }
    }

    @Test("a sink hands on what it was told")
    func sink() {
        let sink = DiagnosticSink()
        sink.warning("w", LocalizedText("x"))
        #expect(!sink.hasErrors)
        sink.error("e", LocalizedText("y"))
        #expect(sink.hasErrors)
        #expect(sink.list.diagnostics.map(\.code) == ["w", "e"])
    }

    @Test("The same mistake met twice is one, whatever is hinted; a sink still tells of both")
    func sameMistake() {
        let place = SourceRange(file: "a.yaml", line: 1, column: 1, length: 1)
        let sink = DiagnosticSink()
        for hint in ["x", "y"] {
            sink.error(
                "unknown-name", LocalizedText("no b"), at: place, hint: LocalizedText(hint))
        }
        #expect(sink.list.diagnostics.count == 1)
        #expect(sink.errorCount == 2)
    }
}
