import WorkflowCalendar
import WorkflowStorage

/// Writes within an open transaction.
struct Writer {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// Throws `.duplicateKey` and `.conflict` before it writes anything.
    func apply(_ commit: Commit) throws(StoreError) -> [SealedEvent] {
        commit.assertConsistent()
        if let key = commit.key { try requireUnused(key, item: commit.item) }
        try connection.recall()
        let stored = try stored(commit.item)
        let version = stored?.version ?? 0
        guard version == commit.expectedVersion else {
            throw .conflict(commit.item, expected: commit.expectedVersion, found: version)
        }
        if let version = commit.delegationVersion { try connection.requireDelegations(version) }

        var chain = HashChain(after: try head())
        let first = chain.head.sequence + 1
        let sealed = chain.seal(commit.events)
        var lastEvent = stored?.lastEvent
        for event in sealed {
            try insert(event, after: lastEvent)
            lastEvent = event.sequence
        }
        let prepared = commit.preparation as? PreparedItem ?? PreparedItem(commit.projection)
        try put(commit.projection.row, prepared, over: stored?.index, lastEvent: lastEvent ?? 0)
        connection.memory.remember(
            commit.item,
            StoredItem(
                version: commit.projection.row.version, lastEvent: lastEvent ?? 0,
                index: prepared.index),
            head: chain.head)
        for (index, notification) in commit.notifications.enumerated() {
            try insert(
                OutboxRow.id(first: first, index: index), for: notification.sink,
                of: commit.item, notification.payload)
        }
        for message in commit.heldMessages(first: first) { try insert(message) }
        if let key = commit.key {
            try remember(key, item: commit.item, first: first, last: chain.head.sequence)
        }
        if let definition = commit.definition { try keep(definition) }
        return sealed
    }

    func requireUnused(_ key: String, item: String) throws(StoreError) {
        let name = IdempotencyKey(key).name
        let isUsed = try connection(.answer).bind(name).first { _ in true } ?? false
        if isUsed { throw StoreError(.duplicateKey, subject: item, detail: key) }
    }

    func remember(
        _ key: String, item: String, first: Int64, last: Int64
    ) throws(StoreError) {
        try connection(.insertAnswer).bind(key).bind(item).bind(first).bind(last).run()
    }

    /// Adds an event of a register, which has no projection, to its history.
    func append(_ draft: DraftEvent, key: String?) throws(StoreError) -> [SealedEvent] {
        if let key {
            try requireUnused(key, item: draft.item)
        }
        try connection.recall()
        let last = try connection(.register).bind(draft.item).first {
            (version: Int($0.integer(0)), event: $0.integer(1))
        }
        var draft = draft
        draft.version = (last?.version ?? 0) + 1
        var chain = HashChain(after: try head())
        let sealed = chain.seal([draft])
        let sequence = chain.head.sequence
        for event in sealed { try insert(event, after: last?.event) }
        try connection(.putRegister).bind(draft.item).bind(draft.version).bind(sequence).run()
        connection.memory.remember(head: chain.head)
        if let key {
            try connection(.insertAnswer).bind(key).bind(draft.item).bind(sequence).bind(sequence)
                .run()
        }
        return sealed
    }

    func keep(_ definition: DefinitionRecord) throws(StoreError) {
        try connection(.insertDefinition).bind(definition.hash).bind(definition.name)
            .bind(definition.version).bind(definition.sources).run()
    }

    // MARK: Events

    private func head() throws(StoreError) -> HashChain.Head {
        if let head = connection.memory.head { return head }
        return try connection(.head).first {
            HashChain.Head(sequence: $0.integer(0), hash: $0.text(1))
        } ?? .start
    }

    private func insert(_ sealed: SealedEvent, after previous: Int64?) throws(StoreError) {
        let event = sealed.event
        try connection(.insertEvent).bind(sealed.sequence).bind(event.item).bind(event.version)
            .bind(event.type).bind(event.at.millisecondsSinceEpoch).bind(event.actor)
            .bind(event.data).bind(sealed.hash).bind(previous).run()
    }

    // MARK: Projections

    private func stored(_ id: String) throws(StoreError) -> StoredItem? {
        if let remembered = connection.memory.item(id) { return remembered }
        return try connection(.writtenIndex).bind(id).first { StoredItem($0, from: 0) }
    }

    /// Writes the item and the difference in what it is found by.
    ///
    /// - Parameter old: What the tables have for it now; nil if there is no such item.
    func put(
        _ row: ItemRow, _ prepared: PreparedItem, over old: ItemIndex?, lastEvent: Int64
    ) throws(StoreError) {
        let new = prepared.index
        try connection(old == nil ? .insertItem : .updateItem).run(prepared.arguments, lastEvent)
        if old?.textHash != new.textHash {
            try connection(.putText).bind(row.id).bind(row.searchText).run()
        }
        if old?.facetLines != new.facetLines {
            try changeFacets(RowChange(from: old?.facets ?? [], to: new.facets), of: row.id)
        }
        if old?.placeLines != new.placeLines {
            try changePlaces(RowChange(from: old?.places ?? [], to: new.places), of: row.id)
        }
        if old?.wakeAt != new.wakeAt {
            if let wake = old?.wakeAt { try connection(.deleteWake).bind(wake).bind(row.id).run() }
            if let wake = new.wakeAt { try connection(.insertWake).bind(wake).bind(row.id).run() }
        }
    }

    private func changeFacets(_ change: RowChange<String>, of item: String) throws(StoreError) {
        for facet in change.removed {
            try connection(.deleteFacet).bind(facet).bind(item).run()
        }
        for facet in change.added {
            try connection(.insertFacet).bind(facet).bind(item).run()
        }
    }

    private func changePlaces(
        _ change: RowChange<PlaceRow.Columns>, of item: String
    ) throws(StoreError) {
        for row in change.removed {
            // Where only a due date changed, the row is written over.
            if change.added.contains(where: { $0.place == row.place }) { continue }
            try connection(.deletePlace).bind(row.place).bind(item).run()
        }
        for row in change.added {
            try connection(.putPlace).bind(row.place).bind(item).bind(row.dueAt)
                .bind(row.taskDueAt).bind(row.taskOpenedAt).run()
        }
    }
}
