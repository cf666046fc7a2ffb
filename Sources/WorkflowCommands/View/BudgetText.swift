import Diagnostics
import WorkflowModel
import WorkflowPresentation

/// An estimate as an aligned table, by itself or with the figures of who checks it beside it.
struct BudgetText {
    let budget: Budget
    let screen: Screen

    func print() {
        var table = TextTable([
            .init(title: say(vi: "Nội dung chi", en: "Item"), minimum: 14),
            .init(title: say(vi: "ĐVT", en: "Unit"), minimum: 4),
            .init(title: say(vi: "SL", en: "Qty"), alignment: .right),
            .init(title: say(vi: "Đơn giá (đồng)", en: "Price (đồng)"), alignment: .right),
            .init(title: say(vi: "Thành tiền", en: "Amount"), alignment: .right),
            .init(title: say(vi: "Nguồn", en: "Source"), minimum: 6),
        ])
        for line in budget.lines {
            table.add(
                .init(line.item), .init(line.unit ?? ""), .init(line.quantity.grouped(".")),
                .init(line.unitPrice.grouped(".")), .init(line.amount?.grouped(".") ?? ""),
                .init(line.source ?? ""))
        }
        table.add(
            .init(say(vi: "Cộng", en: "Total"), .strong), "", "", "",
            .init(budget.total.grouped("."), .strong), "")
        for line in table.lines(width: screen.width, indent: 4, screen.palette) {
            screen.print(line)
        }
    }

    /// Line by line: what was proposed, what is agreed to, and the difference.
    func print(beside checked: Budget) {
        var table = TextTable([
            .init(title: say(vi: "Nội dung chi", en: "Item"), minimum: 12, maxLines: 3),
            .init(title: say(vi: "SL × đơn giá", en: "Qty × price"), minimum: 15, maxLines: 3),
            .init(title: say(vi: "Đề nghị", en: "Proposed"), alignment: .right),
            .init(title: say(vi: "Thẩm định", en: "Appraised"), alignment: .right),
            .init(title: say(vi: "Chênh lệch", en: "Difference"), alignment: .right),
        ])
        for pair in checked.paired(with: budget) {
            let line = pair.old ?? pair.new
            let difference = (pair.new?.amount ?? 0) - (pair.old?.amount ?? 0)
            table.add(
                .init((line?.item ?? "") + (line?.unit.map { " (\($0))" } ?? "")),
                .init(Self.figures(pair), .quiet),
                .init(pair.old?.amount?.grouped(".") ?? "–"),
                .init(pair.new?.amount?.grouped(".") ?? "–"),
                .init(Self.signed(difference), difference == 0 ? .quiet : .warning))
        }
        table.add(
            .init(say(vi: "Cộng", en: "Total"), .strong), "",
            .init(budget.total.grouped("."), .strong), .init(checked.total.grouped("."), .strong),
            .init(Self.signed(checked.total - budget.total), .strong))
        for line in table.lines(width: screen.width, indent: 4, screen.palette) {
            screen.print(line)
        }
    }

    private static func signed(_ number: Int64) -> String {
        number > 0 ? "+" + number.grouped(".") : number.grouped(".")
    }

    /// `6 × 4.000.000`, and what it became if it did.
    private static func figures(_ pair: Budget.LinePair) -> String {
        let old = pair.old?.figures
        let new = pair.new?.figures
        guard let old, let new, old != new else { return old ?? new ?? "" }
        return "\(old) → \(new)"
    }
}
