package import Diagnostics
package import JSON
import WorkflowCalendar
package import WorkflowReports
package import WorkflowStorage

extension ItemRow {
    package var stateTitle: LocalizedText { LocalizedText(vi: stateTitleVi, en: stateTitleEn) }

    /// A cell of a table; empty when nothing runs.
    package var dueText: String { dueOn?.dueCell(isProvisional: isProvisional ?? false) ?? "" }

    /// What lists tell programs of an item.
    package func view(_ status: DueStatus) -> JSON {
        var view = JSONObject()
        view["id"] = .string(id)
        view["title"] = .string(title)
        view["workflow"] = .string(workflow)
        view["version"] = .int(Int64(version))
        view["parent"] = parent.map(JSON.string)
        view["plan"] = plan.map(JSON.string)
        view["section"] = section.map(JSON.string)
        view["states"] = .array(states.map(JSON.string))
        view["state_title"] = .string(stateTitle.spoken)
        view["lead"] = lead.map(JSON.string)
        view["owner"] = owner.map(JSON.string)
        view["due"] = dueOn.map { .string($0.description) } ?? .null
        view["due_at"] = dueAt.map { .string($0.iso8601(in: .vietnam)) } ?? .null
        view["provisional"] = isProvisional == true ? true : nil
        view["status"] = .string(status.name)
        view["overdue"] = .bool(status.isOverdue)
        view["paused"] = .bool(isPaused)
        view["outcome"] = outcome.map(JSON.string)
        view["expected"] = expected.map(JSON.string)
        view["delivered"] = delivered.map(JSON.string)
        view["updated_at"] = .string(updatedAt.iso8601(in: .vietnam))
        return .object(view)
    }
}

extension TaskRow {
    /// A cell of a table; empty when nothing runs.
    package var dueText: String { dueOn?.dueCell(isProvisional: isProvisional ?? false) ?? "" }
}
