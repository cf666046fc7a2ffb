import CEL
import Diagnostics
import WorkflowAnalysis
import WorkflowLoading
import WorkflowModel

/// A file of rules, a decision table most of all, and behind a line of its own the rows that stand
/// in a CSV file beside it. What is accepted can be analysed and asked.
struct TableInput {
    private let files: Files

    init(_ bytes: [UInt8]) {
        let parts = bytes.split(separator: Self.line, maxSplits: 1)
        files = Files(
            rules: parts.first.map(Array.init) ?? [], rows: parts.dropFirst().first.map(Array.init))
    }

    private static let line = Array("\n=== rows.csv\n".utf8)

    func consume() {
        let loader = LibraryLoader(files)
        let rules = loader.rules()
        let found = rules.analyseTables(besides: loader.diagnostics)
        for language in [Language.vi, .en] {
            let renderer = DiagnosticRenderer(language: language, source: files.text)
            _ = renderer.render(loader.diagnostics)
            var list = DiagnosticList()
            for diagnostic in found { list.append(diagnostic) }
            _ = renderer.render(list)
        }
        for table in rules.tables.values { ask(table) }
    }

    private func ask(_ table: DecisionTable) {
        for round in 0..<3 {
            let inputs = table.inputs.map { input in
                input.values.first ?? Self.value(of: input.type.celType, round)
            }
            do throws(DecisionError) {
                let decision = try table.decide(inputs)
                if table.hitPolicy == .ruleOrder {
                    let matching = try table.explain(inputs).filter(\.matches).map(\.row)
                    precondition(decision.rows == matching, "the index differs from the rows")
                }
            } catch {
                precondition(!error.message.vi.isEmpty && !error.message.en.isEmpty)
            }
        }
    }

    private static func value(of type: CELType, _ round: Int) -> Value {
        switch (type, round) {
        case (_, 0): .null
        case (.int, _): .int(round == 1 ? 500_000_000 : .min)
        case (.double, _): .double(round == 1 ? 0.5 : .infinity)
        case (.bool, _): .bool(round == 1)
        case (.string, _): .string(round == 1 ? "provincial" : "")
        default: .null
        }
    }
}

private struct Files: SourceProvider {
    let rules: [UInt8]
    let rows: [UInt8]?

    func entries(_ sink: DiagnosticSink) -> [SourceEntry] {
        [SourceEntry(file: "rules/fuzzed.yaml", path: "rules/fuzzed.yaml")]
    }

    func read(_ entry: SourceEntry, _ sink: DiagnosticSink) -> [UInt8]? { rules }

    func companion(_ name: String, of entry: SourceEntry) -> SourceCompanion {
        guard let rows else { return .missing(known: []) }
        return .found(SourceEntry(file: "rules/rows.csv", path: "rules/rows.csv"), rows)
    }

    func text(of file: String) -> String {
        String(decoding: file.hasSuffix(".csv") ? rows ?? [] : rules, as: UTF8.self)
    }
}
