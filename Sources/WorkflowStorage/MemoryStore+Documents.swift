extension MemoryStore {
    public func register(
        _ draft: DocumentDraft, _ decide: @Sendable (DocumentNumber) -> Registration
    ) async throws(StoreError) -> (row: DocumentRow, events: [SealedEvent]) {
        let series = documents.filter {
            $0.office == draft.office && $0.year == draft.year && $0.series == draft.series
        }
        let number = try draft.number(
            last: series.map(\.number).max(), latest: series.map(\.date).max()
        ) { date in
            series.filter { $0.date <= date }.map(\.number).max()
        } letters: { number in
            series.filter { $0.number == number }.map(\.suffix)
        }
        let registration = decide(number)
        let row = DocumentRow(draft, number, registration)
        let isTaken = documents.contains {
            $0.office == row.office && $0.year == row.year && $0.text == row.text
        }
        if isTaken { throw .symbolTaken(row) }
        let events = try write(registration.event, to: draft.registerID)
        documents.append(row)
        return (row, events)
    }

    public func withdraw(
        _ document: DocumentRow, by event: RegistrationEvent
    ) async throws(StoreError) -> [SealedEvent] {
        guard let index = documents.firstIndex(where: { $0.place == document.place }),
            !documents[index].isWithdrawn
        else { throw .notInForce(document) }
        let events = try write(event, to: document.registerID)
        documents[index].isWithdrawn = true
        return events
    }

    public func documents(_ query: DocumentQuery) async throws(StoreError) -> [DocumentRow] {
        let found = documents.filter(query.matches).sorted { $0.place.isBefore($1.place) }
        return Array(found.prefix(query.limit))
    }

    private func write(
        _ event: RegistrationEvent, to register: String
    ) throws(StoreError) -> [SealedEvent] {
        switch event {
        case .item(let commit):
            return try apply(commit)
        case .register(let type, let at, let actor, let data, let key):
            return try append(
                DraftEvent(
                    item: register, version: 0, type: type, at: at, actor: actor, data: data),
                key: key)
        }
    }
}
