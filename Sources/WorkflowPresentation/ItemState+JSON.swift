import Diagnostics
package import JSON
import WorkflowCalendar
package import WorkflowCore
package import WorkflowModel

extension ItemState {
    /// What `wf show` tells programs of an item.
    ///
    /// - Parameters:
    ///   - pending: the actions that wait for further people.
    ///   - editable: the fields that can be changed outside an action.
    ///   - rows: more about its children than the item itself knows.
    package func view(
        actions: [AvailableAction]? = nil, pending: [PendingAction] = [],
        editable: [String] = [],
        children rows: [JSON]? = nil
    ) -> JSON {
        var view = JSONObject()
        view["id"] = .string(id)
        view["workflow"] = .string(workflow.name)
        view["workflow_version"] = .int(Int64(workflow.version))
        view["definition"] = .string(workflow.hash)
        view["version"] = .int(Int64(version))
        view["parent"] = parent.map(JSON.string)
        view["plan"] = plan.map(JSON.string)
        view["states"] = .array(shownStates.map { .string(workflow[$0].name) })
        view["state_title"] = .string(
            visibleLeaves.map { workflow[$0].title.spoken }.joined(separator: ", "))
        view["outcome"] = outcome.map(JSON.string)
        view["fields"] = .object(
            JSONObject(
                zip(workflow.fields, fields).compactMap { field, value in
                    value.map { (field.name, $0.json) }
                }))
        view["quantities"] = .object(
            JSONObject(
                zip(workflow.fields, fields).compactMap { field, value in
                    guard case .quantity(let quantity)? = value else { return nil }
                    return (field.name, quantity.view)
                }))
        let budgets = budgetViews
        if !budgets.isEmpty { view["budgets"] = .array(budgets) }
        view["deadlines"] = .array(
            zip(workflow.deadlines, deadlines).compactMap { definition, state in
                state.map { $0.view(definition) }
            })
        view["timed"] = .array(timedMoves.map(\.view))
        view["tasks"] = .array(tasks.map { $0.view(workflow) })
        if !children.isEmpty {
            view["children"] = .array(rows ?? children.map { $0.view(workflow) })
        }
        if !rounds.isEmpty {
            view["asked"] = .array(
                TaskLine.all(of: self).filter { $0.member != nil }.map { $0.view(self) })
        }
        view["documents"] = .array(documents.map(\.view))
        view["started_at"] = .string(startedAt.iso8601(in: .vietnam))
        view["started_by"] = startedBy.map(JSON.string)
        view["schedule"] = schedule.map(JSON.string)
        view["updated_at"] = .string(updatedAt.iso8601(in: .vietnam))
        if !pending.isEmpty { view["pending"] = .array(pending.map(\.view)) }
        if !editable.isEmpty { view["editable"] = .array(editable.map(JSON.string)) }
        if let actions { view["actions"] = .array(actions.map { $0.view(workflow) }) }
        return .object(view)
    }

    /// The active states people are shown, outermost first.
    package var shownStates: [StateID] {
        configuration.filter { $0 != .root && !workflow[$0].isHidden }
    }
}

extension Quantity {
    /// What was read from the words of the document, which are among the fields.
    fileprivate var view: JSON {
        [
            "text": .string(text), "min": minimum.map(JSON.int) ?? .null,
            "max": maximum.map(JSON.int) ?? .null, "unit": unit.map(JSON.string) ?? .null,
        ]
    }
}

extension DeadlineState {
    fileprivate func view(_ definition: DeadlineDefinition) -> JSON {
        var view = JSONObject()
        view["name"] = .string(definition.name)
        view["title"] = .string(definition.title.spoken)
        view["due"] = .string(due.description)
        view["due_at"] = .string(dueAt.iso8601(in: .vietnam))
        view["status"] = .string(statusName)
        view["limit"] = .string(limit.text.en)
        view["started"] = .string(startedOn.description)
        view["source"] = .string(definition.source.spoken)
        view["calendar"] = .string(calendar)
        view["provisional"] = isProvisional ? true : nil
        view["extensions"] = extensions > 0 ? .int(Int64(extensions)) : nil
        if case .paused(let remaining, let why) = status {
            view["remaining"] = count.resuming(remaining).map { .string($0.text.en) }
            view["reason"] = why.map { .string($0.spoken) }
        }
        view["score"] = score.map { .int(Int64($0)) }
        return .object(view)
    }

    private var statusName: String {
        switch status {
        case .running: isOverdue ? "overdue" : "running"
        case .paused: "paused"
        case .finished: "finished"
        case .cancelled: "cancelled"
        }
    }
}

extension OpenTask {
    fileprivate func view(_ workflow: Workflow) -> JSON {
        var view = JSONObject()
        view["state"] = .string(workflow[state].name)
        view["task"] =
            order == nil && member == nil ? nil : .string(name(workflow))
        view["member"] = member.map(JSON.string)
        view["claimed_by"] = (claim?.person).map(JSON.string)
        view["title"] = .string(title(workflow).spoken)
        view["agency"] = .string(agency)
        view["roles"] = .array(roles.map(JSON.string))
        view["people"] = .array(people.map(JSON.string))
        view["reassigned"] = isReassigned ? true : nil
        view["opened_at"] = .string(openedAt.iso8601(in: .vietnam))
        return .object(view)
    }
}

extension DocumentRecord {
    package var view: JSON {
        var view: JSONObject = [
            "kind": .string(kind), "name": .string(name), "sha256": .string(sha256),
            "size": .int(size),
        ]
        view["number"] = registered.map { .string($0.text) }
        view["withdrawn"] = isWithdrawn ? true : nil
        return .object(view)
    }
}

extension AvailableAction {
    package func view(_ workflow: Workflow) -> JSON {
        var view: JSONObject = [
            "name": .string(action.name), "title": .string(action.title.spoken),
            "allowed": .bool(isAllowed), "optional": .bool(action.isOptional),
            "requires": .array(action.requirements.map { .string($0.text(workflow)) }),
        ]
        view["for"] = principal.map { .string($0.id) }
        if action.approvals > 1 { view["approvals"] = .int(Int64(action.approvals)) }
        view["reasons"] = .array(reasons.map(\.view))
        return .object(view)
    }
}

extension Action.Requirement {
    /// As definitions write it: `estimate`, `note`, `document to-trinh`.
    package func text(_ workflow: Workflow) -> String {
        switch self {
        case .field(let index): workflow.fields[index].name
        case .note: "note"
        case .document(let kind): "document \(kind)"
        }
    }
}
