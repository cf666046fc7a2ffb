/// The task an innermost state puts on the desk of its owner, as far as it can be told without
/// an item: worked out once for each state, not at every transition. A reference, as states are.
package final class TaskTemplate: Sendable {
    package let owner: CodeSource
    /// Those of the actions that must be taken, from the state outwards to the one that names the
    /// owner. What performers sit elsewhere is left out as far as it is known.
    package let performers: [Action.Performer]
    /// The roles that can act, when that does not hang on the item. Empty is everybody.
    package let roles: [String]?

    /// Nil when the state never puts a task on a desk: it is hidden or final, nobody owns it, or
    /// nobody has to do anything.
    init?(_ leaf: StateDraft, in states: [StateDraft]) {
        if case .final = leaf.kind { return nil }
        if leaf.isHidden { return nil }
        var path = [leaf]
        while path[path.count - 1].owner == nil, let parent = path[path.count - 1].parent {
            path.append(states[parent.index])
        }
        guard let owner = path[path.count - 1].owner else { return nil }
        let actions = path.flatMap(\.actions).filter { !$0.isOptional }
        if actions.isEmpty { return nil }
        self.owner = owner
        let found = actions.flatMap(\.performers)
        let sitsThere = found.map { $0.agency.map { $0.isCertainly(owner) } ?? true }
        guard !sitsThere.contains(nil) else {
            performers = found
            roles = nil
            return
        }
        let there = zip(found, sitsThere).filter { $0.1 == true }.map(\.0)
        performers = there.isEmpty ? found : there
        roles = Self.roles(of: performers)
    }

    private static func roles(of performers: [Action.Performer]) -> [String]? {
        if performers.contains(where: \.isAnyone) { return [] }
        var roles: [String] = []
        for performer in performers {
            if performer.person != nil { return nil }
            for role in performer.roles {
                guard case .code(let code) = role else { return nil }
                if !roles.contains(code) { roles.append(code) }
            }
        }
        return roles
    }
}

extension Action.Performer {
    /// Whoever sits where the task lies.
    package var isAnyone: Bool { roles.isEmpty && person == nil }
}

extension CodeSource {
    /// Whether both give the same code whatever the item; nil when that hangs on the item.
    fileprivate func isCertainly(_ other: CodeSource) -> Bool? {
        switch (self, other) {
        case (.code(let left), .code(let right)): left == right
        case (.field(let left), .field(let right)): left == right ? true : nil
        default: nil
        }
    }
}
