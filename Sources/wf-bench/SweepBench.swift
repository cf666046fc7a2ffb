import BenchmarkOffice
import Benchmarking
import Glibc
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowSQLite
import WorkflowStorage

/// The tick over a large store: a million open items with deadlines, a thousand of them due,
/// beside SQL that selects the due ones by index and writes the same rows in one commit.
struct SweepBench {
    /// A fifth of a ladder with a step on each of these days; the first round warms up.
    private static let rounds = 8
    private static let due = 1_000

    static func run() async throws -> [Figure] {
        let folder = try TemporaryFolder()
        let items = count(of: "WF_BENCH_ITEMS") ?? 1_000_000
        let path = folder.path("store.sqlite")
        try await fill(path, items: items)
        // The copy is made while nobody has it open; both then live side by side.
        try copy(path, to: folder.path("raw.sqlite"))
        let store = try SQLiteStore(path: path)
        let figures = try await run(store, RawSweep(path: folder.path("raw.sqlite")), items)
        await store.close()
        return figures + [try dueDates()]
    }

    private static func count(of variable: String) -> Int? {
        getenv(variable).flatMap { Int(String(cString: $0)) }
    }

    private static func run(
        _ store: SQLiteStore, _ raw: RawSweep, _ items: Int
    ) async throws -> [Figure] {
        let library = try BenchOffice.library(deadline: true, ladder: rounds + 1)
        let levels = (store: try store.pragma("synchronous") ?? "?", raw: try raw.synchronous)
        let look = RawDatabaseRows(try RawDatabase(path: store.path), due: due)
        var swept: [Pace] = []
        var bare: [Pace] = []
        var empty: [Pace] = []
        var written: (rows: Int, bytes: Int) = (0, 0)
        var before = try look.rows()
        for round in 0...rounds {
            let now = try BenchOffice.opening(daysLater: round + 1)
            let engine = Engine(library: library, store: store, clock: .fixed(now))
            let watch = Stopwatch()
            let outcome = try await engine.tick()
            let pace = Pace(count: outcome.fired, elapsed: watch.elapsed, worked: watch.worked)
            guard outcome.fired == due, outcome.notifications == due, outcome.faults.isEmpty else {
                throw BenchFailure("\(outcome.fired) of \(due) fired in round \(round)")
            }
            let after = try look.rows()
            let changes = after.changes(since: before)
            let other = try raw.sweep(changes, at: now)
            before = after
            guard round > 0 else { continue }
            written = (changes.count, changes.bytes)
            swept.append(pace)
            bare.append(other)
            empty.append(try await emptyTicks(engine))
        }
        let ratio = zip(swept, bare).map { $0.elapsed / $1.elapsed }.median
        let each = { (paces: [Pace]) in paces.map { $0.elapsed * 1e3 }.median.text(1) }
        return [
            Figure(
                name: "tick, \(due) of \(items) due / raw SQL", value: ratio, unit: "×",
                bar: .atMost(2),
                raw: "\(each(swept)) ms beside \(each(bare)); \(written.rows) rows of"
                    + " \(written.bytes / 1024) KB; \(swept.map(\.cpuMicroseconds).median.text(1))"
                    + " and \(bare.map(\.cpuMicroseconds).median.text(1)) µs of processor time an"
                    + " item; synchronous \(levels.store) and \(levels.raw)"),
            Figure(
                name: "empty tick at \(items) items", value: empty.map(\.elapsed).median * 1e3,
                unit: "ms", bar: .atMost(1), raw: "median of \(empty.count) times 100"),
        ]
    }

    private static func emptyTicks(_ engine: Engine) async throws -> Pace {
        let watch = Stopwatch()
        for _ in 0..<100 {
            let outcome = try await engine.tick()
            guard outcome.fired == 0 else { throw BenchFailure("a tick fired twice") }
        }
        return Pace(count: 1, elapsed: watch.elapsed / 100, worked: watch.worked / 100)
    }

    /// Working days added over ten years of the shipped kind of calendar.
    private static func dueDates() throws -> Figure {
        guard
            let calendar = try BenchOffice.library(deadline: false).rules.calendars["office"]?.all
                .first
        else { throw BenchFailure("the bench office has no calendar") }
        let start = CalendarDate.startOfYear(2021)
        var paces: [Pace] = []
        var sum = 0
        for _ in 0..<9 {
            let watch = Stopwatch()
            for day in 0..<100_000 {
                let date = start.adding(days: day % 365)
                let due = calendar.due(from: date, limit: .workingDays(2_500 + day % 7))
                sum &+= Int(due.due.daysSinceEpoch)
            }
            paces.append(Pace(count: 100_000, elapsed: watch.elapsed, worked: watch.worked))
        }
        guard sum > 0 else { throw BenchFailure("no date is that early") }
        return Figure(
            name: "due date, ten years on", value: paces.map(\.cpuMicroseconds).median * 1e3,
            unit: "ns", bar: .atMost(200), raw: "2,500 to 2,506 working days from a day of 2021")
    }

    // MARK: The store

    /// Those that are due are started by the engine; the others are copies of one more, with their
    /// own identifiers and later moments. Their events, which nothing here reads, are left out.
    private static func fill(_ path: String, items: Int) async throws {
        let store = try SQLiteStore(path: path, create: true)
        let library = try BenchOffice.library(deadline: true, ladder: rounds + 1)
        let batching = BatchingStore(store)
        let engine = Engine(library: library, store: batching, clock: .fixed(try BenchOffice.now()))
        let spacing = max(items / due, 1)
        for number in 0..<due {
            let id = identifier(number * spacing)
            try await engine.start(BenchOffice.workflow, id: id, as: BenchOffice.person)
        }
        let later = Engine(
            library: library, store: batching,
            clock: .fixed(try BenchOffice.opening(daysLater: 60)))
        try await later.start(BenchOffice.workflow, id: "B.template", as: BenchOffice.person)
        try await batching.flush()
        await store.close()
        try RawDatabase(path: path).multiply("B.template", items: items)
    }

    private static func identifier(_ number: Int) -> String {
        let digits = String(number)
        return "B." + String(repeating: "0", count: 7 - digits.count) + digits
    }

    private static func copy(_ path: String, to copy: String) throws {
        let database = try RawDatabase(path: path)
        try database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        try database.execute("VACUUM INTO '\(copy)'")
    }
}

extension RawDatabase {
    /// Copies the rows of an item under other identifiers, into every table that has rows for it.
    fileprivate func multiply(_ template: String, items: Int) throws {
        try execute(
            """
            PRAGMA synchronous = OFF;
            BEGIN;
            CREATE TEMP TABLE copies AS
                WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < \(items - 1))
                SELECT printf('B.%07d', i) AS id, i FROM n;
            """)
        for (table, key) in [
            ("items", "id"), ("item_facets", "item"), ("item_places", "item"),
            ("item_texts", "item"), ("wakes", "item"),
        ] {
            let columns = try columns(of: table)
            let values = columns.map { column in
                column == key
                    ? "c.id"
                    : column == "wake_at" || table == "wakes" && column == "due_at"
                        ? "t.\(column) + 1000 * c.i" : "t.\(column)"
            }
            try execute(
                """
                INSERT OR IGNORE INTO \(table) (\(columns.joined(separator: ", ")))
                SELECT \(values.joined(separator: ", ")) FROM \(table) t, copies c
                WHERE t.\(key) = '\(template)'
                    \(key == "id" ? "" : "AND c.id NOT IN (SELECT item FROM events)")
                ORDER BY c.id
                """)
        }
        try execute("DROP TABLE copies; COMMIT; PRAGMA optimize")
    }

    func columns(of table: String) throws -> [String] {
        let statement = try prepare("SELECT name FROM pragma_table_info('\(table)') ORDER BY cid")
        var columns: [String] = []
        while try statement.step() { columns.append(statement.text(0)) }
        return columns
    }
}
