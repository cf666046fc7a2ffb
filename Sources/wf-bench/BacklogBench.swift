import BenchmarkOffice
import Benchmarking
import WorkflowSQLite

/// `advance` over a store in which a million notifications wait, beside one in which none do: what
/// is told to people must not get slower because nobody listens.
struct BacklogBench {
    private static let items = 1_000
    private static let waiting = 1_000_000
    /// Rounds of both in turn, each this long, in seconds.
    private static let rounds = 11
    private static let roundLength = 0.5

    static func run() async throws -> [Figure] {
        let folder = try TemporaryFolder()
        let empty = try SQLiteStore(path: folder.path("empty.sqlite"), create: true)
        let full = try SQLiteStore(path: folder.path("full.sqlite"), create: true)
        try fill(full.path)
        var few = try await EngineLoop(empty, items: items).callers()
        var many = try await EngineLoop(full, items: items).callers()
        var ratios: [Double] = []
        var paces: (few: [Double], many: [Double]) = ([], [])
        // The first round of each warms the caches and does not count.
        for round in 0...rounds {
            let first = try await few.pace { $1.elapsed < roundLength }
            let second = try await many.pace { $1.elapsed < roundLength }
            guard round > 0 else { continue }
            ratios.append(second.perSecond / first.perSecond)
            paces.few.append(first.cpuMicroseconds)
            paces.many.append(second.cpuMicroseconds)
        }
        await empty.close()
        await full.close()
        return [
            Figure(
                name: "advance, a million waiting / none", value: ratios.median, unit: "×",
                bar: .atLeast(0.95),
                raw: "processor time \(paces.many.median.text(0)) µs beside"
                    + " \(paces.few.median.text(0)) µs; median of \(rounds) pairs of rounds")
        ]
    }

    /// For the sink the advances write to, with ids below those of all events.
    private static func fill(_ path: String) throws {
        let database = try RawDatabase(path: path)
        try database.execute(
            """
            WITH RECURSIVE numbers(n) AS (
                SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < \(waiting)
            )
            INSERT INTO outbox (place, item, payload)
            SELECT (SELECT number << 52 FROM outbox_sinks WHERE name = 'log') + n, 'W.' || n,
                '{"data":{"item":"W.' || n || '","text":{"en":"\(text)","vi":"\(text)"}},'
                || '"specversion":"1.0","type":"wf.item.advanced"}'
            FROM numbers
            """)
    }

    /// As long as texts usually are.
    private static let text = String(repeating: "Thẩm định dự toán ", count: 6)
}
