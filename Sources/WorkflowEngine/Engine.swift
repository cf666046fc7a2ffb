import Diagnostics
import WorkflowCalendar
public import WorkflowCore
public import WorkflowLoading
public import WorkflowModel
public import WorkflowStorage

/// The workflow engine as one embeds it: definitions, a store and a clock, and everything people
/// and programs do with items.
///
///     let library = try Library.load(from: "workflows", "rules")
///     let engine = Engine(library: library, store: try SQLiteStore(path: "wf.sqlite", create: true))
///     try await engine.start("budgeted-task", id: "PL.II.6", as: "khcn.linh")
///     try await engine.advance("PL.II.6", "submit", as: "khcn.linh")
///
/// Every method that takes `as:` wants the identifier of a person of the organisation.
public struct Engine: Sendable {
    /// Through whose eyes it is asked; nil for all. See `seen(by:)`.
    public internal(set) var viewer: String?
    private let parts: Parts

    /// What all copies have in common: an engine is handed on with every call, rules are large.
    private final class Parts: Sendable {
        let library: Library
        let store: any Store
        let clock: EngineClock
        let participantCache = ParticipantCache()
        let definitions: DefinitionCache
        let states = StateCache()
        let delegationCache = DelegationCache()

        init(
            _ library: Library, _ store: any Store, _ clock: EngineClock,
            _ definitions: DefinitionCache
        ) {
            self.library = library
            self.store = store
            self.clock = clock
            self.definitions = definitions
        }
    }

    /// - Parameters:
    ///   - pinned: how the definitions kept with the items are read back.
    ///   - current: where definitions are read that the library lacks, when an item opens children
    ///     of them.
    public init(
        library: Library, store: any Store, clock: EngineClock = .system,
        pinned: any PinnedDefinitions = ParsedDefinitions(),
        current: (any CurrentDefinitions)? = nil
    ) {
        parts = Parts(
            library, store, clock, DefinitionCache(library, pinned: pinned, current: current))
    }

    private init(_ parts: Parts, viewer: String?) {
        self.parts = parts
        self.viewer = viewer
    }

    /// The same engine over another store, of which it knows nothing yet.
    func over(_ store: any Store) -> Engine {
        Engine(Parts(library, store, clock, definitions), viewer: viewer)
    }

    public var library: Library { parts.library }
    public var rules: Rules { parts.library.rules }
    public var store: any Store { parts.store }
    public var clock: EngineClock { parts.clock }
    var participantCache: ParticipantCache { parts.participantCache }
    var definitions: DefinitionCache { parts.definitions }
    var states: StateCache { parts.states }
    var delegationCache: DelegationCache { parts.delegationCache }

    /// The person of that identifier, in their main position.
    ///
    /// - Throws: `.unknownActor` with the nearest identifier there is; `.absentActor` when they
    ///   are there no more, or not yet.
    public func actor(_ id: String) throws(EngineError) -> Actor {
        guard let known = rules.organisation.person(id) else {
            throw .unknownActor(
                id, suggestion: nearest(id, in: rules.organisation.people.map(\.id)))
        }
        guard let person = known.on(clock.now.date(in: .vietnam)) else {
            throw .absentActor(known)
        }
        return Actor(
            id: person.id, name: person.name, agency: person.agency, roles: person.roles,
            absorbed: rules.organisation.agencies(
                heldBy: person.agency, on: clock.now.date(in: .vietnam)))
    }

    func circumstances(
        _ acting: Acting, for workflow: Workflow, at now: Instant
    ) throws(EngineError) -> Circumstances {
        guard let editions = rules.calendars[workflow.calendar] else {
            throw .notFound(.calendar, workflow.calendar, suggestion: nil)
        }
        let capacities = acting.capacities
        return Circumstances(
            actor: capacities.first,
            others: capacities.count > 1 ? [Actor](capacities.dropFirst()) : [],
            standIns: acting.standIns, lapsed: acting.lapsed, now: now, rules: rules,
            calendar: editions.inForce(at: now))
    }

    /// The item as it stands, with the definition it is pinned to.
    public func state(of id: String) async throws(EngineError) -> ItemState {
        // What a server is asked about again and again need not be decoded each time.
        if let known = states.state(of: id), try await isCurrent(known) {
            return try await shown(known)
        }
        let state = try await read(id).state
        states.remember(state)
        return try await shown(state)
    }

    func read(_ id: String) async throws(EngineError) -> (state: ItemState, record: ItemRecord) {
        guard
            let record = try await stored({ () async throws(StoreError) in
                try await store.item(id)
            })
        else {
            throw try await hidden(id)
        }
        return (try await state(from: record), record)
    }

    func state(from record: ItemRecord) async throws(EngineError) -> ItemState {
        try await state(
            id: record.row.id, definition: record.row.definition, snapshot: record.snapshot)
    }

    func state(
        id: String, definition: String, snapshot: [UInt8]
    ) async throws(EngineError) -> ItemState {
        let workflow = try await definitions.workflow(definition, store: store)
        guard let state = ItemState(id: id, workflow: workflow, snapshot: snapshot) else {
            throw .unfitting(id)
        }
        return state
    }

    func nearestItem(to id: String) async throws(EngineError) -> String? {
        var near = try await items(ItemQuery(limit: 100)).map(\.id)
        // Where it would stand, up to its last part.
        let capitals = id.uppercased()
        for text in capitals == id ? [id] : [id, capitals] {
            let beginning = text.lastIndex { !$0.isLetter && !$0.isNumber }.map { text[...$0] }
            guard let beginning, !beginning.isEmpty else { continue }
            near += try await items(ItemQuery(after: String(beginning), limit: 100)).map(\.id)
        }
        return nearest(id, in: near)
    }

    /// Runs a call of the store, its errors made those of the engine.
    func stored<Value>(
        _ call: () async throws(StoreError) -> Value
    ) async throws(EngineError) -> Value {
        do {
            return try await call()
        } catch {
            throw .store(error)
        }
    }
}
