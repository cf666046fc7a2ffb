import Synchronization
public import WorkflowCalendar

/// A store that lives as long as its process: for tests, simulations and scenarios, and to say by
/// the simplest code what a store does.
public actor MemoryStore: Store {
    private var history: [SealedEvent] = []
    private var projections: [String: Projection] = [:]
    private var answers: [String: RememberedAnswer] = [:]
    private var definitions: [String: DefinitionRecord] = [:]
    private var outbox = MemoryOutbox()
    private let deliveringFor = DeliveringSinks()
    /// By id.
    private var held: [Int64: HeldMessage] = [:]
    /// In the order they were registered.
    var documents: [DocumentRow] = []
    /// By number.
    var delegations: [Int: DelegationRow] = [:]

    public init() {}

    private init(
        history: [SealedEvent], projections: [String: Projection],
        answers: [String: RememberedAnswer], definitions: [String: DefinitionRecord],
        outbox: MemoryOutbox, held: [Int64: HeldMessage], documents: [DocumentRow],
        delegations: [Int: DelegationRow]
    ) {
        self.history = history
        self.projections = projections
        self.answers = answers
        self.definitions = definitions
        self.outbox = outbox
        self.held = held
        self.documents = documents
        self.delegations = delegations
    }

    public nonisolated var file: String? { nil }

    // MARK: Writing

    public func commit(_ commit: Commit) async throws(StoreError) -> [SealedEvent] {
        try apply(commit)
    }

    public func commit(
        batch: [Commit]
    ) async throws(StoreError) -> [Result<[SealedEvent], StoreError>] {
        var failed: Set<String> = []
        return batch.map { commit in
            do throws(StoreError) {
                if failed.contains(commit.item) { throw .unfounded(commit.item) }
                return .success(try apply(commit))
            } catch {
                failed.insert(commit.item)
                return .failure(error)
            }
        }
    }

    public func commit(together commits: [Commit]) async throws(StoreError) -> [SealedEvent] {
        // Looked through first, so that there is nothing to take back.
        let key = commits.key()
        if let key, answers[IdempotencyKey(key.key).name] != nil {
            throw StoreError(.duplicateKey, subject: key.item, detail: key.key)
        }
        var versions: [String: Int] = [:]
        for commit in commits {
            let version = versions[commit.item] ?? projections[commit.item]?.row.version ?? 0
            guard version == commit.expectedVersion else {
                throw .conflict(commit.item, expected: commit.expectedVersion, found: version)
            }
            versions[commit.item] = commit.projection.row.version
            if let version = commit.delegationVersion { try requireDelegations(version) }
        }
        var sealed: [SealedEvent] = []
        for commit in commits.keyless { sealed += try apply(commit) }
        if let key, let first = sealed.first, let last = sealed.last {
            answers[IdempotencyKey(key.key).name] = RememberedAnswer(
                item: key.item, first: first.sequence, last: last.sequence, key: key.key)
        }
        return sealed
    }

    /// Adds an event of a register, which has no projection, to its history.
    func append(_ draft: DraftEvent, key: String?) throws(StoreError) -> [SealedEvent] {
        if let key, answers[IdempotencyKey(key).name] != nil {
            throw StoreError(.duplicateKey, subject: draft.item, detail: key)
        }
        var draft = draft
        draft.version = 1 + history.count { $0.event.item == draft.item }
        var chain = HashChain(after: end)
        let sealed = chain.seal([draft])
        history += sealed
        if let key {
            let sequence = chain.head.sequence
            answers[IdempotencyKey(key).name] = RememberedAnswer(
                item: draft.item, first: sequence, last: sequence, key: key)
        }
        return sealed
    }

    var delegationEvents: Int { history.count { $0.event.item == DelegationRow.register } }

    func apply(_ commit: Commit) throws(StoreError) -> [SealedEvent] {
        commit.assertConsistent()
        if let key = commit.key, answers[IdempotencyKey(key).name] != nil {
            throw StoreError(.duplicateKey, subject: commit.item, detail: key)
        }
        let version = projections[commit.item]?.row.version ?? 0
        guard version == commit.expectedVersion else {
            throw .conflict(commit.item, expected: commit.expectedVersion, found: version)
        }
        if let version = commit.delegationVersion { try requireDelegations(version) }
        var chain = HashChain(after: end)
        let first = chain.head.sequence + 1
        let sealed = chain.seal(commit.events)
        history += sealed
        projections[commit.item] = commit.projection
        for (index, notification) in commit.notifications.enumerated() {
            outbox.append(
                OutboxRow(
                    id: OutboxRow.id(first: first, index: index), sink: notification.sink,
                    item: commit.item, payload: notification.payload))
        }
        for message in commit.heldMessages(first: first) { held[message.id] = message }
        if let key = commit.key {
            answers[IdempotencyKey(key).name] = RememberedAnswer(
                item: commit.item, first: first, last: chain.head.sequence, key: key)
        }
        if let definition = commit.definition { add(definition) }
        return sealed
    }

    private var end: HashChain.Head {
        history.last.map { HashChain.Head(sequence: $0.sequence, hash: $0.hash) } ?? .start
    }

    public func replaceProjections(_ replacements: [Projection]) async throws(StoreError) {
        for projection in replacements {
            let id = projection.row.id
            let version = history.last { $0.event.item == id }?.event.version ?? 0
            if version <= projection.row.version { projections[id] = projection }
        }
    }

    public func snapshot() async throws(StoreError) -> any Store {
        MemoryStore(
            history: history, projections: projections, answers: answers, definitions: definitions,
            outbox: outbox, held: held, documents: documents, delegations: delegations)
    }

    // MARK: Reading

    public func item(_ id: String) async throws(StoreError) -> ItemRecord? {
        projections[id].map { ItemRecord(row: $0.row, snapshot: $0.snapshot) }
    }

    public func version(of id: String) async throws(StoreError) -> Int? {
        projections[id]?.row.version
    }

    public func projection(_ id: String) async throws(StoreError) -> Projection? {
        projections[id]
    }

    public func items(_ query: ItemQuery) async throws(StoreError) -> [ItemRow] {
        let rows = projections.values.lazy.map(\.row).filter(query.matches)
            .sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
        return Array(rows.prefix(query.limit))
    }

    public func tasks(_ query: TaskQuery) async throws(StoreError) -> [TaskRow] {
        let tasks = byItem.flatMap(\.tasks).filter(query.matches).sorted(by: TaskRow.isMoreUrgent)
        return Array(tasks.prefix(query.limit))
    }

    public func dueItems(
        at now: Instant, after place: DueItem.Place?, limit: Int
    ) async throws(StoreError) -> [DueItem] {
        let due = byItem.compactMap { projection -> DueItem? in
            guard let first = projection.timers.map(\.dueAt).min(), first <= now else { return nil }
            return DueItem(
                id: projection.row.id, definition: projection.row.definition, wakeAt: first,
                snapshot: projection.snapshot)
        }
        let rest = due.sorted { $0.place < $1.place }.drop { due in
            place.map { due.place <= $0 } ?? false
        }
        return Array(rest.prefix(limit))
    }

    public func nextWake(after moment: Instant) async throws(StoreError) -> Instant? {
        projections.values.compactMap { $0.timers.map(\.dueAt).min() }.filter { $0 > moment }.min()
    }

    public func itemsDue(
        before instant: Instant, limit: Int
    ) async throws(StoreError) -> [ItemRow] {
        let query = ItemQuery(isFinished: false, dueBefore: instant)
        let rows = projections.values.lazy.map(\.row).filter(query.matches)
            .sorted(by: ItemRow.isDueBefore)
        return Array(rows.prefix(limit))
    }

    public func timedTransitions(
        before instant: Instant, limit: Int
    ) async throws(StoreError) -> [TimerRow] {
        let timers = projections.values.lazy.flatMap(\.timers)
            .filter { $0.isTransition && $0.dueAt < instant }
        return Array(timers.sorted(by: TimerRow.goesBefore).prefix(limit))
    }

    public func events(
        item: String?, after: Int64, limit: Int
    ) async throws(StoreError) -> [SealedEvent] {
        // Sequences count from 1 without a gap, so they are places as well.
        let rest = history.dropFirst(Int(max(after, 0)))
        guard let item else { return Array(rest.prefix(limit)) }
        return Array(rest.lazy.filter { $0.event.item == item }.prefix(limit))
    }

    public func head() async throws(StoreError) -> HashChain.Head { end }

    public func answer(forKey key: String) async throws(StoreError) -> RememberedAnswer? {
        answers[IdempotencyKey(key).name]
    }

    /// Nothing may depend on the order of a dictionary.
    private var byItem: [Projection] {
        projections.values.sorted { $0.row.id.utf8.lexicographicallyPrecedes($1.row.id.utf8) }
    }

    // MARK: Definitions

    public func definition(_ hash: String) async throws(StoreError) -> DefinitionRecord? {
        definitions[hash]
    }

    public func keep(_ definition: DefinitionRecord) async throws(StoreError) {
        add(definition)
    }

    private func add(_ definition: DefinitionRecord) {
        if definitions[definition.hash] == nil { definitions[definition.hash] = definition }
    }

    // MARK: Outbox

    public func readyNotifications(
        sink: String, after: Int64, limit: Int
    ) async throws(StoreError) -> [OutboxRow] {
        outbox.ready(sink: sink, after: after, limit: limit)
    }

    public func dueRetries(
        sink: String, at now: Instant, limit: Int
    ) async throws(StoreError) -> [Retry] {
        outbox.dueRetries(sink: sink, at: now, limit: limit)
    }

    public func nextAttempt(sink: String, at now: Instant) async throws(StoreError) -> Instant? {
        outbox.nextAttempt(sink: sink, at: now)
    }

    public func circuit(of sink: String) async throws(StoreError) -> Circuit {
        outbox.circuit(of: sink)
    }

    public func record(
        _ results: [DeliveryResult], circuit: Circuit?, sink: String
    ) async throws(StoreError) {
        outbox.record(results, circuit: circuit, sink: sink)
    }

    public func deliveryLock(for sink: String) async throws(StoreError) -> DeliveryLock? {
        deliveringFor.lock(sink)
    }

    public func deliveryCounts() async throws(StoreError) -> [DeliveryCounts] {
        outbox.counts(
            held: held.values.reduce(into: [:]) { $0[$1.sink, default: 0] += 1 })
    }

    public func notifications(
        _ query: NotificationQuery
    ) async throws(StoreError) -> [NotificationRecord] {
        outbox.notifications(query)
    }

    public func requeue(_ ids: [Int64], at now: Instant) async throws(StoreError) -> [Int64] {
        outbox.requeue(ids, at: now)
    }

    public func drop(_ ids: [Int64], at now: Instant) async throws(StoreError) -> [Int64] {
        outbox.drop(ids, at: now)
    }

    // MARK: Held messages

    public func heldMessages(due now: Instant) async throws(StoreError) -> [HeldMessage] {
        held.values.filter { $0.notBefore <= now }.sorted(by: HeldMessage.goesBefore)
    }

    public func heldCount(after moment: Instant) async throws(StoreError) -> Int {
        held.values.count { $0.notBefore > moment }
    }

    public func nextRelease() async throws(StoreError) -> Instant? {
        held.values.lazy.map(\.notBefore).min()
    }

    public func release(
        _ messages: [HeldMessage], as rows: [OutboxRow]
    ) async throws(StoreError) {
        try requireHeld(messages)
        for message in messages { held[message.id] = nil }
        for row in rows { outbox.append(row) }
    }

    public func hold(_ messages: [HeldMessage], until moment: Instant) async throws(StoreError) {
        try requireHeld(messages)
        for message in messages { held[message.id]?.notBefore = moment }
    }

    private func requireHeld(_ messages: [HeldMessage]) throws(StoreError) {
        for message in messages where held[message.id]?.notBefore != message.notBefore {
            throw .notHeld(message)
        }
    }

    public func damage() async throws(StoreError) -> [String] { [] }

    /// Whoever writes has finished before anybody else is let in.
    public func awaitWriters() async throws(StoreError) {}

    public func close() async {}
}

/// The sinks somebody delivers for.
private final class DeliveringSinks: Sendable {
    private let names = Mutex<Set<String>>([])

    func lock(_ name: String) -> DeliveryLock? {
        let isFree = names.withLock { $0.insert(name).inserted }
        guard isFree else { return nil }
        return DeliveryLock { [self] in names.withLock { _ = $0.remove(name) } }
    }
}
