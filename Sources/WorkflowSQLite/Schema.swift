/// The tables of a store, version 7.
///
/// `items` holds all that is kept about an item; `item_facets`, `item_places`, `item_texts` and
/// `wakes` say parts of it again in the order they are looked for (`ItemIndex`).
///
/// What a durable commit costs beyond waiting for the disk is, more than anything, the number of
/// pages it touches, and every row in another place is one. So what changes with every step of an
/// item (desk, owner, states, due date) is one row of `item_places`, not one for each; only the
/// first timer of an item has a row in `wakes`; the history of an item is a chain through `events`,
/// not an index over it; and what waits to be delivered lies in the order it is sent in, by a number
/// and not by a text: tables of numbers have long texts in their leaves only, and a new row goes to
/// the end of one. What is counted of notifications is counted when they leave the outbox: they do
/// so in batches.
enum Schema {
    /// `wfst`: tells a store from any other SQLite database.
    static let applicationID: Int32 = 0x7766_7374
    /// Raised with every change of the tables; in the header of the file as `user_version`.
    static let version: Int32 = 7

    static let creation = """
        CREATE TABLE definitions (
            hash TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            version INTEGER NOT NULL,
            sources TEXT NOT NULL
        ) STRICT;

        CREATE TABLE events (
            sequence INTEGER PRIMARY KEY,
            item TEXT NOT NULL,
            version INTEGER NOT NULL,
            type TEXT NOT NULL,
            at INTEGER NOT NULL,
            actor TEXT,
            data TEXT NOT NULL,
            hash TEXT NOT NULL,
            -- The event of the same item before it.
            previous INTEGER
        ) STRICT;

        \(items(named: "items"))

        CREATE TABLE item_facets (
            facet TEXT NOT NULL,
            item TEXT NOT NULL,
            PRIMARY KEY (facet, item)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE item_places (
            place TEXT NOT NULL,
            item TEXT NOT NULL,
            due_at INTEGER,
            task_due_at INTEGER NOT NULL,
            task_opened_at INTEGER NOT NULL,
            PRIMARY KEY (place, item)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE item_texts (
            item TEXT NOT NULL PRIMARY KEY,
            text TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE wakes (
            due_at INTEGER NOT NULL,
            item TEXT NOT NULL,
            PRIMARY KEY (due_at, item)
        ) STRICT, WITHOUT ROWID;

        \(outbox)

        \(held)

        CREATE TABLE deliveries (
            id INTEGER PRIMARY KEY,
            sink TEXT NOT NULL,
            item TEXT NOT NULL,
            at INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 1
        ) STRICT;

        \(delivering)

        CREATE TABLE answers (
            key TEXT NOT NULL PRIMARY KEY,
            item TEXT NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        \(registers)

        \(delegations)

        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(version);
        """

    /// All that is kept about an item but its events. Since version 4 the snapshot is bytes.
    static func items(named name: String) -> String {
        """
        CREATE TABLE \(name) (
            id TEXT NOT NULL PRIMARY KEY,
            version INTEGER NOT NULL,
            workflow TEXT NOT NULL,
            workflow_version INTEGER NOT NULL,
            definition TEXT NOT NULL,
            plan TEXT,
            section TEXT,
            title TEXT NOT NULL,
            states TEXT NOT NULL,
            state_vi TEXT NOT NULL,
            state_en TEXT NOT NULL,
            lead TEXT,
            owner TEXT,
            due_at INTEGER,
            due_on INTEGER,
            -- Since version 6; null in what was written before.
            is_provisional INTEGER,
            is_overdue INTEGER NOT NULL,
            is_paused INTEGER NOT NULL,
            outcome TEXT,
            started_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            expected TEXT,
            delivered TEXT,
            timers TEXT NOT NULL,
            tasks TEXT NOT NULL,
            -- From here its history is followed back.
            last_event INTEGER NOT NULL,
            -- Its rows in the tables below.
            facets TEXT NOT NULL,
            places TEXT NOT NULL,
            wake_at INTEGER,
            text_hash INTEGER NOT NULL,
            -- Last, so that lists need not read through it.
            snapshot BLOB NOT NULL
        ) STRICT;
        """
    }

    /// What waits to be delivered. Since version 7.
    static let outbox = """
        -- Those something has ever waited for. A number is never used for another.
        CREATE TABLE outbox_sinks (
            number INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE
        ) STRICT;

        CREATE TABLE outbox (
            -- The number of the sink and the id of the notification (`OutboxPlace`).
            place INTEGER PRIMARY KEY,
            item TEXT NOT NULL,
            payload TEXT NOT NULL
        ) STRICT;
        """

    /// Messages that may not go out yet, in the order they may. Since version 2.
    static let held = """
        CREATE TABLE IF NOT EXISTS held (
            not_before INTEGER NOT NULL,
            id INTEGER NOT NULL,
            item TEXT NOT NULL,
            sink TEXT NOT NULL,
            recipient TEXT,
            calendar TEXT NOT NULL,
            payload TEXT NOT NULL,
            PRIMARY KEY (not_before, id)
        ) STRICT, WITHOUT ROWID;
        """

    /// What became of attempts to deliver. Since version 3.
    static let delivering = """
        -- Of a lane the notification that waits for another attempt; it is in the outbox too.
        CREATE TABLE IF NOT EXISTS retries (
            sink TEXT NOT NULL,
            item TEXT NOT NULL,
            id INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            first_at INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            not_before INTEGER NOT NULL,
            status INTEGER,
            problem TEXT,
            PRIMARY KEY (sink, item)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX IF NOT EXISTS retries_due ON retries (sink, not_before, id);

        -- Given up, and those of them that were set aside.
        CREATE TABLE IF NOT EXISTS dead (
            sink TEXT NOT NULL,
            id INTEGER NOT NULL,
            item TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            first_at INTEGER,
            died_at INTEGER NOT NULL,
            dropped_at INTEGER,
            status INTEGER,
            problem TEXT,
            payload TEXT NOT NULL,
            PRIMARY KEY (sink, id)
        ) STRICT, WITHOUT ROWID;

        -- The circuit of a sink, and how many have left the outbox for it.
        CREATE TABLE IF NOT EXISTS sinks (
            name TEXT NOT NULL PRIMARY KEY,
            failures INTEGER NOT NULL,
            open_until INTEGER,
            delivered INTEGER NOT NULL,
            dead INTEGER NOT NULL,
            dropped INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// The registers of documents. Since version 5.
    static let registers = """
        CREATE TABLE IF NOT EXISTS documents (
            office TEXT NOT NULL,
            year INTEGER NOT NULL,
            series TEXT NOT NULL,
            number INTEGER NOT NULL,
            suffix TEXT NOT NULL,
            -- Number and symbol.
            text TEXT NOT NULL,
            date INTEGER NOT NULL,
            -- The latest date in the series when it was registered, its own included.
            latest INTEGER NOT NULL,
            item TEXT,
            is_withdrawn INTEGER NOT NULL,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            data TEXT NOT NULL,
            PRIMARY KEY (office, year, series, number, suffix)
        ) STRICT, WITHOUT ROWID;

        CREATE UNIQUE INDEX IF NOT EXISTS documents_text ON documents (office, year, text);
        CREATE INDEX IF NOT EXISTS documents_item ON documents (item) WHERE item IS NOT NULL;

        -- Where the history of a register has come to: of its documents that belong to no item.
        CREATE TABLE IF NOT EXISTS registers (
            id TEXT NOT NULL PRIMARY KEY,
            version INTEGER NOT NULL,
            last_event INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// Who stands in for whom; the history is that of a register. Since version 6.
    static let delegations = """
        CREATE TABLE IF NOT EXISTS delegations (
            number INTEGER PRIMARY KEY,
            principal TEXT NOT NULL,
            deputy TEXT NOT NULL,
            from_day INTEGER NOT NULL,
            -- The last day.
            until INTEGER NOT NULL,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            data TEXT NOT NULL
        ) STRICT;

        CREATE INDEX IF NOT EXISTS delegations_until ON delegations (until);
        CREATE INDEX IF NOT EXISTS delegations_deputy ON delegations (deputy, until);
        """
}
