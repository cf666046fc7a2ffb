package import JSON
package import WorkflowCalendar
package import WorkflowStorage

extension NotificationRecord {
    /// `{"id","sink","item","type","state","attempts","first_at","last_at","not_before","status",`
    /// `"problem","dropped_at"}`
    package var view: JSON {
        [
            "id": .string(OutboxRow.eventID(of: id)), "sink": .string(sink),
            "item": .string(item), "type": type.map(JSON.string) ?? .null,
            "state": .string(state.rawValue), "attempts": .int(Int64(attempts)),
            "first_at": JSON(firstAt), "last_at": JSON(lastAt), "not_before": JSON(notBefore),
            "status": status.map { .int(Int64($0)) } ?? .null,
            "problem": problem.map(JSON.string) ?? .null, "dropped_at": JSON(droppedAt),
        ]
    }

    /// The type of its CloudEvent, as far as it is kept: `wf.deadline.overdue`.
    package var type: String? {
        guard let payload, let type = (try? JSON.parse(payload))?.object?["type"] else {
            return nil
        }
        return type.string
    }
}

extension DeliveryCounts {
    /// `{"sink","queued","delivered","waiting","retrying","dead","dropped","held","paused_until"}`,
    /// where queued = delivered + waiting + dead, retrying are some of those that wait, and dropped
    /// some of the dead.
    package func view(at now: Instant) -> JSON {
        [
            "sink": .string(sink), "queued": .int(Int64(queued)),
            "delivered": .int(Int64(delivered)), "waiting": .int(Int64(waiting)),
            "retrying": .int(Int64(retrying)), "dead": .int(Int64(dead)),
            "dropped": .int(Int64(dropped)), "held": .int(Int64(held)),
            "paused_until": JSON(circuit.isOpen(at: now) ? circuit.openUntil : nil),
        ]
    }
}

extension JSON {
    fileprivate init(_ moment: Instant?) {
        self = moment.map { .string($0.iso8601(in: .vietnam)) } ?? .null
    }
}
