public import WorkflowCalendar
public import WorkflowStorage

/// Small commits to try a store with.
public enum Sample {
    /// The instant `seconds` after the plan was adopted (14 April 2021, 00:00 UTC).
    public static func instant(_ seconds: Int64) -> Instant {
        Instant(millisecondsSinceEpoch: (1_618_358_400 + seconds) * 1_000)
    }

    /// An open item of the finance department's, at that version.
    public static func row(_ id: String, version: Int = 1) -> ItemRow {
        ItemRow(
            id: id, version: version, workflow: "budgeted-task", workflowVersion: 1,
            definition: "d1", plan: "plan-149", section: "II", title: "Nhiệm vụ \(id)",
            searchText: "nhiem vu \(id)", states: ["appraisal", "review"],
            stateTitleVi: "Thẩm định", stateTitleEn: "Appraisal", lead: "so-khcn",
            owner: "so-tai-chinh", dueAt: instant(864_000),
            dueOn: CalendarDate(daysSinceEpoch: 18_741),
            isProvisional: false, isOverdue: false, isPaused: false, outcome: nil,
            startedAt: instant(0),
            updatedAt: instant(Int64(version)), expected: "01-02 dự án", delivered: nil)
    }

    public static func task(_ item: String, roles: [String] = ["appraiser"]) -> TaskRow {
        TaskRow(
            item: item, state: "review", titleVi: "Thẩm định dự toán", titleEn: "Appraise",
            agency: "so-tai-chinh", roles: roles, people: [], openedAt: instant(10),
            dueAt: instant(864_000), dueOn: CalendarDate(daysSinceEpoch: 18_741),
            isProvisional: false, isOverdue: false)
    }

    public static func timer(_ item: String, _ key: String, at seconds: Int64) -> TimerRow {
        TimerRow(item: item, key: key, dueAt: instant(seconds))
    }

    public static func projection(
        _ row: ItemRow, tasks: [TaskRow] = [], timers: [TimerRow] = []
    ) -> Projection {
        Projection(
            row: row, snapshot: [0, 0xFF] + Array("version \(row.version)".utf8), tasks: tasks,
            timers: timers)
    }

    /// What brings an item to the version of `projection`, by `events` events.
    public static func commit(
        _ projection: Projection, events: Int = 1, sinks: [String] = [],
        held: [DraftHeldMessage] = [], key: String? = nil, definition: DefinitionRecord? = nil,
        delegationVersion: Int? = nil
    ) -> Commit {
        let row = projection.row
        let before = row.version - events
        return Commit(
            item: row.id, expectedVersion: before,
            events: (1...events).map { number in
                DraftEvent(
                    item: row.id, version: before + number, type: "item.advanced",
                    at: row.updatedAt, actor: "khcn.linh", data: #"{"action":"submit"}"#)
            },
            projection: projection,
            notifications: sinks.map {
                DraftNotification(
                    sink: $0, payload: #"{"subject":"\#(row.id)","type":"wf.item.advanced"}"#)
            }, held: held, key: key, definition: definition, delegationVersion: delegationVersion)
    }

    /// The same with everything but the row left at its usual.
    public static func commit(
        _ id: String, version: Int = 1, held: [DraftHeldMessage] = [], key: String? = nil,
        delegationVersion: Int? = nil
    ) -> Commit {
        commit(
            projection(row(id, version: version)), held: held, key: key,
            delegationVersion: delegationVersion)
    }
}
