import JSON
public import WorkflowCore
public import WorkflowModel
import WorkflowStorage

extension Engine {
    /// Changes fields of an item outside an action, as far as its workflow lets the person.
    ///
    /// - Parameters:
    ///   - fields: values by name; nil takes the value away.
    ///   - ifVersion: refuse unless the item is at this version.
    ///   - key: an idempotency key: used a second time, the first answer is given again.
    /// - Returns: Without events when the fields had these values already.
    @discardableResult
    public func set(
        _ id: String, fields: [(name: String, value: FieldValue?)], note: String? = nil,
        ifVersion: Int? = nil, key: String? = nil, as actorID: String,
        for principal: String? = nil
    ) async throws(EngineError) -> Outcome {
        try await perform(
            .set(SetCommand(fields: fields, note: note)), on: id, ifVersion: ifVersion, key: key,
            as: actorID, for: principal)
    }

    /// Takes a person's own last action on an item back, if its workflow allows it and nobody has
    /// acted since. What happened stays in the history.
    ///
    /// - Throws: `.refused` with the code `undoRefused` and the reason.
    @discardableResult
    public func undo(
        _ id: String, note: String? = nil, ifVersion: Int? = nil, key: String? = nil,
        as actorID: String, for principal: String? = nil
    ) async throws(EngineError) -> Outcome {
        let acting = try await acting(as: actorID, for: principal)
        if let key, let repeated = try await repeated(key, item: id, as: actorID) {
            return repeated
        }
        let state = try await read(id, seenBy: actorID, acting, for: principal)
        try require(ifVersion, of: state)
        let circumstances = try circumstances(acting, for: state.workflow, at: clock.now)
        let command = UndoCommand(history: try await events(of: state), note: note)
        return try await shown(
            try await carryOut(.undo(command), on: state, circumstances, key: key), to: actorID)
    }

    /// The fields a person may change now outside an action.
    public func editableFields(
        of state: ItemState, as actorID: String, for principal: String? = nil
    ) async throws(EngineError) -> [FieldDefinition] {
        let acting = try await acting(as: actorID, for: principal)
        let circumstances = try circumstances(acting, for: state.workflow, at: clock.now)
        return state.editableFields(circumstances).map { state.workflow.fields[$0] }
    }

    private func require(_ version: Int?, of state: ItemState) throws(EngineError) {
        guard let version, version != state.version else { return }
        throw .versionMismatch(item: state.id, expected: version, actual: state.version)
    }

    /// The events that led to a state, as they were decided. Those of somebody who was quicker are
    /// left out: the commit finds out about them.
    func events(of state: ItemState) async throws(EngineError) -> [Event] {
        var events: [Event] = []
        for sealed in try await wholeHistory(of: state.id)
        where sealed.event.version <= state.version {
            let draft = sealed.event
            guard let data = try? JSONView.parse(draft.data),
                let event = Event(
                    version: draft.version, type: draft.type, at: draft.at, actor: draft.actor,
                    data: data, workflow: state.workflow)
            else {
                throw .store(
                    StoreError(
                        .corrupt, subject: state.id,
                        detail: "event \(sealed.sequence) cannot be read; wf verify tells more"))
            }
            events.append(event)
        }
        return events
    }
}
