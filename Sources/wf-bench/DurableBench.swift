import BenchmarkOffice
import Benchmarking
import Glibc
import WorkflowEngine
import WorkflowSQLite
import WorkflowStorage

/// `advance` until it is on the disk: permission, guard, event with its hash, state, timer, task
/// and outbox in one transaction, beside a loop over SQLite's C interface that writes the same
/// number of rows and bytes into a file next to it.
struct DurableBench {
    private static let items = 1_000
    /// At the same time, as in an office with a server.
    private static let callers = 8
    /// Rounds of both in turn, each this long, in seconds.
    private static let rounds = 11
    private static let roundLength = 0.5

    static func run() async throws -> [Figure] {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.path("store.sqlite"), create: true)
        let figures = try await run(store, folder)
        await store.close()
        return figures
    }

    private static func run(
        _ store: SQLiteStore, _ folder: TemporaryFolder
    ) async throws -> [Figure] {
        let loop = try await EngineLoop(store, items: 2 * items)
        let steps = try await loop.writtenRows(RawDatabase(path: store.path))
        let raw = try RawLoop(path: folder.path("raw.sqlite"), steps: steps, items: items)
        let levels = (store: try store.pragma("synchronous") ?? "?", raw: try raw.synchronous)
        // One after the other: the engine remembers the items last worked on, but not all of these.
        let one = try await beside(raw, loop.callers(of: 0..<items))
        let many = try await beside(raw, loop.callers(callers, of: items..<2 * items))
        let rows = steps.joined().map(\.rows).reduce(0, +)
        let bytes = steps.joined().map(\.bytes).reduce(0, +)
        return [
            Figure(
                name: "durable advance / raw SQLite", value: one.ratio, unit: "×",
                bar: .atLeast(0.8),
                raw: "one caller, \(one.perSecond) commits/s beside \(one.rawPerSecond);"
                    + " \((Double(rows) / Double(steps.count)).text(1)) rows and"
                    + " \(bytes / steps.count) bytes each;"
                    + " synchronous \(levels.store) and \(levels.raw)"),
            Figure(
                name: "the same, \(callers) callers", value: many.ratio, unit: "×", bar: .none,
                raw: "\(many.perSecond) advances/s, those that come at the same moment in one"
                    + " transaction; one raw commit at a time, \(many.rawPerSecond)/s"),
            Figure(
                name: "processor time of a durable advance", value: one.cpu, unit: "µs",
                bar: .none,
                raw: "raw commit \(one.rawCPU.text(0)) µs, so \((one.cpu - one.rawCPU).text(0)) µs"
                    + " are ours; \(many.cpu.text(0)) µs with \(callers) callers"),
        ]
    }

    /// Medians of rounds of both in turn.
    private struct Paced {
        var ratio: Double
        var perSecond, rawPerSecond: String
        /// Microseconds of processor time.
        var cpu, rawCPU: Double
    }

    private static func beside(
        _ raw: RawLoop, _ callers: [EngineLoop.Caller]
    ) async throws -> Paced {
        var callers = callers
        var engine: [Pace] = []
        var bare: [Pace] = []
        // The first round of each warms the caches and does not count.
        for round in 0...rounds {
            let paces = (try await callers.pace(while: goesOn), try pace(raw))
            guard round > 0 else { continue }
            engine.append(paces.0)
            bare.append(paces.1)
        }
        return Paced(
            ratio: zip(engine, bare).map { $0.perSecond / $1.perSecond }.median,
            perSecond: engine.map(\.perSecond).median.text(0),
            rawPerSecond: bare.map(\.perSecond).median.text(0),
            cpu: engine.map(\.cpuMicroseconds).median, rawCPU: bare.map(\.cpuMicroseconds).median)
    }

    /// `WF_BENCH_COMMITS` makes a round so many commits long, for a profiler that counts.
    private static let commits = getenv("WF_BENCH_COMMITS").flatMap { Int(String(cString: $0)) }

    private static func pace(_ raw: RawLoop) throws -> Pace {
        let watch = Stopwatch()
        var count = 0
        while goesOn(count, watch) {
            try raw.next()
            count += 1
        }
        return Pace(count: count, elapsed: watch.elapsed, worked: watch.worked)
    }

    @Sendable private static func goesOn(_ count: Int, _ watch: Stopwatch) -> Bool {
        commits.map { count < $0 } ?? (watch.elapsed < roundLength)
    }
}
