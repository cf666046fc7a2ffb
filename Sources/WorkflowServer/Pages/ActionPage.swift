import Diagnostics
import Hummingbird
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation

/// `/items/{id}/actions/{action}`: asks for what an action needs, then takes it.
struct ActionPage {
    let visit: Visit

    func form() async throws -> Response {
        let state = try await visit.engine.state(of: visit.part("id"))
        var content = try await content(state, typed: nil, [:], [:])
        if try await available(state, visit.part("action")) == nil {
            // Most likely somebody was here already, be it the reader who went back.
            content.latest = Timeline(
                Array(try await visit.engine.history(of: state.id).suffix(1)), eventText(state))
        }
        return visit.page(
            content, place: .items, status: content.refusal == nil ? .ok : .conflict)
    }

    func take() async throws -> Response {
        let sent = try await visit.sentForm()
        let form = sent.values
        let state = try await visit.engine.state(of: visit.part("id"))
        let name = try visit.part("action")
        guard let available = try await available(state, name) else {
            // Not there any more, or never was: the engine says where it is.
            if sent.review != nil { throw NothingToReview() }
            return try await refused(state, name, form)
        }
        let action = available.action
        let rules = visit.engine.rules.documents.files
        let breaksGlass = form[BreakGlassOffer.input] == "true"
        let offer =
            breaksGlass ? try await BreakGlassOffer(available, of: state, for: visit) : nil
        // Who asks first to break the glass says why and nothing else.
        let asks = breaksGlass && offer?.isLast != true
        let fields = FieldReader(
            form: form, organisation: visit.organisation, current: state.fields,
            definitions: state.workflow.fields
        ).read(asks ? [] : action.askedFields)
        let uploads = Uploads(
            form, kinds: asks ? [] : state.documentKinds(for: action),
            furtherKinds: breaksGlass ? [] : state.furtherKinds(visit.engine.rules.documents),
            rules: rules)
        let attempt = Attempt(visit: visit, form: form) { now in
            try await content(
                now, typed: form, fields.faults.merging(missing(action, state, form)) { $1 },
                uploads.faults)
        }
        if let page = try await visit.review(
            sent, place: .items, { try await attempt.again(state) })
        {
            return page
        }
        if !fields.faults.isEmpty || !uploads.faults.isEmpty {
            return visit.page(
                try await attempt.again(state), place: .items, status: .unprocessableContent)
        }
        let principal = form[Standing.input].flatMap { $0.isEmpty ? nil : $0 }
        let note = form["note"].map { TextFolding.nfc($0.trimmingSpaces()) }
        return try await attempt.response(on: state) { version, key in
            try await uploads.kept(in: visit.office.contents) { keep in
                try await visit.engine.advance(
                    state.id, name, fields: fields.values,
                    note: note?.isEmpty == false ? note : nil,
                    documents: uploads.documents.map(\.record), ifVersion: version, key: key,
                    breakGlass: breaksGlass, as: visit.user, for: principal, preparing: keep)
            }
        }
    }

    private func available(_ state: ItemState, _ name: String) async throws -> AvailableAction? {
        try await visit.engine.actions(on: state, as: visit.user).first { $0.action.name == name }
    }

    /// The page of an action that the item does not have now.
    private func refused(
        _ state: ItemState, _ name: String, _ form: FormValues
    ) async throws -> Response {
        let attempt = Attempt(visit: visit, form: form) { now in
            try await content(now, typed: form, [:], [:])
        }
        return try await attempt.response(on: state) { version, key in
            try await visit.engine.advance(
                state.id, name, ifVersion: version, key: key, as: visit.user)
        }
    }

    private func eventText(_ state: ItemState) -> EventText {
        visit.eventText(state.workflow)
    }

    // MARK: The form

    /// - Parameters:
    ///   - faults: by the name of a field, `note` for the note.
    ///   - fileFaults: by the kind of a document.
    private func content(
        _ state: ItemState, typed: FormValues?, _ faults: [String: String],
        _ fileFaults: [String: String]
    ) async throws -> FormContent {
        let name = try visit.part("action")
        let title = state.title(ofAction: name)
        var content = FormContent(
            title: title, lead: state.lead, back: state.back,
            action: "\(state.id.itemPath)/actions/\(name.queryEscaped)", submit: title, fields: [])
        guard var available = try await available(state, name) else {
            if state.workflow.actionIndex[name] == nil { throw HTTPError(.notFound) }
            let reasons = try await visit.engine.why(state.id, name, as: visit.user)
            content.refusal = Self.box(reasons, visit.organisation)
            content.canSend = false
            return content
        }
        let standings = try await visit.standings(for: name, of: state)
        if !available.isOpen, let first = standings.first { available = first.available }
        let action = available.action
        let breaksGlass = typed?[BreakGlassOffer.input] == "true"
        if !available.isOpen, typed == nil || breaksGlass {
            content.refusal = Self.box(available.telling, visit.organisation)
            // What hangs on a value of this very form can still be typed.
            content.canSend = available.isFillable
            if content.canSend { content.refusal = nil }
        }
        let deciding = state.workflow.deciding(available)
        content.fields = fields(
            action, state, typed, faults, fileFaults, conditional: deciding)
        if content.canSend, !deciding.isEmpty, !action.readsNote {
            content.notice = action.explanation?.spoken
        }
        if content.canSend {
            let further = Uploads.furtherFields(
                state, visit.engine.rules.documents, typed: typed, faults: fileFaults)
            if !action.isOptional {
                content.notes = HandoverNote.all(
                    of: state, in: try await visit.engine.history(of: state.id), eventText(state))
            }
            // Whoever was asked for a supplement has something to add.
            if content.notes.contains(where: \.isReason), !action.askedFields.isEmpty,
                state.documentKinds(for: action).isEmpty
            {
                content.fields.insert(contentsOf: further, at: content.fields.count - 1)
            } else {
                content.offerFurther(further)
            }
        }
        content.next = Self.next(action, state.workflow)
        if standings.count > 1 {
            content.fields.append(
                Standing.field(standings, typed: typed, fault: faults[Standing.input]))
        } else if let principal = available.principal {
            content.beside = say(
                vi: "Làm thay \(principal.name)", en: "For \(principal.name)")
            content.hidden.append((Standing.input, principal.id))
        }
        if !content.canSend,
            let offer = try await BreakGlassOffer(available, of: state, for: visit)
        {
            content.hidden = []
            content.fields = fields(
                action, state, typed, faults, fileFaults, onlyNote: !offer.isLast,
                needsNote: true)
            content.emergency = offer.section(
                title, of: state, for: visit, fields: content.fields, isOpen: breaksGlass)
        }
        let asksForEstimate = content.fields.contains { field in
            if case .budget = field.kind { true } else { false }
        }
        if !asksForEstimate { content.subject = state }
        content.carry(state)
        return content
    }

    private func fields(
        _ action: Action, _ state: ItemState, _ typed: FormValues?, _ faults: [String: String],
        _ fileFaults: [String: String], conditional: Set<Int> = [], onlyNote: Bool = false,
        needsNote: Bool = false
    ) -> [FormField] {
        let needsNote = needsNote || action.requirements.contains(.note)
        var note = FormField(
            "note",
            needsNote ? say(vi: "Lý do", en: "Reason") : say(vi: "Ghi chú", en: "Note"), .area,
            value: typed?["note"] ?? "", fault: faults["note"], isRequired: needsNote)
        if !needsNote, action.readsNote {
            note.isConditional = true
            note.hint = action.explanation?.spoken
        }
        if onlyNote { return [note] }
        let form = FieldForm(
            fields: state.workflow.fields, organisation: visit.organisation, values: state.fields,
            typed: typed, faults: faults)
        let asked = action.askedFields
        let required = action.requiredFields
        let amounts = asked.filter {
            state.workflow.fields[$0].type == .money && required.contains($0)
        }
        let besides = asked.filter { state.workflow.fields[$0].beside != nil }
        // The figures first that an amount comes of.
        let ordered = besides + asked.filter { !besides.contains($0) }
        var fields = ordered.map { index in
            var input = form.input(
                index, isRequired: required.contains(index),
                followsTotal: amounts == [index] && !besides.isEmpty)
            input.isConditional = conditional.contains(index)
            return input
        }
        fields += state.documentKinds(for: action).map { kind in
            Uploads.field(
                kind, rules: visit.engine.rules.documents, fault: fileFaults[kind])
        }
        return fields + [note]
    }

    /// What is asked for and was not typed, by field.
    private func missing(
        _ action: Action, _ state: ItemState, _ form: FormValues
    ) -> [String: String] {
        var faults: [String: String] = [:]
        if form[Standing.input] == "" {
            faults[Standing.input] = say(vi: "hãy chọn", en: "choose one")
        }
        let breaksGlass = form[BreakGlassOffer.input] == "true"
        let requirements = breaksGlass ? action.requirements + [.note] : action.requirements
        for requirement in requirements {
            switch requirement {
            case .note where form["note"]?.trimmingSpaces().isEmpty != false:
                faults["note"] = say(vi: "cần nêu lý do", en: "a reason is needed")
            case .field(let index):
                let field = state.workflow.fields[index]
                let typed = form[FieldForm.name(field)] ?? ""
                let hasLines = !form.indices(FieldForm.name(field)).isEmpty
                if typed.trimmingSpaces().isEmpty, !hasLines, field.type != .budget,
                    field.type != .bool
                {
                    faults[field.name] = say(vi: "chưa nhập", en: "is missing")
                }
            case .note, .document: break
            }
        }
        return faults
    }

    private static func box(_ reasons: [Reason], _ organisation: Organisation) -> RefusalBox {
        var failure = Failure(
            .refused, "refused", vi: "Lúc này chưa làm được", en: "This cannot be done now")
        failure.reasons = reasons
        return RefusalBox(failure, organisation, title: failure.message.spoken)
    }

    /// The states it may lead to.
    private static func next(_ action: Action, _ workflow: Workflow) -> String? {
        var titles: [String] = []
        for target in action.transitions.flatMap(\.targets) where !workflow[target].isHidden {
            let title = workflow[target].title.spoken
            if !titles.contains(title) { titles.append(title) }
        }
        return titles.isEmpty ? nil : titles.joined(separator: say(vi: " hoặc ", en: " or "))
    }
}

extension Workflow {
    /// The fields that decided that the action cannot be taken as the item is.
    func deciding(_ available: AvailableAction) -> Set<Int> {
        let seen = available.reasons.filter { $0.code == .guardFailed }.flatMap(\.observations)
        return sources(
            of: seen.compactMap { observation in
                let path = observation.name.split(separator: ".")
                return path.count > 1 && path[0] == "item" ? fieldIndex[String(path[1])] : nil
            })
    }
}

extension Action {
    /// The fields its form asks for, those it requires first.
    var askedFields: [Int] {
        inputFields.reduce(into: requiredFields) { if !$0.contains($1) { $0.append($1) } }
    }

    var requiredFields: [Int] {
        requirements.compactMap { if case .field(let index) = $0 { index } else { nil } }
    }
}

extension ItemState {
    /// The kinds of document an action asks for and the item lacks.
    func documentKinds(for action: Action) -> [String] {
        action.requirements.compactMap { requirement in
            guard case .document(let kind) = requirement,
                !hasDocument(kind, for: action.name)
            else { return nil }
            return kind
        }
    }
}
