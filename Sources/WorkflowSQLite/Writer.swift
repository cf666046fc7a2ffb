import WorkflowCalendar
import WorkflowStorage

/// Writes within an open transaction.
struct Writer {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// Throws `.duplicateKey` and `.conflict` before it writes anything.
    func apply(_ commit: Commit) throws(StoreError) -> [SealedEvent] {
        commit.assertConsistent()
        if let key = commit.key {
            let isUsed = try connection(.answer).bind(key).first { _ in true } ?? false
            if isUsed { throw StoreError(.duplicateKey, subject: commit.item, detail: key) }
        }
        let stored = try storedItem(commit.item)
        let version = stored?.row.version ?? 0
        guard version == commit.expectedVersion else {
            throw .conflict(commit.item, expected: commit.expectedVersion, found: version)
        }

        var chain = HashChain(after: try head())
        let first = chain.head.sequence + 1
        let sealed = chain.seal(commit.events)
        for event in sealed { try insert(event) }
        try put(commit.projection, over: stored)
        for (index, notification) in commit.notifications.enumerated() {
            try connection(.insertNotification).bind(notification.sink)
                .bind(OutboxRow.id(first: first, index: index)).bind(commit.item)
                .bind(notification.payload).run()
        }
        if let key = commit.key {
            try connection(.insertAnswer).bind(key).bind(commit.item).bind(first)
                .bind(chain.head.sequence).run()
        }
        if let definition = commit.definition { try keep(definition) }
        return sealed
    }

    func keep(_ definition: DefinitionRecord) throws(StoreError) {
        try connection(.insertDefinition).bind(definition.hash).bind(definition.name)
            .bind(definition.version).bind(definition.sources).run()
    }

    // MARK: Events

    private func head() throws(StoreError) -> HashChain.Head {
        try connection(.head).first { HashChain.Head(sequence: $0.integer(0), hash: $0.text(1)) }
            ?? .start
    }

    private func insert(_ sealed: SealedEvent) throws(StoreError) {
        let event = sealed.event
        try connection(.insertEvent).bind(sealed.sequence).bind(event.item).bind(event.version)
            .bind(event.type).bind(event.at.millisecondsSinceEpoch).bind(event.actor)
            .bind(event.data).bind(sealed.hash).run()
    }

    // MARK: Projections

    func storedItem(_ id: String) throws(StoreError) -> StoredItem? {
        try connection(.storedItem).bind(id).first { (columns) throws(StoreError) in
            try StoredItem(columns)
        }
    }

    /// Writes the item and the difference in what it is found by.
    func put(_ projection: Projection, over stored: StoredItem?) throws(StoreError) {
        let row = projection.row
        let statement = try connection(stored == nil ? .insertItem : .updateItem)
        row.bind(to: statement)
        try statement.bind(StoredText.timers(projection.timers))
            .bind(StoredText.tasks(projection.tasks)).bind(projection.snapshot).bind(row.id).run()
        if stored?.row.searchText != row.searchText {
            try connection(.putText).bind(row.id).bind(row.searchText).run()
        }
        try change(stored?.index, to: ItemIndex(projection), of: row.id)
    }

    private func change(
        _ old: ItemIndex?, to new: ItemIndex, of item: String
    ) throws(StoreError) {
        let facets = Difference(from: old?.facets ?? [], to: new.facets)
        for facet in facets.removed {
            try connection(.deleteFacet).bind(facet.text).bind(item).run()
        }
        for facet in facets.added {
            try connection(.insertFacet).bind(facet.text).bind(item).run()
        }
        if old?.place != new.place || old?.dueAt != new.dueAt {
            if let place = old?.place, place != new.place {
                try connection(.deletePlace).bind(place.text).bind(item).run()
            }
            try connection(.putPlace).bind(new.place.text).bind(item).bind(new.dueAt).run()
        }
        let desks = Difference(from: old?.desks ?? [], to: new.desks)
        for entry in desks.removed { try run(.deleteDesk, entry, item) }
        for entry in desks.added { try run(.insertDesk, entry, item) }
        if old?.wake != new.wake {
            if let wake = old?.wake { try connection(.deleteWake).bind(wake).bind(item).run() }
            if let wake = new.wake { try connection(.insertWake).bind(wake).bind(item).run() }
        }
    }

    private func run(_ sql: SQL, _ entry: DeskEntry, _ item: String) throws(StoreError) {
        try connection(sql).bind(entry.agency).bind(entry.holder).bind(entry.dueAt)
            .bind(entry.openedAt).bind(item).bind(entry.position).run()
    }
}
