import Diagnostics
import WorkflowCalendar
public import WorkflowCore
public import WorkflowModel
import WorkflowStorage

extension Engine {
    /// Takes an action on an item.
    ///
    /// - Parameters:
    ///   - outcome: what a task came to, of those it has.
    ///   - member: whom of those a state asked the task is done for, where it is not the actor's.
    ///   - ifVersion: refuse unless the item is at this version.
    ///   - key: an idempotency key: used a second time, the first answer is given again.
    ///   - breakGlass: ask for it, or confirm it, although the rules stand against it.
    ///   - principal: whom they act for; nil lets the engine find the capacity in which they may,
    ///     their own first.
    ///   - preparing: called once the action was found to be possible and before it is committed,
    ///     to keep the content of the documents. What it throws comes as `.unprepared`.
    @discardableResult
    public func advance(
        _ id: String, _ action: String, fields: [(name: String, value: FieldValue?)] = [],
        note: String? = nil, documents: [DocumentRecord] = [], outcome: String? = nil,
        member: String? = nil, ifVersion: Int? = nil, key: String? = nil,
        breakGlass: Bool = false, as actorID: String, for principal: String? = nil,
        preparing: (() throws -> Void)? = nil
    ) async throws(EngineError) -> Outcome {
        let act = ActCommand(
            action: action, fields: fields, note: note, documents: documents,
            breaksGlass: breakGlass, outcome: outcome, member: member)
        return try await perform(
            .act(act), on: id, ifVersion: ifVersion, key: key, as: actorID, for: principal,
            preparing: preparing)
    }

    /// Carries out what a person asks of an item.
    func perform(
        _ command: Command, on id: String, ifVersion: Int?, key: String?, as actorID: String,
        for principal: String? = nil, preparing: (() throws -> Void)? = nil
    ) async throws(EngineError) -> Outcome {
        if let key {
            _ = try actor(actorID)
            if let repeated = try await repeated(key, item: id, as: actorID) { return repeated }
        }
        let now = clock.now
        func advance(
            _ state: ItemState, _ acting: Acting, isPresumed: Bool = false
        ) async throws(EngineError) -> Outcome {
            try await require(state, seenBy: actorID, acting, for: principal)
            if let ifVersion, ifVersion != state.version {
                throw .versionMismatch(item: id, expected: ifVersion, actual: state.version)
            }
            let circumstances = try circumstances(acting, for: state.workflow, at: now)
            let outcome = try await carryOut(
                command, on: state, circumstances, key: key, isAlone: isPresumed,
                preparing: preparing)
            return try await shown(outcome, to: actorID)
        }
        // The store says at the commit whether the item has moved on since it was last worked on,
        // and whether somebody stands in for somebody by now: asking it first would cost every
        // step two look-ups.
        if let known = states.state(of: id) {
            let presumed =
                known.hasFamily ? nil : try actingAlone(as: actorID, for: principal)
            do {
                if let presumed { return try await advance(known, presumed, isPresumed: true) }
                return try await advance(known, try await acting(as: actorID, for: principal))
            } catch {
                let isAlone = presumed == nil ? true : try await nobodyStandsIn()
                if isAlone, try await isCurrent(known) { throw error }
                states.forget(id)
            }
        }
        let acting = try await acting(as: actorID, for: principal)
        return try await advance(
            try await read(id, seenBy: actorID, acting, for: principal), acting)
    }

    /// Whether the item is still at the version a state was remembered at.
    func isCurrent(_ state: ItemState) async throws(EngineError) -> Bool {
        let version = try await stored { () async throws(StoreError) in
            try await store.version(of: state.id)
        }
        return version == state.version
    }

    func carryOut(
        _ command: Command, on state: ItemState, _ circumstances: Circumstances, key: String?,
        isAlone: Bool = false, preparing: (() throws -> Void)? = nil
    ) async throws(EngineError) -> Outcome {
        try requireOrder(state)
        let events = try refusing { () throws(Refusal) in
            try decide(state, command, circumstances)
        }
        if events.isEmpty { return Outcome(item: state, events: []) }
        if let preparing {
            do { try preparing() } catch { throw .unprepared(error) }
        }
        var next = state
        next.apply(events)
        do {
            if Family.concerns(state, next, events) {
                let after = next
                let (family, sealed) = try await together(state.id, at: circumstances.now) {
                    family throws(EngineError) in
                    try await family.begin(
                        after, events, from: state.version, circumstances, key: key)
                }
                return try outcome(of: state.id, family, sealed)
            }
            let commit = commit(
                next, events, from: state.version, circumstances, key: key, isAlone: isAlone)
            let sealed = try await stored { () async throws(StoreError) in
                try await store.commit(commit)
            }
            states.remember(next)
            return Outcome(item: next, events: sealed)
        } catch {
            guard case .store(let fault) = error, fault.code == .duplicateKey, let key,
                let repeated = try await repeated(key, item: state.id)
            else { throw error }
            return repeated
        }
    }

    /// - Throws: `Refusal` when the clock was set to before what the item's history ends with.
    func requireOrder(_ state: ItemState) throws(EngineError) {
        guard clock.isFixed, clock.now < state.updatedAt else { return }
        let (now, last) = (clock.now, state.updatedAt)
        let message = LocalizedText(
            vi: "Giờ được đặt (\(now.formatted(in: .vietnam))) sớm hơn việc cuối cùng đã ghi của"
                + " \(state.id) (\(last.formatted(in: .vietnam))): diễn biến không ghi lùi. Bỏ --now,"
                + " WF_NOW hoặc đặt giờ muộn hơn.",
            en: "The time that was set (\(now.formatted(in: .vietnam))) is before the last thing"
                + " recorded of \(state.id) (\(last.formatted(in: .vietnam))): history is not written"
                + " backwards. Leave out --now and WF_NOW, or set a later time.")
        throw .refused(Refusal(code: .invalidInput, message: message))
    }

    /// The answer given to an idempotency key before, to who asks now; nil when it is new.
    ///
    /// - Throws: `.notFound` for an item they do not see, whatever the key was used for.
    func repeated(
        _ key: String, item: String, as actorID: String
    ) async throws(EngineError) -> Outcome? {
        do {
            guard let repeated = try await repeated(key, item: item) else { return nil }
            try await require(repeated.item, seenBy: actorID)
            return try await shown(repeated, to: actorID)
        } catch {
            switch error {
            case .keyReused, .keyReusedDifferently: _ = try await state(of: item, as: actorID)
            default: break
            }
            throw error
        }
    }

    /// - Throws: `.keyReusedDifferently` when the key was used for another request.
    func requireSame(_ key: String, _ answer: RememberedAnswer) throws(EngineError) {
        let asked = IdempotencyKey(key)
        if let used = answer.key, IdempotencyKey(used).contradicts(asked) {
            throw .keyReusedDifferently(asked.given)
        }
    }

    /// The answer given to an idempotency key before; nil when it is new.
    func repeated(_ key: String, item: String) async throws(EngineError) -> Outcome? {
        guard
            let answer = try await stored({ () async throws(StoreError) in
                try await store.answer(forKey: key)
            })
        else { return nil }
        guard answer.item == item else { throw .keyReused(IdempotencyKey(key).given) }
        try requireSame(key, answer)
        // All that was written together follows one on the other.
        let events = try await stored { () async throws(StoreError) in
            try await store.events(
                item: nil, after: answer.first - 1, limit: Int(answer.last - answer.first) + 1)
        }
        return Outcome(
            item: try await state(of: item), events: events.filter { $0.event.item == item },
            isRepeated: true, related: events.filter { $0.event.item != item })
    }

    /// - Parameter isAlone: Whether it was decided as if nobody stood in for anybody: then it is
    ///   written only if that is so.
    func commit(
        _ state: ItemState, _ events: [Event], from version: Int, _ circumstances: Circumstances,
        key: String? = nil, definition: DefinitionRecord? = nil, isAlone: Bool = false
    ) -> Commit {
        let projection = Projection(state)
        var drafts: [DraftEvent] = []
        var notifications: [DraftNotification] = []
        var held: [DraftHeldMessage] = []
        drafts.reserveCapacity(events.count)
        // What was done by powers somebody gave is not written once these were taken back.
        var delegationVersion: Int? = isAlone ? 0 : nil
        for event in events {
            drafts.append(
                DraftEvent(
                    item: state.id, version: event.version, type: event.type, at: event.at,
                    actor: event.actor, data: event.data(state.workflow)))
            for notification in WorkflowCore.notifications(for: event, state: state, circumstances)
            {
                if let message = notification.draft(calendar: state.workflow.calendar) {
                    held.append(message)
                } else {
                    notifications.append(
                        DraftNotification(sink: notification.sink, payload: notification.json))
                }
            }
            if event.principal != nil, !isAlone {
                delegationVersion = circumstances.standIns.version
            }
        }
        return Commit(
            item: state.id, expectedVersion: version, events: drafts, projection: projection,
            notifications: notifications, held: held, key: key, definition: definition,
            delegationVersion: delegationVersion, preparation: store.preparation(of: projection))
    }

    func refusing<Value>(
        _ body: () throws(Refusal) -> Value
    ) throws(EngineError) -> Value {
        do {
            return try body()
        } catch {
            throw .refused(error)
        }
    }
}

extension WorkflowCore.Notification {
    /// Nil when it goes out at once.
    fileprivate func draft(calendar: String) -> DraftHeldMessage? {
        hold.map {
            let hours = MessageHours(
                calendar: calendar, isOfficeOnly: $0.isOfficeOnly, quiet: $0.quiet)
            return DraftHeldMessage(
                sink: sink, recipient: $0.recipient, payload: json, notBefore: $0.notBefore,
                calendar: hours.text)
        }
    }
}
