import Synchronization

/// The index of a table, made once the table has been asked a few times: most processes ask a table
/// for one item, and to look at every row so often is cheaper than an index.
final class LazyTableIndex: Sendable {
    private let made = AtomicLazyReference<TableIndex>()
    private let asked = Atomic(0)
    /// How often a table is asked without one.
    static let patience = 8

    /// Nil the first times.
    func index(of table: DecisionTable) -> TableIndex? {
        if let index = made.load() { return index }
        guard asked.add(1, ordering: .relaxed).newValue > Self.patience else { return nil }
        return made.storeIfNil(TableIndex(table))
    }
}
