import Diagnostics
import JSON
import WorkflowCalendar
public import WorkflowCore
import WorkflowModel
import WorkflowStorage

extension Engine {
    /// Gives a document the next number of its office, year and series. The number and the event
    /// that tells of it are written in one transaction: in the history of the item, or, for a
    /// document of no item, in that of the register.
    ///
    /// - Parameters:
    ///   - key: an idempotency key: used a second time, the first number is given again.
    ///   - preparing: called once everything was found to be in order, to keep the content.
    public func register(
        _ input: DocumentInput, key: String? = nil, as actorID: String,
        preparing: (() throws -> Void)? = nil
    ) async throws(EngineError) -> DocumentOutcome {
        let paper = try Paper(input, rules, today: clock.now.date(in: .vietnam))
        let acting = try await numbering(paper.office, as: actorID)
        if let key, let repeated = try await registered(key, to: actorID) { return repeated }
        // An item that moved on meanwhile has a document all the same.
        var attempts = 0
        while true {
            do throws(EngineError) {
                return try await register(paper, input, key, acting, preparing)
            } catch {
                if case .store(let fault) = error {
                    if fault.code == .duplicateKey, let key,
                        let repeated = try await registered(key, to: actorID)
                    {
                        return repeated
                    }
                    attempts += 1
                    if fault.code == .conflict, fault.subject == input.item, attempts < 20 {
                        continue
                    }
                }
                throw error
            }
        }
    }

    private func register(
        _ paper: Paper, _ input: DocumentInput, _ key: String?,
        _ acting: (actor: Actor, standIns: StandIns), _ preparing: (() throws -> Void)?
    ) async throws(EngineError) -> DocumentOutcome {
        var state: ItemState?
        if let item = input.item {
            state = try await read(
                item, seenBy: acting.actor.id,
                Acting(capacities: [acting.actor], standIns: acting.standIns), for: nil)
        }
        let sha256 = input.documents.first?.sha256 ?? input.sha256
        if let sha256, let state, input.documents.isEmpty {
            guard state.documents.contains(where: { $0.sha256 == sha256 }) else {
                throw .invalidInput(.noContent(sha256, state.id))
            }
        }
        if let preparing {
            do { try preparing() } catch { throw .unprepared(error) }
        }
        let (now, documents) = (clock.now, input.documents)
        let before = state
        let circumstances: Circumstances? =
            if let state {
                try self.circumstances(
                    Acting(capacities: [acting.actor], standIns: acting.standIns),
                    for: state.workflow, at: now)
            } else {
                nil
            }
        let actor = acting.actor
        let decide: @Sendable (DocumentNumber) -> Registration = { number in
            let document = paper.document(number, sha256: sha256)
            let registered = DocumentRegistered(document, documents: documents)
            let event: RegistrationEvent =
                if let before, let circumstances {
                    .item(
                        self.commit(
                            .documentRegistered(registered), to: before, by: actor, circumstances,
                            key: key))
                } else {
                    .register(
                        type: "document.registered", at: now, actor: actor.id,
                        data: registered.data(for: actor.principal?.id), key: key)
                }
            return Registration(
                text: document.text, at: now, actor: actor.id,
                data: DocumentRegistered(document).data, event: event)
        }
        let (row, events) = try await stored { () async throws(StoreError) in
            try await store.register(paper.draft(isLate: input.isLate, item: input.item), decide)
        }
        if let item = input.item { states.forget(item) }
        return DocumentOutcome(entry: try entry(row), events: events)
    }

    /// Withdraws a document. Its number stays taken, and it no longer counts where an action asks
    /// for a document of its kind.
    public func withdraw(
        _ id: RegisteredDocument.ID, reason: String, as actorID: String
    ) async throws(EngineError) -> DocumentOutcome {
        guard let office = rules.documents.office(id.office) else {
            _ = try actor(actorID)
            throw .invalidInput(.noOffice(id.office, rules))
        }
        let (actor, standIns) = try await numbering(office, as: actorID)
        guard !reason.allSatisfy(\.isWhitespace) else {
            throw .invalidInput(
                LocalizedText(vi: "Cần nêu lý do thu hồi.", en: "Say why it is withdrawn."))
        }
        var attempts = 0
        while true {
            let row = try await seen(by: actorID).row(of: id)
            if row.isWithdrawn { throw .refused(.withdrawn(id)) }
            let withdrawn = DocumentWithdrawn(id, reason: reason)
            var event = RegistrationEvent.register(
                type: "document.withdrawn", at: clock.now, actor: actor.id,
                data: withdrawn.data(for: actor.principal?.id), key: nil)
            if let item = row.item {
                let state = try await read(item).state
                let circumstances = try circumstances(
                    Acting(capacities: [actor], standIns: standIns), for: state.workflow,
                    at: clock.now)
                event = .item(
                    commit(.documentWithdrawn(withdrawn), to: state, by: actor, circumstances))
            }
            var entry = try entry(row)
            entry.isWithdrawn = true
            let decided = event
            do throws(StoreError) {
                let events = try await store.withdraw(row, by: decided)
                if let item = row.item { states.forget(item) }
                return DocumentOutcome(entry: entry, events: events)
            } catch {
                attempts += 1
                guard error.code == .conflict, attempts < 20 else { throw .store(error) }
            }
        }
    }

    /// The documents of a register or of an item, in the order of their numbers.
    ///
    /// - Parameter office: the code of an agency.
    public func documents(
        office: String? = nil, year: Int? = nil, item: String? = nil
    ) async throws(EngineError) -> [DocumentEntry] {
        let rows = try await stored { () async throws(StoreError) in
            try await store.documents(DocumentQuery(office: office, year: year, item: item))
        }
        var entries: [DocumentEntry] = []
        for row in try await shown(rows) { entries.append(try entry(row)) }
        return entries
    }

    // MARK: Parts

    /// Those of no item, and those of items that whom the engine is for sees.
    private func shown(_ rows: [DocumentRow]) async throws(EngineError) -> [DocumentRow] {
        guard let viewer else { return rows }
        var sight = Sight(viewer)
        var shown: [DocumentRow] = []
        for row in rows {
            if let item = row.item, try await !sight.sees(item: item, self) { continue }
            shown.append(row)
        }
        return shown
    }

    private func commit(
        _ body: EventBody, to state: ItemState, by actor: Actor, _ circumstances: Circumstances,
        key: String? = nil
    ) -> Commit {
        let event = Event(body, after: state, at: circumstances.now, by: actor)
        return commit(
            evolve(state, event), [event], from: state.version, circumstances, key: key)
    }

    /// The capacity in which somebody numbers the documents of an office: in a position of their own,
    /// or in that of somebody who has given them all their powers.
    private func numbering(
        _ office: DocumentOffice, as id: String
    ) async throws(EngineError) -> (actor: Actor, standIns: StandIns) {
        let acting = try await acting(as: id)
        let may = acting.capacities.first { actor in
            actor.agency == office.numberingAgency && actor.hasAllPowers
                && actor.roles.contains(where: office.numberingRoles.contains)
        }
        if let may { return (may, acting.standIns) }
        let others = rules.organisation.people.filter { person in
            person.positions.contains { position in
                position.agency == office.numberingAgency
                    && position.roles.contains(where: office.numberingRoles.contains)
            }
        }
        throw .refused(.mayNotNumber(office, try actor(id), others, rules.organisation))
    }

    private func row(of id: RegisteredDocument.ID) async throws(EngineError) -> DocumentRow {
        let query = DocumentQuery(office: id.office, year: id.year, text: id.text, limit: 1)
        let found = try await stored { () async throws(StoreError) in
            try await store.documents(query)
        }
        if let row = try await shown(found).first { return row }
        let others = try await stored { () async throws(StoreError) in
            try await store.documents(
                DocumentQuery(office: id.office, year: id.year, limit: 2_000))
        }
        throw .notFound(
            .document, "\(id)",
            suggestion: nearest(id.text, in: try await shown(others).map(\.text)))
    }

    private func entry(_ row: DocumentRow) throws(EngineError) -> DocumentEntry {
        if let entry = DocumentEntry(row) { return entry }
        throw .store(
            StoreError(
                .corrupt, subject: "\(row.office)/\(row.year)/\(row.text)",
                detail: "the document cannot be read; wf verify tells more"))
    }

    /// What was registered with an idempotency key before; nil when it is new.
    private func registered(
        _ key: String, to actorID: String
    ) async throws(EngineError) -> DocumentOutcome? {
        let answer = try await stored { () async throws(StoreError) in
            try await store.answer(forKey: key)
        }
        guard let answer else { return nil }
        try requireSame(key, answer)
        let events = try await stored { () async throws(StoreError) in
            try await store.events(item: answer.item, after: answer.first - 1, limit: 1)
        }
        guard let event = events.first, event.event.type == "document.registered",
            let document = RegisteredDocument(stored: event.event.data)
        else { throw .keyReused(IdempotencyKey(key).given) }
        var outcome = DocumentOutcome(
            entry: try entry(try await seen(by: actorID).row(of: document.id)), events: events)
        outcome.isRepeated = true
        return outcome
    }
}

extension RegisteredDocument {
    /// From canonical JSON; nil for what is no document.
    init?(stored data: String) {
        guard let json = try? JSONView.parse(data) else { return nil }
        self.init(json)
    }
}
