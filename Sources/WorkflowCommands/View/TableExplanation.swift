import CEL
import Diagnostics
import JSON
import WorkflowModel
import WorkflowPresentation

/// How each row of a decision table fared.
struct TableExplanation {
    private let table: DecisionTable
    private let inputs: [Value]
    private let rows: [DecisionTable.RowExplanation]
    /// Rows shown to a person.
    private static let limit = 20

    init(
        _ table: DecisionTable, _ inputs: [Value], _ rows: [DecisionTable.RowExplanation]
    ) {
        self.table = table
        self.inputs = inputs
        self.rows = rows
    }

    /// Every row.
    var json: JSON {
        .array(
            rows.map { row in
                var view: JSONObject = [
                    "row": .int(Int64(row.row)), "matched": .bool(row.matches),
                ]
                if let input = row.failedInput {
                    view["input"] = .string(table.inputs[input].name)
                    view["cell"] = table.text(ofCell: input, inRow: row.row).map(JSON.string)
                    view["value"] = inputs[input].json
                    view["error"] = row.fault.map { .string($0.spoken) }
                }
                return .object(view)
            })
    }

    func print(on screen: Screen) {
        var text = TextTable([
            .init(title: say(vi: "Dòng", en: "Row"), alignment: .right),
            .init(title: say(vi: "Khớp", en: "Matches")),
            .init(title: say(vi: "Cột", en: "Input"), minimum: 8),
            .init(title: say(vi: "Ô", en: "Cell"), minimum: 12),
            .init(title: say(vi: "Giá trị", en: "Value"), minimum: 12),
        ])
        let shown = shown
        for row in shown {
            guard let input = row.failedInput else {
                text.add(.init("\(row.row)"), .init("✓", .good), "", "", "")
                continue
            }
            let value = inputs[input].text(in: table.inputs[input].type)
            text.add(
                .init("\(row.row)"), "–", .init(table.inputs[input].name),
                .init(table.text(ofCell: input, inRow: row.row) ?? "", .quiet),
                .init(row.fault.map { "\(value): \($0.spoken)" } ?? value))
        }
        for line in text.lines(width: screen.width, screen.palette) { screen.print(line) }
        let more = rows.count - shown.count
        if more > 0 {
            screen.print(
                say(
                    vi: "… và \(more) dòng nữa; --json cho tất cả.",
                    en: "… and \(more) more rows; --json gives them all."))
        }
    }

    /// As written; where there is not room for all, those that match come before others.
    private var shown: [DecisionTable.RowExplanation] {
        guard rows.count > Self.limit else { return rows }
        let matching = rows.filter(\.matches).prefix(Self.limit)
        let others = rows.filter { !$0.matches }.prefix(Self.limit - matching.count)
        return (matching + others).sorted { $0.row < $1.row }
    }
}
