import WorkflowCalendar
public import WorkflowStorage

extension SQLiteStore {
    public func register(
        _ draft: DocumentDraft, _ decide: @Sendable (DocumentNumber) -> Registration
    ) async throws(StoreError) -> (row: DocumentRow, events: [SealedEvent]) {
        try run { (connection) throws(StoreError) in
            try connection.write { () throws(StoreError) in
                let writer = Writer(connection)
                let last = try writer.lastDocument(of: draft)
                let number = try writer.number(for: draft, after: last)
                let registration = decide(number)
                let row = DocumentRow(draft, number, registration)
                let events = try writer.write(registration.event, to: draft.registerID)
                try writer.insert(row, latest: max(row.date, last?.latest ?? row.date))
                return (row, events)
            }
        }
    }

    public func withdraw(
        _ document: DocumentRow, by event: RegistrationEvent
    ) async throws(StoreError) -> [SealedEvent] {
        try run { (connection) throws(StoreError) in
            try connection.write { () throws(StoreError) in
                let writer = Writer(connection)
                try writer.markWithdrawn(document)
                return try writer.write(event, to: document.registerID)
            }
        }
    }

    public func documents(_ query: DocumentQuery) async throws(StoreError) -> [DocumentRow] {
        try run { (connection) throws(StoreError) in
            let sql = query.sql
            let statement = try connection.compile(sql.text)
            for value in sql.values {
                switch value {
                case .text(let text): _ = statement.bind(text)
                case .number(let number): _ = statement.bind(number)
                }
            }
            return try statement.bind(query.limit).all { DocumentRow($0) }
        }
    }
}

extension Writer {
    /// Where a series has come to.
    fileprivate struct Last {
        var number: Int
        /// The latest date of all its documents.
        var latest: CalendarDate
    }

    private func ask(
        _ sql: SQL, of draft: DocumentDraft
    ) throws(StoreError) -> PreparedStatement {
        try connection(sql).bind(draft.office).bind(draft.year).bind(draft.series)
    }

    fileprivate func lastDocument(of draft: DocumentDraft) throws(StoreError) -> Last? {
        try ask(.lastDocument, of: draft).first {
            Last(number: Int($0.integer(0)), latest: $0.date(1))
        }
    }

    fileprivate func number(
        for draft: DocumentDraft, after last: Last?
    ) throws(StoreError) -> DocumentNumber {
        try draft.number(last: last?.number, latest: last?.latest) { (date) throws(StoreError) in
            try ask(.lastDocumentUpTo, of: draft).bind(date.daysSinceEpoch)
                .first { Int($0.integer(0)) }
        } letters: { (number) throws(StoreError) in
            try ask(.suffixes, of: draft).bind(number).all { $0.text(0) }
        }
    }

    fileprivate func write(
        _ event: RegistrationEvent, to register: String
    ) throws(StoreError) -> [SealedEvent] {
        switch event {
        case .item(let commit):
            try apply(commit)
        case .register(let type, let at, let actor, let data, let key):
            try append(
                DraftEvent(
                    item: register, version: 0, type: type, at: at, actor: actor, data: data),
                key: key)
        }
    }

    fileprivate func insert(_ row: DocumentRow, latest: CalendarDate) throws(StoreError) {
        let isTaken =
            try connection(.documentOfText).bind(row.office).bind(row.year).bind(row.text)
            .first { _ in true } ?? false
        if isTaken { throw .symbolTaken(row) }
        try connection(.insertDocument).bind(row.office).bind(row.year).bind(row.series)
            .bind(row.number).bind(row.suffix).bind(row.text).bind(row.date.daysSinceEpoch)
            .bind(latest.daysSinceEpoch).bind(row.item).bind(row.at.millisecondsSinceEpoch).bind(
                row.actor
            ).bind(row.data)
            .run()
    }

    fileprivate func markWithdrawn(_ row: DocumentRow) throws(StoreError) {
        let place = row.place
        let marked = try connection(.withdrawDocument).bind(place.office).bind(place.year)
            .bind(place.series).bind(place.number).bind(place.suffix).first { _ in true }
        if marked == nil { throw .notInForce(row) }
    }
}

extension PreparedStatement {
    fileprivate func date(_ column: Int32) -> CalendarDate {
        CalendarDate(daysSinceEpoch: Int32(clamping: integer(column)))
    }
}

extension DocumentRow {
    /// From a row of `SQL.documentColumns`.
    fileprivate init(_ columns: PreparedStatement) {
        self.init(
            office: columns.text(0), year: Int(columns.integer(1)), series: columns.text(2),
            number: Int(columns.integer(3)), suffix: columns.text(4), text: columns.text(5),
            date: columns.date(6),
            item: columns.optionalText(7), isWithdrawn: columns.flag(8), at: columns.instant(9),
            actor: columns.text(10), data: columns.text(11))
    }
}

extension DocumentQuery {
    fileprivate enum Value {
        case text(String)
        case number(Int)
    }

    /// What is asked for of what is named only, so that each has its index.
    fileprivate var sql: (text: String, values: [Value]) {
        var conditions: [String] = []
        var values: [Value] = []
        func add(_ condition: String, _ value: Value?) {
            guard let value else { return }
            conditions.append(condition)
            values.append(value)
        }
        add("office = ?", office.map(Value.text))
        add("year = ?", year.map(Value.number))
        add("series = ?", series.map(Value.text))
        add("text = ?", text.map(Value.text))
        add("item = ?", item.map(Value.text))
        if let after {
            conditions.append("(office, year, series, number, suffix) > (?, ?, ?, ?, ?)")
            values += [
                .text(after.office), .number(after.year), .text(after.series),
                .number(after.number), .text(after.suffix),
            ]
        }
        let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        return (
            """
            SELECT \(SQL.documentColumns) FROM documents \(condition)
            ORDER BY office, year, series, number, suffix LIMIT ?
            """, values
        )
    }
}
