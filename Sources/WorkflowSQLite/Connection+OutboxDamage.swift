import WorkflowStorage

extension Connection {
    /// A notification is in exactly one place, comes from an event of its item, waits for another
    /// attempt only while it is in the outbox, and is counted.
    func outboxDamage(enough: Int) throws(StoreError) -> [String] {
        var problems: [String] = []
        for (sql, problem) in Self.checks where problems.count < enough {
            // Some have no use for how many ids an event has room for.
            let statement = try compile(sql + " LIMIT ?1 + ?2 * 0")
            problems += try statement.bind(enough).bind(OutboxRow.idsPerEvent)
                .all { "\(problem) (notification \($0.integer(0)))" }
        }
        return try problems + wrongTotals()
    }

    private static let checks = [
        (
            """
            SELECT \(OutboxPlace.id) FROM outbox o WHERE EXISTS (SELECT 1 FROM deliveries d WHERE d.id = \(OutboxPlace.id))
            """, "outbox: it was delivered already"
        ),
        (
            """
            SELECT \(OutboxPlace.id) FROM outbox o JOIN outbox_sinks s ON s.number = \(OutboxPlace.sink)
            WHERE EXISTS (SELECT 1 FROM dead x WHERE x.sink = s.name AND x.id = \(OutboxPlace.id))
            """, "outbox: it is dead as well"
        ),
        (
            """
            SELECT x.id FROM dead x WHERE EXISTS (SELECT 1 FROM deliveries d WHERE d.id = x.id)
            """, "dead: it was delivered"
        ),
        (
            """
            SELECT r.id FROM retries r WHERE NOT EXISTS (
                SELECT 1 FROM outbox_sinks s CROSS JOIN outbox o
                ON o.place = (s.number << \(OutboxPlace.idBits)) + r.id
                WHERE s.name = r.sink AND o.item = r.item)
            """, "retries: it does not wait in the outbox"
        ),
        (
            """
            SELECT \(OutboxPlace.id) FROM outbox o WHERE NOT EXISTS (
                SELECT 1 FROM events e WHERE e.sequence = \(OutboxPlace.id) / ?2 AND e.item = o.item)
            """, "outbox: no event of its item has caused it"
        ),
        (
            """
            SELECT \(OutboxPlace.id) FROM outbox o WHERE NOT EXISTS (
                SELECT 1 FROM outbox_sinks s WHERE s.number = \(OutboxPlace.sink))
            """, "outbox: nobody knows for whom it is"
        ),
        (
            """
            SELECT x.id FROM dead x WHERE NOT EXISTS (
                SELECT 1 FROM events e WHERE e.sequence = x.id / ?2 AND e.item = x.item)
            """, "dead: no event of its item has caused it"
        ),
    ]

    private func wrongTotals() throws(StoreError) -> [String] {
        let statement = try compile(
            """
            WITH found (sink, delivered, dead, dropped) AS (
                SELECT sink, count(*), 0, 0 FROM deliveries GROUP BY sink
                UNION ALL
                SELECT sink, 0, count(*), count(dropped_at) FROM dead GROUP BY sink
                UNION ALL
                SELECT name, -delivered, -dead, -dropped FROM sinks)
            SELECT sink FROM found GROUP BY sink
            HAVING sum(delivered) <> 0 OR sum(dead) <> 0 OR sum(dropped) <> 0 ORDER BY sink
            """)
        return try statement.all { "sinks: the totals of \($0.text(0)) are not what there is" }
    }
}
