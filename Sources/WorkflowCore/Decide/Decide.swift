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
        return try Decision(state, circumstances, action: act.action, note: act.note).act(act)
    case .fire(let timer):
        return try Decision(state, circumstances).fire(timer)
    case .reach(let deadline):
        return try Decision(state, circumstances).reach(deadline)
    }
}

/// One decision about one item.
struct Decision {
    let state: ItemState
    let workflow: Workflow
    let circumstances: Circumstances
    let evaluator: Evaluator

    init(
        _ state: ItemState, _ circumstances: Circumstances, action: String = "",
        note: String? = nil
    ) {
        self.state = state
        self.circumstances = circumstances
        workflow = state.workflow
        evaluator = Evaluator(
            state.workflow, item: state.id, state: state, circumstances: circumstances,
            action: action, note: note ?? "")
    }

    var permissions: Permissions {
        Permissions(state: state, evaluator: evaluator, circumstances: circumstances)
    }

    // MARK: A person acts

    func act(_ command: ActCommand) throws(Refusal) -> [Event] {
        guard let actor = circumstances.actor else { throw .nobody }
        if let outcome = state.outcome { throw .finished(state, outcome) }
        guard let index = workflow.actionIndex[command.action] else {
            throw unavailable(command.action)
        }
        let candidates = candidates(for: index)
        guard !candidates.isEmpty else { throw unavailable(command.action) }

        let input = FieldInput(
            workflow: workflow, organisation: circumstances.rules.organisation)
        var macrostep = Macrostep(workflow, from: state, evaluator: evaluator)
        var allowed = StateFieldSet()
        for candidate in candidates { allowed.formUnion(candidate.inputFields) }
        for (field, value) in try input.resolve(command.fields, allowed: allowed) {
            macrostep.assign(value, to: field)
        }
        if !command.fields.isEmpty { try macrostep.computeFields() }

        var transitions: [Transition] = []
        var taken: [Action] = []
        var firstReasons: [Reason] = []
        var coveredRegions = StateSet()
        for action in candidates {
            // An outer state is asked only when no inner one on the same path took the action.
            let source = action.transitions[0].source
            if coveredRegions.intersects(workflow[source].subtree) { continue }
            let reasons = try reasons(
                against: action, actor, command, fields: macrostep.fields)
            guard reasons.isEmpty,
                let transition = try macrostep.firstEnabled(action.transitions)
            else {
                if firstReasons.isEmpty {
                    firstReasons = reasons.isEmpty ? [.noCase(action)] : reasons
                }
                continue
            }
            coveredRegions.insert(source)
            transitions.append(transition)
            taken.append(action)
        }
        guard !transitions.isEmpty else { throw Refusal(firstReasons) }
        if transitions.count > 1 { transitions = macrostep.withoutConflicts(transitions) }
        try macrostep.take(transitions)
        var step = try macrostep.finished(limits: state.limits, circumstances, id: state.id)
        for action in taken {
            guard let rule = action.deadlineExtension else { continue }
            step.deadlines.append(try extended(rule, action, macrostep))
        }
        return [
            Event(
                version: state.version + 1, at: circumstances.now, actor: actor.id,
                body: .advanced(
                    Advanced(
                        action: index, agency: actor.agency, note: command.note,
                        documents: command.documents, step: step)))
        ]
    }

    /// The actions of this name in active states, innermost first within each region.
    func candidates(for index: Int) -> [Action] {
        var found: [Action] = []
        for state in state.configuration.reversed() {
            for action in workflow[state].actions where action.nameIndex == index {
                found.append(action)
            }
        }
        return found
    }

    private func extended(
        _ rule: Action.DeadlineExtension, _ action: Action, _ macrostep: Macrostep
    ) throws(Refusal) -> DeadlineChange {
        let definition = workflow.deadlines[rule.deadline]
        let refusal: LocalizedText? =
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
                    nil
                }
            } else {
                LocalizedText(vi: "thời hạn này không đang chạy", en: "it is not running")
            }
        if let refusal {
            let message = LocalizedText(
                vi: "Không gia hạn được “\(definition.title.vi)”: \(refusal.vi).",
                en: "“\(definition.title.en)” cannot be extended: \(refusal.en).")
            throw Refusal(Reason(code: .extensionRefused, message: message))
        }
        let value = try evaluator.value(
            of: rule.to, fields: macrostep.fields, configuration: macrostep.configuration)
        guard let current = state.deadlines[rule.deadline], let limit = FixedLimit(value) else {
            throw Refusal(
                code: .definitionFault,
                message: LocalizedText(
                    vi: "\(rule.to.source) không cho một ngày hay một thời hạn.",
                    en: "\(rule.to.source) gives neither a date nor a limit."))
        }
        let timekeeper = Timekeeper(workflow: workflow, circumstances: circumstances)
        let after = timekeeper.extended(current, to: limit, definition)
        guard after.dueAt > current.dueAt else {
            let message = LocalizedText(
                vi: "Hạn mới \(after.due.formatted(.slashed)) không muộn hơn hạn hiện nay"
                    + " \(current.due.formatted(.slashed)).",
                en: "The new date \(after.due.formatted(.slashed)) is not later than the present one,"
                    + " \(current.due.formatted(.slashed)).")
            throw Refusal(Reason(code: .extensionRefused, message: message))
        }
        return DeadlineChange(deadline: rule.deadline, kind: .extended, after: after)
    }

    // MARK: The clock acts

    func fire(_ timer: ArmedTimer) throws(Refusal) -> [Event] {
        guard state.outcome == nil, state.timers.contains(timer),
            timer.dueAt <= circumstances.now,
            workflow[timer.state].timed.indices.contains(timer.index)
        else { throw .staleTimer }
        var macrostep = Macrostep(workflow, from: state, evaluator: evaluator)
        let transition = workflow[timer.state].timed[timer.index].transition
        let isTaken = try macrostep.firstEnabled([transition]) != nil
        if isTaken { try macrostep.take([transition]) }
        let step =
            isTaken
            ? try macrostep.finished(limits: state.limits, circumstances, id: state.id) : Step()
        return [
            Event(
                version: state.version + 1, at: circumstances.now, actor: nil,
                body: .moved(Moved(timer: timer, isTaken: isTaken, step: step)))
        ]
    }

    func reach(_ index: Int) throws(Refusal) -> [Event] {
        guard state.outcome == nil, state.deadlines.indices.contains(index),
            let current = state.deadlines[index]
        else { throw .staleTimer }
        let timekeeper = Timekeeper(workflow: workflow, circumstances: circumstances)
        guard
            let reached = timekeeper.reach(
                current, deadline: index, workflow.deadlines[index])
        else { throw .staleTimer }
        return [
            Event(
                version: state.version + 1, at: circumstances.now, actor: nil,
                body: .deadlineReached(reached))
        ]
    }
}

extension Macrostep {
    /// The step with everything that follows from the states: timers, deadlines, tasks.
    func finished(
        limits: [Int: FixedLimit], _ circumstances: Circumstances, id: String
    ) throws(Refusal) -> Step {
        var step = step
        step.configuration = configuration
        let timekeeper = Timekeeper(workflow: workflow, circumstances: circumstances)
        if !workflow.deadlines.isEmpty {
            step.deadlines = timekeeper.changes(
                step, before: before, limits: limits, evaluator: evaluator, fields: fields)
        }
        guard step.outcome == nil else { return step }
        let entered = step.entered.intersection(configuration)
        for state in entered {
            let node = workflow[state]
            for (index, timed) in node.timed.enumerated() {
                if let dueAt = timekeeper.moment(
                    of: timed, evaluator: evaluator, fields: fields, configuration: configuration)
                {
                    step.armed.append(ArmedTimer(state: state, index: index, dueAt: dueAt))
                }
            }
            if let task = try task(openedBy: state, circumstances) { step.opened.append(task) }
        }
        return step
    }

    /// The task a newly entered innermost state puts on the desk of its owner.
    private func task(
        openedBy leaf: StateID, _ circumstances: Circumstances
    ) throws(Refusal) -> OpenTask? {
        guard !workflow[leaf].descendants.intersects(configuration), !workflow[leaf].isHidden else {
            return nil
        }
        var owner: CodeSource?
        var actions: [Action] = []
        var candidate: StateID? = leaf
        while let state = candidate, owner == nil {
            actions.append(contentsOf: workflow[state].actions.filter { !$0.isOptional })
            owner = workflow[state].owner
            candidate = workflow[state].parent
        }
        guard let owner, !actions.isEmpty,
            let agency = try evaluator.code(owner, fields: fields, configuration: configuration)
        else { return nil }
        var roles: [String] = []
        var people: [String] = []
        for performer in actions.flatMap(\.performers) {
            for role in performer.roles {
                if let code = try evaluator.code(
                    role, fields: fields, configuration: configuration), !roles.contains(code)
                {
                    roles.append(code)
                }
            }
            if let person = performer.person,
                let id = try evaluator.code(
                    .expression(person), fields: fields, configuration: configuration),
                !people.contains(id)
            {
                people.append(id)
            }
        }
        return OpenTask(
            state: leaf, agency: agency, roles: roles, people: people,
            openedAt: circumstances.now)
    }
}
