import Synchronization
package import WorkflowCalendar
package import WorkflowStorage

/// A store for a server: many requests at the same time over one that is written by one at a time.
///
/// - Commits that wait at the same moment go to the disk in one transaction, on a thread of its own;
///   a batch is one already. Each succeeds or fails alone, and has its answer once it is on the disk.
/// - Reads go to connections of their own and wait for no writer. What was committed before a read
///   began is seen by it.
package final class GroupCommitStore: Store {
    package let file: String?
    private let writer: StoreWriter
    private let readers: [any Store]
    /// Readers nobody uses at the moment.
    private let idle: Mutex<[Int]>
    private let next = Atomic<Int>(0)

    /// - Parameters:
    ///   - base: the store that is written, used by nobody else.
    ///   - readers: the same store, opened again as often as one wants to read at the same time; none
    ///     when `base` can be read while it writes.
    ///   - patience: how long a commit waits at most for others to go with it, after a transaction that
    ///     took so long.
    ///   - committed: told of every transaction, on the thread that wrote it: how many commits were in
    ///     it and how long it took.
    package init(
        _ base: any Store, readers: [any Store],
        patience: @escaping @Sendable (_ last: Duration) -> Duration = {
            min($0 * 4, .milliseconds(10))
        },
        committed: @escaping @Sendable (_ commits: Int, _ duration: Duration) -> Void = { _, _ in }
    ) {
        file = base.file
        writer = StoreWriter(base, patience: patience, wrote: committed)
        self.readers = readers.isEmpty ? [base] : readers
        idle = Mutex(Array(self.readers.indices))
    }

    /// Lends a reader; when all are in use, one of them has to be waited for.
    func read<Value>(
        _ body: (any Store) async throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        guard let place = idle.withLock({ $0.popLast() }) else {
            let turn = next.wrappingAdd(1, ordering: .relaxed).newValue
            return try await body(readers[Int(UInt(bitPattern: turn) % UInt(readers.count))])
        }
        defer { idle.withLock { $0.append(place) } }
        return try await body(readers[place])
    }

    // MARK: Writing

    package func preparation(of projection: Projection) -> (any CommitPreparation)? {
        readers[0].preparation(of: projection)
    }

    package func commit(_ commit: Commit) async throws(StoreError) -> [SealedEvent] {
        try await writer.commit(commit)
    }

    package func commit(
        batch: [Commit]
    ) async throws(StoreError) -> [Result<[SealedEvent], StoreError>] {
        try await writer.run(commits: batch.count) { (store) async throws(StoreError) in
            try await store.commit(batch: batch)
        }
    }

    package func commit(together: [Commit]) async throws(StoreError) -> [SealedEvent] {
        try await writer.run(commits: together.count) { (store) async throws(StoreError) in
            try await store.commit(together: together)
        }
    }

    package func keep(_ definition: DefinitionRecord) async throws(StoreError) {
        try await writer.run { (store) async throws(StoreError) in try await store.keep(definition)
        }
    }

    package func put(
        _ delegation: DelegationRow, over version: Int, by event: DelegationEvent
    ) async throws(StoreError) -> SealedEvent {
        try await writer.run { (store) async throws(StoreError) in
            try await store.put(delegation, over: version, by: event)
        }
    }

    package func replaceDelegations(_ delegations: [DelegationRow]) async throws(StoreError) {
        try await writer.run { (store) async throws(StoreError) in
            try await store.replaceDelegations(delegations)
        }
    }

    package func snapshot() async throws(StoreError) -> any Store {
        try await readers[0].snapshot()
    }

    package func replaceProjections(_ projections: [Projection]) async throws(StoreError) {
        try await writer.run { (store) async throws(StoreError) in
            try await store.replaceProjections(projections)
        }
    }

    package func register(
        _ draft: DocumentDraft, _ decide: @Sendable (DocumentNumber) -> Registration
    ) async throws(StoreError) -> (row: DocumentRow, events: [SealedEvent]) {
        let registered = try await withoutActuallyEscaping(decide) {
            decide async throws(StoreError) in
            try await writer.run { (store) async throws(StoreError) -> Registered in
                let (row, events) = try await store.register(draft, decide)
                return Registered(row: row, events: events)
            }
        }
        return (registered.row, registered.events)
    }

    private struct Registered: Sendable {
        var row: DocumentRow
        var events: [SealedEvent]
    }

    package func withdraw(
        _ document: DocumentRow, by event: RegistrationEvent
    ) async throws(StoreError) -> [SealedEvent] {
        try await writer.run { (store) async throws(StoreError) in
            try await store.withdraw(document, by: event)
        }
    }

    package func record(
        _ results: [DeliveryResult], circuit: Circuit?, sink: String
    ) async throws(StoreError) {
        try await writer.run { (store) async throws(StoreError) in
            try await store.record(results, circuit: circuit, sink: sink)
        }
    }

    package func requeue(_ ids: [Int64], at now: Instant) async throws(StoreError) -> [Int64] {
        try await writer.run { (store) async throws(StoreError) in
            try await store.requeue(ids, at: now)
        }
    }

    package func drop(_ ids: [Int64], at now: Instant) async throws(StoreError) -> [Int64] {
        try await writer.run { (store) async throws(StoreError) in
            try await store.drop(ids, at: now)
        }
    }

    package func release(
        _ messages: [HeldMessage], as rows: [OutboxRow]
    ) async throws(StoreError) {
        try await writer.run { (store) async throws(StoreError) in
            try await store.release(messages, as: rows)
        }
    }

    package func hold(_ messages: [HeldMessage], until moment: Instant) async throws(StoreError) {
        try await writer.run { (store) async throws(StoreError) in
            try await store.hold(messages, until: moment)
        }
    }

    package func awaitWriters() async throws(StoreError) {
        try await writer.look { (store) async throws(StoreError) in try await store.awaitWriters() }
    }

    /// Whoever reads what is due commits it next, and the writer remembers what it has read.
    package func dueItems(
        at now: Instant, after place: DueItem.Place?, limit: Int
    ) async throws(StoreError) -> [DueItem] {
        try await writer.look { (store) async throws(StoreError) in
            try await store.dueItems(at: now, after: place, limit: limit)
        }
    }

    /// Held by the process and not by a connection.
    package func deliveryLock(for sink: String) async throws(StoreError) -> DeliveryLock? {
        try await writer.look { (store) async throws(StoreError) in
            try await store.deliveryLock(for: sink)
        }
    }

    package func close() async {
        // Behind everything that was to be written.
        do throws(StoreError) {
            try await writer.look { (store) async throws(StoreError) in await store.close() }
        } catch {
            assertionFailure("closing fails in no way")
        }
        for reader in readers { await reader.close() }
    }
}
