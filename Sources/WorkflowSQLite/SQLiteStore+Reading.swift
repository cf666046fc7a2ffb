public import WorkflowCalendar
public import WorkflowStorage

extension SQLiteStore {
    public func item(_ id: String) async throws(StoreError) -> ItemRecord? {
        try await projection(id).map { ItemRecord(row: $0.row, snapshot: $0.snapshot) }
    }

    public func projection(_ id: String) async throws(StoreError) -> Projection? {
        try run { (connection) throws(StoreError) in
            try connection(.storedItem).bind(id).first { (columns) throws(StoreError) in
                let item = try StoredItem(columns)
                return Projection(
                    row: item.row, snapshot: columns.text(25), tasks: item.tasks,
                    timers: item.timers)
            }
        }
    }

    public func items(_ query: ItemQuery) async throws(StoreError) -> [ItemRow] {
        try run { (connection) throws(StoreError) in
            try connection.read { () throws(StoreError) in
                let places = try connection(.places).all { Place($0.text(0)) }
                var found: [String] = []
                for search in ItemSearch.all(for: query, places: places) {
                    let statement = try connection.compile(search.sql)
                    search.bind(to: statement)
                    found += try statement.all { $0.text(0) }
                }
                let ids = Set(found).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
                var rows: [ItemRow] = []
                for id in ids.prefix(query.limit) {
                    let row = try connection(.itemRow).bind(id).first { (columns) throws(StoreError) in try ItemRow(columns) }
                    if let row { rows.append(row) }
                }
                return rows
            }
        }
    }

    public func tasks(_ query: TaskQuery) async throws(StoreError) -> [TaskRow] {
        try run { (connection) throws(StoreError) in
            try connection.read { () throws(StoreError) in
                var found: [TaskRow] = []
                var seen: Set<TaskPlace> = []
                for holder in DeskEntry.holders(of: query) {
                    let entries = try connection(.deskEntries).bind(query.agency).bind(holder)
                        .bind(query.limit).all { (columns) throws(StoreError) in
                            try DeskTask(columns)
                        }
                    // With several of the roles a task has, one finds it several times.
                    for entry in entries where seen.insert(entry.place).inserted {
                        found.append(entry.task)
                    }
                }
                return Array(found.sorted(by: TaskRow.isMoreUrgent).prefix(query.limit))
            }
        }
    }

    public func events(
        item: String?, after: Int64, limit: Int
    ) async throws(StoreError) -> [SealedEvent] {
        try run { (connection) throws(StoreError) in
            let statement =
                if let item { try connection(.eventsOfItem).bind(item) } else {
                    try connection(.events)
                }
            return try statement.bind(after).bind(limit).all { SealedEvent($0) }
        }
    }

    public func dueTimers(at now: Instant, limit: Int) async throws(StoreError) -> [TimerRow] {
        try run { (connection) throws(StoreError) in
            let items = try connection(.dueTimers).bind(now.millisecondsSinceEpoch).bind(limit)
                .all { (columns) throws(StoreError) in try columns.timers() }
            // An item that wakes later than `limit` others has no timer before theirs.
            return Array(
                items.joined().filter { $0.dueAt <= now }.sorted(by: TimerRow.firesBefore)
                    .prefix(limit))
        }
    }

    public func answer(forKey key: String) async throws(StoreError) -> RememberedAnswer? {
        try run { (connection) throws(StoreError) in
            try connection(.answer).bind(key).first {
                RememberedAnswer(item: $0.text(0), first: $0.integer(1), last: $0.integer(2))
            }
        }
    }

    public func definition(_ hash: String) async throws(StoreError) -> DefinitionRecord? {
        try run { (connection) throws(StoreError) in
            try connection(.definition).bind(hash).first {
                DefinitionRecord(
                    hash: $0.text(0), name: $0.text(1), version: Int($0.integer(2)),
                    sources: $0.text(3))
            }
        }
    }

    public func waitingNotifications(
        sink: String, limit: Int
    ) async throws(StoreError) -> [OutboxRow] {
        try run { (connection) throws(StoreError) in
            try connection(.waitingNotifications).bind(sink).bind(limit).all {
                OutboxRow(
                    id: $0.integer(0), sink: $0.text(1), item: $0.text(2), payload: $0.text(3))
            }
        }
    }
}

extension SealedEvent {
    /// From a row of `SQL.events`.
    fileprivate init(_ columns: PreparedStatement) {
        self.init(
            sequence: columns.integer(0),
            event: DraftEvent(
                item: columns.text(1), version: Int(columns.integer(2)), type: columns.text(3),
                at: columns.instant(4), actor: columns.optionalText(5), data: columns.text(6)),
            hash: columns.text(7))
    }
}

extension PreparedStatement {
    /// From a row of `SQL.dueTimers`.
    fileprivate func timers() throws(StoreError) -> [TimerRow] {
        let item = text(0)
        guard let timers = StoredText.timers(from: text(1), of: item) else {
            throw unreadable("timers", of: item)
        }
        return timers
    }
}

/// Which task of which item.
private struct TaskPlace: Hashable {
    var item: String
    var position: Int
}

/// A task found on a desk.
private struct DeskTask {
    var place: TaskPlace
    var task: TaskRow

    /// From a row of `SQL.deskEntries`.
    init(_ columns: PreparedStatement) throws(StoreError) {
        place = TaskPlace(item: columns.text(0), position: Int(columns.integer(1)))
        guard let tasks = StoredText.tasks(from: columns.text(2), of: place.item),
            tasks.indices.contains(place.position)
        else { throw columns.unreadable("tasks", of: place.item) }
        task = tasks[place.position]
    }
}
