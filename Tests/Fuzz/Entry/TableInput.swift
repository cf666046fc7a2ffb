import CEL
import Diagnostics
import WorkflowLoading
import WorkflowModel

/// A file of rules, a decision table most of all: what is accepted can be asked.
struct TableInput {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    func consume() {
        let loader = LibraryLoader(OneFile(bytes: bytes))
        let rules = loader.rules()
        let text = String(decoding: bytes, as: UTF8.self)
        for language in [Language.vi, .en] {
            _ = DiagnosticRenderer(language: language) { _ in text }.render(loader.diagnostics)
        }
        for table in rules.tables.values { ask(table) }
    }

    private func ask(_ table: DecisionTable) {
        for round in 0..<3 {
            let inputs = table.inputs.map { input in
                input.values.first ?? Self.value(of: input.type.celType, round)
            }
            do throws(DecisionError) {
                _ = try table.decide(inputs)
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

private struct OneFile: SourceProvider {
    let bytes: [UInt8]

    func entries(_ sink: DiagnosticSink) -> [SourceEntry] {
        [SourceEntry(file: "rules/fuzzed.yaml", path: "rules/fuzzed.yaml")]
    }

    func read(_ entry: SourceEntry, _ sink: DiagnosticSink) -> [UInt8]? { bytes }
}
