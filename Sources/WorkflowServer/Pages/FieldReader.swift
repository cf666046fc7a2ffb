import Diagnostics
import WorkflowCalendar
import WorkflowLoading
import WorkflowModel
import WorkflowPages
import WorkflowPresentation

/// Reads fields of a workflow from a form, each by its type, and says beside each what is wrong.
struct FieldReader {
    let form: FormValues
    let organisation: Organisation
    /// Of the item, by the index of the field; all nil for one that is to begin.
    let current: [FieldValue?]
    let definitions: [FieldDefinition]

    struct Read {
        /// Those that are to change, by name.
        var values: [(name: String, value: FieldValue?)] = []
        /// What is wrong, by the name of the field; of a cell of an estimate also by that.
        var faults: [String: String] = [:]
    }

    /// - Parameter indices: the fields the form asked for.
    func read(_ indices: [Int]) -> Read {
        var read = Read()
        for index in indices {
            let field = definitions[index]
            do throws(Fault) {
                guard let value = try value(field) else { continue }
                if value.value != current[index] { read.values.append((field.name, value.value)) }
            } catch {
                read.faults[field.name] = error.text
                for cell in error.cells { read.faults[cell.key(field.name)] = cell.text }
            }
        }
        return read
    }

    fileprivate struct Fault: Error {
        var text: String
        /// Where it is the fault of single cells.
        var cells: [BudgetLines.CellFault] = []
    }
    /// Nil takes the value away.
    private struct Given { var value: FieldValue? }

    /// Nil when the form had no such field.
    private func value(_ field: FieldDefinition) throws(Fault) -> Given? {
        let name = FieldForm.name(field)
        switch field.type {
        case .bool:
            guard let text = form[name] else { return nil }
            return Given(value: .bool(text == "true"))
        case .list(let element):
            switch element {
            case .agency, .person, .choice:
                let all = form.all(name)
                if all.isEmpty { return nil }
                return Given(
                    value: .list(all.filter { !$0.isEmpty }.map(FieldValue.string)))
            default:
                guard let text = form[name] else { return nil }
                var values: [FieldValue] = []
                for line in text.split(whereSeparator: \.isNewline) {
                    if let value = try read(String(line), element) { values.append(value) }
                }
                return Given(value: .list(values))
            }
        case .budget: return try budget(field, name)
        default:
            guard let text = form[name] else { return nil }
            return Given(value: try read(text, field.type))
        }
    }

    private func read(_ text: String, _ type: FieldType) throws(Fault) -> FieldValue? {
        // Browsers send line breaks as two characters.
        let text = TextFolding.nfc(text).split(separator: "\r\n", omittingEmptySubsequences: false)
            .joined(separator: "\n")
        do {
            return try FieldText.value(text, of: type, in: organisation, file: "form")
        } catch {
            throw Fault(error)
        }
    }

    // MARK: Estimates

    private func budget(_ field: FieldDefinition, _ name: String) throws(Fault) -> Given? {
        if let file = form.file(name + ".file") {
            do throws(DiagnosticsError) {
                return Given(value: try FieldText.budget(csv: file.bytes, file: file.name))
            } catch {
                throw Fault(error)
            }
        }
        let typed = FieldForm.lines(form, name)
        if typed.isEmpty { return form.indices(name).isEmpty ? nil : Given(value: nil) }
        var lines: [Budget.Line] = []
        var faults: [BudgetLines.CellFault] = []
        for (row, line) in typed.enumerated() {
            let item = Self.text(line.item)
            if item == nil {
                faults.append(.init(row, .item, say(vi: "chưa ghi", en: "is missing")))
            }
            let quantity = number(line.quantity, row, .quantity, &faults)
            let unitPrice = number(line.unitPrice, row, .unitPrice, &faults)
            guard let item, let quantity, let unitPrice else { continue }
            lines.append(
                Budget.Line(
                    item: item, unit: Self.text(line.unit), quantity: quantity,
                    unitPrice: unitPrice, source: Self.text(line.source)))
        }
        guard faults.isEmpty else {
            throw Fault(
                text: faults.map(\.sentence).joined(separator: "; ") + ".", cells: faults)
        }
        guard let budget = Budget(lines: lines) else {
            throw Fault(
                text: say(vi: "Tổng lớn quá mức tính được.", en: "The total is too large to count.")
            )
        }
        // Whoever checks an estimate and changes none of its figures has not made one of their own.
        if let beside = field.beside, current[beside] == .budget(budget),
            current[index(field)] == nil
        {
            return nil
        }
        return Given(value: .budget(budget))
    }

    private func index(_ field: FieldDefinition) -> Int {
        definitions.firstIndex { $0.name == field.name } ?? 0
    }

    private static func text(_ typed: String) -> String? {
        let text = TextFolding.nfc(typed.trimmingSpaces())
        return text.isEmpty ? nil : text
    }

    /// Grouped as amounts are: 1.250.000. Nil when it is none, which is then among the faults.
    private func number(
        _ typed: String, _ row: Int, _ column: BudgetLines.Column,
        _ faults: inout [BudgetLines.CellFault]
    ) -> Int64? {
        let value = try? FieldText.value(typed, of: .money, in: organisation, file: "form")
        if case .money(let number)? = value { return number }
        let shown = TextFolding.nfc(typed.trimmingSpaces()).truncated(to: 40)
        faults.append(
            .init(
                row, column,
                shown.isEmpty
                    ? say(vi: "chưa ghi", en: "is missing")
                    : say(
                        vi: "“\(shown)” không phải số nguyên; viết như 60 hoặc 1.250.000",
                        en: "“\(shown)” is no whole number; write it as 60 or 1.250.000")))
        return nil
    }
}

extension FieldReader.Fault {
    /// The first complaint, with what to write instead.
    fileprivate init(_ error: DiagnosticsError) {
        let first = error.list.sorted.first
        let message = first?.message.spoken ?? ""
        text = message + (first?.hint.map { " (\($0.spoken))" } ?? "") + "."
    }
}
