import Diagnostics
import WorkflowCalendar
import WorkflowCore
public import WorkflowModel
import WorkflowStorage

extension Engine {
    /// How often a change is decided anew because a parent or a child has moved on meanwhile.
    /// Whoever was faster has made a step each time.
    private static let attempts = 64

    /// Decides a change of an item with all that follows from it, and writes it as a whole. When
    /// another member of the family has moved on meanwhile it is decided anew, on how that one
    /// stands then; what others did is never lost.
    ///
    /// - Parameter item: the one whose moving on is a conflict for who asked; nil if none is.
    func together(
        _ item: String?, at now: Instant, addition: Family.Addition? = nil,
        _ decide: (inout Family) async throws(EngineError) -> Void
    ) async throws(EngineError) -> (family: Family, events: [SealedEvent]) {
        let nobody = try await clockActing()
        for attempt in 1... {
            var family = Family(engine: self, now: now, nobody: nobody, addition: addition)
            try await decide(&family)
            do throws(StoreError) {
                let events = try await store.commitAll(family.commits)
                for state in family.states.values { states.remember(state) }
                return (family, events)
            } catch {
                guard error.code == .conflict else { throw .store(error) }
                let isNew = family.commits.contains {
                    $0.item == error.subject && $0.expectedVersion == 0
                }
                if isNew { throw .alreadyExists(error.subject) }
                if error.subject == item || attempt == Self.attempts { throw .store(error) }
            }
        }
        preconditionFailure("the last attempt returns or throws")
    }

    /// The definition of today, for a child that is about to begin.
    func currentWorkflow(_ name: String) throws(EngineError) -> Workflow {
        if let known = library.workflows[name] { return known }
        return try definitions.current(name)
    }

    /// Starts one more child of an item, in a state whose rule allows it.
    ///
    /// - Parameters:
    ///   - id: by default as the rule calls its children.
    ///   - fields: in place of those the rule gives a child.
    @discardableResult
    public func start(
        _ workflow: String, below parent: String, id: String? = nil,
        fields: [(name: String, value: FieldValue?)] = [], key: String? = nil,
        as actorID: String, for principal: String? = nil
    ) async throws(EngineError) -> Outcome {
        let acting = try await acting(as: actorID, for: principal)
        let now = clock.now
        func repeated() async throws(EngineError) -> Outcome? {
            guard let key, let repeated = try await self.repeated(key, below: parent, id: id)
            else { return nil }
            try await require(repeated.item, seenBy: actorID, acting, for: principal)
            return try await shown(repeated, to: actorID)
        }
        if let repeated = try await repeated() { return repeated }
        _ = try await read(parent, seenBy: actorID, acting, for: principal)
        let addition = Family.Addition(acting: acting, fields: fields, key: key)
        var child = ""
        do throws(EngineError) {
            let (family, events) = try await together(nil, at: now, addition: addition) {
                family throws(EngineError) in
                var state = try await read(parent).state
                let version = state.version
                let circumstances = try circumstances(acting, for: state.workflow, at: now)
                let events = try refusing { () throws(Refusal) in
                    try decide(state, .add(workflow: workflow, id: id), circumstances)
                }
                state.apply(events)
                child = events.first?.openedChildren.first?.child.id ?? ""
                try await family.begin(state, events, from: version, circumstances)
            }
            return try await shown(try outcome(of: child, family, events), to: actorID)
        } catch {
            // Somebody else with the same key was quicker by a moment.
            guard case .store(let fault) = error, fault.code == .duplicateKey,
                let repeated = try await repeated()
            else { throw error }
            return repeated
        }
    }

    func outcome(
        of item: String, _ family: Family, _ events: [SealedEvent]
    ) throws(EngineError) -> Outcome {
        guard let state = family.states[item] else {
            preconditionFailure("a family has the item it was decided for")
        }
        return Outcome(
            item: state, events: events.filter { $0.event.item == item },
            related: events.filter { $0.event.item != item })
    }

    private func repeated(
        _ key: String, below parent: String, id: String?
    ) async throws(EngineError) -> Outcome? {
        guard
            let answer = try await stored({ () async throws(StoreError) in
                try await store.answer(forKey: key)
            })
        else { return nil }
        guard let repeated = try await repeated(key, item: answer.item),
            repeated.item.openedBelow == parent, id.map({ $0 == answer.item }) ?? true
        else { throw .keyReused(IdempotencyKey(key).given) }
        return repeated
    }
}
