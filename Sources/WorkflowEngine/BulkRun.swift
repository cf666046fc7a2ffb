import WorkflowCalendar
import WorkflowCore
import WorkflowModel
import WorkflowStorage

/// One action on many items in the making.
struct BulkRun {
    /// Commits of a transaction, for which everybody else who writes has to wait.
    private static let most = 64

    let engine: Engine
    let person: String
    let principal: String?
    let preparing: (() throws -> Void)?
    private var results: [Result<Outcome, EngineError>] = []
    /// What has been decided and not written yet, with the place of its result.
    private var waiting: [(place: Int, item: ItemState, commit: Commit)] = []
    /// Asked for anew for each transaction.
    private var moment: Moment?

    init(
        engine: Engine, person: String, principal: String?, preparing: (() throws -> Void)?
    ) {
        self.engine = engine
        self.person = person
        self.principal = principal
        self.preparing = preparing
    }

    /// When, and by whom, the steps of a transaction are taken.
    private struct Moment {
        let acting: Acting
        let now: Instant
        /// By the hash of the definition.
        var circumstances: [String: Circumstances] = [:]
    }

    mutating func take(_ step: BulkStep) async {
        do throws(EngineError) {
            try await decide(step)
        } catch {
            results.append(.failure(error))
        }
        if waiting.count == Self.most { await write() }
    }

    mutating func end() async -> [Result<Outcome, EngineError>] {
        await write()
        return results
    }

    private mutating func decide(_ step: BulkStep) async throws(EngineError) {
        // It may come from whom some of its relatives are hidden from, who change it all the same.
        let item = step.item.revealed
        let (circumstances, acting) = try await circumstances(for: item.workflow)
        try await engine.require(item, seenBy: person, acting, for: principal)
        try engine.requireOrder(item)
        let events: [Event]
        do throws(Refusal) {
            events = try WorkflowCore.decide(item, .act(step.command), circumstances)
        } catch {
            // What it was refused for may hold no more.
            if let moved = try await moved(item.id, since: item.version) { throw moved }
            throw .refused(error)
        }
        var next = item
        next.apply(events)
        if Family.concerns(item, next, events) {
            // What it does to others is not to meet what has only been decided of them.
            await write()
            let outcome = try await advanceWithFamily(item, step.command, circumstances)
            return results.append(.success(try await engine.shown(outcome, to: person)))
        }
        if let preparing {
            do { try preparing() } catch { throw .unprepared(error) }
        }
        waiting.append(
            (
                results.count, next,
                engine.commit(next, events, from: item.version, circumstances)
            ))
        // Without its events, until it is written.
        results.append(.success(Outcome(item: next, events: [])))
    }

    private func advanceWithFamily(
        _ item: ItemState, _ command: ActCommand, _ circumstances: Circumstances
    ) async throws(EngineError) -> Outcome {
        do throws(EngineError) {
            return try await engine.carryOut(
                .act(command), on: item, circumstances, key: nil, preparing: preparing)
        } catch {
            throw await named(error, item.id, item.version)
        }
    }

    private mutating func circumstances(
        for workflow: Workflow
    ) async throws(EngineError) -> (Circumstances, Acting) {
        var moment = if let moment { moment } else { try await self.begin() }
        if let known = moment.circumstances[workflow.hash] { return (known, moment.acting) }
        let circumstances = try engine.circumstances(moment.acting, for: workflow, at: moment.now)
        moment.circumstances[workflow.hash] = circumstances
        self.moment = moment
        return (circumstances, moment.acting)
    }

    private func begin() async throws(EngineError) -> Moment {
        Moment(
            acting: try await engine.acting(as: person, for: principal), now: engine.clock.now)
    }

    // MARK: Writing

    /// Writes what waits.
    private mutating func write() async {
        let decided = waiting
        waiting = []
        moment = nil
        if decided.isEmpty { return }
        let written = await engine.store.commit(each: decided.map(\.commit))
        for ((place, item, commit), result) in zip(decided, written) {
            results[place] = await outcome(of: commit, item, result)
        }
    }

    private func outcome(
        of commit: Commit, _ item: ItemState, _ result: Result<[SealedEvent], StoreError>
    ) async -> Result<Outcome, EngineError> {
        do throws(EngineError) {
            let events = try await engine.stored { () throws(StoreError) in try result.get() }
            engine.states.remember(item)
            return .success(
                try await engine.shown(Outcome(item: item, events: events), to: person))
        } catch {
            engine.states.forget(item.id)
            return .failure(await named(error, commit.item, commit.expectedVersion))
        }
    }

    // MARK: Somebody being quicker

    /// The error, as what it is: the item having moved on since it was selected.
    private func named(_ error: EngineError, _ item: String, _ version: Int) async -> EngineError {
        guard case .store(let fault) = error, fault.code == .conflict else { return error }
        do throws(EngineError) {
            return try await moved(item, since: version) ?? error
        } catch {
            return error
        }
    }

    /// Nil when it is as it was.
    private func moved(
        _ item: String, since version: Int
    ) async throws(EngineError) -> EngineError? {
        let actual = try await engine.stored { () async throws(StoreError) in
            try await engine.store.version(of: item)
        }
        guard let actual, actual != version else { return nil }
        return .versionMismatch(item: item, expected: version, actual: actual)
    }
}
