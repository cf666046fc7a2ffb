import WorkflowModel

/// Everybody a notification rule may ever tell. What hangs on the item (who owns it, who acted on
/// it) is taken at its largest.
struct RuleAudience {
    /// In the order of the organisation.
    let people: [Organisation.Person]
    /// Those told in their own name, as nobody in them is known.
    let agencies: [Organisation.Agency]

    /// - Parameter recipients: of the same organisation.
    init(
        _ rule: NotificationRules.Rule, of library: Library, _ recipients: LadderRecipients
    ) {
        var keys: Set<String> = []
        for target in Set(rule.allTargets(library.rules.escalations)) {
            keys.formUnion(recipients.all(of: target))
        }
        let organisation = library.rules.organisation
        people = organisation.people.filter { person in
            keys.contains("\(person.agency)/\(person.id)")
                && person.preferences?.wants(rule) ?? true
        }
        agencies = organisation.agencies.filter { keys.contains($0.code) }
    }
}

extension LadderRecipients {
    /// Those of a target, whatever the item.
    fileprivate func all(of target: NotificationTarget) -> [String] {
        switch target {
        case .actor, .starter: return of(.previous) ?? []
        default:
            if let known = of(target) { return known }
            return agencies.flatMap { of(target.ofOwner, owner: $0, nil) }
        }
    }
}

extension NotificationRules.Rule {
    /// Whom it tells, and whom the steps of ladders tell in their place.
    func allTargets(_ ladders: [String: Escalation]) -> [NotificationTarget] {
        let reminds = events.contains("wf.deadline.reminder")
        let escalates = events.contains("wf.deadline.escalated")
        guard reminds || escalates else { return targets }
        // In the order of names: nothing may depend on how a dictionary is laid out.
        let steps = ladders.sorted { $0.key < $1.key }.flatMap(\.value.steps)
        return targets
            + steps.filter { $0.isReminder ? reminds : escalates }.flatMap(\.targets)
    }

    /// It tells the coordinating agencies of the item, those above them, or some of their people.
    func tellsCoordinating(_ ladders: [String: Escalation]) -> Bool {
        allTargets(ladders).contains { $0.agency == .coordinating }
    }
}
