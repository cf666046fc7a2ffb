import WorkflowCalendar

// What the queries mean. `MemoryStore` runs these; every other store must agree with them.

extension ItemQuery {
    public func matches(_ row: ItemRow) -> Bool {
        if let state, !row.states.contains(state) { return false }
        if let agency, row.lead != agency && row.owner != agency { return false }
        if let workflow, row.workflow != workflow { return false }
        if let plan, row.plan != plan { return false }
        if let section, row.section != section { return false }
        if let parent, row.parent != parent { return false }
        if let isOverdue, row.isOverdue != isOverdue { return false }
        if let isFinished, row.isFinished != isFinished { return false }
        if let dueBefore {
            guard let dueAt = row.dueAt, dueAt < dueBefore else { return false }
        }
        if let after, !after.utf8.lexicographicallyPrecedes(row.id.utf8) { return false }
        return words.allSatisfy { Self.occurs($0, in: row.searchText) }
    }

    private static func occurs(_ word: String, in text: String) -> Bool {
        var rest = text.utf8[...]
        while rest.count >= word.utf8.count {
            if rest.starts(with: word.utf8) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}

extension ItemRow {
    public var isFinished: Bool { outcome != nil }

    /// The earlier due comes first, what has no due date last; then by `id`.
    public static func isDueBefore(_ left: ItemRow, _ right: ItemRow) -> Bool {
        if left.dueAt != right.dueAt {
            guard let leftDue = left.dueAt else { return false }
            guard let rightDue = right.dueAt else { return true }
            return leftDue < rightDue
        }
        return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
    }
}

extension TaskQuery {
    /// Whether the task lies on the agency's desk for one of the roles, the person, or everybody;
    /// of the whole agency, for whomever.
    public func matches(_ task: TaskRow) -> Bool {
        guard task.agency == agency else { return false }
        if let holders, task.claimedBy.map(holders.contains) != true, !task.people.contains(person)
        {
            return false
        }
        return isWholeAgency
            || (task.roles.isEmpty && task.people.isEmpty)
            || task.people.contains(person)
            || task.roles.contains(where: roles.contains)
    }
}

extension TaskRow {
    /// The earlier due comes first, what has no due date last; then the older; then by item.
    public static func isMoreUrgent(_ left: TaskRow, _ right: TaskRow) -> Bool {
        if left.dueAt != right.dueAt {
            guard let leftDue = left.dueAt else { return false }
            guard let rightDue = right.dueAt else { return true }
            return leftDue < rightDue
        }
        if left.openedAt != right.openedAt { return left.openedAt < right.openedAt }
        return left.item.utf8.lexicographicallyPrecedes(right.item.utf8)
    }
}

extension TimerRow {
    /// The order timers fire in: by when they are due, then by item and key.
    public static func firesBefore(_ left: TimerRow, _ right: TimerRow) -> Bool {
        if left.dueAt != right.dueAt { return left.dueAt < right.dueAt }
        if left.item != right.item {
            return left.item.utf8.lexicographicallyPrecedes(right.item.utf8)
        }
        return left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
    }
}
