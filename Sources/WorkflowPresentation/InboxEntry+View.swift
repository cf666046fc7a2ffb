package import Diagnostics
package import JSON
package import WorkflowCalendar
package import WorkflowCore
package import WorkflowEngine
package import WorkflowReports
package import WorkflowStorage

extension [InboxEntry] {
    package func inOrder(_ clock: DueClock) -> [InboxEntry] {
        map { (entry: $0, urgency: Urgency($0.task, clock)) }
            .sorted { Self.comesBefore($0, $1) }.map(\.entry)
    }

    /// One's own first, then by whom one stands in for; then by section, by urgency, by the priority
    /// of the item, and by its identifier.
    private static func comesBefore(
        _ left: (entry: InboxEntry, urgency: Urgency),
        _ right: (entry: InboxEntry, urgency: Urgency)
    ) -> Bool {
        let principals = (left.entry.principal?.id ?? "", right.entry.principal?.id ?? "")
        if principals.0 != principals.1 { return principals.0 < principals.1 }
        if left.entry.section != right.entry.section {
            return left.entry.section.place < right.entry.section.place
        }
        if left.urgency != right.urgency { return left.urgency < right.urgency }
        let ranks = (
            left.entry.task.priority?.rank ?? .max, right.entry.task.priority?.rank ?? .max
        )
        if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
        return left.entry.item.id.utf8.lexicographicallyPrecedes(right.entry.item.id.utf8)
    }

    /// `{"items","counts"}`
    package func view(_ clock: DueClock) -> JSON {
        var counts = UrgencyCounts()
        for entry in self { counts.add(clock.status(of: entry.task)) }
        return [
            "items": .array(map { $0.view(clock) }),
            "counts": [
                "total": .int(Int64(counts.total)), "overdue": .int(Int64(counts.overdue)),
                "due_soon": .int(Int64(counts.dueSoon)),
            ],
        ]
    }
}

extension InboxEntry {
    package func view(_ clock: DueClock) -> JSON {
        let status = clock.status(of: task)
        guard var view = item.view(status).object else { return .null }
        var members: JSONObject = [
            "state": .string(task.state), "title": .string(taskTitle.spoken),
            "agency": .string(task.agency),
            "roles": .array(task.roles.map(JSON.string)),
            "people": .array(task.people.map(JSON.string)),
            "due": task.dueOn.map { .string($0.description) } ?? .null,
            "status": .string(status.name),
        ]
        members["member"] = task.member.map(JSON.string)
        members["claimed_by"] = task.claimedBy.map(JSON.string)
        view["task"] = .object(members)
        view["for"] = principal.map { principal -> JSON in
            [
                "person": .string(principal.id), "name": .string(principal.name),
                "until": principal.until.map { .string($0.description) } ?? .null,
            ]
        }
        view["section"] = .string(section.rawValue)
        view["priority"] = task.priority.map { .string($0.title.spoken) }
        return .object(view)
    }
}

extension InboxSection {
    package var title: LocalizedText {
        switch self {
        case .mine: LocalizedText(vi: "Giao đích danh, đã nhận", en: "Given by name, claimed")
        case .role: LocalizedText(vi: "Theo vai trò", en: "By your roles")
        case .colleague: LocalizedText(vi: "Đồng nghiệp đang giữ", en: "Claimed by colleagues")
        case .agency: LocalizedText(vi: "Việc khác của cơ quan", en: "Others of your agency")
        }
    }

    fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension TaskPriority {
    package var title: LocalizedText { LocalizedText(vi: titleVi, en: titleEn) }
}

extension InboxEntry {
    package var taskTitle: LocalizedText {
        LocalizedText(vi: task.titleVi, en: task.titleEn)
    }
}

extension Actor.Principal {
    /// The last day on which the powers hold.
    package var until: CalendarDate? { by.map(\.lastDay).min() }
}
