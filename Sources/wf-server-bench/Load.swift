import Benchmarking
import Glibc

/// Connections that ask at the same time, each again once it was answered. One thread serves them all:
/// a thread for each would have to be woken for every answer, which takes time from the server.
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
    ///   - isRight: Whether that is what was asked for.
    ///   - request: The next of a connection, and nil when it has none.
    init(
        connections count: Int, port: UInt16, seconds: Double? = nil, expecting status: Int,
        isRight: (_ body: [UInt8]) -> Bool = { _ in true },
        request: (_ connection: Int, _ round: Int) -> [UInt8]?
    ) throws {
        let connections = try (0..<count).map { _ in try Connection(port: port) }
        var waiting = connections.map {
            pollfd(fd: $0.socket, events: Int16(POLLIN), revents: 0)
        }
        var asked = [Double](repeating: 0, count: count)
        var rounds = [Int](repeating: 0, count: count)
        var asking = count
        let watch = Stopwatch()

        func ask(_ number: Int) throws {
            guard seconds.map({ watch.elapsed < $0 }) ?? true,
                let bytes = request(number, rounds[number])
            else {
                // Nobody waits for it any more.
                waiting[number].fd = -1
                asking -= 1
                return
            }
            rounds[number] += 1
            asked[number] = watch.elapsed
            try connections[number].send(bytes)
        }

        for number in 0..<count { try ask(number) }
        while asking > 0 {
            guard poll(&waiting, nfds_t(count), -1) > 0 else { continue }
            for number in 0..<count where waiting[number].revents != 0 {
                guard let answer = try connections[number].receiveSome() else { continue }
                latencies.append(watch.elapsed - asked[number])
                guard answer.status == status, isRight(answer.body) else {
                    throw BenchFailure(
                        "answered \(answer.status) where \(status) was expected: "
                            + String(decoding: answer.body, as: UTF8.self))
                }
                try ask(number)
            }
        }
        elapsed = watch.elapsed
        latencies.sort()
    }
}
