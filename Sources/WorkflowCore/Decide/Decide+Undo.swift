import Diagnostics
import WorkflowCalendar
import WorkflowModel

extension Decision {
    /// Takes the actor's own last action back.
    ///
    /// Reminders and notices of the clock in between do not stand in the way; everything else that
    /// happened since does. Ladders go on where they stood: a step that was taken is not taken
    /// again, and reminders that came due in the meantime are passed over.
    func undo(_ command: UndoCommand) throws(Refusal) -> [Event] {
        guard let actor = circumstances.actor else { throw .nobody }
        let (place, advanced) = try undoable(command.history, by: actor)
        let event = command.history[place]
        guard let earlier = ItemState(state, replaying: command.history[..<place]) else {
            throw Refusal(.onlyBegun(state.id))
        }
        let before = Decision(earlier, circumstances)
        let actions = before.candidates(for: advanced.action)
        try checkRule(actions, advanced, event)
        try checkConsequences(advanced, event)
        // In the capacity in which it was taken.
        let capacities = ([actor] + circumstances.others).filter {
            $0.principal?.id == event.principal
        }
        let isPermitted = capacities.contains { capacity in
            let asked = Permissions(evaluator: before.evaluator.replacing(actor: capacity))
            return actions.contains { asked.isPermitted($0, capacity) }
        }
        guard isPermitted else {
            throw Refusal(before.permissions.notPermitted(actions[0], actor))
        }
        let timekeeper = Timekeeper(evaluator: evaluator)
        var deadlines: [DeadlineChange] = []
        var unset: [Int] = []
        for index in Set(advanced.step.deadlines.map(\.deadline)).sorted() {
            guard let known = earlier.deadlines[index] else {
                unset.append(index)
                continue
            }
            let after = timekeeper.restored(known, workflow.deadlines[index])
            deadlines.append(DeadlineChange(deadline: index, kind: .restored, after: after))
        }
        let changes = advanced.step.changes.compactMap { change -> FieldChange? in
            let (now, then) = (state.fields[change.field], earlier.fields[change.field])
            return now == then ? nil : FieldChange(field: change.field, old: now, new: then)
        }
        return [
            Event(
                version: state.version + 1, at: circumstances.now, actor: actor.id,
                for: event.principal,
                body: .undone(
                    ActionUndone(
                        version: event.version, action: advanced.action,
                        act: earlier.acts[advanced.action], agency: actor.agency,
                        note: command.note,
                        entered: earlier.configuration.subtracting(state.configuration),
                        exited: state.configuration.subtracting(earlier.configuration),
                        configuration: earlier.configuration, visited: earlier.visited,
                        memory: earlier.memory, changes: changes, deadlines: deadlines,
                        unset: unset, timers: earlier.timers, open: earlier.tasks,
                        closed: state.tasks.filter { !earlier.tasks.contains($0) })))
        ]
    }

    /// The place in the history of what can be taken back: the last event that was more than a
    /// notice, if it is an action of the actor.
    private func undoable(
        _ history: [Event], by actor: Actor
    ) throws(Refusal) -> (place: Int, action: Advanced) {
        guard let place = history.lastIndex(where: { !$0.isNotice }) else {
            throw Refusal(.onlyBegun(state.id))
        }
        let last = history[place]
        if case .advanced(let advanced) = last.body, last.actor == actor.id {
            return (place, advanced)
        }
        let own = history[..<place].last { event in
            if case .advanced = event.body { event.actor == actor.id } else { false }
        }
        switch last.body {
        case .started:
            throw Refusal(.onlyBegun(state.id))
        case .documentRegistered(let registered) where own != nil:
            throw Refusal(.numbered(registered.document.text))
        case .advanced, .taskCompleted, .taskHandled, .approvalGiven, .breakGlassRequested,
            .childrenChanged, .childAdded, .moved, .deadlineReached, .recounted, .changed, .undone,
            .documentRegistered, .documentWithdrawn:
            throw Refusal(
                .happenedSince(
                    title(of: last), by: name(of: last.actor),
                    at: last.at.formatted(in: circumstances.calendar.zone),
                    after: own.map(title)))
        }
    }

    private func checkRule(
        _ actions: [Action], _ advanced: Advanced, _ event: Event
    ) throws(Refusal) {
        let title = title(of: event)
        guard !actions.isEmpty, actions.allSatisfy({ $0.undo != nil }) else {
            throw Refusal(.mayNotBeUndone(title))
        }
        for limit in actions.compactMap({ $0.undo?.within }) {
            let end = Timekeeper(evaluator: evaluator)
                .end(of: .limit(limit), from: event.at, receipt: .onArrival, roll: nil)
            guard circumstances.now < end.dueAt else {
                throw Refusal(.tooLate(title, limit, end.due))
            }
        }
    }

    /// What others have been asked or told to do by it is not unsaid by taking it back.
    private func checkConsequences(_ advanced: Advanced, _ event: Event) throws(Refusal) {
        if advanced.override != nil { throw Refusal(.mayNotBeUndone(title(of: event))) }
        if !advanced.step.rounds.isEmpty { throw Refusal(.othersAsked(title(of: event))) }
        if !advanced.step.openedChildren.isEmpty || !state.cascade(of: event).isEmpty {
            throw Refusal(.childrenFollowed(title(of: event)))
        }
    }

    private func name(of person: String?) -> LocalizedText {
        guard let person else { return LocalizedText(vi: "đến giờ", en: "the clock") }
        return LocalizedText(circumstances.rules.organisation.person(person)?.name ?? person)
    }

    private func title(of event: Event) -> LocalizedText {
        switch event.body {
        case .advanced(let advanced):
            workflow.actionsByName[advanced.action].first?.title
                ?? LocalizedText(workflow.actionNames[advanced.action])
        case .changed: LocalizedText(vi: "sửa dữ liệu", en: "changed fields")
        case .undone: LocalizedText(vi: "rút lại một bước", en: "took an action back")
        case .taskCompleted(let completed): LocalizedText(completed.task)
        case .taskHandled: LocalizedText(vi: "nhận hoặc giao việc", en: "a task changed hands")
        case .approvalGiven(let given):
            LocalizedText(workflow.actionNames[given.action])
        case .breakGlassRequested:
            LocalizedText(vi: "đề nghị phá kính", en: "break-glass asked for")
        case .childrenChanged: LocalizedText(vi: "hồ sơ con thay đổi", en: "its children changed")
        case .childAdded: LocalizedText(vi: "thêm hồ sơ con", en: "a child was added")
        case .moved: LocalizedText(vi: "tự chuyển bước", en: "moved on by itself")
        case .deadlineReached: LocalizedText(vi: "chuyển việc", en: "handed work on")
        case .recounted: LocalizedText(vi: "tính lại hạn", en: "counted deadlines anew")
        case .documentRegistered: LocalizedText(vi: "cấp số văn bản", en: "numbered a document")
        case .documentWithdrawn: LocalizedText(vi: "thu hồi văn bản", en: "withdrew a document")
        case .started: LocalizedText(vi: "bắt đầu", en: "started")
        }
    }
}

extension Event {
    /// The clock told people something, and gave work to nobody.
    fileprivate var isNotice: Bool {
        if case .deadlineReached(let reached) = body { return reached.tasks == nil }
        return false
    }
}

extension ItemState {
    /// The same item right after these events, which begin with its first; nil without any.
    init?(_ item: ItemState, replaying events: some Collection<Event>) {
        guard let first = events.first else { return nil }
        self.init(id: item.id, workflow: item.workflow, first: first)
        for event in events.dropFirst() { apply(event) }
    }
}

extension Timekeeper {
    /// A deadline that goes on as it was before an action that was taken back, its time gone by
    /// meanwhile.
    func restored(_ state: DeadlineState, _ definition: DeadlineDefinition) -> DeadlineState {
        guard state.isRunning else { return state }
        var next = state
        arm(&next, definition)
        if next.stepsTaken < state.stepsTaken { skip(to: state.stepsTaken, &next, definition) }
        return next
    }
}
