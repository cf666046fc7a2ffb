import Synchronization

/// The changes that were asked for lately, so that one asked for again, because the connection broke
/// before there was an answer, is made once.
final class CommandLedger: Sendable {
    typealias Work = Task<CommandDesk.Outcome, Never>

    enum Answer {
        /// What goes on or is done already, or has just begun.
        case work(Work)
        /// It may have been done and forgotten.
        case forgotten
        /// The key belongs to another request.
        case otherRequest
    }

    private struct Entry {
        var request: String
        var work: Work
        var isFinished = false
    }

    private struct State {
        var entries: [String: Entry] = [:]
        /// Those that are done, in the order they were.
        var finished: [(key: String, at: ContinuousClock.Instant)] = []
        /// What was first asked for before this may have been forgotten.
        var remembersSince = ContinuousClock.now
    }

    private let state = Mutex(State())
    private let memory: Duration
    private let limit: Int

    /// - Parameters:
    ///   - memory: how long an answer is kept for who asks again.
    ///   - limit: how many answers at most.
    init(memory: Duration = .seconds(120), limit: Int = 10_000) {
        self.memory = memory
        self.limit = limit
    }

    /// The work of that key: what goes on or is done already, else what `begin` begins.
    ///
    /// - Parameters:
    ///   - request: a fingerprint of what is asked.
    ///   - sentBefore: for how long who asks has been asking; zero the first time.
    func answer(
        key: String, request: String, sentBefore: Duration, _ begin: () -> Work
    ) -> Answer {
        state.withLock { state in
            let now = ContinuousClock.now
            forget(before: now - memory, in: &state)
            if let entry = state.entries[key] {
                return entry.request == request ? .work(entry.work) : .otherRequest
            }
            if sentBefore > .zero, now - sentBefore <= state.remembersSince { return .forgotten }
            let work = begin()
            state.entries[key] = Entry(request: request, work: work)
            return .work(work)
        }
    }

    /// - Parameter work: as answered; what has come in its place since is another matter.
    func finish(_ key: String, _ work: Work) {
        state.withLock { state in
            guard let entry = state.entries[key], entry.work == work, !entry.isFinished
            else { return }
            state.entries[key]?.isFinished = true
            state.finished.append((key, ContinuousClock.now))
        }
    }

    /// As if it had never been asked for.
    func forget(_ key: String, _ work: Work) {
        state.withLock { state in
            if state.entries[key]?.work == work { state.entries[key] = nil }
        }
    }

    private func forget(before moment: ContinuousClock.Instant, in state: inout State) {
        var count = 0
        for (key, at) in state.finished
        where at < moment || state.finished.count - count > limit {
            state.entries[key] = nil
            state.remembersSince = max(state.remembersSince, at)
            count += 1
        }
        state.finished.removeFirst(count)
    }
}
