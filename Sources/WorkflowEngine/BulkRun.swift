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
        let (circumstances, acting) = try await circumstances(for: step.item.workflow)
        try await engine.require(step.item, seenBy: person, acting, for: principal)
        let events = try engine.refusing { () throws(Refusal) in
            try WorkflowCore.decide(step.item, .act(step.command), circumstances)
        }
        let next = events.reduce(step.item, evolve)
        if Family.concerns(step.item, next, events) {
            // What it does to others is not to meet what has only been decided of them.
            await write()
            let outcome = try await engine.carryOut(
                .act(step.command), on: step.item, circumstances, key: nil, preparing: preparing)
            return results.append(.success(try await engine.shown(outcome, to: person)))
        }
        if !events.isEmpty {
            if let preparing {
                do { try preparing() } catch { throw .unprepared(error) }
            }
            waiting.append(
                (
                    results.count, next,
                    engine.commit(next, events, from: step.item.version, circumstances)
                ))
        }
        // Without its events, until it is written.
        results.append(.success(Outcome(item: next, events: [])))
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
        let written = await written(decided.map(\.commit))
        for ((place, item, commit), result) in zip(decided, written) {
            results[place] = await outcome(of: commit, item, result)
        }
    }

    private func written(_ commits: [Commit]) async -> [Result<[SealedEvent], StoreError>] {
        do throws(StoreError) {
            return try await engine.store.commit(batch: commits)
        } catch {
            // A busy store is so for all of them. Anything else may be the fault of one, for which
            // the others are not to pay.
            guard commits.count > 1, error.code != .busy else {
                return commits.map { _ in .failure(error) }
            }
        }
        var results: [Result<[SealedEvent], StoreError>] = []
        for commit in commits {
            do throws(StoreError) {
                results.append(.success(try await engine.store.commit(commit)))
            } catch {
                results.append(.failure(error))
            }
        }
        return results
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
            return .failure(await named(error, commit))
        }
    }

    /// Somebody being quicker is told as such.
    private func named(_ error: EngineError, _ commit: Commit) async -> EngineError {
        guard case .store(let fault) = error, fault.code == .conflict else { return error }
        do throws(StoreError) {
            guard let version = try await engine.store.version(of: commit.item),
                version != commit.expectedVersion
            else { return error }
            return .versionMismatch(
                item: commit.item, expected: commit.expectedVersion, actual: version)
        } catch {
            return .store(error)
        }
    }
}
