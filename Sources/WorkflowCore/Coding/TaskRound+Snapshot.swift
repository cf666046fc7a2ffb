import WorkflowModel

extension SnapshotWriter {
    mutating func round(_ round: TaskRound, _ workflow: Workflow) {
        state(round.state, workflow)
        flag(round.isSatisfied)
        list(round.members) { writer, member in
            writer.text(member.code)
            writer.list(member.groups) { $0.text($1) }
            writer.desk(member.desk)
            writer.flag(member.isReleased)
            writer.list(member.substitutes) { $0.desk($1) }
            writer.flag(member.completion != nil)
            if let completion = member.completion { writer.completion(completion) }
        }
    }

    private mutating func desk(_ desk: TaskDesk) {
        text(desk.agency)
        list(desk.roles) { $0.text($1) }
        list(desk.people) { $0.text($1) }
    }

    private mutating func completion(_ completion: TaskCompletion) {
        text(completion.actor)
        text(completion.agency)
        instant(completion.at)
        optional(completion.outcome)
        optional(completion.note)
        flag(completion.isLate)
        flag(completion.isOnBehalf)
    }

    /// What a task has that few have.
    mutating func hold(_ task: OpenTask) {
        optional(task.member)
        flag(task.claim != nil)
        guard let claim = task.claim else { return }
        text(claim.person)
        instant(claim.at)
        optional(claim.assigner)
    }
}

extension SnapshotReader {
    mutating func round() -> TaskRound? {
        guard let state = state() else { return nil }
        let isSatisfied = flag()
        var round = TaskRound(state: state, members: list { $0.member() })
        round.isSatisfied = isSatisfied
        return round
    }

    private mutating func member() -> TaskMember? {
        let code = text()
        let groups = list { $0.text() }
        var member = TaskMember(code: code, desk: desk())
        member.groups = groups
        member.isReleased = flag()
        member.substitutes = list { $0.desk() }
        if flag() {
            member.completion = TaskCompletion(
                actor: text(), agency: text(), at: instant(), outcome: optionalText(),
                note: optionalText(), isLate: flag(), isOnBehalf: flag())
        }
        return member
    }

    private mutating func desk() -> TaskDesk {
        TaskDesk(agency: text(), roles: list { $0.text() }, people: list { $0.text() })
    }

    mutating func hold(_ task: inout OpenTask) {
        task.member = optionalText()
        guard flag() else { return }
        task.claim = TaskClaim(person: text(), at: instant(), assigner: optionalText())
    }
}
