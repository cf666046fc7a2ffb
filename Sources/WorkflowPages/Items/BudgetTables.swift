import Diagnostics
package import WorkflowCore
import WorkflowModel
import WorkflowPresentation

/// An estimate, by itself or line by line beside the figures of who checks it.
struct BudgetTables {
    let title: String
    let budget: Budget
    var checked: Budget?

    /// Every estimate of an item. One that stands beside another is shown with that.
    static func all(of state: ItemState) -> [BudgetTables] {
        let fields = state.workflow.fields
        return fields.indices.compactMap { index in
            guard case .budget(let budget)? = state.fields[index] else { return nil }
            if let other = fields[index].beside, case .budget? = state.fields[other] { return nil }
            var table = BudgetTables(title: fields[index].title.spoken, budget: budget)
            if let beside = fields.indices.first(where: { fields[$0].beside == index }),
                case .budget(let checked)? = state.fields[beside]
            {
                table.checked = checked
            }
            return table
        }
    }

    /// What it comes to, in đồng: by the figures of who checks it where there are any.
    var amount: Int64 { (checked ?? budget).total }

    var view: View {
        guard let checked else {
            let hasSources = budget.lines.contains { $0.source?.isEmpty == false }
            return [
                "title": title, "hasSources": hasSources, "Sources": hasSources,
                "total": budget.total.grouped("."),
                "lines": budget.lines.map { line -> View in
                    [
                        "item": line.item, "unit": line.unit,
                        "quantity": line.quantity.grouped("."),
                        "price": line.unitPrice.grouped("."),
                        "amount": line.amount?.grouped("."), "source": line.source,
                    ]
                },
            ]
        }
        return [
            "title": title, "isCompared": true, "oldTotal": budget.total.grouped("."),
            "newTotal": checked.total.grouped("."),
            "totalDifference": Self.signed(checked.total - budget.total),
            "lines": checked.paired(with: budget).map { pair -> View in
                let line = pair.old ?? pair.new
                let difference = (pair.new?.amount ?? 0) - (pair.old?.amount ?? 0)
                return [
                    "item": (line?.item ?? "") + (line?.unit.map { " (\($0))" } ?? ""),
                    "figures": Self.figures(pair),
                    "old": pair.old?.amount?.grouped(".") ?? "–",
                    "new": pair.new?.amount?.grouped(".") ?? "–",
                    "difference": Self.signed(difference), "differs": difference != 0,
                ]
            },
        ]
    }

    private static func signed(_ number: Int64) -> String {
        number > 0 ? "+" + number.grouped(".") : number.grouped(".")
    }

    /// `6 × 4.000.000`, and what it became if it did.
    private static func figures(_ pair: Budget.LinePair) -> String {
        let (old, new) = (pair.old?.figures, pair.new?.figures)
        guard let old, let new, old != new else { return old ?? new ?? "" }
        return "\(old) → \(new)"
    }
}

extension ItemState {
    /// What its estimates come to, in đồng; nil when it has none.
    package var estimatedAmount: Int64? {
        let tables = BudgetTables.all(of: self)
        return tables.isEmpty ? nil : tables.reduce(0) { $0 + $1.amount }
    }
}
