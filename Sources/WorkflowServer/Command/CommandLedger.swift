import Synchronization

/// The changes that were asked for lately, so that one asked for again, because the connection broke
/// before there was an answer, is made once.
final class CommandLedger: Sendable {
    typealias Work = Task<CommandDesk.Outcome, Never>

    private struct State {
        var entries: [String: Work] = [:]
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
    /// - Parameter sentBefore: for how long who asks has been asking; zero the first time.
    /// - Returns: nil when it may have been done and forgotten.
    func task(key: String, sentBefore: Duration, _ begin: () -> Work) -> Work? {
        state.withLock { state in
            let now = ContinuousClock.now
            forget(before: now - memory, in: &state)
            if let work = state.entries[key] { return work }
            if sentBefore > .zero, now - sentBefore <= state.remembersSince { return nil }
            let work = begin()
            state.entries[key] = work
            return work
        }
    }

    func finish(_ key: String) {
        state.withLock { state in
            guard !state.finished.contains(where: { $0.key == key }) else { return }
            state.finished.append((key, ContinuousClock.now))
        }
    }

    /// As if it had never been asked for.
    func forget(_ key: String) {
        state.withLock { $0.entries[key] = nil }
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
