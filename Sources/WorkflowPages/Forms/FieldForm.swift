import WorkflowCalendar
package import WorkflowModel
import WorkflowPresentation

/// Fields of a workflow as a form asks for them. Their inputs are called `field.NAME`, so that no
/// field has the name of something else a form sends.
package struct FieldForm: Sendable {
    package var fields: [FieldDefinition]
    package var organisation: Organisation
    /// By the index of the field: what the item has.
    package var values: [FieldValue?]
    /// What was typed, when the form was sent and comes back.
    package var typed: FormValues?
    /// What was wrong with it, by the name of the field; of a cell of an estimate also by that.
    package var faults: [String: String] = [:]

    package init(
        fields: [FieldDefinition], organisation: Organisation, values: [FieldValue?],
        typed: FormValues? = nil, faults: [String: String] = [:]
    ) {
        self.fields = fields
        self.organisation = organisation
        self.values = values
        self.typed = typed
        self.faults = faults
    }

    package static func name(_ field: FieldDefinition) -> String { "field." + field.name }

    /// The input for one of them.
    package func input(
        _ index: Int, isRequired: Bool, followsTotal: Bool = false
    ) -> FormField {
        let field = fields[index]
        let name = Self.name(field)
        return FormField(
            name, field.title.spoken, kind(index, followsTotal: followsTotal), value: text(index),
            hint: hint(field.type), fault: faults[field.name], isRequired: isRequired)
    }

    /// What stands in the input: as typed, else as the item has it.
    private func text(_ index: Int) -> String {
        let field = fields[index]
        if let typed { return typed[Self.name(field)] ?? "" }
        switch values[index] {
        case .money(let amount)?: return amount.grouped(".")
        case .string(let text)?: return text
        case .bool(let flag)?: return flag ? "true" : ""
        case .date(let date)?: return date.formatted(.slashed)
        case .int(let number)?: return String(number)
        case .list(let values)?:
            guard case .list(let element) = field.type else { return "" }
            return values.map { $0.text(element, organisation).spoken }.joined(separator: "\n")
        case let value?: return value.text(field.type, organisation).spoken
        case nil: return ""
        }
    }

    private func kind(_ index: Int, followsTotal: Bool) -> FormField.Kind {
        let field = fields[index]
        switch field.type {
        case .string: return .line()
        case .text: return .area
        case .int: return .line(mode: "numeric", isShort: true)
        case .double: return .line(mode: "decimal", isShort: true)
        case .bool: return .flag
        case .money: return .money(followsTotal: followsTotal)
        case .date, .instant: return .line(mode: "numeric", isShort: true)
        case .quantity: return .line()
        case .choice, .agency, .person: return .one(options(field.type, chosen(index)))
        case .list(let element):
            switch element {
            case .choice, .agency, .person: return .many(options(element, chosen(index)))
            default: return .area
            }
        case .budget: return .budget(budget(index))
        }
    }

    private func hint(_ type: FieldType) -> String? {
        switch type {
        case .date: say(vi: "Ngày/tháng/năm, ví dụ 30/11/2021", en: "Day/month/year, as 30/11/2021")
        case .instant:
            say(vi: "Ví dụ 30/11/2021 14:00", en: "For example 2021-11-30T14:00+07:00")
        case .quantity:
            say(vi: "Số và đơn vị, ví dụ “02 lớp”", en: "A number and its unit, as “02 classes”")
        case .list(.agency), .list(.person), .list(.choice): nil
        case .list: say(vi: "Mỗi mục một dòng", en: "One entry on each line")
        default: nil
        }
    }

    /// The codes chosen.
    private func chosen(_ index: Int) -> Set<String> {
        if let typed { return Set(typed.all(Self.name(fields[index]))) }
        switch values[index] {
        case .string(let code)?: return [code]
        case .list(let values)?:
            return Set(values.compactMap { if case .string(let code) = $0 { code } else { nil } })
        default: return []
        }
    }

    private func options(_ type: FieldType, _ chosen: Set<String>) -> [FormField.Option] {
        switch type {
        case .choice(let choices):
            choices.map { .init($0.code, $0.title.spoken, isChosen: chosen.contains($0.code)) }
        case .agency:
            organisation.agencies.map {
                .init($0.code, $0.name.spoken, isChosen: chosen.contains($0.code))
            }
        case .person:
            organisation.people.sorted { $0.agency < $1.agency }.map { person in
                .init(
                    person.id, person.name, isChosen: chosen.contains(person.id),
                    group: organisation.agency(person.agency)?.name.spoken)
            }
        default: []
        }
    }

    // MARK: Estimates

    private func budget(_ index: Int) -> BudgetLines {
        let field = fields[index]
        var proposed: Budget?
        if let beside = field.beside, case .budget(let budget)? = values[beside] {
            proposed = budget
        }
        if let typed {
            var lines = Self.lines(typed, Self.name(field))
            for (index, line) in (proposed?.lines ?? []).enumerated() where index < lines.count {
                lines[index].proposed = line
            }
            var budget = BudgetLines(lines, isBeside: proposed != nil)
            budget.faults = lines.indices.flatMap { row in
                BudgetLines.Column.allCases.compactMap { column in
                    let fault = BudgetLines.CellFault(row, column, "")
                    return faults[fault.key(field.name)].map { .init(row, column, $0) }
                }
            }
            return budget
        }
        if case .budget(let budget)? = values[index] {
            let lines = budget.lines.enumerated().map { index, line in
                BudgetLines.Line(
                    line,
                    proposed: proposed.flatMap {
                        $0.lines.indices.contains(index) ? $0.lines[index] : nil
                    })
            }
            return BudgetLines(lines, isBeside: proposed != nil)
        }
        // Whoever checks an estimate begins with its own figures.
        let lines = (proposed?.lines ?? []).map { BudgetLines.Line($0, proposed: $0) }
        return BudgetLines(lines, isBeside: proposed != nil)
    }

    /// The lines of an estimate as typed, empty ones left out.
    package static func lines(_ typed: FormValues, _ name: String) -> [BudgetLines.Line] {
        typed.indices(name).map { index in
            var line = BudgetLines.Line()
            line.item = typed["\(name).\(index).item"] ?? ""
            line.unit = typed["\(name).\(index).unit"] ?? ""
            line.quantity = typed["\(name).\(index).quantity"] ?? ""
            line.unitPrice = typed["\(name).\(index).unit_price"] ?? ""
            line.source = typed["\(name).\(index).source"] ?? ""
            return line
        }.filter { !$0.isEmpty }
    }
}
