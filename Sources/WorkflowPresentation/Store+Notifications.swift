import Diagnostics
package import JSON
package import WorkflowCalendar
package import WorkflowEngine
package import WorkflowStorage

extension Engine {
    /// The notification of an identifier such as `wf-123-1`, of an item that whom the engine is for
    /// sees.
    ///
    /// - Throws: when it is no identifier, or there is none.
    package func knownNotification(_ text: String) async throws -> NotificationRecord {
        guard let id = OutboxRow.id(parsing: text) else {
            throw Failure.usage(
                "bad-id", vi: "“\(text)” không phải mã thông báo; viết wf-123-1.",
                en: "“\(text)” is no notification; write wf-123-1.")
        }
        if let record = try await store.notification(id),
            try await hidden(among: [record.item]).isEmpty
        {
            return record
        }
        throw Failure(
            .notFound, "not-found",
            LocalizedText(
                vi: "Không có thông báo “\(text)”.", en: "There is no notification “\(text)”."),
            hint: LocalizedText(
                vi: "xem các mã: wf notifications list", en: "to see them: wf notifications list"))
    }

    /// The notifications of a query that are about items whom the engine is for sees, as many as it
    /// asks for if there are as many.
    package func notifications(
        _ query: NotificationQuery
    ) async throws -> [NotificationRecord] {
        var found: [NotificationRecord] = []
        var page = query
        while true {
            let records = try await store.notifications(page)
            let hidden = try await hidden(among: Set(records.map(\.item)))
            found += records.filter { !hidden.contains($0.item) }
            guard found.count < query.limit, records.count == page.limit, let last = records.last
            else { return Array(found.prefix(query.limit)) }
            page.after = last.id
        }
    }
}

extension Store {
    /// Goes through all in those states, some at a time, so that nobody else who writes has to wait
    /// for long.
    ///
    /// - Returns: what `change` did, all of it.
    package func changeAll(
        _ states: Set<NotificationRecord.State>, of sink: String?,
        _ change: ([Int64]) async throws -> [Int64]
    ) async throws -> [Int64] {
        var changed: [Int64] = []
        var query = NotificationQuery(sink: sink, states: states, limit: 500)
        while true {
            let ids = try await notifications(query).map(\.id)
            guard let last = ids.last else { return changed }
            changed += try await change(ids)
            query.after = last
        }
    }

    /// Whoever is delivering for the sink just now has read on behind what waits, and would send
    /// what comes after it out of order.
    package func drop(
        _ records: [NotificationRecord], at now: Instant
    ) async throws -> [Int64] {
        let waiting = records.filter { $0.state == .waiting || $0.state == .retrying }
        var locks: [DeliveryLock] = []
        defer { for lock in locks { lock.release() } }
        for sink in Set(waiting.map(\.sink)).sorted() {
            guard let lock = try await deliveryLock(for: sink) else {
                throw Failure(
                    .conflict, "busy",
                    LocalizedText(
                        vi: "Đang gửi thông báo cho nơi nhận \(sink).",
                        en: "Notifications for the sink \(sink) are being delivered."),
                    hint: LocalizedText(
                        vi: "đợi một chút rồi chạy lại", en: "wait a moment and try again"))
            }
            locks.append(lock)
        }
        return try await drop(records.map(\.id), at: now)
    }

    /// The one of the same item that has to be delivered first, and waits for another attempt.
    package func inFront(
        of record: NotificationRecord
    ) async throws -> NotificationRecord? {
        guard record.state == .waiting else { return nil }
        let query = NotificationQuery(
            sink: record.sink, states: [.retrying], item: record.item, limit: 1)
        return try await notifications(query).first
    }
}

extension NotificationRecord {
    /// With what it waits for, and what is sent.
    package func view(behind inFront: NotificationRecord?) -> JSON {
        var members = view.object ?? [:]
        members["behind"] = inFront.map { .string(OutboxRow.eventID(of: $0.id)) } ?? .null
        members["envelope"] = row.flatMap { try? JSON.parse($0.envelope) } ?? .null
        return .object(members)
    }

    /// Why it can be neither sent again nor dropped.
    package var arrived: Failure {
        let id = OutboxRow.eventID(of: id)
        let time = lastAt?.formatted(in: .vietnam) ?? ""
        return Failure(
            .refused, "already-delivered", vi: "Thông báo \(id) đã gửi được lúc \(time).",
            en: "Notification \(id) was delivered at \(time).")
    }
}
