import Diagnostics
import JSON
public import WorkflowCore
import WorkflowModel
public import WorkflowStorage

extension Engine {
    // MARK: Through the eyes of a person

    /// The same engine as a person sees it: whatever it is asked, an item that is hidden from them
    /// is one that does not exist.
    ///
    /// What it is asked to do it does as ever: a change tells the hidden parent and children of an
    /// item, and a tick fires the timers of all.
    ///
    /// - Parameter person: the identifier of a person; nil shows everything.
    public func seen(by person: String?) -> Engine {
        var engine = self
        engine.viewer = person
        return engine
    }

    /// Whether a person sees an item: its workflow says so of them (`visible`), or does not say who
    /// does, or they have or had a part in it, be it through somebody they stand in for.
    public func sees(
        _ state: ItemState, as person: String
    ) async throws(EngineError) -> Bool {
        var sight = Sight(person)
        return try await sight.sees(state, self)
    }

    public func sees(_ row: ItemRow, as person: String) async throws(EngineError) -> Bool {
        var sight = Sight(person)
        return try await sight.sees(row, self)
    }

    /// Those of these identifiers that are of items hidden from whom the engine is for.
    public func hidden(among ids: Set<String>) async throws(EngineError) -> Set<String> {
        guard let viewer else { return [] }
        var sight = Sight(viewer)
        var hidden: Set<String> = []
        for id in ids {
            if try await !sight.sees(item: id, self) { hidden.insert(id) }
        }
        return hidden
    }

    /// Those of these items that whom the engine is for sees, in the same order.
    public func shown(_ rows: [ItemRow]) async throws(EngineError) -> [ItemRow] {
        guard let viewer else { return rows }
        var sight = Sight(viewer)
        var shown: [ItemRow] = []
        for row in rows {
            if let row = try await sight.shown(row, self) { shown.append(row) }
        }
        return shown
    }

    /// The items of a query that a person sees, as many as it asks for if there are as many.
    public func items(
        _ query: ItemQuery, as person: String
    ) async throws(EngineError) -> [ItemRow] {
        try await seen(by: person).items(query)
    }

    /// What a person sees of an item.
    ///
    /// - Throws: `.notFound` when they see nothing.
    public func state(
        of id: String, as person: String
    ) async throws(EngineError) -> ItemState {
        try await seen(by: person).state(of: id)
    }

    /// What a person sees of the history of an item, in order.
    public func history(
        of id: String, as person: String
    ) async throws(EngineError) -> [SealedEvent] {
        try await seen(by: person).history(of: id)
    }

    /// Those of these events that are about items whom the engine is for sees, without what they
    /// say of others: for who follows all changes of a store. Items that are hidden from nobody cost
    /// one look-up.
    ///
    /// - Parameter withRegisters: whether events of no item, such as those of delegations, are kept.
    public func visible(
        _ events: [SealedEvent], withRegisters: Bool = false
    ) async throws(EngineError) -> [SealedEvent] {
        guard let viewer else { return events }
        var sight = Sight(viewer)
        var shown: [SealedEvent] = []
        var concealed: [String: Set<String>] = [:]
        var hidden: Set<String> = []
        for event in events {
            let item = event.event.item
            if concealed[item] == nil, !hidden.contains(item) {
                if let relatives = try await hiddenRelatives(ofItem: item, &sight) {
                    concealed[item] = relatives
                } else if withRegisters, try await !exists(item) {
                    concealed[item] = []
                } else {
                    hidden.insert(item)
                }
            }
            if let relatives = concealed[item], let event = event.concealing(relatives) {
                shown.append(event)
            }
        }
        return shown
    }

    // MARK: Parts

    /// An item, for whom the engine is for.
    func shown(_ state: ItemState) async throws(EngineError) -> ItemState {
        guard let viewer else { return state }
        var sight = Sight(viewer)
        guard try await sight.sees(state, self) else { throw try await hidden(state.id) }
        return state.concealing(try await sight.hiddenRelatives(of: state, self))
    }

    /// The item, for somebody who wants to do something with it.
    func read(
        _ id: String, seenBy actorID: String, _ acting: Acting, for principal: String?
    ) async throws(EngineError) -> ItemState {
        let record = try await stored { () async throws(StoreError) in try await store.item(id) }
        guard let record else { throw try await seen(by: actorID).hidden(id) }
        let state = try await state(from: record)
        try await require(state, seenBy: actorID, acting, for: principal)
        return state
    }

    /// Throws as if there were no such item unless who wants to change it sees it.
    func require(
        _ state: ItemState, seenBy actorID: String, _ acting: Acting? = nil,
        for principal: String? = nil
    ) async throws(EngineError) {
        if state.workflow.visibility == nil, state.openedBelow == nil { return }
        var sight = Sight(actorID, acting: principal == nil ? acting : nil)
        guard try await sight.sees(state, self) else {
            throw try await seen(by: actorID).hidden(state.id)
        }
    }

    /// What is said of an item that there is not.
    func hidden(_ id: String) async throws(EngineError) -> EngineError {
        .notFound(.item, id, suggestion: try await nearestItem(to: id))
    }

    /// Without what followed for relatives the actor does not see.
    func shown(_ outcome: Outcome, to actorID: String) async throws(EngineError) -> Outcome {
        guard outcome.item.hasFamily else { return outcome }
        let engine = seen(by: actorID)
        var sight = Sight(actorID)
        var outcome = outcome
        let relatives = try await sight.hiddenRelatives(of: outcome.item, engine)
        outcome.item = outcome.item.concealing(relatives)
        outcome.related = try await engine.visible(outcome.related)
        outcome.events = outcome.events.compactMap { $0.concealing(relatives) }
        return outcome
    }

    /// Whether items of a definition are seen by all, but for what they were opened below.
    func isOpenDefinition(_ hash: String) async throws(EngineError) -> Bool {
        try await definitions.isOpen(hash, store: store)
    }

    /// Everybody who had a part in an item.
    func participants(of state: ItemState) async throws(EngineError) -> Set<String> {
        if let known = participantCache.participants(of: state.id, at: state.version) {
            return known
        }
        var people: Set<String> = []
        for event in try await events(of: state) { people.formUnion(event.participants) }
        participantCache.remember(people, of: state.id, at: state.version)
        return people
    }

    private func exists(_ item: String) async throws(EngineError) -> Bool {
        try await stored { () async throws(StoreError) in try await store.version(of: item) } != nil
    }

    /// Nil for an item that is hidden, and for what is none.
    private func hiddenRelatives(
        ofItem id: String, _ sight: inout Sight
    ) async throws(EngineError) -> Set<String>? {
        let record = try await stored { () async throws(StoreError) in try await store.item(id) }
        guard let record, try await sight.sees(record.row, self) else { return nil }
        if record.row.parent == nil {
            let workflow = try await definitions.workflow(record.row.definition, store: store)
            if workflow.children.isEmpty { return [] }
        }
        return try await sight.hiddenRelatives(of: try await state(from: record), self)
    }
}

extension Store {
    /// Whether some of these items may be hidden from somebody: cheap to ask, as no definition has to
    /// be read. False tells that none is.
    package func mayHide(_ rows: [ItemRow]) async throws(StoreError) -> Bool {
        if rows.contains(where: { $0.parent != nil }) { return true }
        for definition in Set(rows.map(\.definition)) {
            if try await definitionMayHide(definition) { return true }
        }
        return false
    }

    /// Whether a definition may say who sees its items; it is not read for that. It has the key of
    /// that name, or a backslash, with which a key in quotes may be written (`"vis\u0069ble"`) and
    /// which the JSON it is kept in doubles; or there is no such definition.
    func definitionMayHide(_ hash: String) async throws(StoreError) -> Bool {
        for word in ["visible", #"\\"#] {
            if try await definition(hash, mentions: word) != false { return true }
        }
        return false
    }
}

extension SealedEvent {
    /// Without what it says of these items; nil when it says nothing else. Its hash remains that of
    /// the whole.
    func concealing(_ items: Set<String>) -> SealedEvent? {
        if items.isEmpty { return self }
        guard let json = try? JSON.parse(event.data) else { return nil }
        if let child = json["child"]["id"].string, items.contains(child) { return nil }
        var event = self
        event.event.data = json.concealing(items).canonical
        return event
    }
}

extension JSON {
    fileprivate func concealing(_ items: Set<String>) -> JSON {
        switch self {
        case .array(let elements):
            return .array(
                elements.filter { !$0.names(items) }.map { $0.concealing(items) })
        case .object(let object):
            var shown = JSONObject()
            for member in object.members where !member.value.names(items) {
                shown[member.name] = member.value.concealing(items)
            }
            return .object(shown)
        default:
            return self
        }
    }

    /// Whether it is, or is about, one of these items.
    private func names(_ items: Set<String>) -> Bool {
        if let string { return items.contains(string) }
        return ["id", "child", "item"].contains { key in
            object?[key]?.string.map(items.contains) ?? false
        }
    }
}
