import WorkflowModel

extension Macrostep {
    /// Asks the members of a state's list, for the state was entered.
    ///
    /// - Parameter isResuming: it is entered again where it was left: who has not answered is asked
    ///   again, and what was answered stands.
    func openRound(
        of state: StateID, _ definition: TaskDefinition, isResuming: Bool, _ step: inout Step
    ) throws(Refusal) {
        var change = RoundChange(state: state)
        let earlier = evaluator.rounds.first { $0.state == state }
        if isResuming, earlier?.isSatisfied == false {
            change.isResumed = true
        } else {
            change.opened = try evaluator.members(of: definition, in: state)
        }
        step.rounds.removeAll { $0.state == state }
        step.rounds.append(change)
        evaluator.rounds.apply(change)
    }

    /// Notes the rounds of which enough is done by now; their states are done.
    mutating func satisfyRounds(_ step: inout Step) {
        for round in evaluator.rounds
        where !round.isSatisfied && configuration.contains(round.state) {
            guard let definition = workflow[round.state].tasks,
                evaluator.isSatisfied(round, definition)
            else { continue }
            var change = RoundChange(state: round.state)
            change.isSatisfied = true
            let rest = round.waiting
            switch definition.rest {
            case .keep: change.kept = rest
            case .cancel: change.released = rest
            }
            note(change, &step)
            becomeDone(round.state)
        }
    }

    /// Takes the tasks of states that are left off their desks, but those that are to stay.
    func closeRounds(_ exiting: StateSet, _ step: inout Step) {
        for round in evaluator.rounds where exiting.contains(round.state) {
            let rest = round.waiting
            guard !rest.isEmpty, let definition = workflow[round.state].tasks else { continue }
            // Nobody has seen what was opened a moment ago.
            let isNew = step.rounds.contains { change in
                change.state == round.state && change.opened != nil
            }
            var change = RoundChange(state: round.state)
            if definition.rest == .keep, definition.late == .record, !isNew {
                change.kept = rest
            } else {
                change.released = rest
            }
            note(change, &step)
        }
    }

    private func note(_ change: RoundChange, _ step: inout Step) {
        evaluator.rounds.apply(change)
        guard let index = step.rounds.firstIndex(where: { $0.state == change.state }) else {
            step.rounds.append(change)
            return
        }
        if change.isSatisfied { step.rounds[index].isSatisfied = true }
        step.rounds[index].released += change.released
        step.rounds[index].kept.removeAll { change.released.contains($0) }
        step.rounds[index].kept += change.kept.filter { !step.rounds[index].kept.contains($0) }
    }

    /// Somebody did what they were asked, and what follows from it.
    mutating func complete(
        _ state: StateID, _ code: String, _ completion: TaskCompletion, _ step: inout Step
    ) throws(Refusal) {
        guard let round = evaluator.rounds.firstIndex(where: { $0.state == state }),
            let member = evaluator.rounds[round].members.firstIndex(where: { $0.code == code })
        else { return }
        evaluator.rounds[round].members[member].completion = completion
        try computeFields(&step)
        try settle(&step)
    }

    /// The tasks of a newly entered state that nobody has done yet.
    func openTasks(of state: StateID, _ step: inout Step) {
        guard let round = evaluator.rounds.first(where: { $0.state == state }) else { return }
        for member in round.members where member.completion == nil && !member.isReleased {
            step.opened.append(
                OpenTask(
                    state: state, agency: member.desk.agency, roles: member.desk.roles,
                    people: member.desk.people, openedAt: evaluator.circumstances.now,
                    member: member.code))
        }
    }
}

extension TaskRound {
    /// Those whose tasks are on their desks.
    var waiting: [String] {
        members.filter { $0.completion == nil && !$0.isReleased }.map(\.code)
    }
}
