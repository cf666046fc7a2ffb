import Synchronization

/// Lets so many in at a time, and the others in the order they came.
final class CommandGate: Sendable {
    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>
    private let limit: Int

    /// - Parameters:
    ///   - places: how many may be in.
    ///   - waiting: how many may wait.
    init(places: Int, waiting: Int) {
        state = Mutex(State(free: places))
        limit = waiting
    }

    /// - Returns: false when too many wait. Who is in has to `leave`.
    func enter() async -> Bool {
        enum Place { case inside, queue, none }
        let place = state.withLock { state -> Place in
            if state.free > 0 {
                state.free -= 1
                return .inside
            }
            return state.waiting.count < limit ? .queue : .none
        }
        switch place {
        case .inside: return true
        case .none: return false
        case .queue:
            await withCheckedContinuation { continuation in
                let mayEnter = state.withLock { state in
                    // Somebody may have left in between.
                    if state.free > 0 {
                        state.free -= 1
                        return true
                    }
                    state.waiting.append(continuation)
                    return false
                }
                if mayEnter { continuation.resume() }
            }
            return true
        }
    }

    func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard !state.waiting.isEmpty else {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
