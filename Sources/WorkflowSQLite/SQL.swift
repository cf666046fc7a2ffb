/// The statements that are compiled once and kept.
package enum SQL: Int, CaseIterable, Sendable {
    case begin, beginImmediate, commit, rollback
    case dataVersion, head, insertEvent, events, eventsOfItem
    case version, writtenIndex, projection, itemRow, tasks, allItems, insertItem, updateItem
    case insertFacet, deleteFacet, putPlace, deletePlace, nextPlace, onDesk, putText
    case insertWake, deleteWake, dueItems, nextWake, dueByWake, dueByFacet
    case insertAnswer, answer
    case insertDefinition, definition
    case insertNotification, waitingNotifications, nextSink, insertDelivery, deleteNotification
    case insertHeld, takeHeld, dueHeld, nextRelease, countHeld

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
                SELECT last_event FROM items WHERE id = ?1 AND last_event > ?2
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
                state_vi, state_en, lead, owner, due_at, due_on, is_overdue, is_paused, outcome,
                started_at, updated_at, expected, delivered, timers, tasks, last_event,
                facets, places, wake_at, text_hash, snapshot, id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                ?, ?, ?)
            """
        case .updateItem:
            """
            UPDATE items SET
                version = ?, workflow = ?, workflow_version = ?, definition = ?, plan = ?,
                section = ?, title = ?, states = ?, state_vi = ?, state_en = ?, lead = ?,
                owner = ?, due_at = ?, due_on = ?, is_overdue = ?, is_paused = ?, outcome = ?,
                started_at = ?, updated_at = ?, expected = ?, delivered = ?, timers = ?,
                tasks = ?, last_event = ?, facets = ?, places = ?, wake_at = ?, text_hash = ?,
                snapshot = ?
            WHERE id = ?
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
            WHERE w.due_at <= ? ORDER BY w.due_at, w.item LIMIT ?
            """
        case .nextWake: "SELECT min(due_at) FROM wakes WHERE due_at > ?"
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
        case .answer: "SELECT item, first, last FROM answers WHERE key = ?"
        case .insertDefinition:
            """
            INSERT INTO definitions (hash, name, version, sources) VALUES (?, ?, ?, ?)
            ON CONFLICT (hash) DO NOTHING
            """
        case .definition: "SELECT hash, name, version, sources FROM definitions WHERE hash = ?"

        case .insertNotification:
            "INSERT INTO outbox (sink, id, item, payload) VALUES (?, ?, ?, ?)"
        case .waitingNotifications:
            "SELECT id, sink, item, payload FROM outbox WHERE sink = ? ORDER BY id LIMIT ?"
        case .nextSink: "SELECT min(sink) FROM outbox WHERE sink > ?"
        case .insertDelivery:
            """
            INSERT OR IGNORE INTO deliveries (id, sink, item, at)
            SELECT id, sink, item, ? FROM outbox WHERE sink = ? AND id = ?
            """
        case .deleteNotification: "DELETE FROM outbox WHERE sink = ? AND id = ?"

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
        }
    }

    private static let eventColumns = "sequence, item, version, type, at, actor, data, hash"

    /// The columns `StoredItem.init(_:from:)` reads.
    private static let writtenColumns =
        "i.version, i.last_event, i.facets, i.places, i.wake_at, i.text_hash"

    /// The columns `ItemRow.init(_:)` reads, in its order; `i` are the items, `x` their texts.
    static let itemColumns = """
        i.id, i.version, i.workflow, i.workflow_version, i.definition, i.plan, i.section, i.title, \
        i.states, i.state_vi, i.state_en, i.lead, i.owner, i.due_at, i.due_on, i.is_overdue, \
        i.is_paused, i.outcome, i.started_at, i.updated_at, i.expected, i.delivered, x.text
        """
}
