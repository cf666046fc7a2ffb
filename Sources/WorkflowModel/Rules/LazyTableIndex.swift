import Synchronization

/// The index of a table, made when the table is asked for the second time: most processes ask a
/// table once at most, and looking at every row once is cheaper than an index.
final class LazyTableIndex: Sendable {
    private let made = AtomicLazyReference<TableIndex>()
    private let wasAsked = Atomic(false)

    /// Nil the first time.
    func index(of table: DecisionTable) -> TableIndex? {
        if let index = made.load() { return index }
        guard wasAsked.exchange(true, ordering: .relaxed) else { return nil }
        return made.storeIfNil(TableIndex(table))
    }
}
