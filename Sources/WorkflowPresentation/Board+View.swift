package import JSON
import WorkflowCalendar
package import WorkflowReports
import WorkflowStorage

extension Board {
    package var view: JSON {
        [
            "plan": .string(plan), "number": number.map(JSON.string) ?? .null,
            "title": .string(title.spoken), "today": .string(today.description),
            "sections": .array(sections.map(\.view)), "tally": tally.view,
        ]
    }
}

extension Board.Section {
    fileprivate var view: JSON {
        [
            "id": .string(id), "title": title.map { .string($0.spoken) } ?? .null,
            "items": .array(entries.map(\.view)), "tally": tally.view,
        ]
    }
}

extension Board.Entry {
    fileprivate var view: JSON {
        [
            "id": .string(id), "stt": number.map(JSON.string) ?? .null, "title": .string(title),
            "lead": lead.map(JSON.string) ?? .null, "expected": expected.map(JSON.string) ?? .null,
            "delivered": delivered.map(JSON.string) ?? .null,
            "started": .bool(item != nil),
            "states": .array((item?.states ?? []).map(JSON.string)),
            "state_title": item.map { .string($0.stateTitle.spoken) } ?? .null,
            "due": item?.dueOn.map { .string($0.description) } ?? .null,
            "status": .string(status.name), "outcome": item?.outcome.map(JSON.string) ?? .null,
        ]
    }
}

extension Board.Tally {
    fileprivate var view: JSON {
        [
            "total": .int(Int64(total)), "not_started": .int(Int64(notStarted)),
            "finished": .int(Int64(finished)), "overdue": .int(Int64(overdue)),
            "due_soon": .int(Int64(dueSoon)), "paused": .int(Int64(paused)),
        ]
    }
}
