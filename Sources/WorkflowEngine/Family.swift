import Diagnostics
import WorkflowCalendar
import WorkflowCore
import WorkflowModel
import WorkflowStorage

/// A change of one item with all that follows from it for its parent and its children, to be
/// written as a whole or not at all.
struct Family {
    /// One more child that a person adds.
    struct Addition {
        var acting: Acting
        var fields: [(name: String, value: FieldValue?)]
        var key: String?
    }

    /// More decisions than this in one go are definitions that go round in circles.
    private static let limit = 2_000

    let engine: Engine
    let now: Instant
    /// What follows is done by nobody.
    private let nobody: Acting
    /// In the order things happened. An item may have several.
    private(set) var commits: [Commit] = []
    /// The items as they are afterwards.
    private(set) var states: [String: ItemState] = [:]
    private var addition: Addition?

    init(engine: Engine, now: Instant, nobody: Acting, addition: Addition? = nil) {
        self.engine = engine
        self.now = now
        self.nobody = nobody
        self.addition = addition
    }

    /// Whether what happened to an item may concern others. Asked of an item that has none as well,
    /// so it must cost nothing there.
    static func concerns(_ before: ItemState, _ after: ItemState, _ events: [Event]) -> Bool {
        guard after.hasFamily else { return false }
        if after.parent != nil,
            before.configuration != after.configuration || before.fields != after.fields
        {
            return true
        }
        return events.contains { !$0.openedChildren.isEmpty || !after.cascade(of: $0).isEmpty }
    }

    /// Takes what was decided about an item, and decides what follows.
    ///
    /// - Parameters:
    ///   - state: the item afterwards.
    ///   - version: of the item before.
    mutating func begin(
        _ state: ItemState, _ events: [Event], from version: Int, _ circumstances: Circumstances,
        key: String? = nil, definition: DefinitionRecord? = nil
    ) async throws(EngineError) {
        try record(state, events, from: version, circumstances, key: key, definition: definition)
        try await follow(state.id, events)
        // Upwards, for as long as there is something to see.
        var id = state.id
        while let parent = states[id]?.parent {
            let count = commits.count
            try await tell(parent, of: [id], left: [])
            if commits.count == count { return }
            id = parent
        }
    }

    private mutating func record(
        _ state: ItemState, _ events: [Event], from version: Int, _ circumstances: Circumstances,
        key: String? = nil, definition: DefinitionRecord? = nil
    ) throws(EngineError) {
        guard commits.count < Self.limit else {
            throw .refused(.goesRound(state))
        }
        states[state.id] = state
        commits.append(
            engine.commit(
                state, events, from: version, circumstances, key: key, definition: definition))
    }

    private func member(_ id: String) async throws(EngineError) -> ItemState {
        if let state = states[id] { return state }
        // From the store: what is remembered may be behind it, and would be a conflict each time.
        return try await engine.read(id).state
    }

    // MARK: Downwards

    private mutating func follow(_ id: String, _ events: [Event]) async throws(EngineError) {
        guard let item = states[id], !item.workflow.children.isEmpty else { return }
        var changed: [String] = []
        var left: [ChildLeft] = []
        for event in events {
            for opening in event.openedChildren {
                try await open(opening, below: item)
                changed.append(opening.child.id)
            }
            for (child, action) in item.cascade(of: event) {
                if let refusal = try await take(action, on: child.id, after: event, of: item) {
                    left.append(
                        ChildLeft(child: child.id, action: action, reason: refusal.message))
                } else {
                    changed.append(child.id)
                }
            }
        }
        guard !changed.isEmpty || !left.isEmpty else { return }
        try await tell(id, of: changed, left: left)
    }

    private mutating func open(
        _ opening: ChildOpening, below parent: ItemState
    ) async throws(EngineError) {
        let workflow = try engine.currentWorkflow(opening.child.workflow)
        let added = addition
        addition = nil
        let circumstances = try engine.circumstances(
            added?.acting ?? nobody, for: workflow, at: now)
        let events: [Event]
        do throws(Refusal) {
            let command = try StartCommand(
                opening, of: parent, workflow: workflow, adding: added?.fields ?? [])
            events = try decideStart(command, workflow: workflow, circumstances)
        } catch {
            throw .refused(added == nil ? .cannotBegin(opening.child.id, error) : error)
        }
        guard let first = events.first,
            var state = ItemState(id: opening.child.id, workflow: workflow, first: first)
        else { preconditionFailure("a start decides on a started event") }
        for event in events.dropFirst() { state.apply(event) }
        try record(
            state, events, from: 0, circumstances, key: added?.key,
            definition: DefinitionRecord(workflow))
        try await follow(state.id, events)
    }

    /// - Returns: why the action cannot be taken; nil once it is.
    private mutating func take(
        _ action: String, on child: String, after event: Event, of parent: ItemState
    ) async throws(EngineError) -> Refusal? {
        var state = try await member(child)
        let version = state.version
        let circumstances = try engine.circumstances(nobody, for: state.workflow, at: now)
        let command = FamilyCommand.cascade(
            action: action, note: event.note,
            cause: EventCause(item: parent.id, version: event.version))
        let events: [Event]
        do throws(Refusal) {
            events = try decide(state, command, circumstances)
        } catch {
            return error
        }
        state.apply(events)
        try record(state, events, from: version, circumstances)
        try await follow(child, events)
        return nil
    }

    // MARK: Upwards

    /// Tells an item what has become of children, and follows what it does then.
    private mutating func tell(
        _ id: String, of changed: [String], left: [ChildLeft]
    ) async throws(EngineError) {
        var item = try await member(id)
        let children = changed.compactMap { child in
            item.children.first { $0.id == child }
                .flatMap { states[child]?.asChild($0, of: item.workflow) }
        }
        let circumstances = try engine.circumstances(nobody, for: item.workflow, at: now)
        let version = item.version
        let events: [Event]
        do throws(Refusal) {
            events = try decide(item, .follow(children: children, left: left), circumstances)
        } catch {
            throw .refused(error)
        }
        if events.isEmpty { return }
        item.apply(events)
        try record(item, events, from: version, circumstances)
        try await follow(id, events)
    }
}

extension Event {
    fileprivate var note: String? {
        if case .advanced(let advanced) = body { advanced.note } else { nil }
    }
}

extension Refusal {
    fileprivate static func cannotBegin(_ child: String, _ refusal: Refusal) -> Refusal {
        Refusal(
            code: refusal.code,
            message: LocalizedText(
                vi: "Không mở được hồ sơ con \(child): \(refusal.message.vi)",
                en: "The child \(child) cannot be opened: \(refusal.message.en)"),
            reasons: refusal.reasons)
    }

    fileprivate static func goesRound(_ item: ItemState) -> Refusal {
        Refusal(
            code: .definitionFault,
            message: LocalizedText(
                vi: "Hồ sơ \(item.id) cùng các hồ sơ cha, con của nó chạy vòng.",
                en: "Item \(item.id) and its parent and children go round in circles."))
    }
}
