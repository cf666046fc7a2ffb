import Diagnostics
public import WorkflowCalendar
public import WorkflowModel

/// Whether somebody may have running deadlines counted by an edition of a calendar.
///
/// - Throws: `Refusal` that says who could, or what to write when the calendar lets nobody.
public func permitAdoption(
    of calendar: WorkingCalendar, by actor: Actor, _ organisation: Organisation
) throws(Refusal) {
    func may(_ id: String, _ agency: String, _ roles: [String]) -> Bool {
        calendar.adopters.contains { $0.fits(person: id, agency: agency, roles: roles) }
    }
    if may(actor.id, actor.agency, actor.roles) { return }
    let name = calendar.name
    guard !calendar.adopters.isEmpty else {
        let message = LocalizedText(
            vi: "Lịch \(name) chưa cho ai áp dụng. Ghi vào tệp lịch trong rules/: "
                + "adopted_by: {role: …, agency: …}",
            en: "The calendar \(name) lets nobody adopt it. Write into its file in rules/: "
                + "adopted_by: {role: …, agency: …}")
        throw Refusal(
            code: .notPermitted, message: message,
            reasons: [Reason(code: .notPermitted, message: message)])
    }
    let could = organisation.people.filter { person in
        person.positions.contains { may(person.id, $0.agency, $0.roles) }
    }.map(\.id)
    let message =
        LocalizedText(
            vi: "\(organisation.introduction(actor, .vi)) không được áp dụng lịch \(name). ",
            en: "\(organisation.introduction(actor, .en)) may not adopt the calendar \(name). ")
        + organisation.naming(could)
    throw Refusal(
        code: .notPermitted, message: message,
        reasons: [Reason(code: .notPermitted, message: message, whoCould: could)])
}
