import Synchronization
import WorkflowCore

/// The items last worked on, as they stood afterwards: the next step on one of them need not read
/// and decode it first.
///
/// What it holds may be behind the store, which other processes write too: whoever uses it compares
/// versions first.
final class StateCache: Sendable {
    /// Two generations: what was not asked for while one filled up is forgotten with it.
    private struct Generations {
        var young: [String: ItemState] = [:]
        var old: [String: ItemState] = [:]
    }

    private let generations = Mutex(Generations())
    /// Items in a generation: a few kilobytes each.
    private static let size = 1_024

    func state(of item: String) -> ItemState? {
        generations.withLock { $0.young[item] ?? $0.old[item] }
    }

    func remember(_ state: ItemState) {
        generations.withLock { generations in
            if generations.young.count >= Self.size {
                generations.old = generations.young
                generations.young = [:]
            }
            generations.young[state.id] = state
        }
    }

    func forget(_ item: String) { forget(CollectionOfOne(item)) }

    func forget(_ items: some Sequence<String>) {
        generations.withLock { generations in
            if generations.young.isEmpty && generations.old.isEmpty { return }
            for item in items {
                generations.young[item] = nil
                generations.old[item] = nil
            }
        }
    }
}
