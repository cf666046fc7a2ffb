import Diagnostics
import HTTPTypes
import Hummingbird
import JSON
import WorkflowAccounts
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
import WorkflowStorage

extension Endpoint {
    static let bulk = [bulkAction]

    private static let bulkAction = Endpoint(
        .post, "/bulk", id: "bulkAction", .actions,
        LocalizedText(vi: "Một bước với nhiều hồ sơ", en: "One action on many items"),
        about: "On the items of `ids`, or on every open item that fits the filter and the CEL"
            + " condition `where`. Each by itself: what cannot be done is told with its reason, and"
            + " the others are done.",
        scope: .write,
        body: .json(
            .reference("BulkAction"), limit: 48 << 20,
            example: [
                "action": "approve", "filter": ["state": "approval"],
                "where": "item.appraised < 100000000", "dry_run": true,
            ]),
        answers: [.json(200, .reference("BulkResult"), "What became of each.")],
        refusals: [.notFound]
    ) { call in
        try await BulkRequest(call).run()
    }
}

/// One action taken on many items.
private struct BulkRequest {
    let call: APICall
    let engine: Engine
    let action: String
    let isDry: Bool
    let documents: NewDocuments
    let person: String
    let principal: String?

    init(_ call: APICall) throws {
        self.call = call
        engine = call.engine
        action = call.body["action"].string ?? ""
        isDry = call.body["dry_run"].bool ?? false
        person = try call.person
        documents = try NewDocuments(call.body["documents"], call.office, by: person)
        principal = call.body["for"].string
    }

    func run() async throws -> APIAnswer {
        var selection = BulkSelection()
        var entries: [JSON] = []
        if let ids = call.body["ids"].array?.compactMap(\.string) {
            guard call.body["filter"].isNull, call.body["where"].isNull else {
                throw Failure(
                    .invalid, "one-of", vi: "Ghi ids, hoặc filter và where.",
                    en: "Give ids, or filter and where.")
            }
            for id in ids.uniqued {
                do {
                    selection.items.append(try await engine.state(of: id))
                } catch {
                    entries.append(view(id, nil, .failure(Failure(any: error))))
                }
            }
        } else {
            selection = try await select()
        }
        for (item, result) in zip(selection.items, await advance(selection.items)) {
            entries.append(view(item.id, item, result))
        }
        let done = entries.count { ["done", "would"].contains($0["outcome"].string ?? "") }
        return .json([
            "action": .string(action), "dry_run": .bool(isDry),
            "selected": .int(Int64(entries.count)), "done": .int(Int64(done)),
            "items": .array(entries),
            "unsuited": .array(selection.unsuited.keys.sorted().map(JSON.string)),
        ])
    }

    private func select() async throws -> BulkSelection {
        let filter = call.body["filter"]
        let agency = try filter["agency"].string.map { text throws(Failure) in
            try engine.rules.organisation.code(ofAgency: text)
        }
        let query = ItemQuery(
            state: filter["state"].string, agency: agency, workflow: filter["workflow"].string,
            plan: filter["plan"].string, isFinished: false, limit: 500)
        let condition = call.body["where"].string
        let selection = try await engine.select(query, where: condition, as: person)
        if let condition { try selection.checkCondition(condition) }
        return selection
    }

    private func advance(_ items: [ItemState]) async -> [Result<ItemState, Failure>] {
        await engine.advance(
            each: items, isDry: isDry, as: person, for: principal,
            preparing: { try documents.keep() }
        ) { item in
            let fields = try FieldValues.read(
                call.body["fields"], for: item.workflow, engine.rules.organisation)
            return ActCommand(
                action: action, fields: fields, note: call.note, documents: documents.records)
        }
    }

    private func view(
        _ id: String, _ before: ItemState?, _ result: Result<ItemState, Failure>
    ) -> JSON {
        var view: JSONObject = ["id": .string(id)]
        switch result {
        case .success(let after):
            view["outcome"] = isDry ? "would" : "done"
            view["version"] = .int(Int64(after.version))
            view["states"] = .array(
                after.visibleLeaves.map { .string(after.workflow[$0].name) })
        case .failure(let failure):
            view["outcome"] = failure.status == .conflict ? "conflict" : "refused"
            view["version"] = before.map { .int(Int64($0.version)) }
            view["error"] = failure.problem(request: call.context.requestID)
        }
        return .object(view)
    }
}
