import Diagnostics
import Hummingbird
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation

/// `/items/{id}/tasks/{task}`: completes what a state asked of several, or a step of a ladder of one.
struct AnswerPage {
    let visit: Visit

    func form() async throws -> Response {
        let state = try await visit.engine.state(of: visit.part("id"))
        let content = try await content(state, typed: nil, files: [:])
        return visit.page(
            content, place: .items, status: content.refusal == nil ? .ok : .conflict)
    }

    func answer() async throws -> Response {
        let sent = try await visit.sentForm()
        let form = sent.values
        let state = try await visit.engine.state(of: visit.part("id"))
        let name = try visit.part("task")
        let uploads = Uploads(
            form, kinds: state.documentKinds(for: name),
            furtherKinds: state.furtherKinds(visit.engine.rules.documents),
            rules: visit.engine.rules.documents.files)
        let attempt = Attempt(visit: visit, form: form) { now in
            try await content(now, typed: form, files: uploads.faults)
        }
        if let page = try await visit.review(
            sent, place: .items, { try await attempt.again(state) })
        {
            return page
        }
        if !uploads.faults.isEmpty {
            return visit.page(
                try await attempt.again(state), place: .items, status: .unprocessableContent)
        }
        func given(_ name: String) -> String? {
            form[name].map { TextFolding.nfc($0.trimmingSpaces()) }.flatMap {
                $0.isEmpty ? nil : $0
            }
        }
        return try await attempt.response(on: state) { version, key in
            try await uploads.kept(in: visit.office.contents) { keep in
                try await visit.engine.advance(
                    state.id, name, note: given("note"),
                    documents: uploads.documents.map(\.record), outcome: given("outcome"),
                    member: given("member"), ifVersion: version, key: key, as: visit.user,
                    preparing: keep)
            }
        }
    }

    private func content(
        _ state: ItemState, typed: FormValues?, files: [String: String]
    ) async throws -> FormContent {
        let name = try visit.part("task")
        let workflow = state.workflow
        let asked = workflow.states.lazy.compactMap(\.tasks).first { $0.name == name }
        let ordered = state.tasks.lazy.compactMap(\.order).first { $0.name == name }
        guard let title = asked?.title ?? ordered?.title else { throw HTTPError(.notFound) }
        var content = FormContent(
            title: title.spoken, lead: state.lead, back: state.back,
            action: "\(state.id.itemPath)/tasks/\(name.queryEscaped)",
            submit: say(vi: "Gửi", en: "Send"), fields: [])
        if typed == nil {
            let reasons = try await visit.engine.why(state.id, name, as: visit.user)
                .filter { $0.code != .missing }
            if !reasons.isEmpty {
                var failure = Failure(
                    .refused, "refused", vi: "Lúc này chưa làm được", en: "This cannot be done now")
                failure.reasons = reasons
                content.refusal = RefusalBox(
                    failure, visit.organisation, title: failure.message.spoken)
                content.canSend = false
                return content
            }
        }
        if let outcomes = asked?.outcomes, !outcomes.isEmpty {
            content.fields.append(
                FormField(
                    "outcome", say(vi: "Ý kiến", en: "Answer"),
                    .one(
                        outcomes.map {
                            .init(
                                $0.code, $0.title.spoken, isChosen: typed?["outcome"] == $0.code)
                        }), isRequired: true))
        }
        content.fields += state.documentKinds(for: name).map { kind in
            Uploads.field(
                kind, rules: visit.engine.rules.documents, fault: files[kind])
        }
        content.fields.append(
            FormField(
                "note", say(vi: "Nội dung, ghi chú", en: "Note"), .area,
                value: typed?["note"] ?? "",
                isRequired: asked?.requiresNote ?? false))
        if let member = typed?["member"] ?? visit.query("member") {
            content.hidden.append(("member", member))
        }
        content.offerFurther(
            Uploads.furtherFields(state, visit.engine.rules.documents, typed: typed, faults: files))
        content.subject = state
        content.carry(state)
        return content
    }
}
