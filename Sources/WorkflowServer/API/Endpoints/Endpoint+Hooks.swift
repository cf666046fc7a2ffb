import CEL
import Diagnostics
import HTTPTypes
import Hummingbird
import JSON
import Logging
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation
import WorkflowStorage

extension Endpoint {
    static let hooks = [receive]

    private static func signed(_ name: String, _ about: String) -> Parameter {
        .header(name, about, .text(1...2000), isRequired: true)
    }

    private static let receive = Endpoint(
        .post, "/hooks/{name}", id: "receiveEvent", .hooks,
        LocalizedText(vi: "Nhận sự kiện từ hệ thống khác", en: "Receive an event"),
        about: "Signed as Standard Webhooks 1.0.0 prescribes, with a key that `rules/hooks.yaml`"
            + " names; the rules say which action on which item it becomes. Sent again under the"
            + " same `webhook-id`, it is answered again and changes nothing.",
        access: .open,
        parameters: [
            .path("name", "The name of the hook."),
            signed("webhook-id", "The identifier of the event."),
            signed("webhook-timestamp", "When it was sent: seconds since 1970; 5 minutes at most."),
            signed("webhook-signature", "`v1,` and the signature in Base64; several by spaces."),
        ],
        body: .json(.object(others: .any), limit: 1 << 20),
        answers: [
            .json(
                200,
                .object(
                    required("hook", .text),
                    required("outcome", .one(of: ["done", "repeated", "ignored"])),
                    optional("item", .text), optional("version", .count)),
                "It was taken.")
        ],
        refusals: [.forbidden, .notFound, .conflict]
    ) { call in
        let name = call.path("name")
        let hooks = call.engine.rules.hooks
        guard let hook = hooks[name] else {
            throw Failure(
                .notFound, "not-found",
                LocalizedText(
                    vi: "Không có nơi nhận sự kiện “\(name)”.", en: "There is no hook “\(name)”."),
                // Which there are is nothing for strangers.
                hint: LocalizedText(vi: "xem rules/hooks.yaml", en: "see rules/hooks.yaml"))
        }
        let headers = call.request.headers
        let message = SignedMessage(
            id: headers[.webhookID] ?? "", timestamp: headers[.webhookTimestamp] ?? "",
            signatures: headers[.webhookSignature] ?? "", body: call.bytes)
        do throws(Failure) {
            try message.check(against: hook.secrets, now: call.engine.clock.now)
        } catch {
            guard error.code == "secret-unreadable" else { throw error }
            // Where the key should be is nothing for strangers.
            call.context.logger.error(
                "a hook has no key",
                metadata: ["hook": .string(name), "why": .string(error.message.en)])
            throw Failure(
                .unavailable, "hook-not-ready",
                LocalizedText(
                    vi: "Nơi nhận “\(name)” chưa dùng được.", en: "The hook “\(name)” is not ready."
                ),
                hint: LocalizedText(
                    vi: "báo người phụ trách máy chủ xem nhật ký",
                    en: "who looks after the server finds more in its log"))
        }
        // It sees no more than the person in whose name it acts.
        let engine = call.engine.seen(by: hook.person)
        return try await HookRun(hook: hook, engine: engine, event: call.body, message).run()
    }
}

/// Does what the rules make of an event.
private struct HookRun {
    let hook: InboundHook
    let engine: Engine
    let event: JSON
    let message: SignedMessage

    init(hook: InboundHook, engine: Engine, event: JSON, _ message: SignedMessage) {
        self.hook = hook
        self.engine = engine
        self.event = event
        self.message = message
    }

    func run() async throws -> APIAnswer {
        let type = event["type"].string ?? ""
        if !hook.types.isEmpty, !hook.types.contains(type) { return answer("ignored") }
        let seen = Value(event)
        if let condition = hook.condition {
            guard case .bool(let holds) = try value(of: condition, seen, "when") else {
                throw fault("when", "")
            }
            if !holds { return answer("ignored") }
        }
        guard case .string(let item) = try value(of: hook.item, seen, "item") else {
            throw fault("item", "")
        }
        var note: String?
        if let expression = hook.note,
            case .string(let text) = try value(of: expression, seen, "note")
        {
            note = TextFolding.nfc(text)
        }
        let state = try await engine.state(of: item)
        var members = JSONObject()
        for field in hook.fields {
            members[field.name] = try json(value(of: field.value, seen, field.name), field.name)
        }
        let fields = try FieldValues.read(
            .object(members), for: state.workflow, engine.rules.organisation)
        let key = IdempotencyKey(
            name: "hook/\(hook.name)/\(message.id)", request: message.fingerprint)
        let outcome = try await engine.advance(
            item, hook.action, fields: fields, note: note, key: key.text, as: hook.person)
        return answer(outcome.isRepeated ? "repeated" : "done", outcome)
    }

    private func answer(_ text: String, _ outcome: Outcome? = nil) -> APIAnswer {
        var view: JSONObject = ["hook": .string(hook.name), "outcome": .string(text)]
        view["item"] = outcome.map { .string($0.item.id) }
        view["version"] = outcome.map { .int(Int64($0.item.version)) }
        return .json(.object(view))
    }

    private func value(
        of expression: Expression, _ event: Value, _ what: String
    ) throws(Failure) -> Value {
        do {
            return try expression.program.evaluate(Activation([event]))
        } catch {
            throw fault(what, error.message)
        }
    }

    private func fault(_ what: String, _ why: String) -> Failure {
        Failure(
            .invalid, "hook-failed",
            LocalizedText(
                vi: "Sự kiện không có thứ mà “\(what)” của \(hook.name) cần. \(why)",
                en: "The event lacks what “\(what)” of \(hook.name) needs. \(why)"),
            hint: LocalizedText(
                vi: "xem \(hook.range.start.file), dòng \(hook.range.start.line)",
                en: "see \(hook.range.start.file), line \(hook.range.start.line)"))
    }

    private func json(_ value: Value, _ field: String) throws(Failure) -> JSON {
        switch value {
        case .null: return .null
        case .bool(let flag): return .bool(flag)
        case .int(let number): return .int(number)
        case .uint(let number):
            guard let number = Int64(exactly: number) else { throw fault(field, "") }
            return .int(number)
        case .double(let number):
            // JSON has one kind of number: what is whole may be meant for money.
            return Int64(exactly: number).map(JSON.int) ?? .double(number)
        case .string(let text): return .string(text)
        case .list(let values):
            var elements: [JSON] = []
            for value in values { elements.append(try json(value, field)) }
            return .array(elements)
        default: throw fault(field, "")
        }
    }
}

extension Value {
    /// JSON as CEL sees it.
    fileprivate init(_ json: JSON) {
        switch json {
        case .null: self = .null
        case .bool(let flag): self = .bool(flag)
        case .int(let number): self = .int(number)
        case .double(let number): self = .double(number)
        case .string(let text): self = .string(text)
        case .array(let elements): self = .list(elements.map(Value.init))
        case .object(let object):
            self = .map(MapValue(object.members.map { ($0.name, Value($0.value)) }))
        }
    }
}
