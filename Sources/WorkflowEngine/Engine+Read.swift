public import WorkflowCore
import WorkflowModel
public import WorkflowStorage

extension Engine {
    /// What a person may do to an item now, and why not.
    public func actions(
        on state: ItemState, as actorID: String, for principal: String? = nil
    ) async throws(EngineError) -> [AvailableAction] {
        let circumstances = try circumstances(
            try await acting(as: actorID, for: principal), for: state.workflow, at: clock.now)
        return state.actions(circumstances)
    }

    /// The actions of an item that wait for further people to approve or confirm.
    public func pendingActions(
        on state: ItemState
    ) async throws(EngineError) -> [PendingAction] {
        guard state.hasPendingActions else { return [] }
        let acting = try await clockActing()
        return state.pendingActions(
            try circumstances(acting, for: state.workflow, at: clock.now))
    }

    /// Which tasks of an item a person may take, hand back or give to somebody now.
    public func taskChoices(
        on state: ItemState, as actorID: String, for principal: String? = nil
    ) async throws(EngineError) -> [TaskChoice] {
        state.taskChoices(
            try circumstances(
                try await acting(as: actorID, for: principal), for: state.workflow, at: clock.now))
    }

    /// Why a person may not take an action on an item; empty when they may.
    public func why(
        _ id: String, _ action: String, as actorID: String, for principal: String? = nil
    ) async throws(EngineError) -> [Reason] {
        let acting = try await acting(as: actorID, for: principal)
        let state = try await read(id, seenBy: actorID, acting, for: principal)
        let circumstances = try circumstances(acting, for: state.workflow, at: clock.now)
        return state.why(action, circumstances)
    }

    /// The items of a query that whom the engine is for sees: as many as it asks for, if there are as
    /// many.
    public func items(_ query: ItemQuery) async throws(EngineError) -> [ItemRow] {
        guard let viewer else {
            return try await stored { () async throws(StoreError) in try await store.items(query) }
        }
        var sight = Sight(viewer)
        var shown: [ItemRow] = []
        var page = query
        while true {
            let asked = page
            let rows = try await stored { () async throws(StoreError) in
                try await store.items(asked)
            }
            for row in rows {
                guard let row = try await sight.shown(row, self) else { continue }
                shown.append(row)
                if shown.count == query.limit { return shown }
            }
            guard rows.count == page.limit, let last = rows.last else { return shown }
            page.after = last.id
            page.limit = max(page.limit, 100)
        }
    }

    /// How many tasks of a desk an inbox shows at most, if nobody asks for another number.
    public static let inboxLimit = 100

    /// The open tasks on a person's desks: those of their own positions, then those of whom they
    /// stand in for; of each those they have, then those they could take, then those colleagues
    /// have, and of these the most urgent first.
    ///
    /// - Parameters:
    ///   - principal: only what waits for this person.
    ///   - scope: by default what they were given by name and what their roles can do.
    ///   - limit: how many at most on each desk. What they have comes before it is reached.
    public func inbox(
        as actorID: String, for principal: String? = nil, _ scope: InboxScope = .own,
        limit: Int = inboxLimit
    ) async throws(EngineError) -> [InboxEntry] {
        let acting = try await acting(as: actorID, for: principal)
        var sight = Sight(actorID)
        var entries: [InboxEntry] = []
        var seen: Set<TaskRow> = []
        // All capacities of one principal are one desk.
        var rest = acting.capacities[...]
        while let first = rest.first {
            let capacities = rest.prefix { $0.principal?.id == first.principal?.id }
            rest = rest.dropFirst(capacities.count)
            let own = try await tasks(of: Array(capacities), scope, areOwn: true, limit: limit)
            var found = try await shown(own.tasks, acting, scope, &seen, &sight)
            var asked = limit
            // Some of what lies there may be hidden from them, or out of reach.
            while scope != .mine, found.count < limit {
                let others = try await tasks(
                    of: Array(capacities), scope, areOwn: false, limit: asked)
                found += try await shown(others.tasks, acting, scope, &seen, &sight)
                if others.areAll { break }
                asked = asked > Int.max / 2 ? .max : asked * 2
            }
            let most = found.prefix(limit)
            for section in InboxSection.allCases {
                entries += most.filter { $0.section == section }
            }
        }
        return entries
    }

    /// What lies on the desks of somebody in all their capacities, the most urgent first.
    ///
    /// - Parameter areOwn: only what they have.
    /// - Returns: also whether there is no more than that.
    private func tasks(
        of capacities: [Actor], _ scope: InboxScope, areOwn: Bool, limit: Int
    ) async throws(EngineError) -> (tasks: [(row: TaskRow, actor: Actor)], areAll: Bool) {
        var tasks: [(row: TaskRow, actor: Actor)] = []
        var areAll = true
        for actor in capacities {
            for agency in [actor.agency] + actor.absorbed {
                let query = TaskQuery(
                    agency: agency, roles: actor.roles, person: actor.holder,
                    isWholeAgency: scope == .agency, holders: areOwn ? actor.people : nil,
                    limit: limit)
                let rows = try await stored { () async throws(StoreError) in
                    try await store.tasks(query)
                }
                if rows.count == limit { areAll = false }
                tasks += rows.map { ($0, actor) }
            }
        }
        if capacities.count > 1 || capacities.contains(where: { !$0.absorbed.isEmpty }) {
            tasks.sort { TaskRow.isMoreUrgent($0.row, $1.row) }
        }
        return (tasks, areAll)
    }

    /// Those of the tasks that were not seen yet, which are seen now.
    private func shown(
        _ tasks: [(row: TaskRow, actor: Actor)], _ acting: Acting, _ scope: InboxScope,
        _ seen: inout Set<TaskRow>, _ sight: inout Sight
    ) async throws(EngineError) -> [InboxEntry] {
        var found: [InboxEntry] = []
        for (task, actor) in tasks where !seen.contains(task) {
            let record = try await stored { () async throws(StoreError) in
                try await store.item(task.item)
            }
            guard let record, try await covers(actor, record),
                let row = try await sight.shown(record.row, self)
            else { continue }
            seen.insert(task)
            var task = task
            if let holder = task.claimedBy, !actor.people.contains(holder),
                try await hasLapsed(claimOf: holder, on: record, acting)
            {
                task.claimedBy = nil
            }
            let section = task.section(for: actor)
            if scope == .mine, section != .mine { continue }
            found.append(
                InboxEntry(task: task, item: row, section: section, principal: actor.principal))
        }
        return found
    }

    /// Whether somebody who took a task can do it no more.
    private func hasLapsed(
        claimOf person: String, on record: ItemRecord, _ acting: Acting
    ) async throws(EngineError) -> Bool {
        let state = try await state(from: record)
        return try !state.isHeld(
            by: person, circumstances(acting, for: state.workflow, at: clock.now))
    }

    /// Whether the powers somebody acts by reach to what can be done to an item now.
    private func covers(_ actor: Actor, _ record: ItemRecord) async throws(EngineError) -> Bool {
        if actor.hasAllPowers { return true }
        let state = try await state(from: record)
        return state.availableActions.contains {
            actor.covers(workflow: state.workflow.name, action: $0)
        }
    }

    func wholeHistory(
        of id: String, after: Int64 = 0, limit: Int = .max
    ) async throws(EngineError) -> [SealedEvent] {
        try await stored { () async throws(StoreError) in
            try await store.events(item: id, after: after, limit: limit)
        }
    }

    /// The history of an item, in order. For whom the engine is for, without what it says of items
    /// they do not see; the hash of an event is always that of the whole.
    ///
    /// - Parameters:
    ///   - after: the sequence of the last event that is known already.
    ///   - limit: how many at most.
    public func history(
        of id: String, after: Int64 = 0, limit: Int = .max
    ) async throws(EngineError) -> [SealedEvent] {
        var events = try await wholeHistory(of: id, after: after, limit: limit)
        // Registers have a history too, and are no items; what has no history from its beginning is
        // not in the store: say which item was meant instead.
        guard try await isItem(id) else {
            let hasHistory =
                if after > 0, events.isEmpty {
                    try await !wholeHistory(of: id, limit: 1).isEmpty
                } else { !events.isEmpty }
            if !hasHistory { _ = try await read(id) }
            return events
        }
        guard viewer != nil else { return events }
        _ = try await state(of: id)
        var shown: [SealedEvent] = []
        while let last = events.last {
            shown += try await visible(events)
            guard shown.count < limit, events.count == limit else { break }
            events = try await wholeHistory(of: id, after: last.sequence, limit: limit)
        }
        return [SealedEvent](shown.prefix(limit))
    }

    func isItem(_ id: String) async throws(EngineError) -> Bool {
        try await stored { () async throws(StoreError) in try await store.version(of: id) } != nil
    }
}

extension TaskRow {
    fileprivate func section(for actor: Actor) -> InboxSection {
        if let claimedBy { return actor.people.contains(claimedBy) ? .mine : .colleague }
        if people.contains(actor.holder) { return .mine }
        let isTheirs =
            roles.isEmpty && people.isEmpty || roles.contains(where: actor.roles.contains)
        return isTheirs ? .role : .agency
    }
}
