package import JSON
package import WorkflowCore
package import WorkflowModel

extension ItemState {
    /// Every estimate with what its lines come to; with the figures of who checks it, if it has
    /// been checked.
    package var budgetViews: [JSON] {
        workflow.fields.indices.compactMap { index in
            let field = workflow.fields[index]
            guard case .budget(let budget)? = fields[index] else { return nil }
            // Shown with the one it stands beside.
            if let other = field.beside, case .budget? = fields[other] { return nil }
            let beside = workflow.fields.indices.first { workflow.fields[$0].beside == index }
            guard let beside, case .budget(let checked)? = fields[beside] else {
                return [
                    "field": .string(field.name), "total": .int(budget.total),
                    "lines": .array(budget.lines.map { .object($0.view) }),
                ]
            }
            return [
                "field": .string(field.name), "total": .int(budget.total),
                "beside": .string(workflow.fields[beside].name),
                "beside_total": .int(checked.total),
                "difference": .int(checked.total - budget.total),
                "lines": .array(checked.paired(with: budget).map(\.view)),
            ]
        }
    }
}

extension Budget.Line {
    fileprivate var view: JSONObject {
        var view: JSONObject = [
            "item": .string(item), "quantity": .int(quantity), "unit_price": .int(unitPrice),
        ]
        view["unit"] = unit.map(JSON.string)
        view["amount"] = amount.map(JSON.int)
        view["source"] = source.map(JSON.string)
        return view
    }
}

extension Budget.LinePair {
    /// The line as proposed, with `beside`: the same line as checked.
    fileprivate var view: JSON {
        var view = old?.view ?? ["item": .string(new?.item ?? "")]
        view["beside"] = new.map { .object($0.view) }
        view["difference"] = .int((new?.amount ?? 0) - (old?.amount ?? 0))
        return .object(view)
    }
}

extension Budget.LinePair {
    /// A line that is not what it was: `Thuê giảng viên: 6 × 4.000.000 → 5 × 4.000.000`.
    package var change: String {
        func text(_ line: Budget.Line) -> String {
            let amount = line.amount.map { " = " + $0.grouped(".") } ?? ""
            return line.figures + amount + (line.source.map { " (\($0))" } ?? "")
        }
        switch (old, new) {
        case (let old?, let new?): return "– \(old.item): \(text(old)) → \(text(new))"
        case (let old?, nil):
            return say(
                vi: "– bỏ \(old.item): \(text(old))", en: "– without \(old.item): \(text(old))")
        case (nil, let new?):
            return say(
                vi: "– thêm \(new.item): \(text(new))", en: "– with \(new.item): \(text(new))")
        case (nil, nil): return ""
        }
    }
}
