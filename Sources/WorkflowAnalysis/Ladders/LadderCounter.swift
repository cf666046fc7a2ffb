import WorkflowModel

/// Counts the recipients of the steps of ladders. What hangs on the item (who owns, who leads) is
/// taken at its largest.
///
/// A class, as it remembers what it has counted: in a thousand workflows there are a few kinds of
/// desks, and in their ladders a few ways to tell somebody.
final class LadderCounter {
    private let recipients: LadderRecipients
    private var desks = Numbered<Desk>()
    private var told = Numbered<Told>()
    /// By what is told and the desk.
    private var counts: [[Int?]] = []

    /// Where a task lies.
    private struct Desk: Hashable {
        /// Nil: with any agency.
        var agency: String?
        /// Who there can act; nil when that hangs on the item.
        var roles: [String]?
        /// How many are named by an expression, who may sit anywhere.
        var named = 0
    }

    /// The targets of a step that hang on whose desk it is, and who is told in any case.
    private struct Told: Hashable {
        var targets: [NotificationTarget]
        var besides: Set<String>
    }

    /// A step of a ladder: how many it tells whoever owns the item, and what it tells the owner.
    struct Step {
        var always: Int
        fileprivate var told: Int?
    }

    init(_ organisation: Organisation) {
        recipients = LadderRecipients(organisation)
    }

    func steps(of ladder: Escalation) -> [Step] {
        ladder.steps.map { step in
            let fixed = Set(step.targets.flatMap { recipients.of($0) ?? [] })
            var count = fixed.count + (step.targets.contains(.starter) ? 1 : 0)
            let ofLead = step.targets.filter { $0.agency == .lead }.map(\.ofOwner)
            if !ofLead.isEmpty {
                count += self.count(told.number(of: Told(targets: ofLead, besides: fixed)), anyDesk)
            }
            let ofOwner = step.targets.filter { $0.agency == .owner }
            let told = Told(targets: ofOwner, besides: fixed)
            return Step(
                always: count, told: ofOwner.isEmpty ? nil : self.told.number(of: told))
        }
    }

    /// For every state the desk on which it puts a task, if it does.
    func desks(of workflow: Workflow) -> [Int?] {
        workflow.tasks.map { task in
            guard let task else { return nil }
            var desk = Desk(agency: nil, roles: task.roles)
            if case .code(let code) = task.owner { desk.agency = code }
            desk.named = task.performers.count { $0.person != nil }
            return desks.number(of: desk)
        }
    }

    /// Any agency, everybody in it.
    private var anyDesk: Int { desks.number(of: Desk(agency: nil, roles: nil)) }

    // MARK: Counting

    /// With a task on one desk, whosever it is: for a ladder that no workflow uses.
    func messages(of steps: [Step]) -> Int {
        steps.reduce(0) { sum, step in
            sum + step.always + (step.told.map { count($0, anyDesk) } ?? 0)
        }
    }

    /// - Parameters:
    ///   - desks: those of the workflow.
    ///   - scope: the state the deadline counts for, which is active.
    func messages(
        of steps: [Step], in workflow: Workflow, _ desks: [Int?], scope: StateID
    ) -> Int {
        let timed = workflow[scope].subtree
        return steps.reduce(0) { sum, step in
            guard let told = step.told else { return sum + step.always }
            return sum + step.always
                + workflow.most(in: .root, while: scope) { state in
                    (desks[state.index].map { count(told, $0) } ?? 0)
                        + (timed.contains(state) ? asked(by: workflow[state], told) : 0)
                }
        }
    }

    /// Those a state asks: as many desks as there are agencies, and those who may answer for them.
    private func asked(by state: StateNode, _ told: Int) -> Int {
        guard let task = state.tasks else { return 0 }
        let all: [Desk]
        switch task.assignee {
        case .desk(_, _, _): all = [Desk(agency: nil, roles: nil)]
        case .people: all = recipients.agencies.map { Desk(agency: $0, roles: nil) }
        case .agencies(let roles):
            let codes = roles.codes
            all = recipients.agencies.map { Desk(agency: $0, roles: codes) }
        }
        let others = task.substitutes.map { substitute in
            var desk = Desk(agency: nil, roles: substitute.roles.codes)
            if case .code(let code) = substitute.agency { desk.agency = code }
            return desk
        }
        return (all + others).reduce(0) { $0 + count(told, desks.number(of: $1)) }
    }

    private func count(_ told: Int, _ desk: Int) -> Int {
        while counts.count <= told { counts.append([]) }
        while counts[told].count <= desk { counts[told].append(nil) }
        if let count = counts[told][desk] { return count }
        let count = count(self.told.values[told], desks.values[desk])
        counts[told][desk] = count
        return count
    }

    private func count(_ told: Told, _ desk: Desk) -> Int {
        let agencies = desk.agency.map { [$0] } ?? recipients.agencies
        let counts = agencies.map { agency in
            Set(told.targets.flatMap { recipients.of($0, owner: agency, desk.roles) })
                .subtracting(told.besides).count
        }
        return (counts.max() ?? 0) + (told.targets.contains(.owner) ? desk.named : 0)
    }
}

extension [CodeSource] {
    /// Nil when one hangs on the item, or there are none.
    fileprivate var codes: [String]? {
        let codes = compactMap { source in
            if case .code(let code) = source { code } else { nil }
        }
        return codes.count == count && !isEmpty ? codes : nil
    }
}

/// Values by numbers from 0, each once.
private struct Numbered<Value: Hashable> {
    private(set) var values: [Value] = []
    private var numbers: [Value: Int] = [:]

    mutating func number(of value: Value) -> Int {
        if let number = numbers[value] { return number }
        numbers[value] = values.count
        values.append(value)
        return values.count - 1
    }
}

extension Workflow {
    /// The largest sum over the states that can be active together.
    ///
    /// - Parameter scope: a state that is active; another child of one around it is not.
    fileprivate func most(
        in state: StateID, while scope: StateID, _ count: (StateID) -> Int
    ) -> Int {
        let node = self[state]
        switch node.kind {
        case .parallel:
            return node.children.reduce(0) { $0 + most(in: $1, while: scope, count) }
        case .compound:
            // With a child active it is that one that counts.
            if let forced = node.children.first(where: { self[$0].subtree.contains(scope) }) {
                return most(in: forced, while: scope, count)
            }
            return node.children.reduce(0) { max($0, most(in: $1, while: scope, count)) }
        case .atomic, .final, .history:
            return count(state)
        }
    }
}
