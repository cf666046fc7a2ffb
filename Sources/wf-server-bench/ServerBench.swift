import BenchmarkOffice
import Benchmarking
import Glibc
import WorkflowSQLite

/// The server beside what the disk can do: durable advances, one and many to a request, reads, and
/// streams that wait.
struct ServerBench {
    private static let connections = 32
    private static let items = 1_024
    private static let streams = 1_000
    /// Fewer than one person may have.
    private static let streamsOfOne = 25
    /// Seconds of a round, of which there are some of each kind in turn.
    private static let length = 3.0
    private static let rounds = 3

    static func run() async throws -> [Figure] {
        let steps = try await writtenRows()
        let server = try await ServerUnderTest(colleagues: streams / streamsOfOne)
        let folder = try TemporaryFolder()
        let raw = try RawLoop(path: folder.path("raw.sqlite"), steps: steps, items: items)
        let ids = try start(server, "B")
        var figures: [Figure] = []
        if wants("advances") { figures += try advances(server, ids, raw) }
        if wants("reads") { figures += try reads(server, ids) }
        if wants("streams") { figures += try streams(server, ids) }
        // Last, as it needs more items.
        if wants("bulk") { figures += try bulk(server, try start(server, "C"), raw) }
        return figures
    }

    /// `WF_BENCH_ONLY=reads` measures nothing else, to look at it through a profiler.
    private static func wants(_ part: String) -> Bool {
        getenv("WF_BENCH_ONLY").map { String(cString: $0) == part } ?? true
    }

    /// What an advance writes.
    private static func writtenRows() async throws -> [[WrittenRows]] {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.path("store.sqlite"), create: true)
        let steps = try await EngineLoop(store, items: 10)
            .writtenRows(RawDatabase(path: store.path))
        await store.close()
        return steps
    }

    /// Starts items whose identifiers begin so.
    private static func start(_ server: ServerUnderTest, _ prefix: String) throws -> [String] {
        let ids = (0..<items).map { "\(prefix).\(100_000 + $0)" }
        let share = items / connections
        let token = server.token
        _ = try Load(connections: connections, port: server.port, expecting: 201) { number, round in
            guard round < share else { return nil }
            let body =
                #"{"workflow":"\#(BenchOffice.workflow)","id":"\#(ids[number * share + round])"}"#
            return Connection.request("POST", "/api/v1/items", token: token, body: body)
        }
        return ids
    }

    private static func advances(
        _ server: ServerUnderTest, _ ids: [String], _ raw: RawLoop
    ) throws -> [Figure] {
        let paced = try pace(server, ids, raw) { ids, action in
            Connection.request(
                "POST", "/api/v1/items/\(ids[0])/actions/\(action)", token: server.token, body: "{}"
            )
        }
        return [
            paced.figure("durable advances over HTTP / raw commits"),
            Figure(
                name: "p99 of an advance over HTTP", value: paced.slowest, unit: "ms",
                bar: .atMost(25), raw: "raw commit p99 \(paced.slowestCommit.text(2)) ms"),
        ]
    }

    /// All the items of a connection with every request.
    private static func bulk(
        _ server: ServerUnderTest, _ ids: [String], _ raw: RawLoop
    ) throws -> [Figure] {
        let share = items / connections
        let paced = try pace(server, ids, raw, together: share) { ids, action in
            let list = ids.map { #""\#($0)""# }.joined(separator: ",")
            return Connection.request(
                "POST", "/api/v1/bulk", token: server.token,
                body: #"{"action":"\#(action)","ids":[\#(list)]}"#)
        }
        return [
            paced.figure("durable advances, \(share) to a request / raw commits"),
            Figure(
                name: "p99 of a request for \(share) advances", value: paced.slowest, unit: "ms",
                bar: .none, raw: "raw commit p99 \(paced.slowestCommit.text(2)) ms"),
        ]
    }

    /// Advances of all items in turn beside raw commits: medians of the rounds.
    private struct Paced {
        var ratio = 0.0
        var perSecond = 0.0
        var rawPerSecond = 0.0
        /// Microseconds of the server's processor for an advance.
        var worked = 0.0
        /// Milliseconds of the slowest of a hundred requests, and commits.
        var slowest = 0.0
        var slowestCommit = 0.0

        func figure(_ name: String) -> Figure {
            Figure(
                name: name, value: ratio, unit: "×", bar: .atLeast(3),
                raw: "\(perSecond.text(0))/s over \(connections) connections beside"
                    + " \(rawPerSecond.text(0)); \(worked.text(0)) µs of the server's processor")
        }
    }

    /// - Parameters:
    ///   - count: items to a request; a connection's share of the items can be divided by it.
    ///   - request: asks for an action on items.
    private static func pace(
        _ server: ServerUnderTest, _ ids: [String], _ raw: RawLoop, together count: Int = 1,
        _ request: ([String], String) -> [UInt8]
    ) throws -> Paced {
        // Made beforehand, so that they take no time from the server.
        let requests = BenchOffice.actions.map { action in
            stride(from: 0, to: ids.count, by: count).map { first in
                request(Array(ids[first..<first + count]), action)
            }
        }
        let done = Array(#""done":\#(count),"#.utf8)
        // Every connection has items of its own, and goes on with them where it ended.
        let share = items / connections / count
        var asked = [Int](repeating: 0, count: connections)
        var rounds: [Paced] = []
        for round in 0...Self.rounds {
            let from = asked
            let workedBefore = try server.worked()
            var counts = [Int](repeating: 0, count: connections)
            let load = try Load(
                connections: connections, port: server.port, seconds: length, expecting: 200,
                isRight: { count == 1 || $0.contains(done) }
            ) { number, round in
                counts[number] = round
                let step = from[number] + round
                return requests[step / share % requests.count][number * share + step % share]
            }
            let worked = try server.worked() - workedBefore
            for number in 0..<connections { asked[number] += counts[number] + 1 }
            let (commits, slowest) = try rawRound(raw)
            guard round > 0 else { continue }
            let perSecond = load.perSecond * Double(count)
            rounds.append(
                Paced(
                    ratio: perSecond / commits, perSecond: perSecond, rawPerSecond: commits,
                    worked: worked / Double(load.latencies.count * count) * 1e6,
                    slowest: load.latency(0.99) * 1e3, slowestCommit: slowest * 1e3))
        }
        return Paced(
            ratio: rounds.map(\.ratio).median, perSecond: rounds.map(\.perSecond).median,
            rawPerSecond: rounds.map(\.rawPerSecond).median, worked: rounds.map(\.worked).median,
            slowest: rounds.map(\.slowest).median,
            slowestCommit: rounds.map(\.slowestCommit).median)
    }

    /// Commits a second, and the seconds of the slowest of a hundred.
    private static func rawRound(_ raw: RawLoop) throws -> (perSecond: Double, slowest: Double) {
        let watch = Stopwatch()
        var times: [Double] = []
        var last = watch.elapsed
        while last < length {
            try raw.next()
            let now = watch.elapsed
            times.append(now - last)
            last = now
        }
        times.sort()
        return (Double(times.count) / last, times[Int(0.99 * Double(times.count))])
    }

    private static func reads(_ server: ServerUnderTest, _ ids: [String]) throws -> [Figure] {
        let requests = ids.map {
            Connection.request("GET", "/api/v1/items/\($0)", token: server.token)
        }
        var paces: [Double] = []
        var slowest: [Double] = []
        var busy: [Double] = []
        for round in 0...rounds {
            let before = try server.worked()
            let load = try Load(
                connections: connections, port: server.port, seconds: length, expecting: 200
            ) { number, round in requests[(number * 31 + round) % requests.count] }
            guard round > 0 else { continue }
            paces.append(load.perSecond)
            slowest.append(load.latency(0.99) * 1e3)
            busy.append((try server.worked() - before) / Double(load.latencies.count) * 1e6)
        }
        return [
            Figure(
                name: "reads of an item over HTTP", value: paces.median, unit: "/s",
                bar: .atLeast(10_000),
                raw: "p99 \(slowest.median.text(2)) ms; \(busy.median.text(0)) µs of the server's"
                    + " processor")
        ]
    }

    private static func streams(_ server: ServerUnderTest, _ ids: [String]) throws -> [Figure] {
        let before = try server.residentMB()
        let requests = server.tokens.map {
            Connection.request("GET", "/api/v1/changes", token: $0)
        }
        let waiting = try (0..<streams).map { number in
            let connection = try Connection(port: server.port)
            try connection.send(requests[number / streamsOfOne])
            let status = try connection.receiveHead()
            guard status == 200 else { throw BenchFailure("a stream was answered \(status)") }
            return connection
        }
        let after = try server.residentMB()
        // That they are there is seen by what they get.
        let watch = Stopwatch()
        let one = try Connection(port: server.port)
        let id = "B.999999"
        try one.send(
            Connection.request(
                "POST", "/api/v1/items", token: server.token,
                body: #"{"workflow":"\#(BenchOffice.workflow)","id":"\#(id)"}"#))
        guard try one.receive().status == 201 else { throw BenchFailure("\(id) was not started") }
        for connection in waiting { try connection.wait(for: id) }
        let told = watch.elapsed
        return [
            Figure(
                name: "memory with \(streams) waiting streams", value: after, unit: "MB",
                bar: .atMost(150),
                raw: "\(before.text(0)) MB before; all are told of a change in"
                    + " \((told * 1e3).text(0)) ms"),
            Figure(
                name: "start of the server", value: server.startup * 1e3, unit: "ms", bar: .none,
                raw: "until it listens, with the definitions of a small office"),
        ]
    }
}
