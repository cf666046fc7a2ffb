public import WorkflowCalendar
public import WorkflowStorage

extension SQLiteStore {
    public func item(_ id: String) async throws(StoreError) -> ItemRecord? {
        try await projection(id).map { ItemRecord(row: $0.row, snapshot: $0.snapshot) }
    }

    public func version(of id: String) async throws(StoreError) -> Int? {
        try run { (connection) throws(StoreError) in
            try connection(.version).bind(id).first { Int($0.integer(0)) }
        }
    }

    public func projection(_ id: String) async throws(StoreError) -> Projection? {
        try run { (connection) throws(StoreError) in
            try connection(.projection).bind(id).first { (columns) throws(StoreError) in
                try Projection(columns)
            }
        }
    }

    public func items(_ query: ItemQuery) async throws(StoreError) -> [ItemRow] {
        try run { (connection) throws(StoreError) in
            try connection.read { () throws(StoreError) in
                var found: Set<String> = []
                // The ways to look differ in where they look, so few statements serve them all.
                var statements: [String: PreparedStatement] = [:]
                for search in ItemSearch.all(for: query, places: try connection.places(query)) {
                    if statements[search.sql] == nil {
                        statements[search.sql] = try connection.compile(search.sql)
                    }
                    guard let statement = statements[search.sql] else { continue }
                    search.bind(to: statement)
                    found.formUnion(try statement.all { $0.text(0) })
                }
                let ids = found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
                return try connection.rows(ids.prefix(query.limit))
            }
        }
    }

    public func tasks(_ query: TaskQuery) async throws(StoreError) -> [TaskRow] {
        try run { (connection) throws(StoreError) in
            try connection.read { () throws(StoreError) in
                var tasks: [TaskRow] = []
                if let holders = query.holders {
                    let names = (holders + [query.person]).map { "\"\($0)\"" }
                    for item in try connection.onDesks(of: query) {
                        tasks += try connection.tasks(of: item, naming: names)
                            .filter(query.matches)
                        if tasks.count >= query.limit { break }
                    }
                } else {
                    // An item less urgent than `limit` others has no task before theirs.
                    for item in try connection.onDesks(of: query).prefix(query.limit) {
                        tasks += try connection.tasks(of: item).filter(query.matches)
                    }
                }
                return Array(tasks.sorted(by: TaskRow.isMoreUrgent).prefix(query.limit))
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

    public func head() async throws(StoreError) -> HashChain.Head {
        try run { (connection) throws(StoreError) in
            try connection(.head).first {
                HashChain.Head(sequence: $0.integer(0), hash: $0.text(1))
            } ?? .start
        }
    }

    public func dueItems(
        at now: Instant, after place: DueItem.Place?, limit: Int
    ) async throws(StoreError) -> [DueItem] {
        try run { (connection) throws(StoreError) in
            // An empty look costs one look-up and no transaction.
            let first =
                try connection(.nextWake).bind(Int64.min).first { $0.optionalInteger(0) } ?? nil
            guard let first, first <= now.millisecondsSinceEpoch else { return [] }
            return try connection.read { () throws(StoreError) in
                try connection.dueItems(at: now, after: place, limit: limit)
            }
        }
    }

    public func nextWake(after moment: Instant) async throws(StoreError) -> Instant? {
        try run { (connection) throws(StoreError) in
            try connection(.nextWake).bind(moment.millisecondsSinceEpoch).first {
                $0.optionalInteger(0).map(Instant.init(millisecondsSinceEpoch:))
            } ?? nil
        }
    }

    /// No index over due dates serves this, because one that changes with every step would cost
    /// every commit a page. The timers do: who is not overdue yet wakes by their due date at the
    /// latest, since the end of a deadline is itself a step that nothing passes over. So whatever is
    /// due by a moment either wakes by then or is overdue already.
    public func itemsDue(
        before instant: Instant, limit: Int
    ) async throws(StoreError) -> [ItemRow] {
        try run { (connection) throws(StoreError) in
            try connection.read { () throws(StoreError) in
                let before = instant.millisecondsSinceEpoch
                let waking = try connection(.dueByWake).bind(before).bind(limit)
                    .all { DatedItem($0) }
                let overdue = try connection(.dueByFacet).bind(before).bind(limit)
                    .bind(Facet.overdue.text).all { DatedItem($0) }
                let due = Set(waking + overdue).sorted()
                return try connection.rows(due.prefix(limit).map(\.id))
            }
        }
    }

    public func timedTransitions(
        before instant: Instant, limit: Int
    ) async throws(StoreError) -> [TimerRow] {
        try run { (connection) throws(StoreError) in
            let before = instant.millisecondsSinceEpoch
            let timers = try connection(.waking).bind(before).all {
                (columns) throws(StoreError) in
                let item = columns.text(0)
                guard let timers = StoredText.timers(from: columns.text(1), of: item) else {
                    throw columns.unreadable("timers", of: item)
                }
                return timers.filter { $0.isTransition && $0.dueAt < instant }
            }
            return Array(timers.joined().sorted(by: TimerRow.goesBefore).prefix(limit))
        }
    }

    public func answer(forKey key: String) async throws(StoreError) -> RememberedAnswer? {
        try run { (connection) throws(StoreError) in
            try connection(.answer).bind(IdempotencyKey(key).name).first {
                RememberedAnswer(
                    item: $0.text(0), first: $0.integer(1), last: $0.integer(2), key: $0.text(3))
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

    public func definition(
        _ hash: String, mentions word: String
    ) async throws(StoreError) -> Bool? {
        try run { (connection) throws(StoreError) in
            try connection(.definition).bind(hash).first { $0.text(3, contains: word) }
        }
    }
}

/// An item that is due, in the order of `Store.itemsDue`.
private struct DatedItem: Hashable, Comparable {
    var id: String
    var dueAt: Int64

    /// From a row of `SQL.dueByWake` or `.dueByFacet`.
    init(_ columns: PreparedStatement) {
        id = columns.text(0)
        dueAt = columns.integer(1)
    }

    static func < (left: DatedItem, right: DatedItem) -> Bool {
        left.dueAt != right.dueAt
            ? left.dueAt < right.dueAt
            : left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
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

extension Connection {
    /// The places a query has to look into, if any.
    fileprivate func places(_ query: ItemQuery) throws(StoreError) -> [Place] {
        if query.state == nil && query.agency == nil && query.dueBefore == nil { return [] }
        return try places().map(Place.init(_:))
    }

    fileprivate func rows(_ ids: some Sequence<String>) throws(StoreError) -> [ItemRow] {
        var rows: [ItemRow] = []
        for id in ids {
            let row = try self(.itemRow).bind(id).first { (columns) throws(StoreError) in
                try ItemRow(columns)
            }
            if let row { rows.append(row) }
        }
        return rows
    }

    /// The items on the desks asked for, the most urgent first.
    fileprivate func onDesks(of query: TaskQuery) throws(StoreError) -> [String] {
        var found: [(item: String, dueAt: Int64, openedAt: Int64)] = []
        // Who has a task is not seen from the desk.
        let limit = query.holders == nil ? query.limit : Int.max
        for bounds in Place.Desk.bounds(of: query) {
            for place in try places(after: bounds.after, before: bounds.before) {
                found += try self(.onDesk).bind(place).bind(limit).all {
                    ($0.text(0), $0.integer(1), $0.integer(2))
                }
            }
        }
        found.sort { left, right in
            if left.dueAt != right.dueAt { return left.dueAt < right.dueAt }
            if left.openedAt != right.openedAt { return left.openedAt < right.openedAt }
            return left.item.utf8.lexicographicallyPrecedes(right.item.utf8)
        }
        // For several of the roles a task has, one finds its item several times.
        var seen: Set<String> = []
        return found.map(\.item).filter { seen.insert($0).inserted }
    }

    /// - Parameter words: one of which they must have somewhere; nil for any.
    fileprivate func tasks(
        of item: String, naming words: [String]? = nil
    ) throws(StoreError) -> [TaskRow] {
        try self(.tasks).bind(item).first { (columns) throws(StoreError) in
            if let words, !words.contains(where: { columns.text(0, contains: $0) }) { return [] }
            guard let tasks = StoredText.tasks(from: columns.text(0), of: item) else {
                throw columns.unreadable("tasks", of: item)
            }
            return tasks
        } ?? []
    }
}

extension Connection {
    /// Remembers of each what a commit needs to know: it is about to be written.
    fileprivate func dueItems(
        at now: Instant, after place: DueItem.Place?, limit: Int
    ) throws(StoreError) -> [DueItem] {
        try recall()
        let statement = try self(.dueItems).bind(now.millisecondsSinceEpoch)
            .bind(place?.wakeAt.millisecondsSinceEpoch ?? .min).bind(place?.id ?? "").bind(limit)
        return try statement.all { columns in
            let id = columns.text(0)
            memory.remember(id, StoredItem(columns, from: 4))
            return DueItem(
                id: id, definition: columns.text(1), wakeAt: columns.instant(2),
                snapshot: columns.bytes(3))
        }
    }
}
