import WorkflowCalendar
import WorkflowStorage

/// Lets a rival in between what is asked of an item and what is written of it.
final class RacingStore: Store {
    private let store: any Store
    /// What the rival does once an item, its version, or what is due, has been read.
    private let rival: @Sendable () async throws(StoreError) -> Void
    /// How many of the commits that stand together it writes: a store that is broken, if not all.
    private let kept: Int
    /// What happens before a batch of commits is written.
    private let beforeBatch: @Sendable () throws(StoreError) -> Void

    init(
        _ store: any Store, keeping kept: Int = .max,
        rival: @escaping @Sendable () async throws(StoreError) -> Void
    ) {
        self.store = store
        self.rival = rival
        self.kept = kept
        beforeBatch = {}
    }

    /// A store whose disk may fail.
    init(
        _ store: any Store, afterLook: @escaping @Sendable () throws(StoreError) -> Void,
        beforeBatch: @escaping @Sendable () throws(StoreError) -> Void
    ) {
        self.store = store
        rival = { () async throws(StoreError) in try afterLook() }
        kept = .max
        self.beforeBatch = beforeBatch
    }

    var file: String? { store.file }

    func version(of id: String) async throws(StoreError) -> Int? {
        let version = try await store.version(of: id)
        try await rival()
        return version
    }

    func commit(_ commit: Commit) async throws(StoreError) -> [SealedEvent] {
        try await store.commit(commit)
    }

    func commit(batch: [Commit]) async throws(StoreError) -> [Result<[SealedEvent], StoreError>] {
        try beforeBatch()
        return try await store.commit(batch: batch)
    }

    func commit(together commits: [Commit]) async throws(StoreError) -> [SealedEvent] {
        try await store.commit(together: Array(commits.prefix(kept)))
    }

    // MARK: As the store below

    func item(_ id: String) async throws(StoreError) -> ItemRecord? {
        let item = try await store.item(id)
        try await rival()
        return item
    }

    func projection(_ id: String) async throws(StoreError) -> Projection? {
        try await store.projection(id)
    }

    func items(_ query: ItemQuery) async throws(StoreError) -> [ItemRow] {
        try await store.items(query)
    }

    func tasks(_ query: TaskQuery) async throws(StoreError) -> [TaskRow] {
        try await store.tasks(query)
    }

    func events(item: String?, after: Int64, limit: Int) async throws(StoreError) -> [SealedEvent] {
        try await store.events(item: item, after: after, limit: limit)
    }

    func head() async throws(StoreError) -> HashChain.Head { try await store.head() }

    func dueItems(
        at now: Instant, after place: DueItem.Place?, limit: Int
    ) async throws(StoreError) -> [DueItem] {
        let due = try await store.dueItems(at: now, after: place, limit: limit)
        try await rival()
        return due
    }

    func nextWake(after moment: Instant) async throws(StoreError) -> Instant? {
        try await store.nextWake(after: moment)
    }

    func timedTransitions(
        before instant: Instant, limit: Int
    ) async throws(StoreError) -> [TimerRow] {
        try await store.timedTransitions(before: instant, limit: limit)
    }

    func itemsDue(before instant: Instant, limit: Int) async throws(StoreError) -> [ItemRow] {
        try await store.itemsDue(before: instant, limit: limit)
    }

    func delegationVersion() async throws(StoreError) -> Int {
        try await store.delegationVersion()
    }

    func delegations(_ query: DelegationQuery) async throws(StoreError) -> [DelegationRow] {
        let found = try await store.delegations(query)
        try await rival()
        return found
    }

    func put(
        _ delegation: DelegationRow, over version: Int, by event: DelegationEvent
    ) async throws(StoreError) -> SealedEvent {
        try await store.put(delegation, over: version, by: event)
    }

    func replaceDelegations(_ delegations: [DelegationRow]) async throws(StoreError) {
        try await store.replaceDelegations(delegations)
    }

    func answer(forKey key: String) async throws(StoreError) -> RememberedAnswer? {
        try await store.answer(forKey: key)
    }

    func definition(_ hash: String) async throws(StoreError) -> DefinitionRecord? {
        try await store.definition(hash)
    }

    func keep(_ definition: DefinitionRecord) async throws(StoreError) {
        try await store.keep(definition)
    }

    func readyNotifications(
        sink: String, after: Int64, limit: Int
    ) async throws(StoreError) -> [OutboxRow] {
        try await store.readyNotifications(sink: sink, after: after, limit: limit)
    }

    func dueRetries(
        sink: String, at now: Instant, limit: Int
    ) async throws(StoreError) -> [Retry] {
        try await store.dueRetries(sink: sink, at: now, limit: limit)
    }

    func nextAttempt(sink: String, at now: Instant) async throws(StoreError) -> Instant? {
        try await store.nextAttempt(sink: sink, at: now)
    }

    func circuit(of sink: String) async throws(StoreError) -> Circuit {
        try await store.circuit(of: sink)
    }

    func record(
        _ results: [DeliveryResult], circuit: Circuit?, sink: String
    ) async throws(StoreError) {
        try await store.record(results, circuit: circuit, sink: sink)
    }

    func deliveryLock(for sink: String) async throws(StoreError) -> DeliveryLock? {
        try await store.deliveryLock(for: sink)
    }

    func deliveryCounts() async throws(StoreError) -> [DeliveryCounts] {
        try await store.deliveryCounts()
    }

    func notifications(
        _ query: NotificationQuery
    ) async throws(StoreError) -> [NotificationRecord] {
        try await store.notifications(query)
    }

    func requeue(_ ids: [Int64], at now: Instant) async throws(StoreError) -> [Int64] {
        try await store.requeue(ids, at: now)
    }

    func drop(_ ids: [Int64], at now: Instant) async throws(StoreError) -> [Int64] {
        try await store.drop(ids, at: now)
    }

    func heldMessages(due now: Instant) async throws(StoreError) -> [HeldMessage] {
        try await store.heldMessages(due: now)
    }

    func heldCount(after moment: Instant) async throws(StoreError) -> Int {
        try await store.heldCount(after: moment)
    }

    func nextRelease() async throws(StoreError) -> Instant? { try await store.nextRelease() }

    func release(_ messages: [HeldMessage], as rows: [OutboxRow]) async throws(StoreError) {
        try await store.release(messages, as: rows)
    }

    func hold(_ messages: [HeldMessage], until moment: Instant) async throws(StoreError) {
        try await store.hold(messages, until: moment)
    }

    func register(
        _ draft: DocumentDraft, _ decide: @Sendable (DocumentNumber) -> Registration
    ) async throws(StoreError) -> (row: DocumentRow, events: [SealedEvent]) {
        try await store.register(draft, decide)
    }

    func withdraw(
        _ document: DocumentRow, by event: RegistrationEvent
    ) async throws(StoreError) -> [SealedEvent] {
        try await store.withdraw(document, by: event)
    }

    func documents(_ query: DocumentQuery) async throws(StoreError) -> [DocumentRow] {
        try await store.documents(query)
    }

    func snapshot() async throws(StoreError) -> any Store { try await store.snapshot() }

    func replaceProjections(_ projections: [Projection]) async throws(StoreError) {
        try await store.replaceProjections(projections)
    }

    func damage() async throws(StoreError) -> [String] { try await store.damage() }

    func awaitWriters() async throws(StoreError) { try await store.awaitWriters() }

    func close() async { await store.close() }
}
