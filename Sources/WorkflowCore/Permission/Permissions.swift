import CEL
import Diagnostics
import WorkflowModel

/// Who may take an action on an item, and who could.
struct Permissions {
    let evaluator: Evaluator

    var workflow: Workflow { evaluator.workflow }
    var circumstances: Circumstances { evaluator.circumstances }
    var organisation: Organisation { evaluator.circumstances.rules.organisation }

    func isPermitted(_ action: Action, _ actor: Actor) -> Bool {
        guard actor.covers(workflow: workflow.name, action: action.name) else { return false }
        return action.performers.contains { fits($0, actor) } || isReassigned(action, to: actor)
    }

    /// Whether a step of a ladder put the work that the action is part of on the actor's desk.
    private func isReassigned(_ action: Action, to actor: Actor) -> Bool {
        guard !action.isOptional, let tasks = evaluator.before?.tasks else { return false }
        return tasks.contains { task in
            task.isReassigned && task.member == nil && task.isHeld(by: actor)
                && isPart(action, of: task)
        }
    }

    func fits(_ performer: Action.Performer, _ actor: Actor) -> Bool {
        if !performer.roles.isEmpty {
            let hasRole = performer.roles.contains { evaluator.gives($0, anyOf: actor.roles) }
            guard hasRole else { return false }
        }
        if let agency = performer.agency {
            guard
                evaluator.gives(agency, actor.agency)
                    || actor.absorbed.contains(where: { evaluator.gives(agency, $0) })
            else { return false }
        }
        if let person = performer.person {
            guard evaluator.gives(.expression(person), actor.holder) else { return false }
        }
        guard let condition = performer.condition else { return true }
        return evaluator.isTrue(condition)
    }

    /// Who acts, in the first capacity in which they may start an item of these fields.
    ///
    /// - Throws: `Refusal` when there is none.
    func starter() throws(Refusal) -> Actor? {
        let starters = workflow.starters
        guard !starters.isEmpty, let actor = circumstances.actor else { return circumstances.actor }
        func mayStart(_ asked: Permissions, _ actor: Actor) -> Bool {
            starters.contains { asked.fits($0, actor) }
        }
        let capacity = ([actor] + circumstances.others).first {
            mayStart(Permissions(evaluator: evaluator.replacing(actor: $0)), $0)
        }
        if let capacity { return capacity }
        let could = whoCould(mayStart)
        throw Refusal(
            Reason(
                code: .notPermitted,
                message: LocalizedText(
                    vi: "\(organisation.introduction(actor, .vi)) không được lập hồ sơ này"
                        + " (\(workflow.title.vi)). ",
                    en: "\(organisation.introduction(actor, .en)) may not start this item"
                        + " (\(workflow.title.en)). ") + organisation.naming(could),
                whoCould: could))
    }

    /// Everybody who may take the action under all constraints, be it for somebody else.
    func whoCould(_ action: Action) -> [String] {
        whoCould { asked, actor in
            asked.isPermitted(action, actor) && !hasApproved(action, actor.people)
                && violated(action, by: actor.people, of: actor.agency) == nil
        }
    }

    /// Everybody of whom that is true in one of their capacities, asked with them as the actor.
    func whoCould(_ may: (Permissions, Actor) -> Bool) -> [String] {
        circumstances.people { actor in
            may(Permissions(evaluator: evaluator.replacing(actor: actor)), actor)
        }
    }

    func notPermitted(_ action: Action, _ actor: Actor) -> Reason {
        let could = whoCould(action)
        return Reason(
            code: .notPermitted,
            message: LocalizedText(
                vi: "\(organisation.introduction(actor, .vi)) không được thực hiện"
                    + " “\(action.title.vi)”. ",
                en: "\(organisation.introduction(actor, .en)) may not “\(action.title.en)”. ")
                + uncovered(action, actor) + organisation.naming(could),
            whoCould: could)
    }

    /// A task that lies on the desk of others.
    func notHeld(_ task: OpenTask, _ title: LocalizedText, _ actor: Actor) -> Reason {
        let holders = circumstances.people { mayWork(on: task, $0) }
        return Reason(
            code: .notPermitted,
            message: LocalizedText(
                vi: "Việc “\(title.vi)” không giao cho \(actor.name). ",
                en: "The task “\(title.en)” is not \(actor.name)'s. ")
                + organisation.naming(holders),
            whoCould: holders)
    }
}
