import Diagnostics
import WorkflowModel

extension Permissions {
    private var acts: [ActHistory?] { evaluator.before?.acts ?? [] }

    /// The first constraint that keeps somebody from an action because of what was done before.
    ///
    /// - Parameter people: everybody behind the act: who acts, and whom they stand in for.
    func violated(
        _ action: Action, by people: @autoclosure () -> [String], of agency: String
    ) -> Constraint? {
        // Most actions have none, and need not know who is behind them.
        circumstances.rules.constraints.first { constraint in
            constraint.restricts(action.name, of: workflow.name)
                && isViolated(constraint, action, people(), agency)
        }
    }

    /// All of them.
    func violations(_ action: Action, by people: [String], of agency: String) -> [Constraint] {
        circumstances.rules.constraints.filter { constraint in
            constraint.restricts(action.name, of: workflow.name)
                && isViolated(constraint, action, people, agency)
        }
    }

    private func isViolated(
        _ constraint: Constraint, _ action: Action, _ people: [String], _ agency: String
    ) -> Bool {
        switch constraint.kind {
        case .separation, .differentPeople:
            return !done(constraint, action, by: people).isEmpty
        case .differentAgency:
            return agencies(constraint).contains { isSame($0, agency) }
        case .samePerson(let unlessGone):
            guard let bound = bound(constraint), !people.contains(bound.actor) else {
                return false
            }
            return !unlessGone || couldStill(bound.actor, action)
        }
    }

    /// What of the constraint's actions, other than this one where each is for somebody else, one
    /// of the people did or approved of.
    private func done(
        _ constraint: Constraint, _ action: Action, by people: [String]
    ) -> [String] {
        constraint.done.filter { name in
            if constraint.kind == .differentPeople, name == action.name { return false }
            guard let index = workflow.index(ofAction: name) else { return false }
            guard let before = evaluator.before else { return false }
            if people.contains(where: { before.tookPart($0, in: index) }) { return true }
            guard let oversight = before.content.oversight else { return false }
            return oversight.approvals.contains {
                $0.action == index && $0.people.contains(where: people.contains)
            }
        }
    }

    /// The agencies in which one of the constraint's actions was taken or approved of.
    private func agencies(_ constraint: Constraint) -> [String] {
        constraint.done.flatMap { name -> [String] in
            guard let index = workflow.index(ofAction: name) else { return [] }
            let approvals = evaluator.before?.approvals.filter { $0.action == index } ?? []
            return (acts[index]?.agencies ?? []) + approvals.map(\.agency)
        }
    }

    /// Agencies are the same also when one has gone over into the other.
    private func isSame(_ one: String, _ other: String) -> Bool {
        let today = circumstances.today
        return one == other
            || organisation.holder(ofWorkOf: one, on: today)
                == organisation.holder(ofWorkOf: other, on: today)
    }

    /// The last act of those that bind whoever did it.
    private func bound(_ constraint: Constraint) -> ActRecord? {
        constraint.done
            .compactMap { workflow.index(ofAction: $0).flatMap { acts[$0]?.last } }
            .max { $0.at < $1.at }
    }

    /// Whether somebody is there and among those who may take the action.
    private func couldStill(_ id: String, _ action: Action) -> Bool {
        guard let person = organisation.person(id)?.on(circumstances.today) else { return false }
        return Actor.capacities(of: person, in: organisation, on: circumstances.today)
            .contains { actor in
                Permissions(evaluator: evaluator.replacing(actor: actor))
                    .isPermitted(action, actor)
            }
    }

    /// Whether one of the people has given an approval that counts towards the action.
    func hasApproved(_ action: Action, _ people: [String]) -> Bool {
        guard action.approvals > 1, let state = evaluator.before else { return false }
        return state.standingApprovals(of: action).contains {
            $0.people.contains(where: people.contains)
        }
    }

    // MARK: What is told

    func violation(of constraint: Constraint, _ action: Action, _ actor: Actor) -> Reason {
        let could = whoCould(action)
        let source = constraint.source.map { LocalizedText(vi: " (\($0.vi))", en: " (\($0.en))") }
        let head = constraint.title + (source ?? LocalizedText(""))
        let code: Refusal.Code
        let why: LocalizedText
        switch constraint.kind {
        case .separation, .differentPeople:
            code = .separationOfDuties
            let done = done(constraint, action, by: actor.people)
            let (doer, forWhom) = behind(done, actor)
            let names = titles(done)
            why = LocalizedText(
                vi: ": \(doer) đã thực hiện \(names.vi) trên hồ sơ này nên không được thực hiện"
                    + " “\(action.title.vi)”\(forWhom.vi). ",
                en: ": \(doer) took \(names.en) on this item, so may not"
                    + " “\(action.title.en)”\(forWhom.en). ")
        case .differentAgency:
            code = .sameAgency
            let agency = organisation.agency(actor.agency)?.name ?? LocalizedText(actor.agency)
            let done = titles(constraint.done)
            why = LocalizedText(
                vi:
                    ": \(agency.vi) đã thực hiện \(done.vi) trên hồ sơ này nên người của cơ quan này"
                    + " không được thực hiện “\(action.title.vi)”. ",
                en: ": \(agency.en) took \(done.en) on this item, so nobody of it may"
                    + " “\(action.title.en)”. ")
        case .samePerson:
            code = .anotherPersonMust
            let id = bound(constraint)?.actor ?? ""
            let name = organisation.person(id)?.name ?? id
            why = LocalizedText(
                vi: ": \(name) (\(id)) đã làm bước trước nên phải làm cả “\(action.title.vi)”. ",
                en:
                    ": \(name) (\(id)) did the step before and so must do “\(action.title.en)” too. "
            )
        }
        var reason = Reason(
            code: code, message: head + why + organisation.naming(could), whoCould: could)
        reason.constraint = constraint.name
        return reason
    }

    /// What people call the actions, of which the workflow may not have all.
    private func titles(_ names: [String]) -> LocalizedText {
        let titles = names.compactMap { name in
            workflow.states.lazy.flatMap(\.actions).first { $0.name == name }?.title
        }
        return LocalizedText(
            vi: titles.map { "“\($0.vi)”" }.joined(separator: ", "),
            en: titles.map { "“\($0.en)”" }.joined(separator: ", "))
    }
}
