import Diagnostics
import HTTPTypes
import JSON
import WorkflowAccounts
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

extension Endpoint {
    static let actions = [listActions, why, takeAction]

    private static let listActions = Endpoint(
        .get, "/items/{item}/actions", id: "listActions", .actions,
        LocalizedText(vi: "Các bước, và vì sao chưa làm được", en: "What may be done, and why not"),
        about: "For the caller, now. The first that is `allowed` and not `optional` moves it on.",
        parameters: [.item, .onBehalf],
        answers: [
            .json(
                200,
                .object(
                    required("version", .count), required("actions", .list(.reference("Action"))),
                    required("pending", .list(.reference("Pending"))),
                    required("editable", Schema.codes)),
                "The actions.", headers: [.etag])
        ],
        refusals: [.notFound, .conflict], isBrief: true
    ) { call in
        let engine = call.engine
        let state = try await engine.state(of: call.path("item"))
        let (person, principal) = (try call.person, call.query("for"))
        let actions = try await engine.actions(on: state, as: person, for: principal)
        let editable = try await engine.editableFields(of: state, as: person, for: principal)
        return .json(
            [
                "version": .int(Int64(state.version)),
                "actions": .array(actions.map { $0.view(state.workflow) }),
                "pending": .array(try await engine.pendingActions(on: state).map(\.view)),
                "editable": .array(editable.map { .string($0.name) }),
            ], headers: [.eTag: ItemVersion.tag(state.version)])
    }

    private static let action = Parameter.path("action", "The name of the action or task.")

    private static let why = Endpoint(
        .get, "/items/{item}/actions/{action}", id: "why", .actions,
        LocalizedText(vi: "Vì sao làm được hoặc không", en: "Why an action is possible or not"),
        about:
            "Every reason that stands in the way, with who could and what would make it possible.",
        parameters: [.item, action, .onBehalf],
        answers: [
            .json(
                200,
                .object(
                    required("allowed", .bool), required("reasons", .list(.reference("Reason")))),
                "The reasons.")
        ],
        refusals: [.notFound, .conflict], isBrief: true
    ) { call in
        let reasons = try await call.engine.why(
            call.path("item"), call.path("action"), as: try call.person, for: call.query("for"))
        return .json([
            "allowed": .bool(reasons.isEmpty), "reasons": .array(reasons.map(\.view)),
        ])
    }

    private static let takeAction = Endpoint(
        .post, "/items/{item}/actions/{action}", id: "takeAction", .actions,
        LocalizedText(vi: "Thực hiện một bước", en: "Take an action"),
        about: "Or complete a task, which an action of its name does.", scope: .write,
        parameters: Parameter.changing + [action],
        body: .json(
            .reference("TakeAction"), isRequired: false, limit: 48 << 20,
            example: [
                "fields": ["appraised": 380_000_000], "note": "Giảm chi phí hội thảo",
            ]),
        answers: [.json(200, .reference("ItemChange"), "It was done.", headers: [.etag])],
        refusals: [.notFound, .conflict, .preconditionFailed], isBrief: true
    ) { call in
        try await call.take(call.path("action"))
    }
}

extension APICall {
    /// Takes an action on the item in the path as the body says.
    func take(_ action: String) async throws -> APIAnswer {
        let item = path("item")
        // Where nothing is to be read by its definition, the engine alone looks at the item.
        let isPlain = (body.object?.members ?? []).allSatisfy { $0.name == "note" }
        let state = isPlain ? nil : try await engine.state(of: item)
        let fields =
            try state.map {
                try FieldValues.read(body["fields"], for: $0.workflow, engine.rules.organisation)
            } ?? []
        let documents = try NewDocuments(body["documents"], office, by: try person, on: state)
        let version = try await version(of: item)
        return try await changing(item) {
            answer(
                try await engine.advance(
                    item, action, fields: fields, note: note, documents: documents.records,
                    outcome: body["outcome"].string, member: body["member"].string,
                    ifVersion: version, key: try key,
                    breakGlass: body["break_glass"].bool ?? false, as: try person,
                    for: body["for"].string
                ) { try documents.keep() })
        }
    }
}
