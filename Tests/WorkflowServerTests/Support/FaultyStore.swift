import WorkflowCalendar
import WorkflowServer
import WorkflowStorage

/// A store that fails whenever an item of that name is among what it is to write, as one that the disk
/// fails under does: the whole transaction, and not that commit alone.
final class FaultyStore: Store {
    private let inner = MemoryStore()
    private let refused: String

    init(refusing item: String) {
        refused = item
    }

    var file: String? { inner.file }

    private func refuse(_ commits: [Commit]) throws(StoreError) {
        if commits.contains(where: { $0.item == refused }) {
            throw StoreError(.io, subject: "store", detail: "refused")
        }
    }

    func commit(_ commit: Commit) async throws(StoreError) -> [SealedEvent] {
        try refuse([commit])
        return try await inner.commit(commit)
    }

    func commit(batch: [Commit]) async throws(StoreError) -> [Result<[SealedEvent], StoreError>] {
        try refuse(batch)
        return try await inner.commit(batch: batch)
    }

    func commit(together: [Commit]) async throws(StoreError) -> [SealedEvent] {
        try refuse(together)
        return try await inner.commit(together: together)
    }

    // MARK: As the store below

    func item(_ id: String) async throws(StoreError) -> ItemRecord? { try await inner.item(id) }

    func version(of id: String) async throws(StoreError) -> Int? {
        try await inner.version(of: id)
    }

    func projection(_ id: String) async throws(StoreError) -> Projection? {
        try await inner.projection(id)
    }

    func items(_ query: ItemQuery) async throws(StoreError) -> [ItemRow] {
        try await inner.items(query)
    }

    func tasks(_ query: TaskQuery) async throws(StoreError) -> [TaskRow] {
        try await inner.tasks(query)
    }

    func events(item: String?, after: Int64, limit: Int) async throws(StoreError) -> [SealedEvent] {
        try await inner.events(item: item, after: after, limit: limit)
    }

    func head() async throws(StoreError) -> HashChain.Head { try await inner.head() }

    func dueItems(
        at now: Instant, after place: DueItem.Place?, limit: Int
    ) async throws(StoreError) -> [DueItem] {
        try await inner.dueItems(at: now, after: place, limit: limit)
    }

    func nextWake(after moment: Instant) async throws(StoreError) -> Instant? {
        try await inner.nextWake(after: moment)
    }

    func timedTransitions(
        before instant: Instant, limit: Int
    ) async throws(StoreError) -> [TimerRow] {
        try await inner.timedTransitions(before: instant, limit: limit)
    }

    func itemsDue(before instant: Instant, limit: Int) async throws(StoreError) -> [ItemRow] {
        try await inner.itemsDue(before: instant, limit: limit)
    }

    func delegationVersion() async throws(StoreError) -> Int {
        try await inner.delegationVersion()
    }

    func delegations(_ query: DelegationQuery) async throws(StoreError) -> [DelegationRow] {
        try await inner.delegations(query)
    }

    func put(
        _ delegation: DelegationRow, over version: Int, by event: DelegationEvent
    ) async throws(StoreError) -> SealedEvent {
        try await inner.put(delegation, over: version, by: event)
    }

    func replaceDelegations(_ delegations: [DelegationRow]) async throws(StoreError) {
        try await inner.replaceDelegations(delegations)
    }

    func answer(forKey key: String) async throws(StoreError) -> RememberedAnswer? {
        try await inner.answer(forKey: key)
    }

    func definition(_ hash: String) async throws(StoreError) -> DefinitionRecord? {
        try await inner.definition(hash)
    }

    func keep(_ definition: DefinitionRecord) async throws(StoreError) {
        try await inner.keep(definition)
    }

    func readyNotifications(
        sink: String, after: Int64, limit: Int
    ) async throws(StoreError) -> [OutboxRow] {
        try await inner.readyNotifications(sink: sink, after: after, limit: limit)
    }

    func dueRetries(
        sink: String, at now: Instant, limit: Int
    ) async throws(StoreError) -> [Retry] {
        try await inner.dueRetries(sink: sink, at: now, limit: limit)
    }

    func nextAttempt(sink: String, at now: Instant) async throws(StoreError) -> Instant? {
        try await inner.nextAttempt(sink: sink, at: now)
    }

    func circuit(of sink: String) async throws(StoreError) -> Circuit {
        try await inner.circuit(of: sink)
    }

    func record(
        _ results: [DeliveryResult], circuit: Circuit?, sink: String
    ) async throws(StoreError) {
        try await inner.record(results, circuit: circuit, sink: sink)
    }

    func deliveryLock(for sink: String) async throws(StoreError) -> DeliveryLock? {
        try await inner.deliveryLock(for: sink)
    }

    func deliveryCounts() async throws(StoreError) -> [DeliveryCounts] {
        try await inner.deliveryCounts()
    }

    func notifications(
        _ query: NotificationQuery
    ) async throws(StoreError) -> [NotificationRecord] {
        try await inner.notifications(query)
    }

    func requeue(_ ids: [Int64], at now: Instant) async throws(StoreError) -> [Int64] {
        try await inner.requeue(ids, at: now)
    }

    func drop(_ ids: [Int64], at now: Instant) async throws(StoreError) -> [Int64] {
        try await inner.drop(ids, at: now)
    }

    func heldMessages(due now: Instant) async throws(StoreError) -> [HeldMessage] {
        try await inner.heldMessages(due: now)
    }

    func heldCount(after moment: Instant) async throws(StoreError) -> Int {
        try await inner.heldCount(after: moment)
    }

    func nextRelease() async throws(StoreError) -> Instant? { try await inner.nextRelease() }

    func release(_ messages: [HeldMessage], as rows: [OutboxRow]) async throws(StoreError) {
        try await inner.release(messages, as: rows)
    }

    func hold(_ messages: [HeldMessage], until moment: Instant) async throws(StoreError) {
        try await inner.hold(messages, until: moment)
    }

    func register(
        _ draft: DocumentDraft, _ decide: @Sendable (DocumentNumber) -> Registration
    ) async throws(StoreError) -> (row: DocumentRow, events: [SealedEvent]) {
        try await inner.register(draft, decide)
    }

    func withdraw(
        _ document: DocumentRow, by event: RegistrationEvent
    ) async throws(StoreError) -> [SealedEvent] {
        try await inner.withdraw(document, by: event)
    }

    func documents(_ query: DocumentQuery) async throws(StoreError) -> [DocumentRow] {
        try await inner.documents(query)
    }

    func snapshot() async throws(StoreError) -> any Store { try await inner.snapshot() }

    func replaceProjections(_ projections: [Projection]) async throws(StoreError) {
        try await inner.replaceProjections(projections)
    }

    func damage() async throws(StoreError) -> [String] { try await inner.damage() }

    func awaitWriters() async throws(StoreError) { try await inner.awaitWriters() }

    func close() async { await inner.close() }
}
