import Diagnostics
import WorkflowCalendar
import WorkflowModel

/// Decides what a command does to an item. Pure: the same state, command and circumstances give the
/// same events, and nothing else happens.
///
/// - Throws: `Refusal` with every reason that stands in the way.
public func decide(
    _ state: ItemState, _ command: Command, _ circumstances: Circumstances
) throws(Refusal) -> [Event] {
    switch command {
    case .act(let act):
        let action = state.workflow.index(ofAction: act.action)
        let circumstances = try circumstances.acting(
            on: state, act.action, action, member: act.member)
        return try Decision(state, circumstances, action: action, note: act.note).act(act, action)
    case .handle(let command):
        let circumstances = try circumstances.acting(on: state, command)
        return try Decision(state, circumstances, note: command.note).handle(command)
    case .fire(let timer):
        return try Decision(state, circumstances).fire(timer)
    case .reach(let deadline):
        return try Decision(state, circumstances).reach(deadline)
    case .recount:
        return Decision(state, circumstances).recount()
    case .set(let command):
        let circumstances = try circumstances.acting(on: state, command)
        return try Decision(state, circumstances, note: command.note).set(command)
    case .undo(let command):
        return try Decision(state, circumstances).undo(command)
    }
}

/// One decision about one item.
struct Decision {
    let state: ItemState
    let evaluator: Evaluator

    var workflow: Workflow { evaluator.workflow }
    var circumstances: Circumstances { evaluator.circumstances }
    var permissions: Permissions { Permissions(evaluator: evaluator) }

    init(
        _ state: ItemState, _ circumstances: Circumstances, action: Int? = nil,
        note: String? = nil
    ) {
        self.state = state
        evaluator = Evaluator(
            state.workflow, item: state.id, state: state, circumstances: circumstances,
            action: action, note: note ?? "")
    }

    // MARK: A person acts

    /// - Parameter index: of the action; nil when the workflow has none of that name.
    func act(_ command: ActCommand, _ index: Int?) throws(Refusal) -> [Event] {
        guard let actor = circumstances.actor else { throw .nobody }
        if let outcome = state.outcome { throw .finished(state, outcome) }
        guard let index else {
            if let task = orderedTask(command.action) {
                return [try complete(task, command, actor)]
            }
            if let asked = asked(command.action) { return [try answer(asked, command, actor)] }
            throw unavailable(command.action)
        }
        if let reason = noTask(command) { throw Refusal(reason) }
        if let action = onlyCandidate(for: index) {
            if command.breaksGlass { return [try brokenGlass(action, command, by: actor)] }
            if let reason = notPermitted(action, actor) { throw Refusal(reason) }
            return [try taken(action, command, by: actor)]
        }
        let candidates = candidates(for: index)
        if candidates.isEmpty { throw unavailable(command.action) }
        if command.breaksGlass { return [try brokenGlass(candidates[0], command, by: actor)] }
        return [try taken(try permitted(candidates, actor), command, by: actor)]
    }

    /// Takes an action if it is possible.
    ///
    /// - Parameters:
    ///   - actor: nil for a step of a ladder, and for what follows on an action of the parent.
    ///   - cause: the event of the parent.
    ///   - override: when several take it together against the rules.
    func taken(
        _ action: Action, _ command: ActCommand, by actor: Actor?, cause: EventCause? = nil,
        override: Override? = nil
    ) throws(Refusal) -> Event {
        var macrostep = Macrostep(evaluator)
        var step = Step()
        if !command.fields.isEmpty { try take(command.fields, [action], macrostep, &step) }
        let transition = try transition(of: action, command)
        if action.approvals > 1, override == nil,
            let event = try approved(action, command, actor, step.changes)
        {
            return event
        }
        try macrostep.take(transition, &step)
        macrostep.finish(&step, limits: state.content.limits)
        if let rule = action.deadlineExtension { step.deadlines.append(try extended(rule)) }
        let served = action.asksForDocuments ? documentCount(with: command) : nil
        return event(
            Advanced(
                action: action.nameIndex, agency: actor?.agency ?? "", note: command.note,
                documents: command.documents, served: served, cause: cause, override: override,
                step: consume step),
            by: actor)
    }

    /// Takes the first possible of these actions of one name, in each region.
    func taken(
        _ permitted: [Action], _ command: ActCommand, by actor: Actor?, cause: EventCause? = nil
    ) throws(Refusal) -> Event {
        if permitted.count == 1 {
            return try taken(permitted[0], command, by: actor, cause: cause)
        }
        var macrostep = Macrostep(evaluator)
        var step = Step()
        if !command.fields.isEmpty { try take(command.fields, permitted, macrostep, &step) }
        let choices = try choices(permitted, command)
        for action in choices.map(\.action) where action.approvals > 1 {
            if let event = try approved(action, command, actor, step.changes) { return event }
        }
        if choices.count == 1 {
            try macrostep.take(choices[0].transition, &step)
        } else {
            let transitions = macrostep.withoutConflicts(choices.map(\.transition))
            try macrostep.take(transitions, &step)
        }
        macrostep.finish(&step, limits: state.content.limits)
        for choice in choices {
            guard let rule = choice.action.deadlineExtension else { continue }
            step.deadlines.append(try extended(rule))
        }
        let asks = choices.contains { $0.action.asksForDocuments }
        let served = asks ? documentCount(with: command) : nil
        return event(
            Advanced(
                action: permitted[0].nameIndex, agency: actor?.agency ?? "", note: command.note,
                documents: command.documents, served: served, cause: cause, step: consume step),
            by: actor)
    }

    @inline(__always)
    private func event(_ advanced: Advanced, by actor: Actor?) -> Event {
        Event(
            version: state.version + 1, at: circumstances.now, actor: actor?.id,
            for: actor?.principal?.id, body: .advanced(advanced))
    }

    /// How many documents the item has with those handed in.
    private func documentCount(with command: ActCommand) -> Int {
        state.documents.count + command.documents.count
    }

    /// Those of the actions the actor may take; refuses with the reason against the first when
    /// there are none. Asked before anything is handed in: nobody becomes permitted by what they
    /// hand in.
    private func permitted(_ candidates: [Action], _ actor: Actor) throws(Refusal) -> [Action] {
        var permitted: [Action] = []
        var refusal: Reason?
        for action in candidates {
            if let reason = notPermitted(action, actor) {
                refusal = refusal ?? reason
            } else {
                permitted.append(action)
            }
        }
        if permitted.isEmpty, let refusal { throw Refusal(refusal) }
        return permitted
    }

    private func take(
        _ fields: [(name: String, value: FieldValue?)], _ actions: [Action],
        _ macrostep: borrowing Macrostep, _ step: inout Step
    ) throws(Refusal) {
        let input = FieldInput(
            workflow: workflow, organisation: circumstances.rules.organisation,
            children: state.content.children)
        let allowed = Set(actions.flatMap(\.inputFields))
        let given = try input.resolve(fields, allowed: allowed)
        for (field, value) in given { macrostep.assign(value, to: field, &step) }
        try evaluator.checkBudgets(given.map(\.0))
        try macrostep.computeFields(&step)
    }

    /// An action and the one of its transitions to take.
    private struct Choice {
        var action: Action
        var transition: Transition
    }

    /// In each region the transition of the innermost action that is possible. Never empty.
    private func choices(
        _ actions: [Action], _ command: ActCommand
    ) throws(Refusal) -> [Choice] {
        var choices: [Choice] = []
        var sources = StateSet()
        var refusal: Refusal?
        for action in actions {
            let source = action.transitions[0].source
            // An outer state is asked only when nothing inside it took the action.
            if sources.intersects(workflow[source].subtree) { continue }
            do throws(Refusal) {
                let transition = try transition(of: action, command)
                choices.append(Choice(action: action, transition: transition))
                sources.insert(source)
            } catch {
                refusal = refusal ?? error
            }
        }
        if choices.isEmpty, let refusal { throw refusal }
        return choices
    }

    /// The transition the action takes now.
    private func transition(
        of action: Action, _ command: ActCommand
    ) throws(Refusal) -> Transition {
        let reasons = obstacles(to: action, command)
        guard reasons.isEmpty else { throw Refusal(reasons) }
        guard let transition = evaluator.firstEnabled(action.transitions) else {
            throw Refusal(.noCase(action))
        }
        return transition
    }

    /// The actions of this name in active states, innermost first within each region.
    func candidates(for index: Int) -> [Action] {
        workflow.actionsByName[index].filter {
            state.configuration.contains($0.transitions[0].source)
        }
    }

    /// The action of this name, where there is only one anywhere, as nearly always, and it is in an
    /// active state.
    private func onlyCandidate(for index: Int) -> Action? {
        guard let action = workflow.onlyActions[index],
            state.configuration.contains(action.transitions[0].source)
        else { return nil }
        return action
    }

    /// Nil while there is still time to ask.
    private func tooLate(_ notice: Limit?, before due: CalendarDate) -> LocalizedText? {
        guard let notice else { return nil }
        let last = circumstances.calendar.due(before: due, limit: notice, roll: .stay).due
        guard circumstances.today > last else { return nil }
        return LocalizedText(
            vi: "phải làm chậm nhất \(notice.description(.vi)) trước hạn, tức là ngày"
                + " \(last.formatted(.slashed))",
            en: "it had to be done at latest \(notice.description(.en)) before the end, on"
                + " \(last.formatted(.slashed))")
    }

    /// Why the deadline cannot be extended, whatever date is asked for; nil when it can.
    func refusal(of rule: Action.DeadlineExtension) -> Reason? {
        let definition = workflow.deadlines[rule.deadline]
        let why: LocalizedText? =
            if let current = state.deadlines[rule.deadline], current.isRunning || current.isPaused {
                if current.isOverdue || circumstances.now > current.dueAt {
                    LocalizedText(
                        vi: "đã quá hạn; gia hạn phải được xin trước khi hết hạn",
                        en: "it is overdue; an extension must be asked for before the end")
                } else if current.extensions >= rule.times {
                    LocalizedText(
                        vi: "đã gia hạn \(current.extensions) lần, không được gia hạn nữa",
                        en: "it was already extended \(current.extensions) time(s), and no more"
                            + " is allowed")
                } else {
                    tooLate(rule.notice, before: current.due)
                }
            } else {
                LocalizedText(vi: "thời hạn này không đang chạy", en: "it is not running")
            }
        return why.map { why in
            Reason(
                code: .extensionRefused,
                message: LocalizedText(
                    vi: "Không gia hạn được “\(definition.title.vi)”: \(why.vi).",
                    en: "“\(definition.title.en)” cannot be extended: \(why.en)."))
        }
    }

    private func extended(
        _ rule: Action.DeadlineExtension
    ) throws(Refusal) -> DeadlineChange {
        let definition = workflow.deadlines[rule.deadline]
        if let reason = refusal(of: rule) { throw Refusal(reason) }
        let value = try evaluator.value(of: rule.to)
        guard let current = state.deadlines[rule.deadline], let limit = FixedLimit(value) else {
            throw .fault(
                LocalizedText(
                    vi: "\(rule.to.source) không cho một ngày hay một thời hạn.",
                    en: "\(rule.to.source) gives neither a date nor a limit."))
        }
        let timekeeper = Timekeeper(evaluator: evaluator)
        let after = timekeeper.extended(current, to: limit, definition)
        guard after.dueAt > current.dueAt else {
            let message = LocalizedText(
                vi: "Hạn mới \(after.due.formatted(.slashed)) không muộn hơn hạn hiện nay"
                    + " \(current.due.formatted(.slashed)).",
                en:
                    "The new date \(after.due.formatted(.slashed)) is not later than the present one,"
                    + " \(current.due.formatted(.slashed)).")
            throw Refusal(Reason(code: .extensionRefused, message: message))
        }
        return DeadlineChange(deadline: rule.deadline, kind: .extended, after: after)
    }
}
