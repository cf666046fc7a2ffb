import Benchmarking
import Glibc
import Synchronization

/// Connections that ask at the same time, each on a thread of its own.
struct Load {
    /// Of all answers, in seconds, sorted.
    private(set) var latencies: [Double] = []
    private(set) var elapsed = 0.0

    var perSecond: Double { Double(latencies.count) / elapsed }

    /// Seconds, for a share of the answers.
    func latency(_ share: Double) -> Double {
        latencies.isEmpty
            ? 0 : latencies[min(latencies.count - 1, Int(share * Double(latencies.count)))]
    }

    /// - Parameters:
    ///   - seconds: How long; nil until `request` has no more.
    ///   - request: The next of a connection, and nil when it has none.
    init(
        connections: Int, port: UInt16, seconds: Double? = nil, expecting status: Int,
        request: @escaping @Sendable (_ connection: Int, _ round: Int) -> [UInt8]?
    ) throws {
        let gathered = Mutex(Gathered())
        let watch = Stopwatch()
        withoutActuallyEscaping(request) { request in
            Self.onThreads(connections) { number in
                var own: [Double] = []
                do {
                    let connection = try Connection(port: port)
                    var round = 0
                    while seconds.map({ watch.elapsed < $0 }) ?? true,
                        let bytes = request(number, round)
                    {
                        let asked = watch.elapsed
                        try connection.send(bytes)
                        let answer = try connection.receive()
                        own.append(watch.elapsed - asked)
                        guard answer.status == status else {
                            throw BenchFailure(
                                "answered \(answer.status), not \(status): "
                                    + String(decoding: answer.body, as: UTF8.self))
                        }
                        round += 1
                    }
                } catch {
                    gathered.withLock { $0.failure = $0.failure ?? "\(error)" }
                }
                gathered.withLock { $0.latencies += own }
            }
        }
        elapsed = watch.elapsed
        let all = gathered.withLock { $0 }
        if let failure = all.failure { throw BenchFailure(failure) }
        latencies = all.latencies.sorted()
    }

    private struct Gathered {
        var latencies: [Double] = []
        var failure: String?
    }

    private final class Work: Sendable {
        let number: Int
        let body: @Sendable (Int) -> Void

        init(_ number: Int, _ body: @escaping @Sendable (Int) -> Void) {
            self.number = number
            self.body = body
        }
    }

    /// Returns when all are done.
    private static func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let threads = (0..<count).map { number in
            var thread = pthread_t()
            let work = Unmanaged.passRetained(Work(number, body)).toOpaque()
            pthread_create(
                &thread, nil,
                { argument in
                    guard let argument else { return nil }
                    let work = Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()
                    work.body(work.number)
                    return nil
                }, work)
            return thread
        }
        for thread in threads { pthread_join(thread, nil) }
    }
}
