/// The statements that are compiled once and kept.
package enum SQL: Int, CaseIterable, Sendable {
    case begin, beginImmediate, commit, rollback
    case dataVersion, head, insertEvent, events, eventsOfItem
    case version, writtenIndex, projection, itemRow, tasks, allItems, insertItem, updateItem
    case insertFacet, deleteFacet, putPlace, deletePlace, nextPlace, onDesk, putText
    case insertWake, deleteWake, dueItems, nextWake, waking, dueByWake, dueByFacet
    case insertAnswer, answer
    case insertDefinition, definition
    case insertNotification, sinkNumber, insertSink, waitingSinks, takeNotification, insertDelivery
    case insertDead, takeDead
    case readyNotifications, dueRetries, nextRetry, putRetry, deleteRetry, hasWaiting
    case circuit, putCircuit, addTotals, totals, countWaiting, countRetrying
    case listWaiting, listRetrying, listDelivered, listDead
    case hasten, letThrough, waitingState, dropDead
    case insertHeld, takeHeld, dueHeld, nextRelease, countHeld
    case lastDocument, lastDocumentUpTo, suffixes, documentOfText, insertDocument, withdrawDocument
    case register, putRegister

    package var text: String {
        switch self {
        case .begin: "BEGIN"
        case .beginImmediate: "BEGIN IMMEDIATE"
        case .commit: "COMMIT"
        case .rollback: "ROLLBACK"

        case .dataVersion: "PRAGMA data_version"
        case .head:
            """
            SELECT sequence, hash FROM events
            WHERE sequence = (SELECT max(sequence) FROM events)
            """
        case .insertEvent:
            """
            INSERT INTO events (sequence, item, version, type, at, actor, data, hash, previous)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        case .events:
            "SELECT \(Self.eventColumns) FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?"
        case .eventsOfItem:
            """
            WITH RECURSIVE trail (sequence) AS (
                SELECT last_event FROM (
                    SELECT last_event FROM items WHERE id = ?1
                    UNION ALL SELECT last_event FROM registers WHERE id = ?1)
                WHERE last_event > ?2
                UNION ALL
                SELECT e.previous FROM trail CROSS JOIN events e ON e.sequence = trail.sequence
                WHERE e.previous > ?2 AND e.previous < e.sequence)
            SELECT \(Self.eventColumns) FROM events WHERE sequence IN trail
            ORDER BY sequence LIMIT ?3
            """

        case .version: "SELECT version FROM items WHERE id = ?"
        case .writtenIndex:
            "SELECT \(Self.writtenColumns) FROM items i WHERE i.id = ?"
        case .projection:
            """
            SELECT \(Self.itemColumns), i.timers, i.tasks, i.snapshot
            FROM items i JOIN item_texts x ON x.item = i.id WHERE i.id = ?
            """
        case .tasks: "SELECT tasks FROM items WHERE id = ?"
        case .itemRow:
            """
            SELECT \(Self.itemColumns)
            FROM items i JOIN item_texts x ON x.item = i.id WHERE i.id = ?
            """
        case .allItems:
            """
            SELECT \(Self.itemColumns), i.timers, i.tasks, i.snapshot
            FROM items i JOIN item_texts x ON x.item = i.id WHERE i.id > ? ORDER BY i.id LIMIT ?
            """
        case .insertItem:
            """
            INSERT INTO items (
                version, workflow, workflow_version, definition, plan, section, title, states,
                state_vi, state_en, lead, owner, due_at, due_on, is_provisional, is_overdue,
                is_paused, outcome, started_at, updated_at, expected, delivered, timers, tasks,
                facets, places, wake_at, text_hash, snapshot, id, last_event)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                ?, ?, ?, ?)
            """
        case .updateItem:
            """
            UPDATE items SET
                version = ?, workflow = ?, workflow_version = ?, definition = ?, plan = ?,
                section = ?, title = ?, states = ?, state_vi = ?, state_en = ?, lead = ?,
                owner = ?, due_at = ?, due_on = ?, is_provisional = ?, is_overdue = ?,
                is_paused = ?, outcome = ?, started_at = ?, updated_at = ?, expected = ?,
                delivered = ?, timers = ?, tasks = ?, facets = ?, places = ?, wake_at = ?,
                text_hash = ?, snapshot = ?29, last_event = ?31
            WHERE id = ?30
            """

        case .insertFacet: "INSERT INTO item_facets (facet, item) VALUES (?, ?)"
        case .deleteFacet: "DELETE FROM item_facets WHERE facet = ? AND item = ?"
        case .putPlace:
            """
            INSERT INTO item_places (place, item, due_at, task_due_at, task_opened_at)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (place, item) DO UPDATE SET due_at = excluded.due_at,
                task_due_at = excluded.task_due_at, task_opened_at = excluded.task_opened_at
            """
        case .deletePlace: "DELETE FROM item_places WHERE place = ? AND item = ?"
        case .nextPlace: "SELECT min(place) FROM item_places WHERE place > ? AND place < ?"
        case .onDesk:
            """
            SELECT item, task_due_at, task_opened_at FROM item_places WHERE place = ?
            ORDER BY task_due_at, task_opened_at, item LIMIT ?
            """
        case .putText:
            """
            INSERT INTO item_texts (item, text) VALUES (?, ?)
            ON CONFLICT (item) DO UPDATE SET text = excluded.text
            """
        case .insertWake: "INSERT INTO wakes (due_at, item) VALUES (?, ?)"
        case .deleteWake: "DELETE FROM wakes WHERE due_at = ? AND item = ?"
        case .dueItems:
            """
            SELECT w.item, i.definition, w.due_at, i.snapshot, \(Self.writtenColumns)
            FROM wakes w CROSS JOIN items i ON i.id = w.item
            WHERE w.due_at <= ? AND (w.due_at, w.item) > (?, ?)
            ORDER BY w.due_at, w.item LIMIT ?
            """
        case .nextWake: "SELECT min(due_at) FROM wakes WHERE due_at > ?"
        case .waking:
            """
            SELECT w.item, i.timers FROM wakes w CROSS JOIN items i ON i.id = w.item
            WHERE w.due_at < ?
            """
        case .dueByWake:
            """
            SELECT i.id, i.due_at FROM wakes w CROSS JOIN items i ON i.id = w.item
            WHERE w.due_at < ?1 AND i.due_at < ?1 AND i.outcome IS NULL
            ORDER BY i.due_at, i.id LIMIT ?2
            """
        case .dueByFacet:
            """
            SELECT i.id, i.due_at FROM item_facets f CROSS JOIN items i ON i.id = f.item
            WHERE f.facet = ?3 AND i.due_at < ?1 AND i.outcome IS NULL
            ORDER BY i.due_at, i.id LIMIT ?2
            """

        case .insertAnswer: "INSERT INTO answers (key, item, first, last) VALUES (?, ?, ?, ?)"
        case .answer:
            // Behind the name of a key a U+001F and its request may stand, and nothing else does.
            """
            SELECT item, first, last, key FROM answers WHERE key >= ?1 AND key < ?1 || ' ' LIMIT 1
            """
        case .insertDefinition:
            """
            INSERT INTO definitions (hash, name, version, sources) VALUES (?, ?, ?, ?)
            ON CONFLICT (hash) DO NOTHING
            """
        case .definition: "SELECT hash, name, version, sources FROM definitions WHERE hash = ?"

        case .insertNotification: "INSERT INTO outbox (place, item, payload) VALUES (?, ?, ?)"
        case .sinkNumber: "SELECT number FROM outbox_sinks WHERE name = ?"
        case .insertSink: "INSERT INTO outbox_sinks (name) VALUES (?) RETURNING number"
        case .waitingSinks:
            """
            SELECT s.name FROM outbox_sinks s WHERE s.name > ? AND EXISTS (
                SELECT 1 FROM outbox o
                WHERE o.place BETWEEN s.number << \(OutboxPlace.idBits)
                    AND (s.number << \(OutboxPlace.idBits)) + \(OutboxPlace.lastID))
            ORDER BY s.name
            """
        case .takeNotification: "DELETE FROM outbox WHERE \(Self.isSecond) RETURNING item, payload"
        case .insertDelivery:
            "INSERT INTO deliveries (sink, id, item, at, attempts) VALUES (?, ?, ?, ?, ?)"
        case .insertDead:
            """
            INSERT INTO dead (
                sink, id, item, payload, attempts, first_at, died_at, dropped_at, status, problem)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        case .takeDead:
            "DELETE FROM dead WHERE sink = ? AND id = ? RETURNING item, payload, dropped_at"
        case .readyNotifications:
            """
            SELECT \(OutboxPlace.id), ?1, o.item, o.payload FROM outbox o
            WHERE \(Self.isAfterSecond) AND NOT EXISTS (
                SELECT 1 FROM retries r WHERE r.sink = ?1 AND r.item = o.item)
            ORDER BY o.place LIMIT ?3
            """
        case .dueRetries:
            """
            SELECT r.id, r.sink, o.item, o.payload, r.attempts, r.first_at, r.not_before
            FROM retries r CROSS JOIN outbox o ON o.place = \(Self.first) + r.id
            WHERE r.sink = ?1 AND r.not_before <= ?2 ORDER BY r.not_before, r.id LIMIT ?3
            """
        case .nextRetry: "SELECT min(not_before) FROM retries WHERE sink = ?"
        case .putRetry:
            """
            INSERT INTO retries (
                sink, item, id, attempts, first_at, last_at, not_before, status, problem)
            SELECT ?1, item, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM outbox WHERE \(Self.isSecond)
            ON CONFLICT (sink, item) DO UPDATE SET attempts = excluded.attempts,
                first_at = excluded.first_at, last_at = excluded.last_at,
                not_before = excluded.not_before, status = excluded.status,
                problem = excluded.problem
            WHERE id = excluded.id AND attempts < excluded.attempts
            """
        case .deleteRetry: "DELETE FROM retries WHERE sink = ? AND item = ? AND id = ?"
        case .hasWaiting: "SELECT 1 FROM outbox WHERE \(Self.isOfSink) LIMIT 1"

        case .circuit: "SELECT failures, open_until FROM sinks WHERE name = ?"
        case .putCircuit:
            """
            INSERT INTO sinks (name, failures, open_until, delivered, dead, dropped)
            VALUES (?, ?, ?, 0, 0, 0)
            ON CONFLICT (name) DO UPDATE SET failures = excluded.failures,
                open_until = excluded.open_until
            """
        case .addTotals:
            """
            INSERT INTO sinks (name, failures, open_until, delivered, dead, dropped)
            VALUES (?, 0, NULL, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET delivered = delivered + excluded.delivered,
                dead = dead + excluded.dead, dropped = dropped + excluded.dropped
            """
        case .totals:
            """
            SELECT name, failures, open_until, delivered, dead, dropped FROM sinks WHERE name > ?
            ORDER BY name
            """
        case .countWaiting: "SELECT count(*) FROM outbox WHERE \(Self.isOfSink)"
        case .countRetrying: "SELECT count(*) FROM retries WHERE sink = ?"

        case .listWaiting:
            """
            SELECT \(OutboxPlace.id), o.item, o.payload FROM outbox o
            WHERE \(Self.isAfterSecond) AND (?3 IS NULL OR o.item = ?3) AND NOT EXISTS (
                SELECT 1 FROM retries r
                WHERE r.sink = ?1 AND r.item = o.item AND r.id = \(OutboxPlace.id))
            ORDER BY o.place LIMIT ?4
            """
        case .listRetrying:
            """
            SELECT r.id, o.item, o.payload, r.attempts, r.first_at, r.last_at, r.not_before,
                r.status, r.problem
            FROM retries r CROSS JOIN outbox o ON o.place = \(Self.first) + r.id
            WHERE r.sink = ?1 AND r.id > ?2 AND (?3 IS NULL OR r.item = ?3)
            ORDER BY r.id LIMIT ?4
            """
        case .listDelivered:
            """
            SELECT id, item, sink, at, attempts FROM deliveries
            WHERE id > ?2 AND (?1 IS NULL OR sink = ?1) AND (?3 IS NULL OR item = ?3)
            ORDER BY id LIMIT ?4
            """
        case .listDead:
            """
            SELECT id, item, payload, attempts, first_at, died_at, dropped_at, status, problem
            FROM dead
            WHERE sink = ?1 AND id > ?2 AND (?3 IS NULL OR item = ?3)
                AND (dropped_at IS NOT NULL) = ?5
            ORDER BY id LIMIT ?4
            """

        case .hasten:
            """
            UPDATE retries SET not_before = min(not_before, ?3)
            WHERE sink = ?1 AND id = ?2
                AND item = (SELECT o.item FROM outbox o WHERE \(Self.isSecond))
            RETURNING id
            """
        case .letThrough: "UPDATE sinks SET open_until = ?2 WHERE name = ?1 AND open_until > ?2"
        case .waitingState:
            """
            SELECT o.item, r.attempts, r.first_at, r.status, r.problem FROM outbox o
            LEFT JOIN retries r ON r.sink = ?1 AND r.item = o.item AND r.id = ?2
            WHERE \(Self.isSecond)
            """
        case .dropDead:
            """
            UPDATE dead SET dropped_at = ?3 WHERE sink = ?1 AND id = ?2 AND dropped_at IS NULL
            RETURNING id
            """

        case .insertHeld:
            """
            INSERT INTO held (not_before, id, item, sink, recipient, calendar, payload)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """
        case .takeHeld: "DELETE FROM held WHERE not_before = ? AND id = ? RETURNING id"
        case .dueHeld:
            """
            SELECT not_before, id, item, sink, recipient, calendar, payload FROM held
            WHERE not_before <= ? ORDER BY not_before, id
            """
        case .nextRelease: "SELECT min(not_before) FROM held"
        case .countHeld: "SELECT count(*) FROM held WHERE not_before > ?"

        case .lastDocument:
            """
            SELECT number, latest FROM documents WHERE office = ? AND year = ? AND series = ?
            ORDER BY number DESC, suffix DESC LIMIT 1
            """
        case .lastDocumentUpTo:
            """
            SELECT number FROM documents WHERE office = ? AND year = ? AND series = ? AND date <= ?
            ORDER BY number DESC LIMIT 1
            """
        case .suffixes:
            """
            SELECT suffix FROM documents
            WHERE office = ? AND year = ? AND series = ? AND number = ?
            """
        case .documentOfText:
            "SELECT 1 FROM documents WHERE office = ? AND year = ? AND text = ?"
        case .insertDocument:
            """
            INSERT INTO documents (
                office, year, series, number, suffix, text, date, latest, item, is_withdrawn, at,
                actor, data)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)
            """
        case .withdrawDocument:
            """
            UPDATE documents SET is_withdrawn = 1
            WHERE office = ? AND year = ? AND series = ? AND number = ? AND suffix = ?
                AND is_withdrawn = 0
            RETURNING 1
            """
        case .register: "SELECT version, last_event FROM registers WHERE id = ?"
        case .putRegister:
            """
            INSERT INTO registers (id, version, last_event) VALUES (?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET version = excluded.version,
                last_event = excluded.last_event
            """
        }
    }

    /// Of what waits for the sink named by the first parameter: where its places begin.
    private static let first =
        "(SELECT number << \(OutboxPlace.idBits) FROM outbox_sinks WHERE name = ?1)"
    private static let isOfSink = "place BETWEEN \(first) AND \(first) + \(OutboxPlace.lastID)"
    /// Its id is the second parameter, which may be any number.
    private static let isSecond =
        "place = \(first) + ?2 AND ?2 BETWEEN 0 AND \(OutboxPlace.lastID)"
    private static let isAfterSecond =
        "place > \(first) + max(?2, -1) AND place <= \(first) + \(OutboxPlace.lastID)"

    private static let eventColumns = "sequence, item, version, type, at, actor, data, hash"

    /// The columns `DocumentRow.init(_:)` reads.
    static let documentColumns = """
        office, year, series, number, suffix, text, date, item, is_withdrawn, at, actor, data
        """

    /// The columns `StoredItem.init(_:from:)` reads.
    private static let writtenColumns =
        "i.version, i.last_event, i.facets, i.places, i.wake_at, i.text_hash"

    /// The columns `ItemRow.init(_:)` reads, in its order; `i` are the items, `x` their texts.
    static let itemColumns = """
        i.id, i.version, i.workflow, i.workflow_version, i.definition, i.plan, i.section, i.title, \
        i.states, i.state_vi, i.state_en, i.lead, i.owner, i.due_at, i.due_on, i.is_provisional, \
        i.is_overdue, i.is_paused, i.outcome, i.started_at, i.updated_at, i.expected, \
        i.delivered, x.text, i.facets
        """
}
