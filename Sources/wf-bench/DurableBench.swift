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
        let loop = try await EngineLoop(store, items: items)
        let steps = try await loop.writtenRows(RawDatabase(path: store.path))
        let raw = try RawLoop(path: folder.path("raw.sqlite"), steps: steps, items: items)
        let levels = (store: try store.pragma("synchronous") ?? "?", raw: try raw.synchronous)

        var engine: [Pace] = []
        var bare: [Pace] = []
        // The first round of each warms the caches and does not count.
        for round in 0...rounds {
            let first = try await pace { try await loop.next() }
            let second = try await pace { try raw.next() }
            guard round > 0 else { continue }
            engine.append(first)
            bare.append(second)
        }
        let ratio = zip(engine, bare).map { $0.perSecond / $1.perSecond }.median
        let rows = steps.joined().map(\.rows).reduce(0, +)
        let bytes = steps.joined().map(\.bytes).reduce(0, +)
        let cpu = (engine.map(\.cpuMicroseconds).median, bare.map(\.cpuMicroseconds).median)
        return [
            Figure(
                name: "durable advance / raw SQLite", value: ratio, unit: "×", bar: .atLeast(0.8),
                raw: "\(engine.map(\.perSecond).median.text(0)) commits/s beside"
                    + " \(bare.map(\.perSecond).median.text(0));"
                    + " \((Double(rows) / Double(steps.count)).text(1)) rows and"
                    + " \(bytes / steps.count) bytes each;"
                    + " synchronous \(levels.store) and \(levels.raw)"),
            Figure(
                name: "processor time of a durable advance", value: cpu.0, unit: "µs", bar: .none,
                raw: "raw commit \(cpu.1.text(0)) µs, so \((cpu.0 - cpu.1).text(0)) µs are ours"),
        ]
    }

    /// `WF_BENCH_COMMITS` makes a round so many commits long, for a profiler that counts.
    private static let commits = getenv("WF_BENCH_COMMITS").flatMap { Int(String(cString: $0)) }

    private static func pace(_ step: () async throws -> Void) async throws -> Pace {
        let watch = Stopwatch()
        var count = 0
        while commits.map({ count < $0 }) ?? (watch.elapsed < roundLength) {
            try await step()
            count += 1
        }
        return Pace(count: count, elapsed: watch.elapsed, worked: watch.worked)
    }
}
