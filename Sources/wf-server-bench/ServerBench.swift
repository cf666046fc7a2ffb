import BenchmarkOffice
import Benchmarking
import Glibc
import WorkflowSQLite

/// The server beside what the disk can do: durable advances, reads, and streams that wait.
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
        let ids = try start(server)
        var figures: [Figure] = []
        if wants("advances") { figures += try advances(server, ids, raw) }
        if wants("reads") { figures += try reads(server, ids) }
        if wants("streams") { figures += try streams(server, ids) }
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

    private static func start(_ server: ServerUnderTest) throws -> [String] {
        let ids = (0..<items).map { "B.\(100_000 + $0)" }
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
        let share = items / connections
        // Made beforehand, so that they take no time from the server.
        let requests = BenchOffice.actions.map { action in
            ids.map {
                Connection.request(
                    "POST", "/api/v1/items/\($0)/actions/\(action)", token: server.token, body: "{}"
                )
            }
        }
        // Every connection has items of its own, and goes on with them where it ended.
        var done = [Int](repeating: 0, count: connections)
        var ratios: [Double] = []
        var paces: [Double] = []
        var bare: [Double] = []
        var slowest: [Double] = []
        var slowestCommits: [Double] = []
        var busy: [Double] = []
        for round in 0...rounds {
            let from = done
            let workedBefore = try server.worked()
            var counts = [Int](repeating: 0, count: connections)
            let load = try Load(
                connections: connections, port: server.port, seconds: length, expecting: 200
            ) { number, round in
                counts[number] = round
                let step = from[number] + round
                return requests[step / share % requests.count][number * share + step % share]
            }
            let worked = try server.worked() - workedBefore
            for number in 0..<connections { done[number] += counts[number] + 1 }
            let (pace, commits) = try rawRound(raw)
            guard round > 0 else { continue }
            ratios.append(load.perSecond / pace)
            paces.append(load.perSecond)
            bare.append(pace)
            slowest.append(load.latency(0.99) * 1e3)
            slowestCommits.append(commits * 1e3)
            busy.append(worked / Double(load.latencies.count) * 1e6)
        }
        return [
            Figure(
                name: "durable advances over HTTP / raw commits", value: ratios.median, unit: "×",
                bar: .atLeast(3),
                raw: "\(paces.median.text(0))/s over \(connections) connections beside"
                    + " \(bare.median.text(0)); \(busy.median.text(0)) µs of the server's processor"
            ),
            Figure(
                name: "p99 of an advance over HTTP", value: slowest.median, unit: "ms",
                bar: .atMost(25), raw: "raw commit p99 \(slowestCommits.median.text(2)) ms"),
        ]
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
