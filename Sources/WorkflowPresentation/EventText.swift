import Diagnostics
package import JSON
import WorkflowCalendar
import WorkflowCore
package import WorkflowModel
package import WorkflowStorage

/// One event of a history for a person: when and who, what, and what followed from it.
package struct EventText {
    package let workflow: Workflow
    package let organisation: Organisation
    /// What kinds of document are called.
    package let documents: DocumentRules
    /// The workflows of the children, by their identifiers, for the titles of their states.
    package var family: [String: Workflow] = [:]
    /// What starts by itself, for its titles.
    package var schedules: [Schedule] = []

    package init(
        workflow: Workflow, organisation: Organisation, documents: DocumentRules,
        family: [String: Workflow] = [:]
    ) {
        self.workflow = workflow
        self.organisation = organisation
        self.documents = documents
        self.family = family
    }

    /// What an event says.
    package static func data(_ sealed: SealedEvent) -> JSONView {
        (try? JSONView.parse(sealed.event.data)) ?? .null
    }

    package func mark(_ type: String) -> (String, Tone) {
        switch type {
        case "deadline.reminder": ("◷", .warning)
        case "deadline.overdue", "deadline.escalated": ("!", .bad)
        case "item.moved": ("◷", .plain)
        default: ("●", .good)
        }
    }

    package func who(_ actor: String?, _ data: JSONView) -> String {
        guard let actor else {
            return cause(data) ?? say(vi: "đến giờ", en: "by the clock")
        }
        func name(_ id: String) -> String {
            organisation.person(id).map { "\($0.name), \(id)" } ?? id
        }
        guard let principal = data["for"].string else { return name(actor) }
        return name(actor)
            + say(vi: " (thay \(name(principal)))", en: " (for \(name(principal)))")
    }

    // MARK: What happened

    package func title(_ type: String, _ data: JSONView) -> String {
        let deadline = data["deadline"]["name"].string.map(deadlineTitle) ?? ""
        switch type {
        case "item.started":
            return data["schedule"].string.map { name in
                let title = schedules.first { $0.name == name }?.title.spoken ?? name
                return say(
                    vi: "Lập hồ sơ theo lịch “\(title)”", en: "Started by the schedule “\(title)”")
            } ?? data["parent"].string.map { parent in
                say(vi: "Lập hồ sơ, là hồ sơ con của \(parent)", en: "Started below \(parent)")
            } ?? say(vi: "Lập hồ sơ", en: "Started")
        case "item.advanced":
            let title = actionTitle(data["action"].string ?? "")
            return data["override"].isNull ? title : brokenTitle + title
        case "approval.given", "break-glass.requested":
            return oversightTitle(type, data, actionTitle(data["action"].string ?? ""))
        case "item.moved":
            return data["taken"].bool == false
                ? say(vi: "Hết thời gian chờ, không đổi", en: "Time is up, nothing changes")
                : say(vi: "Hết thời gian chờ, chuyển bước", en: "Time is up, moved on")
        case "deadline.reminder":
            return say(vi: "Nhắc việc: \(deadline)", en: "Reminder: \(deadline)")
        case "deadline.overdue": return say(vi: "Quá hạn: \(deadline)", en: "Overdue: \(deadline)")
        case "deadline.recounted":
            return say(
                vi: "Tính lại hạn theo lịch \(data["calendar"].string ?? "")",
                en: "Counted anew by calendar \(data["calendar"].string ?? "")")
        case "task.completed":
            return completion(data)
        case "task.claimed":
            return say(vi: "Nhận việc: \(taskTitle(data))", en: "Claimed: \(taskTitle(data))")
        case "task.assigned":
            let (task, person) = (taskTitle(data), person(data["person"].string))
            return say(
                vi: "Giao việc cho \(person): \(task)", en: "Assigned to \(person): \(task)")
        case "task.returned":
            return say(
                vi: "Trả lại việc: \(taskTitle(data))", en: "Handed back: \(taskTitle(data))")
        case "document.registered":
            let number = RegisteredDocument(data)?.text ?? ""
            return say(vi: "Cấp số văn bản \(number)", en: "Document numbered \(number)")
        case "child.changed": return say(vi: "Hồ sơ con thay đổi", en: "Children changed")
        case "child.added":
            let id = data["child"]["id"].string ?? ""
            return say(vi: "Thêm hồ sơ con \(id)", en: "Child \(id) added")
        case "document.withdrawn":
            let id = data["document"].string.flatMap(RegisteredDocument.ID.init(parsing:))
            return say(vi: "Thu hồi \(id?.text ?? "")", en: "Withdrawn: \(id?.text ?? "")")
        case "item.changed": return say(vi: "Sửa dữ liệu", en: "Fields changed")
        case "item.undone":
            let action = actionTitle(data["action"].string ?? "")
            return say(vi: "Rút lại: \(action)", en: "Taken back: \(action)")
        case "deadline.escalated":
            return say(vi: "Báo lên cấp trên: \(deadline)", en: "Escalated: \(deadline)")
        default: return type
        }
    }

    private func actionTitle(_ name: String) -> String {
        let action = workflow.states.lazy.flatMap(\.actions).first { $0.name == name }
        return action.map { "\($0.title.spoken) (\(name))" } ?? name
    }

    private func deadlineTitle(_ name: String) -> String {
        workflow.deadlineIndex[name].map { workflow.deadlines[$0].title.spoken } ?? name
    }

    // MARK: What followed

    package func details(_ event: DraftEvent, _ data: JSONView) -> [String] {
        var lines: [String] = []
        for quoted in [data["note"], data["summary"], data["reason"]].compactMap(\.string) {
            lines.append("“\(quoted)”")
        }
        for document in list(data["documents"]) {
            let kind = documents.title(ofKind: document["kind"].string ?? "").spoken
            lines.append("+ \(kind): \(document["name"].string ?? "")")
        }
        lines += children(data)
        // What a plan says of its activities stands in the plan, and nobody typed it.
        let isTyped = event.type != "item.started" || (data["plan"].isNull && event.actor != nil)
        for change in list(data["changes"]) where isTyped { lines += self.change(change) }
        lines += rounds(list(data["rounds"]))
        let entered = list(data["entered"]).compactMap(\.string).compactMap(leafTitle)
        if !entered.isEmpty { lines.append("→ " + entered.joined(separator: ", ")) }
        for (index, deadline) in list(data["deadlines"]).enumerated() {
            guard let line = self.deadline(deadline) else { continue }
            let before = data["was_due"][index].string.flatMap { CalendarDate(parsing: $0) }
            let was = before.map {
                say(
                    vi: " (trước là \($0.formatted(.slashed)))",
                    en: " (was \($0.formatted(.slashed)))")
            }
            lines.append(line + (was ?? ""))
        }
        lines += list(data["timers"]).compactMap(timer)
        if let refusal = data["refusal"][named: Speech.language.rawValue].string {
            lines.append(refusal)
        }
        if let line = tasks(list(data["tasks"]), data["did"].string, at: event.at) {
            lines.append(line)
        }
        if let due = data["deadline"]["due"].string.flatMap({ CalendarDate(parsing: $0) }) {
            lines.append(say(vi: "hạn ", en: "due ") + due.formatted(.slashed))
        }
        return lines
    }

    /// A state people are shown that has none inside.
    private func leafTitle(_ name: String) -> String? {
        guard let id = workflow.stateIndex[name], !workflow[id].isHidden,
            workflow[id].children.isEmpty
        else { return nil }
        return workflow[id].title.spoken
    }

    package func list(_ json: JSONView) -> [JSONView] { json.array.map { Array($0) } ?? [] }

    /// What became of one field, and of the lines of an estimate.
    private func change(_ json: JSONView) -> [String] {
        guard let name = json["field"].string, let index = workflow.fieldIndex[name] else {
            return [json.json.canonical]
        }
        let field = workflow.fields[index]
        let old = FieldValue(json["old"], as: field.type)
        let new = FieldValue(json["new"], as: field.type)
        func text(_ value: FieldValue?) -> String {
            value?.text(field.type, organisation).spoken ?? "–"
        }
        let line = field.title.spoken + ": " + (old.map { text($0) + " → " } ?? "") + text(new)
        guard case .budget(let before)? = old, case .budget(let after)? = new else { return [line] }
        return [line] + after.changes(from: before).map(\.change)
    }

    /// The fields an event changed, each on its own line.
    package func changes(_ sealed: SealedEvent) -> [String] {
        list(Self.data(sealed)["changes"]).flatMap(change)
    }

    /// What a step of a ladder did with the open tasks, all of which it tells.
    ///
    /// - Parameter deed: which of the two it did; older events leave it to be seen from the tasks.
    private func tasks(_ tasks: [JSONView], _ deed: String?, at moment: Instant) -> String? {
        if deed != "reassigned", let last = tasks.last,
            last["opened_at"].int == moment.millisecondsSinceEpoch,
            let title = last["order"]["title"][named: Speech.language.rawValue].string
        {
            return say(vi: "việc mới: ", en: "new task: ") + title
        }
        guard let task = tasks.first(where: { $0["reassigned"].bool == true }) else { return nil }
        let agency = task["agency"].string ?? ""
        let roles = list(task["roles"]).compactMap(\.string)
        let people = list(task["people"]).compactMap(\.string)
        let desk =
            [organisation.agency(agency)?.name.spoken ?? agency]
            + roles.map { organisation.role($0)?.title.spoken ?? $0 }
            + people.map { organisation.person($0)?.name ?? $0 }
        return say(vi: "chuyển việc cho: ", en: "work moved to: ") + desk.joined(separator: ", ")
    }

    /// A timed transition that was moved.
    private func timer(_ json: JSONView) -> String? {
        guard let state = json["state"].string.flatMap({ workflow.stateIndex[$0] }),
            let due = json["due_at"].int, let was = json["was_due_at"].int
        else { return nil }
        let title = workflow[state].title.spoken
        let (now, before) = (moment(due), moment(was))
        return say(
            vi: "\(title): tự chuyển lúc \(now) (trước là \(before))",
            en: "\(title): moves on by itself at \(now) (was \(before))")
    }

    private func moment(_ milliseconds: Int64) -> String {
        Instant(millisecondsSinceEpoch: milliseconds).formatted(in: .vietnam)
    }

    private func deadline(_ json: JSONView) -> String? {
        guard let name = json["name"].string,
            let change = json["change"].string.flatMap(DeadlineChange.Kind.init)
        else { return nil }
        var due =
            json["due"].string.flatMap { CalendarDate(parsing: $0) }?.formatted(.slashed) ?? ""
        if json["provisional"].bool == true { due += say(vi: " (dự kiến)", en: " (expected)") }
        let title = deadlineTitle(name)
        switch change {
        case .started: return "\(title): \(due)"
        case .restarted:
            return say(vi: "\(title) tính lại: \(due)", en: "\(title) counted anew: \(due)")
        case .resumed: return say(vi: "\(title) chạy tiếp: \(due)", en: "\(title) goes on: \(due)")
        case .extended:
            return say(vi: "\(title) gia hạn đến \(due)", en: "\(title) extended to \(due)")
        case .paused:
            let why =
                json["reason"][named: Speech.language.rawValue].string.map { " (\($0))" } ?? ""
            return say(vi: "\(title) tạm dừng", en: "\(title) paused") + why
        case .recounted:
            return say(vi: "\(title): hạn mới \(due)", en: "\(title): now due \(due)")
        case .restored:
            guard json["status"].string == "running" else { return nil }
            return say(vi: "\(title) như trước: \(due)", en: "\(title) as before: \(due)")
        case .stopped, .cancelled: return nil
        }
    }
}
