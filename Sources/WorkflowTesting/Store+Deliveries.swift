public import WorkflowCalendar
public import WorkflowStorage

extension DeliveryStore {
    /// Records that all of these have arrived, at the first attempt.
    public func deliver(_ rows: [OutboxRow], at now: Instant) async throws(StoreError) {
        for (sink, rows) in Dictionary(grouping: rows, by: \.sink) {
            try await record(
                rows.map { DeliveryResult($0, .delivered, at: now) }, circuit: nil, sink: sink)
        }
    }
}

extension DeliveryResult {
    public init(
        _ row: OutboxRow, _ outcome: Outcome, at now: Instant, attempts: Int = 1,
        firstAt: Instant? = nil, status: Int? = nil, problem: String? = nil
    ) {
        self.init(
            notification: row.id, item: row.item, outcome: outcome, at: now, attempts: attempts,
            firstAt: firstAt, status: status, problem: problem)
    }
}
