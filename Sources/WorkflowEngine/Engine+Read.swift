public import WorkflowCore
public import WorkflowStorage

extension Engine {
    /// What a person may do to an item now, and why not.
    public func actions(
        on state: ItemState, as actorID: String
    ) throws(EngineError) -> [AvailableAction] {
        let circumstances = try circumstances(
            try actor(actorID), for: state.workflow, at: clock.now)
        return state.actions(circumstances)
    }

    /// The actions of an item that wait for further people to approve or confirm.
    public func pendingActions(on state: ItemState) throws(EngineError) -> [PendingAction] {
        state.pendingActions(try circumstances(nil, for: state.workflow, at: clock.now))
    }

    /// Why a person may not take an action on an item; empty when they may.
    public func why(
        _ id: String, _ action: String, as actorID: String
    ) async throws(EngineError) -> [Reason] {
        let actor = try actor(actorID)
        let state = try await state(of: id)
        let circumstances = try circumstances(actor, for: state.workflow, at: clock.now)
        return state.why(action, circumstances)
    }

    public func items(_ query: ItemQuery) async throws(EngineError) -> [ItemRow] {
        try await stored { () async throws(StoreError) in try await store.items(query) }
    }

    /// The open tasks of a person's roles in their agency, the most urgent first.
    public func inbox(
        as actorID: String, limit: Int = 100
    ) async throws(EngineError) -> [InboxEntry] {
        let actor = try actor(actorID)
        let query = TaskQuery(
            agency: actor.agency, roles: actor.roles, person: actor.id, limit: limit)
        let tasks = try await stored { () async throws(StoreError) in
            try await store.tasks(query)
        }
        var entries: [InboxEntry] = []
        for task in tasks {
            let record = try await stored { () async throws(StoreError) in
                try await store.item(task.item)
            }
            if let record { entries.append(InboxEntry(task: task, item: record.row)) }
        }
        return entries
    }

    /// The history of an item, in order.
    public func history(of id: String) async throws(EngineError) -> [SealedEvent] {
        let events = try await stored { () async throws(StoreError) in
            try await store.events(item: id, after: 0, limit: .max)
        }
        // Nothing in the history is nothing in the store: say which item was meant instead.
        if events.isEmpty { _ = try await read(id) }
        return events
    }
}
