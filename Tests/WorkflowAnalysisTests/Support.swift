import CEL
import Diagnostics
import Testing
import WorkflowLoading
import WorkflowModel

@testable import WorkflowAnalysis

/// A table written for a test, and what the analysis says of it.
struct TableCase: Sendable, CustomTestStringConvertible {
    let name: String
    let hit: String
    let inputs: String
    let rows: [String]
    let more: String
    let expected: [String]

    /// - Parameters:
    ///   - inputs: `budget: money, level: string`; the only output is `out: int`.
    ///   - rows: cells with bars between them, `< 5 | - | 1`.
    ///   - expected: code and English message of each diagnostic, in the order found.
    init(
        _ name: String, hit: String = "unique", _ inputs: String, _ rows: [String],
        more: String = "", _ expected: [String]
    ) {
        self.name = name
        self.hit = hit
        self.inputs = inputs
        self.rows = rows
        self.more = more
        self.expected = expected
    }

    var testDescription: String { name }

    var text: String {
        var lines = ["table: tested", "hit: \(hit)", "inputs: {\(inputs)}"]
        lines += ["outputs: {out: {type: int, values: [1, 2, 3, 4]}}", "rows:"]
        for row in rows {
            let cells = row.split(separator: "|").map { "\"\(trimmed($0))\"" }
            lines.append("  - [\(cells.joined(separator: ", "))]")
        }
        if !more.isEmpty { lines.append(more) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func trimmed(_ cell: Substring) -> Substring {
        var cell = cell.drop { $0 == " " }
        while cell.last == " " { cell.removeLast() }
        return cell
    }

    func table(sourceLocation: Testing.SourceLocation = #_sourceLocation) throws -> DecisionTable {
        let loader = LibraryLoader(
            MemorySources([DefinitionSource(path: "rules/tested.yaml", text: text)]))
        let rules = loader.rules()
        let complaints = DiagnosticRenderer(language: .en).render(loader.diagnostics)
        try #require(complaints == "", sourceLocation: sourceLocation)
        return try #require(rules.tables["tested"], sourceLocation: sourceLocation)
    }

    func found() throws -> [String] {
        let table = try table()
        return TableAnalysis.findings(in: table).map { finding in
            let diagnostic = finding.diagnostic(in: table)
            return "\(diagnostic.code): \(diagnostic.message.en)"
        }
    }
}
