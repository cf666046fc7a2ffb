import WorkflowCalendar
import WorkflowStorage

extension Projection {
    /// From a row of `SQL.projection`.
    init(_ columns: PreparedStatement) throws(StoreError) {
        let row = try ItemRow(columns)
        guard
            let timers = StoredText.timers(from: columns.text(25), of: row.id),
            let tasks = StoredText.tasks(from: columns.text(26), of: row.id)
        else { throw columns.unreadable("timers or tasks", of: row.id) }
        self.init(row: row, snapshot: columns.bytes(27), tasks: tasks, timers: timers)
    }
}

extension ItemRow {
    /// From a row that starts with `SQL.itemColumns`.
    init(_ columns: PreparedStatement) throws(StoreError) {
        let id = columns.text(0)
        guard let states = StoredText.states(from: columns.text(8)) else {
            throw columns.unreadable("states", of: id)
        }
        self.init(
            id: id,
            version: Int(columns.integer(1)),
            workflow: columns.text(2),
            workflowVersion: Int(columns.integer(3)),
            definition: columns.text(4),
            plan: columns.optionalText(5),
            section: columns.optionalText(6),
            title: columns.text(7),
            searchText: columns.text(23),
            states: states,
            stateTitleVi: columns.text(9),
            stateTitleEn: columns.text(10),
            lead: columns.optionalText(11),
            owner: columns.optionalText(12),
            dueAt: columns.optionalInteger(13).map(Instant.init(millisecondsSinceEpoch:)),
            dueOn: columns.optionalInteger(14).map {
                CalendarDate(daysSinceEpoch: Int32(truncatingIfNeeded: $0))
            },
            isProvisional: columns.optionalInteger(15).map { $0 != 0 },
            isOverdue: columns.flag(16),
            isPaused: columns.flag(17),
            outcome: columns.optionalText(18),
            startedAt: columns.instant(19),
            updatedAt: columns.instant(20),
            expected: columns.optionalText(21),
            delivered: columns.optionalText(22),
            parent: Facet.parent(in: columns.text(24)))
    }
}

extension PreparedStatement {
    func instant(_ column: Int32) -> Instant {
        Instant(millisecondsSinceEpoch: integer(column))
    }

    func unreadable(_ what: String, of item: String) -> StoreError {
        StoreError(.corrupt, subject: path, detail: "the \(what) of item \(item) cannot be read")
    }
}
