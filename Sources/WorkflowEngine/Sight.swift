import Diagnostics
import WorkflowCore
import WorkflowModel
import WorkflowStorage

/// The eyes of one person while one question is answered: which items they see.
///
/// Only items of a workflow that says who sees them, and those opened below such, are looked at.
struct Sight {
    let person: String
    /// All they may act as; nil until somebody has to know. Nobody the organisation knows sees
    /// nothing that is hidden from anybody.
    private var acting: Acting?
    /// By identifier, of items others were opened below.
    private var known: [String: Bool] = [:]

    init(_ person: String, acting: Acting? = nil) {
        self.person = person
        self.acting = acting
    }

    /// The row as they see it; nil when they do not.
    mutating func shown(_ row: ItemRow, _ engine: Engine) async throws(EngineError) -> ItemRow? {
        guard try await sees(row, engine) else { return nil }
        guard let parent = row.parent, try await !sees(item: parent, engine) else { return row }
        var row = row
        row.parent = nil
        return row
    }

    mutating func sees(_ row: ItemRow, _ engine: Engine) async throws(EngineError) -> Bool {
        if try await engine.isOpenDefinition(row.definition) {
            guard let parent = row.parent else { return true }
            if try await sees(item: parent, engine) { return true }
        }
        let record = try await engine.stored { () async throws(StoreError) in
            try await engine.store.item(row.id)
        }
        guard let record else { return false }
        return try await sees(try await engine.state(from: record), engine)
    }

    mutating func sees(_ state: ItemState, _ engine: Engine) async throws(EngineError) -> Bool {
        let hasRule = state.workflow.visibility != nil
        if !hasRule {
            guard let parent = state.openedBelow else { return true }
            if try await sees(item: parent, engine) { return true }
        }
        let acting = try await capacities(engine)
        if acting.capacities.isEmpty { return false }
        let circumstances = try engine.circumstances(
            acting, for: state.workflow, at: engine.clock.now)
        for actor in acting.capacities {
            if hasRule, state.isVisible(to: actor, circumstances) == true { return true }
            if state.involves(actor, circumstances) { return true }
        }
        let participants = try await engine.participants(of: state)
        return acting.capacities.contains { actor in
            participants.contains(actor.holder) && state.isReached(by: actor)
        }
    }

    /// By identifier. What there is not is hidden from nobody.
    mutating func sees(item id: String, _ engine: Engine) async throws(EngineError) -> Bool {
        if let isSeen = known[id] { return isSeen }
        let record = try await engine.stored { () async throws(StoreError) in
            try await engine.store.item(id)
        }
        let isSeen = if let record { try await sees(record.row, engine) } else { true }
        known[id] = isSeen
        return isSeen
    }

    /// The parent and the children, of an item that they see, that they do not see.
    mutating func hiddenRelatives(
        of state: ItemState, _ engine: Engine
    ) async throws(EngineError) -> Set<String> {
        var hidden: Set<String> = []
        if let parent = state.openedBelow, try await !sees(item: parent, engine) {
            hidden.insert(parent)
        }
        if state.children.isEmpty { return hidden }
        known[state.id] = true
        let children = try await engine.stored { () async throws(StoreError) in
            try await engine.store.items(ItemQuery(parent: state.id, limit: .max))
        }
        for child in children {
            if try await !sees(child, engine) { hidden.insert(child.id) }
        }
        return hidden
    }

    private mutating func capacities(_ engine: Engine) async throws(EngineError) -> Acting {
        if let acting { return acting }
        var found: Acting
        do {
            found = try await engine.acting(as: person)
        } catch {
            switch error {
            case .unknownActor, .absentActor: found = Acting(standIns: .none)
            default: throw error
            }
        }
        acting = found
        return found
    }
}
