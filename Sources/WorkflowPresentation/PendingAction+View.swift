import Diagnostics
package import JSON
import WorkflowCalendar
package import WorkflowCore
import WorkflowModel

extension PendingAction {
    /// `{"action","approvals","needed","could_approve","break_glass"}`
    package var view: JSON {
        var view = JSONObject()
        view["action"] = .string(action.name)
        if !approvals.isEmpty {
            view["approvals"] = .array(
                approvals.map { approval in
                    [
                        "people": .array(approval.people.map(JSON.string)),
                        "at": .string(approval.at.iso8601(in: .vietnam)),
                    ]
                })
            view["needed"] = .int(Int64(action.approvals))
            view["could_approve"] = .array(couldApprove.map(JSON.string))
        }
        if !requests.isEmpty {
            view["break_glass"] = .array(
                requests.map { request in
                    [
                        "people": .array(request.people.map(JSON.string)),
                        "note": .string(request.note),
                        "until": .string(request.until.iso8601(in: .vietnam)),
                        "constraints": .array(request.constraints.map(JSON.string)),
                    ]
                })
            view["could_confirm"] = .array(couldConfirm.map(JSON.string))
        }
        return .object(view)
    }
}
