import Diagnostics
import Hummingbird
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation
import WorkflowStorage

/// Tasks that change hands: taken, handed back, given to somebody.
struct TaskPages {
    let visit: Visit

    func claim() async throws -> Response {
        let form = try await visit.form()
        return done(
            try await visit.engine.claim(
                visit.part("id"), task: given("task", form), member: given("member", form),
                key: visit.key(of: form), as: visit.user))
    }

    func handBack() async throws -> Response {
        let form = try await visit.form()
        return done(
            try await visit.engine.handBack(
                visit.part("id"), task: given("task", form), member: given("member", form),
                key: visit.key(of: form), as: visit.user))
    }

    func assignForm() async throws -> Response {
        let state = try await visit.engine.state(of: visit.part("id"))
        let content = try await content(
            state, task: visit.query("task"), member: visit.query("member"), typed: nil)
        return visit.page(
            content, place: .items, status: content.refusal == nil ? .ok : .forbidden)
    }

    func assign() async throws -> Response {
        let sent = try await visit.sentForm()
        let form = sent.values
        let state = try await visit.engine.state(of: visit.part("id"))
        let attempt = Attempt(visit: visit, form: form) { now in
            try await content(
                now, task: given("task", form), member: given("member", form), typed: form)
        }
        if let page = try await visit.review(
            sent, place: .items, { try await attempt.again(state) })
        {
            return page
        }
        return try await attempt.response(on: state) { version, key in
            try await visit.engine.assign(
                state.id, task: given("task", form), member: given("member", form),
                to: form["person"] ?? "", note: given("note", form), ifVersion: version, key: key,
                as: visit.user)
        }
    }

    private func content(
        _ state: ItemState, task: String?, member: String?, typed: FormValues?
    ) async throws -> FormContent {
        let choices = try await visit.engine.taskChoices(on: state, as: visit.user)
        let choice = choices.first { choice in
            !choice.assignees.isEmpty
                && (task.map { $0 == choice.task.name(state.workflow) } ?? true)
                && (member.map { $0 == choice.task.member } ?? true)
        }
        let title = say(vi: "Giao việc", en: "Assign")
        var content = FormContent(
            title: title, lead: state.lead, back: state.back,
            action: "\(state.id.itemPath)/assign", submit: title, fields: [])
        guard let choice else {
            var failure = Failure(
                .notPermitted, "not-permitted",
                vi: "Ở đây không có việc nào bạn giao được cho người khác.",
                en: "There is no task here that you could assign.")
            failure.reasons = []
            content.refusal = RefusalBox(failure, visit.organisation)
            content.canSend = false
            return content
        }
        content.title += ": " + choice.task.title(state.workflow).spoken
        content.fields = [
            FormField(
                "person", say(vi: "Giao cho", en: "To"),
                .one(
                    choice.assignees.compactMap { visit.organisation.person($0) }.map { person in
                        let roles = person.roles.map {
                            visit.organisation.role($0)?.title.spoken ?? $0
                        }
                        return .init(
                            person.id, person.name + " – " + roles.joined(separator: ", "),
                            isChosen: typed?["person"] == person.id)
                    }), isRequired: true),
            FormField("note", say(vi: "Ghi chú", en: "Note"), .area, value: typed?["note"] ?? ""),
        ]
        content.hidden = [("task", choice.task.name(state.workflow))]
        if let member = choice.task.member { content.hidden.append(("member", member)) }
        content.carry(state)
        return content
    }

    private func given(_ name: String, _ form: FormValues) -> String? {
        form[name].map { TextFolding.nfc($0.trimmingSpaces()) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func done(_ outcome: Outcome) -> Response {
        let path = outcome.item.id.itemPath
        return .seeOther(outcome.events.last.map { "\(path)?done=\($0.sequence)" } ?? path)
    }
}
