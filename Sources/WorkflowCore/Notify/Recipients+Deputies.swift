import Diagnostics
import WorkflowModel

extension Recipients {
    /// The recipients with those who stand in for them on the day: in the place of who is absent,
    /// after who has only given powers away. Whoever is told for themselves is not told again for
    /// somebody else.
    func withDeputies(_ recipients: [Recipient], _ standIns: StandIns) -> [Recipient] {
        var found: [Recipient] = []
        func add(_ recipient: Recipient) {
            if !found.contains(where: { $0.key == recipient.key }) { found.append(recipient) }
        }
        let own = Set(recipients.map(\.key))
        for recipient in recipients {
            guard let person = recipient.person else {
                add(recipient)
                continue
            }
            let given = standIns.delegations(
                of: person.id, on: day, workflow: state.workflow.name
            ).filter { $0.agency.map { $0 == recipient.agency } ?? true }
            // For some actions only, the rest is still the principal's own.
            let isAway = given.contains { $0.kind == .absence && $0.scope.actions.isEmpty }
            let deputies = given.compactMap { delegation -> Recipient? in
                guard let deputy = organisation.present(delegation.deputy)?.on(day) else {
                    return nil
                }
                return Recipient(agency: deputy.agency, person: deputy, principal: person)
            }
            if !isAway || deputies.isEmpty { add(recipient) }
            for deputy in deputies where !own.contains(deputy.key) || isAbsent(deputy, standIns) {
                add(deputy)
            }
        }
        return found
    }

    /// Whether a deputy is away too, and so is not told as one of the recipients.
    private func isAbsent(_ deputy: Recipient, _ standIns: StandIns) -> Bool {
        guard let person = deputy.person else { return false }
        return standIns.delegations(of: person.id, on: day, workflow: state.workflow.name)
            .contains { $0.kind == .absence && $0.scope.actions.isEmpty }
    }
}

extension Recipient {
    /// For whom the message comes to them; nil for themselves. Ends the text.
    var standing: LocalizedText? {
        guard let person, let principal else { return nil }
        return LocalizedText(
            vi: " (Gửi \(person.name) thay \(principal.name).)",
            en: " (To \(person.name) for \(principal.name).)")
    }
}
