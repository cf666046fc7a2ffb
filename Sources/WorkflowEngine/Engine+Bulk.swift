public import CEL
public import WorkflowCore
import WorkflowModel
public import WorkflowStorage

/// The items of which a person wants to do the same to each.
public struct BulkSelection: Sendable {
    /// Those that fit, in the order of their identifiers, as they stood when they were read.
    public var items: [ItemState] = []
    /// Items left out because the condition makes no sense for their workflow, by its name.
    public var unsuited: [String: CompilationError] = [:]

    public init() {}
}

/// One action on one of many items, as it stood when it was selected.
public struct BulkStep: Sendable {
    public var item: ItemState
    public var command: ActCommand

    public init(_ item: ItemState, _ command: ActCommand) {
        self.item = item
        self.command = command
    }
}

extension Engine {
    /// Takes an action on each of many items by itself: what one cannot be done with is told in its
    /// place, and holds up no other.
    ///
    /// Many go into one transaction of the store, which costs one wait for the disk. An item that
    /// somebody advanced since it was selected is a `.versionMismatch`.
    ///
    /// - Parameters:
    ///   - steps: of different items.
    ///   - preparing: as of `advance`, before the commit of each.
    /// - Returns: what became of each, in the same order.
    public func advance(
        each steps: [BulkStep], as actorID: String, for principal: String? = nil,
        preparing: (() throws -> Void)? = nil
    ) async -> [Result<Outcome, EngineError>] {
        var run = BulkRun(engine: self, person: actorID, principal: principal, preparing: preparing)
        for step in steps { await run.take(step) }
        return await run.end()
    }

    /// Reads the open items that fit a query and a condition.
    ///
    /// Children that are hidden from whom it is for are none to the condition.
    ///
    /// - Parameters:
    ///   - query: its `limit` is how many are read at a time; all are read.
    ///   - condition: CEL about one item, checked against the fields of each workflow.
    public func select(
        _ query: ItemQuery, where condition: String?, as actorID: String
    ) async throws(EngineError) -> BulkSelection {
        let acting = try await acting(as: actorID)
        let seen = seen(by: actorID)
        var selection = BulkSelection()
        // By definition: items of one workflow may be pinned to versions with other fields.
        var conditions: [String: Expression] = [:]
        var query = query
        while true {
            let rows = try await items(query, as: actorID)
            for row in rows {
                // What reads everything lets others in between.
                await Task.yield()
                let state = try await seen.shown(try await read(row.id).state)
                if let condition {
                    let definition = state.workflow.hash
                    if conditions[definition] == nil {
                        if selection.unsuited[row.workflow] != nil { continue }
                        do {
                            conditions[definition] = try state.workflow.condition(condition)
                        } catch {
                            selection.unsuited[row.workflow] = error
                        }
                    }
                    let circumstances = try circumstances(
                        acting, for: state.workflow, at: clock.now)
                    guard let compiled = conditions[definition] else { continue }
                    do throws(EvaluationError) {
                        if try !state.fits(compiled, circumstances) { continue }
                    } catch {
                        throw .costlyCondition(row.id)
                    }
                }
                selection.items.append(state)
            }
            guard rows.count == query.limit, let last = rows.last else { return selection }
            query.after = last.id
        }
    }

    /// What an action would make of an item; nothing is stored.
    ///
    /// - Throws: as `advance` would.
    public func preview(
        _ command: ActCommand, on state: ItemState, as actorID: String,
        for principal: String? = nil
    ) async throws(EngineError) -> ItemState {
        try await require(state, seenBy: actorID)
        let circumstances = try circumstances(
            try await acting(as: actorID, for: principal), for: state.workflow, at: clock.now)
        let events = try refusing { () throws(Refusal) in
            try decide(state, .act(command), circumstances)
        }
        var next = state
        next.apply(events)
        return next
    }
}
