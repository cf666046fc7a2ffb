import Diagnostics
import WorkflowCalendar
import WorkflowCore
import WorkflowModel
import WorkflowStorage

extension Projection {
    /// Everything kept about an item besides its events.
    init(_ state: ItemState) {
        var tasks: [TaskRow] = []
        tasks.reserveCapacity(state.tasks.count)
        for task in state.tasks { TaskRow.add(task, of: state, to: &tasks) }
        self.init(
            row: ItemRow(state), snapshot: state.snapshot, tasks: tasks,
            timers: state.wakeUps.map { TimerRow(item: state.id, key: $0.key, dueAt: $0.dueAt) })
    }
}

extension ItemRow {
    init(_ state: ItemState) {
        let workflow = state.workflow
        let visible = state.configuration.filter { !workflow[$0].isHidden && $0 != .root }
        let leaves = state.visibleLeaves
        let titles = leaves.map { workflow[$0].title }
        let deadline = state.nearestDeadline?.state
        self.init(
            id: state.id, version: state.version, workflow: workflow.name,
            workflowVersion: workflow.version, definition: workflow.hash, plan: state.plan,
            section: state.text(ofField: "section"), title: state.title,
            searchText: state.searchText, states: visible.map { workflow[$0].name },
            stateTitleVi: titles.count == 1
                ? titles[0].vi : titles.map(\.vi).joined(separator: ", "),
            stateTitleEn: titles.count == 1
                ? titles[0].en : titles.map(\.en).joined(separator: ", "),
            lead: state.text(ofField: "lead"), owner: state.tasks.first?.agency,
            dueAt: deadline?.dueAt, dueOn: deadline?.due,
            isProvisional: deadline?.isProvisional ?? false,
            isOverdue: state.deadlines.contains { $0?.isRunning == true && $0?.isOverdue == true },
            isPaused: state.deadlines.contains { $0?.isPaused == true } && deadline == nil,
            outcome: state.outcome, startedAt: state.startedAt, updatedAt: state.updatedAt,
            expected: state.text(ofField: "quantity"), delivered: state.text(ofField: "delivered"),
            parent: state.parent)
    }
}

extension TaskRow {
    /// On the desk of who was asked, and on that of who may answer for them.
    fileprivate static func add(_ task: OpenTask, of state: ItemState, to rows: inout [TaskRow]) {
        rows.append(TaskRow(task, of: state))
        guard let member = state.asked(of: task) else { return }
        for substitute in member.substitutes {
            var other = TaskRow(task, of: state)
            other.agency = substitute.agency
            other.roles = substitute.roles
            other.people = substitute.people
            rows.append(other)
        }
    }

    init(_ task: OpenTask, of state: ItemState) {
        let title = task.title(state.workflow)
        let deadline = state.deadline(of: task)
        self.init(
            item: state.id, state: task.name(state.workflow),
            titleVi: title.vi,
            titleEn: title.en, agency: task.agency, roles: task.roles, people: task.people,
            openedAt: task.openedAt, dueAt: deadline?.dueAt, dueOn: deadline?.due,
            isProvisional: deadline?.isProvisional ?? false,
            isOverdue: deadline?.isOverdue ?? false, member: task.member,
            claimedBy: task.claim?.person,
            priority: state.priority.map {
                TaskPriority(rank: $0.rank, titleVi: $0.title.vi, titleEn: $0.title.en)
            })
    }
}

extension ItemState {
    /// The plain text of a field, as lists and searches want it.
    func text(ofField name: String) -> String? {
        switch self[field: name] {
        case .string(let text): text.isEmpty ? nil : text
        case .quantity(let quantity): quantity.text.isEmpty ? nil : quantity.text
        case .int(let number): String(number)
        case .date(let date): date.description
        default: nil
        }
    }

    /// What a search looks in: the identifier and every text of the item, folded.
    var searchText: String {
        var texts = id
        func add(_ text: String) {
            texts += " "
            texts += text
        }
        for value in fields {
            if case .string(let text)? = value { add(text) }
            if case .quantity(let quantity)? = value { add(quantity.text) }
        }
        return TextFolding.fold(texts)
    }
}
