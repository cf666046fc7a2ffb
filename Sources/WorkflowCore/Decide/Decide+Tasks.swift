import Diagnostics
import WorkflowModel

extension Decision {
    /// The open task of that name which a ladder asked for.
    func orderedTask(_ name: String) -> OpenTask? {
        state.tasks.first { $0.order?.name == name }
    }

    /// Completes a task that a ladder asked for.
    func complete(
        _ task: OpenTask, _ command: ActCommand, _ actor: Actor
    ) throws(Refusal) -> Event {
        if let reason = obstacles(to: task, command, actor).first { throw Refusal([reason]) }
        return Event(
            version: state.version + 1, at: circumstances.now, actor: actor.id,
            for: actor.principal?.id,
            body: .taskCompleted(
                TaskCompleted(
                    task: command.action, agency: actor.agency, note: command.note,
                    documents: command.documents)))
    }

    /// Why the task cannot be completed so.
    func obstacles(to task: OpenTask, _ command: ActCommand, _ actor: Actor) -> [Reason] {
        guard let order = task.order else { return [] }
        guard isOpen(task, order, to: actor) else {
            return [permissions.notHeld(task, order.title, actor)]
        }
        if let reason = permissions.claimed(task, actor) { return [reason] }
        if let reason = noTask(command) { return [reason] }
        if let field = command.fields.first {
            return [.takesNoFields(order.title, field.name)]
        }
        guard let kind = order.document, !command.documents.contains(where: { $0.kind == kind })
        else { return [] }
        return [missing(document: kind)]
    }

    func isOpen(_ task: OpenTask, _ order: OrderedTask, to actor: Actor) -> Bool {
        task.isHeld(by: actor) && actor.covers(workflow: workflow.name, action: order.name)
    }

    /// Outcomes and members are of tasks that a state asks for.
    func noTask(_ command: ActCommand) -> Reason? {
        guard command.outcome != nil || command.member != nil else { return nil }
        let option = command.outcome == nil ? "--member" : "--outcome"
        return Reason(
            code: .invalidInput,
            message: LocalizedText(
                vi: "“\(command.action)” không nhận \(option).",
                en: "“\(command.action)” takes no \(option)."))
    }

    // MARK: What steps of a ladder do with tasks

    /// The open tasks with the one a step asks for. Asked for again before it was done, it stays
    /// as it is.
    func opened(_ order: Escalation.TaskOrder, _ deadline: Int) -> [OpenTask]? {
        guard !state.tasks.contains(where: { $0.order?.name == order.name.value }) else {
            return nil
        }
        let definition = workflow.deadlines[deadline]
        guard let desk = desk(order.assignee, definition) else { return nil }
        let task = OpenTask(
            state: definition.scope, agency: desk.agency, roles: desk.roles, people: desk.people,
            openedAt: circumstances.now,
            order: OrderedTask(
                deadline: deadline, name: order.name.value, title: order.title,
                document: order.document))
        return state.tasks + [task]
    }

    /// The open tasks with the work that is late on another desk.
    func reassigned(
        to target: NotificationTarget, _ definition: DeadlineDefinition
    ) -> [OpenTask]? {
        guard let desk = desk(target, definition) else { return nil }
        let scope = workflow[definition.scope].subtree
        var tasks = state.tasks
        for index in tasks.indices
        where tasks[index].order == nil && scope.contains(tasks[index].state)
            && state.configuration.contains(tasks[index].state)
        {
            tasks[index].claim = nil
            tasks[index].agency = desk.agency
            tasks[index].roles = desk.roles
            tasks[index].people = desk.people
            tasks[index].isReassigned = true
        }
        return tasks == state.tasks ? nil : tasks
    }

    private struct Desk {
        var agency: String
        var roles: [String] = []
        var people: [String] = []
    }

    /// Where a target sits; nil when nobody is meant at present.
    private func desk(_ target: NotificationTarget, _ definition: DeadlineDefinition) -> Desk? {
        let scope = workflow[definition.scope].subtree
        let work = state.tasks.first { $0.order == nil && scope.contains($0.state) }
        func agency(_ reference: NotificationTarget.AgencyReference) -> String? {
            switch reference {
            case .code(let code): code
            case .owner: work?.agency
            case .lead: lead
            // Several, of which none in particular: rules that say so are refused.
            case .coordinating: nil
            }
        }
        switch target {
        case .owner:
            return work.map { Desk(agency: $0.agency, roles: $0.roles, people: $0.people) }
        case .lead:
            return lead.map { Desk(agency: $0) }
        case .starter:
            return state.startedBy.flatMap(desk(ofPerson:))
        case .actor, .previous:
            return nil
        case .person(let id):
            return desk(ofPerson: id)
        case .agency(let reference):
            return agency(reference).map { Desk(agency: $0) }
        case .superior(let reference, let role):
            return agency(reference)
                .flatMap { circumstances.rules.organisation.superiors(of: $0).first }
                .map { Desk(agency: $0, roles: role.map { [$0] } ?? []) }
        case .role(let role, let reference):
            return reference.flatMap(agency).map { Desk(agency: $0, roles: [role]) }
        }
    }

    private func desk(ofPerson id: String) -> Desk? {
        circumstances.rules.organisation.person(id)
            .map { Desk(agency: $0.agency, people: [$0.id]) }
    }

    private var lead: String? {
        if case .string(let agency)? = state[field: "lead"] { return agency }
        return nil
    }
}
