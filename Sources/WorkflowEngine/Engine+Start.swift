import Diagnostics
import WorkflowCalendar
public import WorkflowCore
public import WorkflowModel
import WorkflowStorage

extension Engine {
    /// Starts an item of the current version of a workflow.
    ///
    /// - Parameters:
    ///   - id: nil makes one up, of the name of the workflow and the time.
    ///   - fields: values by name, as text is read by `FieldText` or already typed.
    ///   - key: an idempotency key: used a second time, the first answer is given again.
    @discardableResult
    public func start(
        _ workflow: String, id: String?, fields: [(name: String, value: FieldValue?)] = [],
        plan: String? = nil, limits: [String: FixedLimit] = [:], key: String? = nil,
        as actorID: String, for principal: String? = nil
    ) async throws(EngineError) -> Outcome {
        guard let workflow = library.workflows[workflow] else {
            throw .notFound(
                .workflow, workflow,
                suggestion: nearest(workflow, in: library.workflows.keys.sorted()))
        }
        let acting = try await acting(as: actorID, for: principal)
        if let key, let repeated = try await repeated(key, start: id, of: workflow) {
            return try await shown(repeated, id, to: actorID)
        }
        let circumstances = try circumstances(acting, for: workflow, at: clock.now)
        var command = StartCommand(
            id: id ?? Self.identifier(of: workflow, at: circumstances.now), plan: plan,
            fields: fields, limits: limits)
        let first = command.id
        for number in 2... {
            do throws(EngineError) {
                let started = try await start(command, of: workflow, circumstances, key: key)
                return try await shown(started.outcome, to: actorID)
            } catch {
                switch error {
                case .store(let fault) where fault.code == .duplicateKey:
                    // Somebody else with the same key was quicker by a moment.
                    guard let key, let repeated = try await repeated(key, start: id, of: workflow)
                    else { throw error }
                    return try await shown(repeated, id, to: actorID)
                // Two began in the same millisecond.
                case .alreadyExists(command.id) where id == nil: command.id = "\(first)-\(number)"
                default: throw error
                }
            }
        }
        preconditionFailure("an attempt returns, throws, or is followed by another")
    }

    private static func identifier(of workflow: Workflow, at now: Instant) -> String {
        "\(workflow.name)-\(String(now.millisecondsSinceEpoch, radix: 36))"
    }

    /// What was answered to the key before; nil when it is new.
    ///
    /// - Parameter id: of the item that is asked for; nil if any will do.
    private func repeated(
        _ key: String, start id: String?, of workflow: Workflow
    ) async throws(EngineError) -> Outcome? {
        if let id { return try await repeated(key, item: id) }
        let answer = try await stored { () async throws(StoreError) in
            try await store.answer(forKey: key)
        }
        guard let answer else { return nil }
        // Not decided here: a key that was used for something else than a start.
        guard try await isItem(answer.item),
            let repeated = try await repeated(key, item: answer.item),
            repeated.item.workflow.name == workflow.name, repeated.events.first?.event.version == 1
        else { throw .keyReused(IdempotencyKey(key).given) }
        return repeated
    }

    private func shown(
        _ repeated: Outcome, _ id: String?, to actorID: String
    ) async throws(EngineError) -> Outcome {
        guard try await sees(repeated.item, as: actorID) else {
            throw .alreadyExists(id ?? repeated.item.id)
        }
        return try await shown(repeated, to: actorID)
    }

    /// - Throws: `.alreadyExists` when the identifier is taken, if only a moment ago.
    func start(
        _ command: StartCommand, of workflow: Workflow, _ circumstances: Circumstances, key: String?
    ) async throws(EngineError) -> (outcome: Outcome, notifications: Int) {
        let events = try refusing { () throws(Refusal) in
            try decideStart(command, workflow: workflow, circumstances)
        }
        guard let first = events.first,
            var state = ItemState(id: command.id, workflow: workflow, first: first)
        else { preconditionFailure("a start decides on a started event") }
        for event in events.dropFirst() { state.apply(event) }
        if !workflow.children.isEmpty, events.contains(where: { !$0.openedChildren.isEmpty }) {
            let begun = state
            let (family, sealed) = try await together(command.id, at: circumstances.now) {
                family throws(EngineError) in
                try await family.begin(
                    begun, events, from: 0, circumstances, key: key,
                    definition: DefinitionRecord(workflow))
            }
            return (
                try outcome(of: command.id, family, sealed),
                family.commits.reduce(0) { $0 + $1.notifications.count }
            )
        }
        let commit = commit(
            state, events, from: 0, circumstances, key: key,
            definition: DefinitionRecord(workflow))
        do {
            let events = try await store.commit(commit)
            return (Outcome(item: state, events: events), commit.notifications.count)
        } catch {
            guard error.code == .conflict else { throw .store(error) }
            throw .alreadyExists(command.id)
        }
    }
}
