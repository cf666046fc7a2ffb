import WorkflowCore

extension Engine {
    /// Takes a task that others could do as well. The actions of a state whose work somebody has
    /// taken are theirs, and of those who may assign it.
    ///
    /// - Parameters:
    ///   - task: its name; nil: the only one the person can mean.
    ///   - member: whom of those a state asked; nil: the only one the person can mean.
    /// - Throws: `.refused` with who has it and who could take it away.
    @discardableResult
    public func claim(
        _ id: String, task: String? = nil, member: String? = nil, ifVersion: Int? = nil,
        key: String? = nil, as actorID: String,
        for principal: String? = nil
    ) async throws(EngineError) -> Outcome {
        try await perform(
            .handle(TaskCommand(.claim, task: task, member: member)), on: id,
            ifVersion: ifVersion, key: key, as: actorID, for: principal)
    }

    /// Gives a task to somebody who can do it, whoever has it now.
    ///
    /// - Parameter person: the identifier of who is to do it.
    @discardableResult
    public func assign(
        _ id: String, task: String? = nil, member: String? = nil, to person: String,
        note: String? = nil, ifVersion: Int? = nil, key: String? = nil, as actorID: String,
        for principal: String? = nil
    ) async throws(EngineError) -> Outcome {
        try await perform(
            .handle(TaskCommand(.assign(person), task: task, member: member, note: note)), on: id,
            ifVersion: ifVersion, key: key, as: actorID, for: principal)
    }

    /// Hands a task back to all whose desk it lies on.
    @discardableResult
    public func handBack(
        _ id: String, task: String? = nil, member: String? = nil, note: String? = nil,
        ifVersion: Int? = nil, key: String? = nil, as actorID: String,
        for principal: String? = nil
    ) async throws(EngineError) -> Outcome {
        try await perform(
            .handle(TaskCommand(.handBack, task: task, member: member, note: note)), on: id,
            ifVersion: ifVersion, key: key, as: actorID, for: principal)
    }
}
