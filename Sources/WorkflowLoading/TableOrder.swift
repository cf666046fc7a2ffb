import Diagnostics
import WorkflowModel

/// Finds decision tables that consult one another in a circle, whether or not a workflow uses them.
struct TableOrder {
    private let tables: [String: DecisionTable]
    private let sink: DiagnosticSink
    /// Tables being looked at, outermost first.
    private var path: [String] = []
    private var done: Set<String> = []

    static func check(_ tables: [String: DecisionTable], sink: DiagnosticSink) {
        var order = TableOrder(tables, sink)
        for name in tables.keys.sorted() { order.visit(name) }
    }

    private init(_ tables: [String: DecisionTable], _ sink: DiagnosticSink) {
        self.tables = tables
        self.sink = sink
    }

    private mutating func visit(_ name: String) {
        guard !done.contains(name), let table = tables[name] else { return }
        path.append(name)
        for input in table.inputs {
            guard let source = input.source else { continue }
            for other in ConsultedTables.named(in: source, of: tables) {
                if let start = path.firstIndex(of: other) {
                    report(Array(path[start...]) + [other], at: input.range)
                } else {
                    visit(other)
                }
            }
        }
        path.removeLast()
        done.insert(name)
    }

    private func report(_ circle: [String], at range: SourceRange) {
        let chain = circle.joined(separator: " → ")
        sink.error(
            "table-cycle",
            LocalizedText(
                vi: "các bảng hỏi lẫn nhau theo vòng tròn: \(chain)",
                en: "the tables ask one another in a circle: \(chain)"),
            at: range, trace: circle)
    }
}
