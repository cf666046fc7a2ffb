import Diagnostics
import Hummingbird
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation

/// `/items/{id}/edit`: changes the fields that may be changed outside an action.
struct EditPage {
    let visit: Visit

    func form() async throws -> Response {
        let state = try await visit.engine.state(of: visit.part("id"))
        let content = try await content(state, typed: nil, [:])
        return visit.page(
            content, place: .items, status: content.refusal == nil ? .ok : .forbidden)
    }

    func change() async throws -> Response {
        let sent = try await visit.sentForm()
        let form = sent.values
        let state = try await visit.engine.state(of: visit.part("id"))
        let fields = FieldReader(
            form: form, organisation: visit.organisation, current: state.fields,
            definitions: state.workflow.fields
        ).read(try await editable(state))
        let attempt = Attempt(visit: visit, form: form) { now in
            try await content(now, typed: form, fields.faults)
        }
        if let page = try await visit.review(
            sent, place: .items, { try await attempt.again(state) })
        {
            return page
        }
        if !fields.faults.isEmpty {
            return visit.page(
                try await attempt.again(state), place: .items, status: .unprocessableContent)
        }
        if fields.values.isEmpty { return .seeOther(state.id.itemPath) }
        let note = form["note"].map { TextFolding.nfc($0.trimmingSpaces()) }
        return try await attempt.response(on: state) { version, key in
            try await visit.engine.set(
                state.id, fields: fields.values, note: note?.isEmpty == false ? note : nil,
                ifVersion: version, key: key, as: visit.user)
        }
    }

    private func editable(_ state: ItemState) async throws -> [Int] {
        if state.workflow.edits.isEmpty { return [] }
        return try await visit.engine.editableFields(of: state, as: visit.user)
            .compactMap { state.workflow.fieldIndex[$0.name] }
    }

    private func content(
        _ state: ItemState, typed: FormValues?, _ faults: [String: String]
    ) async throws -> FormContent {
        var content = FormContent(
            title: say(vi: "Sửa thông tin", en: "Change facts"), lead: state.lead,
            back: state.back, action: "\(state.id.itemPath)/edit",
            submit: say(vi: "Lưu", en: "Save"), fields: [])
        let editable = try await editable(state)
        guard !editable.isEmpty else {
            content.refusal = RefusalBox(
                Failure(
                    .notPermitted, "not-permitted",
                    vi: "Lúc này bạn không sửa được thông tin nào của hồ sơ.",
                    en: "There is nothing of this item you could change now."),
                visit.organisation)
            content.canSend = false
            return content
        }
        let form = FieldForm(
            fields: state.workflow.fields, organisation: visit.organisation, values: state.fields,
            typed: typed, faults: faults)
        content.fields = editable.map { form.input($0, isRequired: false) }
        content.fields.append(
            FormField(
                "note", say(vi: "Lý do sửa", en: "Why"), .area, value: typed?["note"] ?? ""))
        content.carry(state)
        return content
    }
}

/// `/items/{id}/undo`: takes back what one did last.
struct UndoPage {
    let visit: Visit

    func form() async throws -> Response {
        let state = try await visit.engine.state(of: visit.part("id"))
        return visit.page(try await content(state, typed: nil), place: .items)
    }

    func undo() async throws -> Response {
        let sent = try await visit.sentForm()
        let form = sent.values
        let state = try await visit.engine.state(of: visit.part("id"))
        let attempt = Attempt(visit: visit, form: form) { try await content($0, typed: form) }
        if let page = try await visit.review(
            sent, place: .items, { try await attempt.again(state) })
        {
            return page
        }
        let note = form["note"].map { TextFolding.nfc($0.trimmingSpaces()) }
        return try await attempt.response(on: state) { version, key in
            try await visit.engine.undo(
                state.id, note: note?.isEmpty == false ? note : nil, ifVersion: version, key: key,
                as: visit.user)
        }
    }

    private func content(_ state: ItemState, typed: FormValues?) async throws -> FormContent {
        let last = try await visit.engine.history(of: state.id).suffix(1)
        let timeline = Timeline(
            Array(last), visit.eventText(state.workflow))
        var content = FormContent(
            title: say(vi: "Rút lại: \(timeline.title)", en: "Take back: \(timeline.title)"),
            lead: state.lead, back: state.back, action: "\(state.id.itemPath)/undo",
            submit: say(vi: "Rút lại", en: "Take back"),
            fields: [
                FormField(
                    "note", say(vi: "Lý do", en: "Reason"), .area, value: typed?["note"] ?? "")
            ])
        content.carry(state)
        return content
    }
}
