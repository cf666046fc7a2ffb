package import WorkflowModel
import WorkflowPresentation

/// The lines of an estimate as a form asks for them. Texts, because what was typed is shown again
/// as it was.
package struct BudgetLines: Sendable {
    /// The columns in which something can be wrong.
    package enum Column: String, CaseIterable, Sendable {
        case item
        case quantity
        case unitPrice = "unit_price"

        package var title: String {
            switch self {
            case .item: say(vi: "nội dung chi", en: "item")
            case .quantity: say(vi: "số lượng", en: "quantity")
            case .unitPrice: say(vi: "đơn giá", en: "unit price")
            }
        }
    }

    /// What is wrong with what was typed in one cell.
    package struct CellFault: Sendable {
        /// From 0, as the lines are shown again.
        package var row: Int
        package var column: Column
        package var text: String

        package init(_ row: Int, _ column: Column, _ text: String) {
            self.row = row
            self.column = column
            self.text = text
        }

        /// With its place, for who does not see the table.
        package var sentence: String {
            say(vi: "dòng \(row + 1), ", en: "line \(row + 1), ") + column.title + ": " + text
        }

        /// Among the faults of a form.
        package func key(_ field: String) -> String { "\(field).\(row).\(column.rawValue)" }

        func id(_ field: String) -> String { "\(field)-\(row)-\(column.rawValue)" }
    }

    package struct Line: Sendable {
        package var item = ""
        package var unit = ""
        package var quantity = ""
        package var unitPrice = ""
        package var source = ""
        /// What was proposed, where this is checked beside it.
        package var proposed: Budget.Line?

        package init() {}

        package init(_ line: Budget.Line, proposed: Budget.Line? = nil) {
            item = line.item
            unit = line.unit ?? ""
            quantity = line.quantity.grouped(".")
            unitPrice = line.unitPrice.grouped(".")
            source = line.source ?? ""
            self.proposed = proposed
        }

        package var isEmpty: Bool {
            [item, unit, quantity, unitPrice, source].allSatisfy { $0.trimmingSpaces().isEmpty }
        }
    }

    package var lines: [Line]
    /// Items and units are those of the estimate it is checked beside.
    package var isBeside: Bool
    package var faults: [CellFault] = []

    package init(_ lines: [Line], isBeside: Bool) {
        self.lines = lines
        self.isBeside = isBeside
    }

    /// Rows to write in, besides those that are filled.
    private static let spare = 3

    func view(name: String, id: String) -> View {
        let all = isBeside ? lines : lines + [Line](repeating: Line(), count: Self.spare)
        return [
            "isBeside": isBeside, "canAdd": !isBeside, "name": name,
            "file": isBeside ? nil : name + ".file", "fileID": id + "-file",
            "rows": all.enumerated().map { index, line -> View in
                func fault(_ column: Column) -> View? {
                    faults.first { $0.row == index && $0.column == column }.map { fault in
                        ["cell": fault.id(id), "fault": fault.text]
                    }
                }
                return [
                    "itemFault": fault(.item), "quantityFault": fault(.quantity),
                    "priceFault": fault(.unitPrice),
                    "number": "\(index + 1)", "prefix": "\(name).\(index)",
                    "item": line.item, "unit": line.unit, "quantity": line.quantity,
                    "unitPrice": line.unitPrice, "source": line.source,
                    "proposed": line.proposed.map { line -> View in
                        [
                            "figures": line.figures, "prefix": "\(name).\(index)",
                            "item": line.item, "unit": line.unit, "source": line.source,
                            "amount": line.amount?.grouped("."),
                        ]
                    },
                ]
            },
        ]
    }
}
