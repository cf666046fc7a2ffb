package import WorkflowCalendar
package import WorkflowStorage

/// Keeps commits back and writes many in one transaction, to fill a store with items in seconds.
///
/// It answers that a commit went well before it did; `flush` says whether it was so.
package final class BatchingStore: Store {
    private let inner: any Store
    private let waiting = Waiting()
    private static let batch = 1000

    private actor Waiting {
        private var commits: [Commit] = []

        func add(_ commit: Commit) -> [Commit] {
            commits.append(commit)
            return commits.count < BatchingStore.batch ? [] : take()
        }

        func take() -> [Commit] {
            defer { commits = [] }
            return commits
        }
    }

    package init(_ inner: any Store) {
        self.inner = inner
    }

    package var file: String? { inner.file }

    package func preparation(of projection: Projection) -> (any CommitPreparation)? {
        inner.preparation(of: projection)
    }

    package func commit(_ commit: Commit) async throws(StoreError) -> [SealedEvent] {
        try await write(await waiting.add(commit))
        return []
    }

    /// Writes what is left.
    package func flush() async throws(StoreError) {
        try await write(await waiting.take())
    }

    private func write(_ commits: [Commit]) async throws(StoreError) {
        if commits.isEmpty { return }
        for result in try await inner.commit(batch: commits) { _ = try result.get() }
    }

    package func commit(batch: [Commit]) async throws(StoreError) -> [Result<
        [SealedEvent], StoreError
    >] {
        try await inner.commit(batch: batch)
    }

    package func commit(together commits: [Commit]) async throws(StoreError) -> [SealedEvent] {
        try await inner.commit(together: commits)
    }

    // MARK: As the store below

    package func item(_ id: String) async throws(StoreError) -> ItemRecord? {
        try await inner.item(id)
    }

    package func version(of id: String) async throws(StoreError) -> Int? {
        try await inner.version(of: id)
    }

    package func projection(_ id: String) async throws(StoreError) -> Projection? {
        try await inner.projection(id)
    }

    package func items(_ query: ItemQuery) async throws(StoreError) -> [ItemRow] {
        try await inner.items(query)
    }

    package func tasks(_ query: TaskQuery) async throws(StoreError) -> [TaskRow] {
        try await inner.tasks(query)
    }

    package func events(item: String?, after: Int64, limit: Int) async throws(StoreError)
        -> [SealedEvent]
    {
        try await inner.events(item: item, after: after, limit: limit)
    }

    package func head() async throws(StoreError) -> HashChain.Head { try await inner.head() }

    package func dueItems(
        at now: Instant, after place: DueItem.Place?, limit: Int
    ) async throws(StoreError) -> [DueItem] {
        try await inner.dueItems(at: now, after: place, limit: limit)
    }

    package func nextWake(after moment: Instant) async throws(StoreError) -> Instant? {
        try await inner.nextWake(after: moment)
    }

    package func timedTransitions(
        before instant: Instant, limit: Int
    ) async throws(StoreError) -> [TimerRow] {
        try await inner.timedTransitions(before: instant, limit: limit)
    }

    package func itemsDue(before instant: Instant, limit: Int) async throws(StoreError) -> [ItemRow]
    {
        try await inner.itemsDue(before: instant, limit: limit)
    }

    package func delegationVersion() async throws(StoreError) -> Int {
        try await inner.delegationVersion()
    }

    package func delegations(_ query: DelegationQuery) async throws(StoreError) -> [DelegationRow] {
        try await inner.delegations(query)
    }

    package func put(
        _ delegation: DelegationRow, over version: Int, by event: DelegationEvent
    ) async throws(StoreError) -> SealedEvent {
        try await inner.put(delegation, over: version, by: event)
    }

    package func replaceDelegations(_ delegations: [DelegationRow]) async throws(StoreError) {
        try await inner.replaceDelegations(delegations)
    }

    package func answer(forKey key: String) async throws(StoreError) -> RememberedAnswer? {
        try await inner.answer(forKey: key)
    }

    package func definition(_ hash: String) async throws(StoreError) -> DefinitionRecord? {
        try await inner.definition(hash)
    }

    package func definition(
        _ hash: String, mentions word: String
    ) async throws(StoreError) -> Bool? {
        try await inner.definition(hash, mentions: word)
    }

    package func keep(_ definition: DefinitionRecord) async throws(StoreError) {
        try await inner.keep(definition)
    }

    package func readyNotifications(
        sink: String, after: Int64, limit: Int
    ) async throws(StoreError) -> [OutboxRow] {
        try await inner.readyNotifications(sink: sink, after: after, limit: limit)
    }

    package func dueRetries(
        sink: String, at now: Instant, limit: Int
    ) async throws(StoreError) -> [Retry] {
        try await inner.dueRetries(sink: sink, at: now, limit: limit)
    }

    package func nextAttempt(sink: String, at now: Instant) async throws(StoreError) -> Instant? {
        try await inner.nextAttempt(sink: sink, at: now)
    }

    package func circuit(of sink: String) async throws(StoreError) -> Circuit {
        try await inner.circuit(of: sink)
    }

    package func record(
        _ results: [DeliveryResult], circuit: Circuit?, sink: String
    ) async throws(StoreError) {
        try await inner.record(results, circuit: circuit, sink: sink)
    }

    package func deliveryLock(for sink: String) async throws(StoreError) -> DeliveryLock? {
        try await inner.deliveryLock(for: sink)
    }

    package func deliveryCounts() async throws(StoreError) -> [DeliveryCounts] {
        try await inner.deliveryCounts()
    }

    package func notifications(
        _ query: NotificationQuery
    ) async throws(StoreError) -> [NotificationRecord] {
        try await inner.notifications(query)
    }

    package func requeue(_ ids: [Int64], at now: Instant) async throws(StoreError) -> [Int64] {
        try await inner.requeue(ids, at: now)
    }

    package func drop(_ ids: [Int64], at now: Instant) async throws(StoreError) -> [Int64] {
        try await inner.drop(ids, at: now)
    }

    package func heldMessages(due now: Instant) async throws(StoreError) -> [HeldMessage] {
        try await inner.heldMessages(due: now)
    }

    package func heldCount(after moment: Instant) async throws(StoreError) -> Int {
        try await inner.heldCount(after: moment)
    }

    package func nextRelease() async throws(StoreError) -> Instant? {
        try await inner.nextRelease()
    }

    package func release(_ messages: [HeldMessage], as rows: [OutboxRow]) async throws(StoreError) {
        try await inner.release(messages, as: rows)
    }

    package func hold(_ messages: [HeldMessage], until moment: Instant) async throws(StoreError) {
        try await inner.hold(messages, until: moment)
    }

    package func register(
        _ draft: DocumentDraft, _ decide: @Sendable (DocumentNumber) -> Registration
    ) async throws(StoreError) -> (row: DocumentRow, events: [SealedEvent]) {
        try await inner.register(draft, decide)
    }

    package func withdraw(
        _ document: DocumentRow, by event: RegistrationEvent
    ) async throws(StoreError) -> [SealedEvent] {
        try await inner.withdraw(document, by: event)
    }

    package func documents(_ query: DocumentQuery) async throws(StoreError) -> [DocumentRow] {
        try await inner.documents(query)
    }

    package func snapshot() async throws(StoreError) -> any Store { try await inner.snapshot() }

    package func replaceProjections(_ projections: [Projection]) async throws(StoreError) {
        try await inner.replaceProjections(projections)
    }

    package func damage() async throws(StoreError) -> [String] { try await inner.damage() }

    package func awaitWriters() async throws(StoreError) { try await inner.awaitWriters() }

    package func close() async { await inner.close() }
}
