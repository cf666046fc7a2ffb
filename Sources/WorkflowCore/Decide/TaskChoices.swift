/// What a person may do with a task of an item besides the actions: take it, hand it back, give it
/// to somebody.
public struct TaskChoice: Sendable {
    public var task: OpenTask
    /// Others could do it too, nobody has it, and it lies on their desk.
    public var canClaim: Bool
    /// They have it.
    public var canHandBack: Bool
    /// Whom they may give it to: identifiers of people. Empty when it is not theirs to give.
    public var assignees: [String]
}

extension ItemState {
    /// Whether somebody has taken a task and can still do it.
    package func isHeld(by person: String, _ circumstances: Circumstances) -> Bool {
        let permissions = Decision(self, circumstances).permissions
        return tasks.contains {
            $0.claim?.person == person && permissions.claim(of: $0) != nil
        }
    }

    /// The open tasks with which the person may do any of this.
    public func taskChoices(_ circumstances: Circumstances) -> [TaskChoice] {
        guard outcome == nil, let actor = circumstances.actor else { return [] }
        let permissions = Decision(self, circumstances).permissions
        let capacities = [actor] + circumstances.others
        return tasks.compactMap { task in
            let holders = permissions.whoCould { $0.mayWork(on: task, $1) }
            let isTheirs = capacities.contains { permissions.mayWork(on: task, $0) }
            let isHeld = task.claim.map { claim in
                capacities.contains { $0.people.contains(claim.person) }
            }
            let isFree = permissions.claim(of: task) == nil
            let mayAssign = capacities.contains { permissions.mayAssign(task, $0) }
            let choice = TaskChoice(
                task: task, canClaim: isTheirs && isFree && holders.count > 1,
                canHandBack: isHeld == true,
                assignees: mayAssign ? holders.filter { $0 != task.claim?.person } : [])
            guard choice.canClaim || choice.canHandBack || !choice.assignees.isEmpty else {
                return nil
            }
            return choice
        }
    }
}
