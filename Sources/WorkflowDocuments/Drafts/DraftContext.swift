import Diagnostics
public import WorkflowCalendar
public import WorkflowCore
public import WorkflowModel

/// What templates of drafts can name about an item.
public struct DraftContext: Sendable {
    public let state: ItemState
    public let rules: Rules
    public let today: CalendarDate
    /// The code of the agency whose draft it is.
    public let office: String
    /// That of the item; nil when it has none, or it is not known any more.
    public let plan: Plan?

    public init(
        _ state: ItemState, _ rules: Rules, office: String, today: CalendarDate, plan: Plan? = nil
    ) {
        self.state = state
        self.rules = rules
        self.office = office
        self.plan = plan
        self.today = today
    }

    public var values: [String: DraftValue] {
        [
            "id": .text(state.id), "title": title,
            "plan": planName.map(DraftValue.text) ?? .blank,
            "office": agency(office), "lead": agency(field("lead")),
            "today": date(today), "fields": .object(fields), "estimate": estimate,
            "deadline": deadline,
        ]
    }

    /// As a document refers to it: `Kế hoạch số 149/KH-UBND ngày 14 tháng 4 năm 2021`.
    private var planName: String? {
        guard let plan else { return state.plan.map { "kế hoạch \($0)" } }
        guard let number = plan.number else { return plan.title.vi }
        return "Kế hoạch số \(number)"
            + (plan.issuedOn.map { " \($0.formatted(.formal))" } ?? "")
    }

    private func field(_ name: String) -> String? {
        if case .string(let text)? = state[field: name], !text.isEmpty { return text }
        return nil
    }

    private var title: DraftValue {
        .text(field("content") ?? state.workflow.title.vi)
    }

    private func agency(_ code: String?) -> DraftValue {
        guard let code else { return .blank }
        let agency = rules.organisation.agency(code)
        let superior = agency?.parent.flatMap { rules.organisation.agency($0) }?.name.vi
        return .object([
            "code": .text(code), "name": .text(agency?.name.vi ?? code),
            "short": .text(agency?.shortName ?? agency?.name.vi ?? code),
            "superior": superior.map(DraftValue.text) ?? .blank,
            "head": rules.documents.office(code)?.head.map(DraftValue.text) ?? .blank,
        ])
    }

    private func date(_ date: CalendarDate) -> DraftValue {
        .object([
            "short": .text(date.formatted(.slashed)), "formal": .text(date.formatted(.formal)),
            "year": .text(String(date.components.year)),
        ])
    }

    /// Every field of the workflow, as people write it.
    private var fields: [String: DraftValue] {
        var fields: [String: DraftValue] = [:]
        for (definition, value) in zip(state.workflow.fields, state.fields) {
            let text = value?.text(definition.type, rules.organisation).vi ?? ""
            fields[definition.name] = text.isEmpty ? .blank : .text(text)
        }
        return fields
    }

    /// The lines of the budget estimate.
    private var estimate: DraftValue {
        guard case .budget(let budget)? = state[field: "estimate"] else { return .blank }
        let lines = budget.lines.enumerated().map { index, line -> [String: DraftValue] in
            [
                "n": .text(String(index + 1)), "item": .text(line.item),
                "unit": .text(line.unit ?? ""), "quantity": .text(line.quantity.grouped(".")),
                "unit_price": .text(line.unitPrice.grouped(".")),
                "amount": .text(line.amount?.grouped(".") ?? ""),
                "source": .text(line.source ?? ""),
            ]
        }
        return .object([
            "lines": .list(lines), "total": .text(budget.total.grouped(".")),
            "words": .text(MoneyInWords.vietnamese(budget.total)),
        ])
    }

    /// The nearest deadline that runs, and by how many working days it is over.
    private var deadline: DraftValue {
        guard let deadline = state.nearestDeadline else { return .blank }
        let calendar = rules.calendars[state.workflow.calendar]?.inForce(on: today)
        let late = calendar.map { $0.workingDays(after: deadline.state.due, through: today) } ?? 0
        return .object([
            "name": .text(deadline.definition.title.vi), "due": date(deadline.state.due),
            "days_late": late > 0 ? .text(String(late)) : .blank,
        ])
    }
}

extension Draft {
    /// The draft a template gives.
    ///
    /// - Throws: for what the head says and nobody knows.
    public init(
        _ template: DraftTemplate, _ context: DraftContext
    ) throws(DraftError) {
        let filled = try FilledTemplate(template, context.values)
        let (rules, organisation) = (context.rules.documents, context.rules.organisation)
        let name = filled.value("type") ?? ""
        guard let type = rules.type(called: name) else {
            throw DraftError(
                LocalizedText(
                    vi: "không có loại văn bản “\(name)”", en: "there is no document type “\(name)”"
                ),
                1, 1,
                hint: LocalizedText(
                    vi: "dùng được: \(rules.types.map(\.code).joined(separator: ", "))",
                    en: "there are: \(rules.types.map(\.code).joined(separator: ", "))"))
        }
        let office = rules.office(context.office)
        let agency = organisation.agency(context.office)
        let symbol =
            office?.symbol(of: type, unit: nil) ?? (type.isLetter ? "" : "\(type.code)-")
        // The day stays open until it is signed.
        let year = context.today.components.year
        self.init(
            superior: agency?.parent.flatMap { organisation.agency($0) }?.name.vi,
            office: agency?.name.vi ?? context.office, number: "        /\(symbol)",
            placeAndDate: "\(office?.place ?? DraftValue.dots), ngày      tháng      năm \(year)",
            typeTitle: type.isLetter ? nil : type.title.vi, subject: filled.value("subject") ?? "",
            addressees: filled.values("to"), blocks: filled.blocks,
            signer: RegisteredDocument.Signer(
                name: filled.value("signer") ?? "", position: filled.value("position"),
                capacity: filled.value("capacity")
                    .flatMap { SigningCapacity(rawValue: $0.filter { $0 != "." }) },
                principal: filled.value("principal")),
            recipients: filled.values("recipient"),
            urgency: filled.value("urgency").flatMap(DocumentUrgency.init))
    }
}
