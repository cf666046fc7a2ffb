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

        mutating func remember(_ state: ItemState) {
            if young.updateValue(state, forKey: state.id) == nil, young.count > StateCache.size {
                old = young
                young = [state.id: state]
            }
        }
    }

    private let generations = Mutex(Generations())
    /// Items in a generation: a few kilobytes each.
    private static let size = 1_024

    func state(of item: String) -> ItemState? {
        generations.withLock { generations in
            if let state = generations.young[item] { return state }
            guard let state = generations.old[item] else { return nil }
            generations.remember(state)
            return state
        }
    }

    func remember(_ state: ItemState) {
        generations.withLock { $0.remember(state) }
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
