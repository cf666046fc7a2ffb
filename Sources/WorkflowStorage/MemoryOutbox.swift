import WorkflowCalendar

/// The outbox of `MemoryStore`, and what left it.
struct MemoryOutbox {
    fileprivate struct Lane: Hashable {
        var sink: String
        var item: String
    }

    /// In order of their ids.
    private var rows: [OutboxRow] = []
    /// The one of each lane that waits for another attempt.
    private var retries: [Lane: NotificationRecord] = [:]
    private var delivered: [Int64: NotificationRecord] = [:]
    /// Those set aside as well.
    private var dead: [Int64: NotificationRecord] = [:]
    private var circuits: [String: Circuit] = [:]

    mutating func append(_ row: OutboxRow) {
        let place = rows.lastIndex { $0.id < row.id }.map { $0 + 1 } ?? 0
        rows.insert(row, at: place)
    }

    // MARK: Delivering

    func ready(sink: String, after: Int64, limit: Int) -> [OutboxRow] {
        Array(
            rows.lazy.filter {
                $0.sink == sink && $0.id > after && self.retries[$0.lane] == nil
            }.prefix(limit))
    }

    func dueRetries(sink: String, at now: Instant, limit: Int) -> [Retry] {
        let due = retries.values.compactMap(Retry.init)
            .filter { $0.row.sink == sink && $0.notBefore <= now }
        return Array(
            due.sorted { ($0.notBefore, $0.row.id) < ($1.notBefore, $1.row.id) }.prefix(limit))
    }

    func nextAttempt(sink: String, at now: Instant) -> Instant? {
        guard rows.contains(where: { $0.sink == sink }) else { return nil }
        if let openUntil = circuits[sink]?.openUntil, openUntil > now { return openUntil }
        if !ready(sink: sink, after: 0, limit: 1).isEmpty { return now }
        return retries.values.filter { $0.sink == sink }.compactMap(\.notBefore).min()
            .map { max($0, now) }
    }

    func circuit(of sink: String) -> Circuit { circuits[sink] ?? Circuit() }

    mutating func record(_ results: [DeliveryResult], circuit: Circuit?, sink: String) {
        for result in results { record(result, sink: sink) }
        if let circuit { circuits[sink] = circuit }
    }

    private mutating func record(_ result: DeliveryResult, sink: String) {
        var record = NotificationRecord(result, sink: sink)
        switch result.outcome {
        case .delivered:
            guard take(result.notification) != nil || dead.removeValue(forKey: record.id) != nil
            else { return }
            delivered[record.id] = record
        case .retry:
            guard let row = rows.first(where: { $0.id == record.id }) else { return }
            if let known = retries[row.lane],
                known.id != record.id || known.attempts >= record.attempts
            {
                return
            }
            record.payload = row.payload
            retries[row.lane] = record
        case .dead:
            guard let row = take(result.notification) else { return }
            record.payload = row.payload
            dead[record.id] = record
        }
    }

    /// Takes what waits out of the outbox, and out of its lane if it is the head of it.
    private mutating func take(_ id: Int64) -> OutboxRow? {
        guard let place = rows.firstIndex(where: { $0.id == id }) else { return nil }
        let row = rows.remove(at: place)
        if retries[row.lane]?.id == id { retries[row.lane] = nil }
        return row
    }

    // MARK: Looking after it

    func counts(held: [String: Int]) -> [DeliveryCounts] {
        var sinks: [String: DeliveryCounts] = [:]
        func count(_ sink: String, _ change: (inout DeliveryCounts) -> Void) {
            change(&sinks[sink, default: DeliveryCounts(sink: sink)])
        }
        for (sink, circuit) in circuits { count(sink) { $0.circuit = circuit } }
        for (sink, number) in held { count(sink) { $0.held = number } }
        for record in all {
            count(record.sink) { counts in
                switch record.state {
                case .waiting: counts.waiting += 1
                case .retrying:
                    counts.waiting += 1
                    counts.retrying += 1
                case .delivered: counts.delivered += 1
                case .dead: counts.dead += 1
                case .dropped:
                    counts.dead += 1
                    counts.dropped += 1
                }
            }
        }
        return sinks.values.sorted { $0.sink.utf8.lexicographicallyPrecedes($1.sink.utf8) }
    }

    func notifications(_ query: NotificationQuery) -> [NotificationRecord] {
        let found = all.filter { record in
            record.id > query.after && query.states.contains(record.state)
                && (query.sink == nil || query.sink == record.sink)
                && (query.item == nil || query.item == record.item)
        }
        return Array(found.sorted { $0.id < $1.id }.prefix(query.limit))
    }

    private var all: [NotificationRecord] {
        rows.map(record(of:)) + delivered.values + dead.values
    }

    /// What is known of a notification that waits.
    private func record(of row: OutboxRow) -> NotificationRecord {
        if let retry = retries[row.lane], retry.id == row.id { return retry }
        return NotificationRecord(
            id: row.id, sink: row.sink, item: row.item, payload: row.payload, state: .waiting)
    }

    mutating func requeue(_ ids: [Int64], at now: Instant) -> [Int64] {
        ids.filter { id in
            if let row = dead.removeValue(forKey: id)?.row {
                append(row)
                letThrough(row.sink, at: now)
                return true
            }
            guard let row = rows.first(where: { $0.id == id }), let retry = retries[row.lane],
                retry.id == id
            else { return false }
            if retry.notBefore.map({ $0 > now }) ?? false {
                retries[row.lane]?.notBefore = now
            }
            letThrough(row.sink, at: now)
            return true
        }
    }

    private mutating func letThrough(_ sink: String, at now: Instant) {
        if circuit(of: sink).isOpen(at: now) { circuits[sink]?.openUntil = now }
    }

    mutating func drop(_ ids: [Int64], at now: Instant) -> [Int64] {
        ids.filter { id in
            if let known = dead[id] {
                if known.state == .dropped { return false }
            } else if let row = rows.first(where: { $0.id == id }) {
                var record = record(of: row)
                record.lastAt = now
                record.notBefore = nil
                _ = take(id)
                dead[id] = record
            } else {
                return false
            }
            dead[id]?.state = .dropped
            dead[id]?.droppedAt = now
            return true
        }
    }
}

extension OutboxRow {
    fileprivate var lane: MemoryOutbox.Lane { MemoryOutbox.Lane(sink: sink, item: item) }
}

extension Retry {
    fileprivate init?(_ record: NotificationRecord) {
        guard let row = record.row, let firstAt = record.firstAt, let notBefore = record.notBefore
        else { return nil }
        self.init(row: row, attempts: record.attempts, firstAt: firstAt, notBefore: notBefore)
    }
}

extension NotificationRecord {
    /// Without its payload.
    fileprivate init(_ result: DeliveryResult, sink: String) {
        self.init(
            id: result.notification, sink: sink, item: result.item, payload: nil,
            state: .delivered, attempts: result.attempts, firstAt: result.firstAt,
            lastAt: result.at)
        switch result.outcome {
        case .delivered:
            // What went wrong before it arrived is not worth keeping.
            firstAt = nil
            return
        case .retry(let moment):
            state = .retrying
            notBefore = moment
        case .dead: state = .dead
        }
        status = result.status
        problem = result.problem
    }
}
