package import WorkflowModel
import WorkflowPresentation

/// The lines of an estimate as a form asks for them. Texts, because what was typed is shown again
/// as it was.
package struct BudgetLines: Sendable {
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
                [
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
