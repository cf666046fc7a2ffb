import Diagnostics
import WorkflowCalendar
import WorkflowModel

extension Permissions {
    /// Whether the task lies on the actor's desk, or on that of somebody they may answer for.
    func mayWork(on task: OpenTask, _ actor: Actor) -> Bool {
        task.isHeld(by: actor)
            || evaluator.before?.asked(of: task)?.isAnswered(by: actor) == true
    }

    /// Whether the actor may give the task to somebody else: as the state says that names who may,
    /// its own or the nearest around it.
    func mayAssign(_ task: OpenTask, _ actor: Actor) -> Bool {
        var around: StateID? = task.state
        while let state = around {
            let node = evaluator.workflow[state]
            if !node.assigners.isEmpty {
                return node.assigners.contains { performer in
                    (performer.agency != nil || actor.sits(in: task.agency))
                        && fits(performer, actor)
                }
            }
            around = node.parent
        }
        return false
    }

    /// Who has the task; nil also when they can do it no more, having left or standing in for nobody
    /// any longer: what they had taken is anybody's again.
    func claim(of task: OpenTask) -> TaskClaim? {
        guard let claim = task.claim, let person = organisation.person(claim.person) else {
            return nil
        }
        let own = Actor.capacities(of: person, in: organisation, on: circumstances.today)
        if own.contains(where: { mayWork(on: task, $0) }) { return claim }
        let lent = circumstances.standIns.capacities(
            of: person, in: organisation, on: circumstances.today)
        return lent.contains { mayWork(on: task, $0) } ? claim : nil
    }

    /// Why the actor cannot work on a task that somebody has taken; nil when they can.
    func claimed(_ task: OpenTask, _ actor: Actor) -> Reason? {
        guard let holder = task.claim?.person, !actor.people.contains(holder),
            !mayAssign(task, actor), let claim = claim(of: task)
        else { return nil }
        return heldBy(claim, task)
    }

    /// Why the actor cannot take an action that is part of work somebody has taken; nil when they
    /// can.
    func claimed(_ action: Action, _ actor: Actor) -> Reason? {
        guard let tasks = evaluator.before?.tasks else { return nil }
        // Nearly never one: looked at where they lie.
        for index in tasks.indices where tasks[index].claim != nil {
            let task = tasks[index]
            guard task.order == nil, task.member == nil, isPart(action, of: task) else { continue }
            if let reason = claimed(task, actor) { return reason }
        }
        return nil
    }

    /// Whether an action belongs to the work of a state: from its state outwards to the one that
    /// names an owner.
    func isPart(_ action: Action, of task: OpenTask) -> Bool {
        if action.isOptional { return false }
        let source = action.transitions[0].source
        var state: StateID? = task.state
        while let current = state {
            if current == source { return true }
            let node = evaluator.workflow[current]
            state = node.owner == nil ? node.parent : nil
        }
        return false
    }

    // MARK: Reasons

    /// Somebody has it: who, since when, and who could take it away.
    func heldBy(_ claim: TaskClaim, _ task: OpenTask) -> Reason {
        let title = task.title(evaluator.workflow)
        let name = organisation.person(claim.person)?.name ?? claim.person
        let at = claim.at.formatted(in: .vietnam)
        let assigners = whoCould { $0.mayAssign(task, $1) }
        let who = assigners.map { organisation.person($0)?.name ?? $0 }
            .enumerated().map { "\($1) (\(assigners[$0]))" }.joined(separator: "; ")
        return Reason(
            code: .notPermitted,
            message: LocalizedText(
                vi: "\(name) (\(claim.person)) đang giữ việc “\(title.vi)” từ \(at). "
                    + (who.isEmpty
                        ? "Chỉ người ấy trả lại được." : "Người có thẩm quyền giao lại: \(who)."),
                en: "\(name) (\(claim.person)) has the task “\(title.en)” since \(at). "
                    + (who.isEmpty
                        ? "Only they can hand it back." : "Who could give it to another: \(who).")),
            whoCould: [claim.person] + assigners.filter { $0 != claim.person })
    }

    func mayNotAssign(_ task: OpenTask, _ actor: Actor) -> Reason {
        let title = task.title(evaluator.workflow)
        let could = whoCould { $0.mayAssign(task, $1) }
        return Reason(
            code: .notPermitted,
            message: LocalizedText(
                vi: "\(organisation.introduction(actor, .vi)) không được giao việc"
                    + " “\(title.vi)” cho người khác. ",
                en: "\(organisation.introduction(actor, .en)) may not assign the task"
                    + " “\(title.en)”. ") + organisation.naming(could),
            whoCould: could)
    }

    /// A state asked others, and not the actor.
    func notAsked(_ member: TaskMember, _ definition: TaskDefinition, _ actor: Actor) -> Reason {
        let could = circumstances.people { other in
            member.desk.isHeld(by: other) || member.isAnswered(by: other)
        }
        return Reason(
            code: .notPermitted,
            message: LocalizedText(
                vi: "Việc “\(definition.title.vi)” của \(member.code) không giao cho"
                    + " \(actor.name). ",
                en: "The task “\(definition.title.en)” of \(member.code) is not \(actor.name)'s. ")
                + organisation.naming(could),
            whoCould: could)
    }
}
