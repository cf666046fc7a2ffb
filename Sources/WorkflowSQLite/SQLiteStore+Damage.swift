public import WorkflowStorage

extension SQLiteStore {
    public func damage() async throws(StoreError) -> [String] {
        try run { (connection) throws(StoreError) in
            try connection.read { () throws(StoreError) in
                let pages = try connection.compile("PRAGMA integrity_check(20)").all { $0.text(0) }
                if pages != ["ok"] { return pages }
                var inspection = try Inspection(connection)
                return try inspection.run()
            }
        }
    }
}

/// Compares the tables that items are found by with the items: each row an item should have must
/// be there, and there must be no others.
private struct Inspection {
    private let connection: Connection
    private let facet, place, wake, text: PreparedStatement
    /// How many rows the items should have, by table.
    private var expected = ["item_facets": 0, "item_places": 0, "item_texts": 0, "wakes": 0]
    private var problems: [String] = []

    /// How many missing rows are worth telling one by one.
    private static let enough = 100
    private static let page = 1_000

    init(_ connection: Connection) throws(StoreError) {
        self.connection = connection
        facet = try connection.compile("SELECT 1 FROM item_facets WHERE facet = ? AND item = ?")
        place = try connection.compile(
            """
            SELECT 1 FROM item_places WHERE place = ? AND item = ? AND due_at IS ?
            AND task_due_at = ? AND task_opened_at = ?
            """)
        wake = try connection.compile("SELECT 1 FROM wakes WHERE due_at = ? AND item = ?")
        text = try connection.compile("SELECT 1 FROM items WHERE id = ? AND text_hash = ?")
    }

    mutating func run() throws(StoreError) -> [String] {
        try inspectTrails()
        try inspectHeld()
        try inspectRegisters()
        problems += try connection.outboxDamage(enough: Self.enough)
        var last = ""
        while problems.count < Self.enough {
            let items = try connection(.allItems).bind(last).bind(Self.page)
                .all { (columns) throws(StoreError) in try Projection(columns) }
            for item in items { try inspect(item) }
            guard items.count == Self.page, let id = items.last?.row.id else {
                try count()
                break
            }
            last = id
        }
        return problems
    }

    /// Follows the history of all items at once, from the front.
    private mutating func inspectTrails() throws(StoreError) {
        let broken = try connection.compile(
            """
            SELECT sequence FROM (
                SELECT sequence, previous,
                    lag(sequence) OVER (PARTITION BY item ORDER BY sequence) AS expected
                FROM events)
            WHERE previous IS NOT expected ORDER BY sequence LIMIT ?
            """
        ).bind(Self.enough).all { $0.integer(0) }
        problems += broken.map { "events: \($0) does not follow the event of its item before it" }
        let lost = try connection.compile(
            """
            SELECT i.id FROM items i
            LEFT JOIN (SELECT item, max(sequence) AS last FROM events GROUP BY item) e
                ON e.item = i.id
            WHERE i.last_event IS NOT coalesce(e.last, 0) ORDER BY i.id LIMIT ?
            """
        ).bind(Self.enough).all { $0.text(0) }
        problems += lost.map { "items: \($0) does not know its last event" }
    }

    /// A held message comes from an event of its item, and is not in the outbox or delivered too.
    private mutating func inspectHeld() throws(StoreError) {
        let strays = try connection.compile(
            """
            SELECT h.id FROM held h WHERE NOT EXISTS (
                SELECT 1 FROM events e WHERE e.sequence = h.id / ? AND e.item = h.item)
            ORDER BY h.id LIMIT ?
            """
        ).bind(OutboxRow.idsPerEvent).bind(Self.enough).all { $0.integer(0) }
        problems += strays.map { "held: no event of its item has caused message \($0)" }
        let doubles = try connection.compile(
            """
            SELECT h.id FROM held h WHERE EXISTS (SELECT 1 FROM deliveries d WHERE d.id = h.id)
                OR EXISTS (
                    SELECT 1 FROM outbox_sinks s CROSS JOIN outbox o
                    ON o.place = (s.number << \(OutboxPlace.idBits)) + h.id
                    WHERE s.name = h.sink)
            ORDER BY h.id LIMIT ?
            """
        ).bind(Self.enough).all { $0.integer(0) }
        problems += doubles.map { "held: message \($0) has gone out already" }
    }

    /// A register knows its last event.
    private mutating func inspectRegisters() throws(StoreError) {
        let lost = try connection.compile(
            """
            SELECT r.id FROM registers r
            LEFT JOIN (
                SELECT item, max(sequence) AS last, count(*) AS count FROM events
                WHERE item LIKE '%/%' GROUP BY item) e
                ON e.item = r.id
            WHERE r.last_event IS NOT e.last OR r.version IS NOT e.count ORDER BY r.id LIMIT ?
            """
        ).bind(Self.enough).all { $0.text(0) }
        problems += lost.map { "registers: \($0) does not know its last event" }
    }

    private mutating func inspect(_ projection: Projection) throws(StoreError) {
        let id = projection.row.id
        let index = ItemIndex(projection)
        for row in index.facets {
            try require(facet.bind(row).bind(id), "item_facets", of: id)
        }
        for row in index.places {
            let statement = place.bind(row.place).bind(id).bind(row.dueAt).bind(row.taskDueAt)
                .bind(row.taskOpenedAt)
            try require(statement, "item_places", of: id)
        }
        if let wakeAt = index.wakeAt { try require(wake.bind(wakeAt).bind(id), "wakes", of: id) }
        try require(text.bind(id).bind(index.textHash), "item_texts", of: id)
    }

    private mutating func require(
        _ row: PreparedStatement, _ table: String, of item: String
    ) throws(StoreError) {
        expected[table, default: 0] += 1
        if try row.first({ _ in true }) == nil {
            problems.append("\(table): what there should be of item \(item) is not there")
        }
    }

    /// With none missing, a table with other than the rows there should be has some nobody owns.
    private mutating func count() throws(StoreError) {
        // An item without its text is not among those inspected.
        let tables = [("items", expected["item_texts"] ?? 0)] + expected.sorted { $0.key < $1.key }
        for (table, due) in tables {
            let found =
                try connection.compile("SELECT count(*) FROM \(table)")
                .first { Int($0.integer(0)) } ?? 0
            if found != due {
                problems.append("\(table): \(found) rows where there should be \(due)")
            }
        }
    }
}
