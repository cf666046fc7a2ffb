import Diagnostics
import WorkflowCalendar
import WorkflowModel

extension Decision {
    /// Asks that an action be taken although permissions or constraints stand against it; the last
    /// of as many people as the rules say takes it. Guards and requirements hold as ever.
    func brokenGlass(
        _ action: Action, _ command: ActCommand, by actor: Actor
    ) throws(Refusal) -> Event {
        let index = action.nameIndex
        let rule = try breakGlass(for: action, actor)
        guard let note = command.note, !note.trimmingSpaces().isEmpty else {
            throw Refusal(.missingNote)
        }
        let now = circumstances.now
        let pending = state.breakGlassRequests.filter { $0.action == index && $0.until >= now }
        if let own = pending.first(where: { $0.people.contains(where: actor.people.contains) }) {
            throw Refusal(asked(own, action, rule, actor))
        }
        let (violated, lacksPermission) = try obstacles(to: action, actor, rule)
        guard pending.count + 1 >= rule.people else {
            try refuseInput(command, action)
            let request = BreakGlassRequest(
                action: index, state: action.transitions[0].source, people: actor.people, at: now,
                until: Instant(
                    millisecondsSinceEpoch: now.millisecondsSinceEpoch
                        + Int64(rule.minutes) * 60_000),
                note: note, constraints: violated, lacksPermission: lacksPermission)
            return Event(
                version: state.version + 1, at: now, actor: actor.id, for: actor.principal?.id,
                body: .breakGlassRequested(BreakGlassRequested(request, agency: actor.agency)))
        }
        let constraints = circumstances.rules.constraints.map(\.name).filter { name in
            violated.contains(name) || pending.contains { $0.constraints.contains(name) }
        }
        let override = Override(
            others: pending.map {
                Override.Participant(people: $0.people, at: $0.at, note: $0.note)
            },
            constraints: constraints,
            lacksPermission: lacksPermission || pending.contains(where: \.lacksPermission))
        return try taken(action, command, by: actor, override: override)
    }

    /// The rule under which the actor may take part.
    private func breakGlass(for action: Action, _ actor: Actor) throws(Refusal) -> BreakGlass {
        let organisation = circumstances.rules.organisation
        guard let rule = circumstances.rules.breakGlass, rule.covers(action.name, of: workflow.name)
        else {
            throw .breakGlass(
                vi: "Quy tắc không cho phá kính với “\(action.title.vi)”.",
                en: "The rules allow no break-glass for “\(action.title.en)”.")
        }
        guard rule.lets(actor) else {
            let could = circumstances.people { rule.lets($0) }
            let message =
                LocalizedText(
                    vi: "\(organisation.introduction(actor, .vi)) không được phá kính. ",
                    en: "\(organisation.introduction(actor, .en)) may not break the glass. ")
                + organisation.naming(could)
            throw Refusal(Reason(code: .notPermitted, message: message, whoCould: could))
        }
        guard action.approvals <= rule.people else {
            throw .breakGlass(
                vi: "“\(action.title.vi)” cần \(action.approvals) người duyệt; phá kính chỉ có"
                    + " \(rule.people) người.",
                en: "“\(action.title.en)” takes \(action.approvals) approvers; break-glass has"
                    + " only \(rule.people) people.")
        }
        return rule
    }

    /// What stands against the actor: the names of constraints, and whether they are not among
    /// those who may. Refuses where nothing does, and where something does that always holds.
    private func obstacles(
        to action: Action, _ actor: Actor, _ rule: BreakGlass
    ) throws(Refusal) -> (constraints: [String], lacksPermission: Bool) {
        let violated = permissions.violations(action, by: actor.people, of: actor.agency)
        if let holding = violated.first(where: { rule.unbreakable.contains($0.name) }) {
            throw Refusal(permissions.violation(of: holding, action, actor))
        }
        let lacksPermission = !permissions.isPermitted(action, actor)
        guard lacksPermission || !violated.isEmpty || permissions.hasApproved(action, actor.people)
        else {
            throw .breakGlass(
                vi: "Không có gì ngăn \(actor.name) làm “\(action.title.vi)”: làm bình thường,"
                    + " không cần --break-glass.",
                en: "Nothing keeps \(actor.name) from “\(action.title.en)”: take it as usual,"
                    + " without --break-glass.")
        }
        return (violated.map(\.name), lacksPermission)
    }

    /// Who asks first says why and nothing else. What cannot come to pass is not asked for.
    private func refuseInput(_ command: ActCommand, _ action: Action) throws(Refusal) {
        if let reason = obstacles(to: action, command).first(where: { $0.code != .missing }) {
            throw Refusal(reason)
        }
        guard command.fields.isEmpty, command.documents.isEmpty else {
            throw Refusal(
                Reason(
                    code: .invalidInput,
                    message: LocalizedText(
                        vi: "Lần đề nghị đầu chỉ nêu lý do; dữ liệu và văn bản do người xác nhận"
                            + " cuối cùng đưa vào: bỏ --set và --attach.",
                        en: "The first request only says why; whoever confirms last hands in values"
                            + " and documents: leave out --set and --attach.")))
        }
    }

    /// That the actor has asked already.
    private func asked(
        _ own: BreakGlassRequest, _ action: Action, _ rule: BreakGlass, _ actor: Actor
    ) -> Reason {
        let until = own.until.formatted(in: circumstances.calendar.zone)
        return Reason(
            code: .breakGlassRefused,
            message: LocalizedText(
                vi: "\(actor.name) đã đề nghị phá kính cho “\(action.title.vi)”; phải có người khác"
                    + " xác nhận trước \(until).",
                en: "\(actor.name) has asked to break the glass for “\(action.title.en)”; another"
                    + " person must confirm it by \(until)."))
    }
}

extension BreakGlass {
    /// Whether somebody may take part, in the capacity they act in.
    func lets(_ actor: Actor) -> Bool {
        lets(actor.id, agency: actor.agency, roles: actor.roles)
    }
}

extension Refusal {
    fileprivate static func breakGlass(vi: String, en: String) -> Refusal {
        Refusal(
            Reason(code: .breakGlassRefused, message: LocalizedText(vi: vi, en: en)))
    }
}
