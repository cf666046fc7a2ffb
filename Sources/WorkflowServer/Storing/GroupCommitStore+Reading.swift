package import WorkflowCalendar
package import WorkflowStorage

extension GroupCommitStore {
    package func item(_ id: String) async throws(StoreError) -> ItemRecord? {
        try await read { (store) async throws(StoreError) in try await store.item(id) }
    }

    package func version(of id: String) async throws(StoreError) -> Int? {
        try await read { (store) async throws(StoreError) in try await store.version(of: id) }
    }

    package func projection(_ id: String) async throws(StoreError) -> Projection? {
        try await read { (store) async throws(StoreError) in try await store.projection(id) }
    }

    package func items(_ query: ItemQuery) async throws(StoreError) -> [ItemRow] {
        try await read { (store) async throws(StoreError) in try await store.items(query) }
    }

    package func tasks(_ query: TaskQuery) async throws(StoreError) -> [TaskRow] {
        try await read { (store) async throws(StoreError) in try await store.tasks(query) }
    }

    package func events(item: String?, after: Int64, limit: Int) async throws(StoreError)
        -> [SealedEvent]
    {
        try await read { (store) async throws(StoreError) in
            try await store.events(item: item, after: after, limit: limit)
        }
    }

    package func head() async throws(StoreError) -> HashChain.Head {
        try await read { (store) async throws(StoreError) in try await store.head() }
    }

    package func nextWake(after moment: Instant) async throws(StoreError) -> Instant? {
        try await read { (store) async throws(StoreError) in try await store.nextWake(after: moment)
        }
    }

    package func itemsDue(before instant: Instant, limit: Int) async throws(StoreError) -> [ItemRow]
    {
        try await read { (store) async throws(StoreError) in
            try await store.itemsDue(before: instant, limit: limit)
        }
    }

    package func timedTransitions(before instant: Instant, limit: Int) async throws(StoreError)
        -> [TimerRow]
    {
        try await read { (store) async throws(StoreError) in
            try await store.timedTransitions(before: instant, limit: limit)
        }
    }

    package func answer(forKey key: String) async throws(StoreError) -> RememberedAnswer? {
        try await read { (store) async throws(StoreError) in try await store.answer(forKey: key) }
    }

    package func definition(
        _ hash: String, mentions word: String
    ) async throws(StoreError) -> Bool? {
        try await read { (store) async throws(StoreError) in
            try await store.definition(hash, mentions: word)
        }
    }

    package func definition(_ hash: String) async throws(StoreError) -> DefinitionRecord? {
        try await read { (store) async throws(StoreError) in try await store.definition(hash) }
    }

    package func delegationVersion() async throws(StoreError) -> Int {
        try await read { (store) async throws(StoreError) in try await store.delegationVersion() }
    }

    package func delegations(_ query: DelegationQuery) async throws(StoreError) -> [DelegationRow] {
        try await read { (store) async throws(StoreError) in try await store.delegations(query) }
    }

    package func documents(_ query: DocumentQuery) async throws(StoreError) -> [DocumentRow] {
        try await read { (store) async throws(StoreError) in try await store.documents(query) }
    }

    package func heldMessages(due now: Instant) async throws(StoreError) -> [HeldMessage] {
        try await read { (store) async throws(StoreError) in try await store.heldMessages(due: now)
        }
    }

    package func heldCount(after moment: Instant) async throws(StoreError) -> Int {
        try await read { (store) async throws(StoreError) in
            try await store.heldCount(after: moment)
        }
    }

    package func nextRelease() async throws(StoreError) -> Instant? {
        try await read { (store) async throws(StoreError) in try await store.nextRelease() }
    }

    package func readyNotifications(sink: String, after: Int64, limit: Int) async throws(StoreError)
        -> [OutboxRow]
    {
        try await read { (store) async throws(StoreError) in
            try await store.readyNotifications(sink: sink, after: after, limit: limit)
        }
    }

    package func dueRetries(sink: String, at now: Instant, limit: Int) async throws(StoreError)
        -> [Retry]
    {
        try await read { (store) async throws(StoreError) in
            try await store.dueRetries(sink: sink, at: now, limit: limit)
        }
    }

    package func nextAttempt(sink: String, at now: Instant) async throws(StoreError) -> Instant? {
        try await read { (store) async throws(StoreError) in
            try await store.nextAttempt(sink: sink, at: now)
        }
    }

    package func circuit(of sink: String) async throws(StoreError) -> Circuit {
        try await read { (store) async throws(StoreError) in try await store.circuit(of: sink) }
    }

    package func deliveryCounts() async throws(StoreError) -> [DeliveryCounts] {
        try await read { (store) async throws(StoreError) in try await store.deliveryCounts() }
    }

    package func notifications(_ query: NotificationQuery) async throws(StoreError)
        -> [NotificationRecord]
    {
        try await read { (store) async throws(StoreError) in try await store.notifications(query) }
    }

    package func damage() async throws(StoreError) -> [String] {
        try await read { (store) async throws(StoreError) in try await store.damage() }
    }
}
