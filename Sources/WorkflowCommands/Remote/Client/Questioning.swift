import JSON
import WorkflowPresentation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Asks a server, again where that can do no harm, until there is an answer or no hope of one.
///
/// A question whose connection broke may have been carried out. Asked again it carries the same
/// key, so that the server gives the answer it has; and for how long it is about, so that a server
/// that started since, and has forgotten, does not do it twice but says so.
struct Questioning {
    private let exchange: NetExchange
    private let isSafe: Bool
    private let begin = Self.milliseconds()

    /// Before each further attempt, in milliseconds: time for a server to start again.
    private static let pauses: [Int64] = [200, 1_000, 3_000]

    init(_ exchange: NetExchange, isSafe: Bool) {
        self.exchange = exchange
        self.isSafe = isSafe
    }

    func answer(_ request: CommandRequest) throws(Failure) -> CommandAnswer {
        var request = request
        var mayBeDone = false
        for attempt in 0...Self.pauses.count {
            request.elapsed = attempt == 0 ? 0 : max(1, Self.milliseconds() - begin)
            switch try exchange.post(request) {
            case .fault(let text, let kind, let wasSent):
                mayBeDone = mayBeDone || wasSent && !isSafe
                // What was never there needs a person to look; what broke off may come back.
                let isBroken = kind == "closed" || attempt > 0 && !wasSent
                guard isBroken, attempt < Self.pauses.count else {
                    throw ServerFailure.noAnswer(
                        exchange.server, text, kind: kind, mayBeDone: mayBeDone)
                }
                Self.wait(milliseconds: Self.pauses[attempt])
            case .answer(200, _, let body):
                guard let json = try? JSON.parse(body), let answer = CommandAnswer(json: json)
                else {
                    throw ServerFailure.notUnderstood(exchange.server)
                }
                return answer
            case .answer(let status, let retryAfter, let body):
                guard status == 503 || status == 429, attempt < Self.pauses.count else {
                    throw ServerFailure.refusal(exchange.server, status: status, body: body)
                }
                Self.wait(
                    milliseconds: min(max(retryAfter ?? 0, 0) * 1_000, 10_000)
                        + Self.pauses[attempt])
            }
        }
        throw ServerFailure.notUnderstood(exchange.server)
    }

    // MARK: Time

    private static func milliseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }

    private static func wait(milliseconds: Int64) {
        var rest = timespec(
            tv_sec: Int(milliseconds / 1_000), tv_nsec: Int(milliseconds % 1_000) * 1_000_000)
        var left = timespec()
        while nanosleep(&rest, &left) != 0, errno == EINTR { rest = left }
    }
}
