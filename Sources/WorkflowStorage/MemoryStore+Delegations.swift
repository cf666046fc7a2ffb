extension MemoryStore {
    public func delegationVersion() async throws(StoreError) -> Int { delegationEvents }

    public func delegations(_ query: DelegationQuery) async throws(StoreError) -> [DelegationRow] {
        delegations.values.filter(query.matches).sorted { $0.number < $1.number }
    }

    public func put(
        _ delegation: DelegationRow, over version: Int, by event: DelegationEvent
    ) async throws(StoreError) -> SealedEvent {
        try requireDelegations(version)
        let sealed = try append(event.draft, key: nil)
        delegations[delegation.number] = delegation
        return sealed[0]
    }

    public func replaceDelegations(_ rows: [DelegationRow]) async throws(StoreError) {
        delegations = Dictionary(uniqueKeysWithValues: rows.map { ($0.number, $0) })
    }

    func requireDelegations(_ version: Int) throws(StoreError) {
        let found = delegationEvents
        if found != version { throw .delegationsMoved(expected: version, found: found) }
    }
}
