import Diagnostics
import WorkflowCalendar
import WorkflowModel

extension Decision {
    /// The state that asks something of this name, and what; nil when none does.
    func asked(_ name: String) -> (state: StateID, definition: TaskDefinition)? {
        workflow.askingIndex[name].flatMap { state in
            workflow[state].tasks.map { (state, $0) }
        }
    }

    /// Does what a state asked of the actor, or of somebody they may answer for.
    func answer(
        _ asked: (state: StateID, definition: TaskDefinition), _ command: ActCommand,
        _ actor: Actor
    ) throws(Refusal) -> Event {
        let definition = asked.definition
        let (member, isLate) = try member(asked, command.member, actor)
        let reasons = missing(definition, command)
        guard reasons.isEmpty else { throw Refusal(reasons) }
        let isOnBehalf = !isHeld(member, in: asked.state, by: actor)
        let completion = TaskCompletion(
            actor: actor.id, agency: actor.agency, at: circumstances.now,
            outcome: command.outcome, note: command.note, isLate: isLate, isOnBehalf: isOnBehalf)
        var macrostep = Macrostep(evaluator)
        var step = Step()
        try macrostep.complete(asked.state, member.code, completion, &step)
        macrostep.finish(&step, limits: state.limits)
        return Event(
            version: state.version + 1, at: circumstances.now, actor: actor.id,
            for: actor.principal?.id,
            body: .taskCompleted(
                TaskCompleted(
                    task: definition.name, agency: actor.agency, note: command.note,
                    documents: command.documents, member: member.code, outcome: command.outcome,
                    isLate: isLate, isOnBehalf: isOnBehalf, step: step.isEmpty ? nil : step)))
    }

    /// Whether the actor answers for somebody who is waited for.
    func isOpen(
        _ asked: (state: StateID, definition: TaskDefinition), member name: String?,
        to actor: Actor
    ) -> Bool {
        guard actor.covers(workflow: workflow.name, action: asked.definition.name) else {
            return false
        }
        return (try? member(asked, name, actor)) != nil
    }

    /// Why the actor cannot answer now, whatever they hand in; or else what is missing.
    func obstacles(
        to asked: (state: StateID, definition: TaskDefinition), _ command: ActCommand,
        _ actor: Actor
    ) -> [Reason] {
        do throws(Refusal) {
            _ = try member(asked, command.member, actor)
        } catch {
            return error.reasons
        }
        return missing(asked.definition, command)
    }

    // MARK: Whom it is for

    /// The member the actor answers for, and whether that is late.
    private func member(
        _ asked: (state: StateID, definition: TaskDefinition), _ name: String?, _ actor: Actor
    ) throws(Refusal) -> (TaskMember, isLate: Bool) {
        let (place, definition) = asked
        guard let round = state.rounds.first(where: { $0.state == place }) else {
            throw .notAsked(definition, workflow[place])
        }
        let member = try member(of: round, definition, name, actor)
        guard mayAnswer(member, in: place, actor) else {
            throw Refusal(permissions.notAsked(member, definition, actor))
        }
        if let completion = member.completion {
            throw .alreadyDone(definition, member, completion, organisation)
        }
        let isLate = round.isSatisfied || !state.configuration.contains(place)
        if isLate, definition.late == .refuse { throw .tooLate(definition) }
        let task = state.tasks.first { $0.state == place && $0.member == member.code }
        if let task, let reason = permissions.claimed(task, actor) { throw Refusal(reason) }
        return (member, isLate)
    }

    private func member(
        of round: TaskRound, _ definition: TaskDefinition, _ name: String?, _ actor: Actor
    ) throws(Refusal) -> TaskMember {
        if let name {
            let code = organisation.agency(called: name)?.code ?? name
            if let member = round.member(code) ?? round.member(name) { return member }
            throw .notAMember(name, round, definition)
        }
        let theirs = round.members.filter { mayAnswer($0, in: round.state, actor) }
        let waiting = theirs.filter { $0.completion == nil }
        // Who is asked themselves answers for themselves.
        let own = waiting.filter { isHeld($0, in: round.state, by: actor) }
        if own.count == 1 { return own[0] }
        if waiting.count > 1 { throw .whichMember(waiting.map(\.code), definition) }
        if let only = waiting.first ?? theirs.first { return only }
        guard let first = round.members.first(where: { $0.completion == nil }) else {
            throw .tooLate(definition)
        }
        throw Refusal(permissions.notAsked(first, definition, actor))
    }

    private var organisation: Organisation { circumstances.rules.organisation }

    /// Where a step of a ladder has moved its task, that desk has it.
    private func isHeld(_ member: TaskMember, in place: StateID, by actor: Actor) -> Bool {
        let task = state.tasks.first { $0.state == place && $0.member == member.code }
        return task?.isHeld(by: actor) ?? member.desk.isHeld(by: actor)
    }

    private func mayAnswer(_ member: TaskMember, in place: StateID, _ actor: Actor) -> Bool {
        isHeld(member, in: place, by: actor) || member.isAnswered(by: actor)
    }

    // MARK: What is handed in

    private func missing(_ definition: TaskDefinition, _ command: ActCommand) -> [Reason] {
        var reasons: [Reason] = []
        if let field = command.fields.first {
            reasons.append(.takesNoFields(definition.title, field.name))
        }
        if let reason = wrongOutcome(definition, command.outcome) { reasons.append(reason) }
        if definition.requiresNote, command.note?.trimmingSpaces().isEmpty ?? true {
            reasons.append(.missingNote)
        }
        for kind in definition.documents
        where !command.documents.contains(where: { $0.kind == kind }) {
            reasons.append(missing(document: kind))
        }
        return reasons
    }

    private func wrongOutcome(_ definition: TaskDefinition, _ outcome: String?) -> Reason? {
        let codes = definition.outcomes.map(\.code)
        guard let outcome else {
            guard !codes.isEmpty else { return nil }
            let list = codes.joined(separator: "|")
            return Reason(
                code: .missing,
                message: LocalizedText(
                    vi: "Còn thiếu kết quả của việc “\(definition.title.vi)”: thêm --outcome"
                        + " \(list)",
                    en: "The outcome of the task “\(definition.title.en)” is missing: add --outcome"
                        + " \(list)"))
        }
        if codes.contains(outcome) { return nil }
        let near = nearest(outcome, in: codes)
        let (vi, en) =
            codes.isEmpty
            ? (" Việc này không có kết quả để chọn.", " It has no outcomes to choose from.")
            : (
                " Các kết quả: \(codes.joined(separator: ", ")).",
                " Its outcomes: \(codes.joined(separator: ", "))."
            )
        return Reason(
            code: .invalidInput,
            message: LocalizedText(
                vi: "Việc “\(definition.title.vi)” không có kết quả “\(outcome)”."
                    + (near.map { " Có phải bạn muốn \($0)?" } ?? "") + vi,
                en: "The task “\(definition.title.en)” has no outcome “\(outcome)”."
                    + (near.map { " Did you mean \($0)?" } ?? "") + en))
    }
}

extension Reason {
    static func takesNoFields(_ title: LocalizedText, _ field: String) -> Reason {
        Reason(
            code: .invalidInput,
            message: LocalizedText(
                vi: "Việc “\(title.vi)” không nhận dữ liệu --set \(field).",
                en: "The task “\(title.en)” takes no --set \(field)."))
    }
}

extension Refusal {
    fileprivate static func notAsked(_ definition: TaskDefinition, _ state: StateNode) -> Refusal {
        Refusal(
            Reason(
                code: .notAvailable,
                message: LocalizedText(
                    vi: "Việc “\(definition.title.vi)” chưa được giao: chỉ giao khi hồ sơ đến"
                        + " “\(state.title.vi)”.",
                    en: "The task “\(definition.title.en)” was not given out yet: it is when the"
                        + " item comes to “\(state.title.en)”.")))
    }

    fileprivate static func tooLate(_ definition: TaskDefinition) -> Refusal {
        Refusal(
            Reason(
                code: .notAvailable,
                message: LocalizedText(
                    vi: "Việc “\(definition.title.vi)” đã kết thúc, không nhận thêm.",
                    en: "The task “\(definition.title.en)” is over, and nothing more is taken.")))
    }

    fileprivate static func alreadyDone(
        _ definition: TaskDefinition, _ member: TaskMember, _ completion: TaskCompletion,
        _ organisation: Organisation
    ) -> Refusal {
        let who = organisation.person(completion.actor)?.name ?? completion.actor
        let at = completion.at.formatted(in: .vietnam)
        return Refusal(
            Reason(
                code: .notAvailable,
                message: LocalizedText(
                    vi: "\(who) đã làm việc “\(definition.title.vi)” cho \(member.code) lúc \(at).",
                    en: "\(who) has done the task “\(definition.title.en)” for \(member.code) at"
                        + " \(at).")))
    }

    fileprivate static func notAMember(
        _ name: String, _ round: TaskRound, _ definition: TaskDefinition
    ) -> Refusal {
        let codes = round.members.map(\.code)
        let near = nearest(name, in: codes)
        return Refusal(
            Reason(
                code: .invalidInput,
                message: LocalizedText(
                    vi: "Việc “\(definition.title.vi)” không giao cho “\(name)”."
                        + (near.map { " Có phải bạn muốn \($0)?" } ?? "")
                        + " Đã giao cho: \(codes.joined(separator: ", ")).",
                    en: "The task “\(definition.title.en)” was not given to “\(name)”."
                        + (near.map { " Did you mean \($0)?" } ?? "")
                        + " It was given to: \(codes.joined(separator: ", ")).")))
    }

    fileprivate static func whichMember(
        _ codes: [String], _ definition: TaskDefinition
    ) -> Refusal {
        Refusal(
            Reason(
                code: .invalidInput,
                message: LocalizedText(
                    vi:
                        "Việc “\(definition.title.vi)” có nhiều nơi bạn làm thay được: thêm --member"
                        + " \(codes.joined(separator: "|"))",
                    en: "You may do the task “\(definition.title.en)” for several: add --member"
                        + " \(codes.joined(separator: "|"))")))
    }
}
