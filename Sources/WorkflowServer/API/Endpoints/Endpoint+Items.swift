import Diagnostics
import HTTPTypes
import Hashing
import Hummingbird
import JSON
import WorkflowAccounts
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
import WorkflowReports
import WorkflowStorage

extension Endpoint.Parameter {
    static let item = path("item", "The identifier of the item.", .text(1...128))
    static let onBehalf = query("for", "On whose behalf: somebody the caller stands in for.")
    static let ifMatch = header(
        "If-Match", "The version the change was decided on, as in `ETag`: `\"17\"`.")
    static let ifNoneMatch = header("If-None-Match", "The version the client has: `\"17\"`.")
    static let idempotencyKey = header(
        "Idempotency-Key",
        "Makes the change once however often it is sent; with another body it is an error.",
        Schema(
            .text(
                .init(
                    length: 1...200, pattern: "^[!-~]+$",
                    isAllowed: { $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } }))))

    /// What every change of an item takes.
    static let changing: [Endpoint.Parameter] = [.item, .ifMatch, .idempotencyKey]
}

extension Endpoint {
    static let items = [listItems, startItem, getItem, setFields, undo, loadPlan]

    private static let listItems = Endpoint(
        .get, "/items", id: "listItems", .items,
        LocalizedText(vi: "Liệt kê, tìm hồ sơ", en: "List and find items"),
        about: "In the order of their identifiers. Only open items, unless `all=true`.",
        parameters: [
            .query("state", "In this state."),
            .query("agency", "Led or held by this agency: its code or name."),
            .query("workflow", "Of this workflow."), .query("plan", "Of this plan."),
            .query("parent", "Opened below this item."),
            .query("overdue", "Only those that are overdue.", .bool),
            .query("due_within", "Due within this time: `5 working days`.", .text(0...100)),
            .query("search", "With all of these words, with or without Vietnamese marks."),
            .query("all", "Finished ones, too.", .bool),
        ] + ListPage.parameters,
        answers: [.json(200, .reference("ItemPage"), "A page of items.", headers: [.link])]
    ) { call in
        let page = try ListPage(call)
        var filter = ItemFilter()
        filter.state = call.query("state")
        filter.agency = call.query("agency").map { called in
            call.engine.rules.organisation.agency(called: called)?.code ?? called
        }
        filter.workflow = call.query("workflow")
        filter.plan = call.query("plan")
        filter.parent = call.query("parent")
        filter.isOverdue = call.flag("overdue") ?? false
        filter.dueWithin = call.query("due_within")
        filter.search = call.query("search")
        filter.includesFinished = call.flag("all") ?? false
        let query = try filter.query(
            after: page.after, limit: page.limit + 1, now: call.engine.clock.now
        ) { try call.engine.workingCalendar() }
        let found = try await call.engine.items(query)
        let rows = found.prefix(page.limit)
        let clock = call.clock
        return page.answer(
            ["items": .array(rows.map { $0.view(clock.status(of: $0)) })],
            endingWith: found.count > page.limit ? rows.last?.id : nil)
    }

    private static let startItem = Endpoint(
        .post, "/items", id: "startItem", .items,
        LocalizedText(vi: "Lập một hồ sơ", en: "Start an item"),
        about: "Without `id` it is called by its workflow and the time; without one below `parent`,"
            + " as the workflow of the parent says.",
        scope: .write, parameters: [.idempotencyKey],
        body: .json(
            .reference("StartItem"),
            example: [
                "workflow": "budgeted-task", "id": "NV-01",
                "fields": ["lead": "so-khcn", "content": "Mua máy đo"],
            ]),
        answers: [
            .json(
                201, .reference("ItemChange"), "It was started.",
                headers: [.etag, .location])
        ],
        refusals: [.notFound, .conflict], isBrief: true
    ) { call in
        let workflow = call.body["workflow"].string ?? ""
        let id = call.body["id"].string
        if let id { try Failure.checkIdentifier(id) }
        let engine = call.engine
        guard let definition = engine.library.workflows[workflow] else {
            throw EngineError.notFound(
                .workflow, workflow,
                suggestion: nearest(workflow, in: engine.library.workflows.keys.sorted()))
        }
        let fields = try FieldValues.read(
            call.body["fields"], for: definition, engine.rules.organisation)
        let (person, principal) = (try call.person, call.body["for"].string)
        let outcome: Outcome
        if let parent = call.body["parent"].string {
            outcome = try await engine.start(
                workflow, below: parent, id: id, fields: fields, key: try call.key, as: person,
                for: principal)
        } else {
            outcome = try await engine.start(
                workflow, id: id, fields: fields, key: try call.key, as: person, for: principal)
        }
        var answer = call.answer(outcome, status: .created)
        answer.headers[.location] =
            APIRoutes.prefix + "/items/" + PercentEncoding.encode(outcome.item.id)
        return answer
    }

    private static let getItem = Endpoint(
        .get, "/items/{item}", id: "getItem", .items,
        LocalizedText(vi: "Xem một hồ sơ", en: "Show an item"),
        about: "With what the caller may do with it now, and why not the rest. `If-None-Match`"
            + " compares the version of the item alone: what may be done can change without it.",
        parameters: [
            .item, .onBehalf, .ifNoneMatch,
            .query("actions", "Leave out what the caller may do: `false`.", .bool),
        ],
        answers: [
            .json(200, .reference("ItemAnswer"), "The item.", headers: [.etag]),
            .empty(304, "The client has this version.", headers: [.etag]),
        ],
        refusals: [.notFound, .conflict], isBrief: true
    ) { call in
        let engine = call.engine
        let state = try await engine.state(of: call.path("item"))
        if let unchanged = call.unchanged(state.version) { return unchanged }
        let headers: HTTPFields = [.eTag: ItemVersion.tag(state.version)]
        if call.flag("actions") == false {
            return .json(["item": state.view()], headers: headers)
        }
        let (person, principal) = (try call.person, call.query("for"))
        let actions = try await engine.actions(on: state, as: person, for: principal)
        let editable =
            state.workflow.edits.isEmpty
            ? [] : try await engine.editableFields(of: state, as: person, for: principal)
        let pending = try await engine.pendingActions(on: state)
        var children: [JSON]?
        if !state.children.isEmpty {
            let clock = call.clock
            children = try await engine.items(ItemQuery(parent: state.id, limit: .max))
                .map { $0.view(clock.status(of: $0)) }
        }
        return .json(
            [
                "item": state.view(
                    actions: actions, pending: pending, editable: editable.map(\.name),
                    children: children)
            ], headers: headers)
    }

    private static let setFields = Endpoint(
        .patch, "/items/{item}", id: "setFields", .items,
        LocalizedText(vi: "Sửa dữ liệu ngoài các bước", en: "Change fields outside an action"),
        about: "Who may change which, and while the item is where, is what its workflow says."
            + " `null` takes a value away.",
        scope: .write, parameters: changing,
        body: .json(
            .reference("SetFields"),
            example: ["fields": ["finish_by": "2021-11-30"], "note": "Theo công văn 12"]),
        answers: [.json(200, .reference("ItemChange"), "It was changed.", headers: [.etag])],
        refusals: [.notFound, .conflict, .preconditionFailed], isBrief: true
    ) { call in
        let item = call.path("item")
        let engine = call.engine
        let state = try await engine.state(of: item)
        let fields = try FieldValues.read(
            call.body["fields"], for: state.workflow, engine.rules.organisation)
        let version = try await call.version(of: item)
        return try await call.changing(item) {
            call.answer(
                try await engine.set(
                    item, fields: fields, note: call.note, ifVersion: version,
                    key: try call.key, as: try call.person, for: call.body["for"].string))
        }
    }

    private static let undo = Endpoint(
        .post, "/items/{item}/undo", id: "undo", .items,
        LocalizedText(vi: "Rút lại bước vừa làm", en: "Take the last action back"),
        about: "One's own, if its workflow allows it and nobody has acted since.",
        scope: .write, parameters: changing,
        body: .json(
            .object(
                optional("note", .text(0...20_000)), optional("for", .text(1...128))),
            isRequired: false),
        answers: [.json(200, .reference("ItemChange"), "It was taken back.", headers: [.etag])],
        refusals: [.notFound, .conflict, .preconditionFailed], isBrief: true
    ) { call in
        let item = call.path("item")
        let version = try await call.version(of: item)
        return try await call.changing(item) {
            call.answer(
                try await call.engine.undo(
                    item, note: call.note, ifVersion: version, key: try call.key,
                    as: try call.person, for: call.body["for"].string))
        }
    }

    private static let changing = Parameter.changing

    private static let loadPlan = Endpoint(
        .post, "/plans/{plan}/load", id: "loadPlan", .items,
        LocalizedText(vi: "Lập hồ sơ cho mọi nhiệm vụ của kế hoạch", en: "Start a plan"),
        about: "One item for each activity; those there are stay as they are.",
        scope: .administer, parameters: [.path("plan", "The name of the plan.")],
        answers: [
            .json(
                200,
                .object(
                    required("started", Schema.codes), required("unchanged", Schema.codes)),
                "What was started.")
        ],
        refusals: [.notFound, .conflict, .unprocessableContent]
    ) { call in
        let engine = call.engine
        let name = call.path("plan")
        guard let plan = engine.library.plans[name] else {
            throw EngineError.notFound(
                .plan, name, suggestion: nearest(name, in: engine.library.plans.keys.sorted()))
        }
        let outcome = try await engine.load(plan, as: try call.person)
        return .json([
            "started": .array(outcome.started.map(JSON.string)),
            "unchanged": .array(outcome.unchanged.map(JSON.string)),
        ])
    }
}

extension APICall {
    var note: String? { body["note"].string.map(TextFolding.nfc) }

    /// The idempotency key, which one person cannot take from another, with a fingerprint of the
    /// request; nil when none was sent.
    var key: String? {
        get throws(Failure) {
            guard let key = request.headers[.idempotencyKey] else { return nil }
            let asked = "\(request.method.rawValue) \(request.uri.path)\n"
            return IdempotencyKey(
                by: try person, through: .api, key,
                request: SHA256.hexadecimal(of: Array(asked.utf8) + bytes)
            ).text
        }
    }

    /// What a change of an item did.
    func answer(_ outcome: Outcome, status: HTTPResponse.Status = .ok) -> APIAnswer {
        var answer: JSONObject = [
            "item": outcome.item.view(), "events": .array(outcome.events.map(\.view)),
        ]
        if !outcome.related.isEmpty { answer["related"] = .array(outcome.related.map(\.view)) }
        answer["repeated"] = .bool(outcome.isRepeated)
        return .json(
            .object(answer), status: status,
            headers: [.eTag: ItemVersion.tag(outcome.item.version)])
    }
}
