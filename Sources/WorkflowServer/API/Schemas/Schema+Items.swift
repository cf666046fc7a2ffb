import WorkflowModel

extension Schema {
    static let codes = Schema.list(.text)
    static let fieldValues = Schema.object(others: .any)

    static let items: [String: Schema] = [
        "ItemRow": itemRow, "Item": item, "ItemPage": itemPage,
        "ItemAnswer": .object(required("item", .reference("Item"))),
        "ItemChange": .object(
            required("item", .reference("Item")), required("events", .list(.reference("Event"))),
            optional(
                "related", .list(.reference("Event")),
                "What followed for the parent and the children of the item."),
            required("repeated", .bool, "The idempotency key was used before; the answer then.")),
        "Deadline": deadline, "OpenTask": openTask, "Action": action, "Reason": reason,
        "Document": document, "Pending": pending, "Task": task, "TimedMove": timedMove,
        "StartItem": startItem, "TakeAction": takeAction, "SetFields": setFields,
        "NewDocument": newDocument, "Event": event,
        "Quantity": .object(
            required("text", .text), required("min", Schema.integer.orNull),
            required("max", Schema.integer.orNull), required("unit", Schema.text.orNull)),
    ]

    static let rowMembers: [Member] = [
        required("id", .text), required("title", .text), required("workflow", .text),
        required("version", .count), optional("parent", .text), optional("plan", .text),
        optional("section", .text),
        required("states", codes, "The active states, outermost first."),
        required("state_title", .text), optional("lead", .text), optional("owner", .text),
        required("due", Schema.date.orNull), required("due_at", Schema.instant.orNull),
        optional("provisional", .bool, "Counted over days off that are not decreed yet."),
        required("status", .text, "How it stands by its deadline: `in-time`, `soon`, `overdue` …"),
        required("overdue", .bool), required("paused", .bool), optional("outcome", .text),
        optional("expected", .text), optional("delivered", .text),
        required("updated_at", .instant),
    ]

    private static let itemRow = Schema.object(rowMembers).about("What lists tell of an item.")

    private static let itemPage = Schema.object(
        required("items", .list(.reference("ItemRow"))),
        required("next", Schema.text.orNull, "The `cursor` of the next page; null at the end."))

    private static let item = Schema.object(
        required("id", .text), required("workflow", .text), required("workflow_version", .integer),
        required("definition", .text, "The SHA-256 of the definition it is pinned to."),
        required("version", .count), optional("parent", .text), optional("plan", .text),
        required("states", codes), required("state_title", .text), optional("outcome", .text),
        required("fields", fieldValues, "By the names the workflow declares."),
        required("quantities", .object(others: .reference("Quantity"))),
        optional("budgets", .list(.object(others: .any)), "Estimates with what they come to."),
        required("deadlines", .list(.reference("Deadline"))),
        required("timed", .list(.reference("TimedMove"))),
        required("tasks", .list(.reference("OpenTask"))),
        optional("children", .list(.object(others: .any))),
        optional("asked", .list(.reference("Task")), "Everybody who was asked, answered or not."),
        required("documents", .list(.reference("Document"))),
        required("started_at", .instant), optional("started_by", .text),
        optional("schedule", .text), required("updated_at", .instant),
        optional("pending", .list(.reference("Pending"))),
        optional("editable", codes, "Fields the caller may change outside an action."),
        optional("actions", .list(.reference("Action")), "For the caller, now.")
    ).about("An item as it stands.")

    private static let deadline = Schema.object(
        required("name", .text), required("title", .text), required("due", .date),
        required("due_at", .instant),
        required("status", .one(of: ["running", "overdue", "paused", "finished", "cancelled"])),
        required("limit", .text), required("started", .date), required("source", .text),
        required("calendar", .text), optional("provisional", .bool),
        optional("extensions", .count), optional("remaining", .text), optional("reason", .text),
        optional("score", .integer))

    private static let openTask = Schema.object(
        required("state", .text), optional("task", .text), optional("member", .text),
        optional("claimed_by", .text), required("title", .text), required("agency", .text),
        required("roles", codes), required("people", codes), optional("reassigned", .bool),
        required("opened_at", .instant))

    private static let task = Schema.object(
        required("name", .text), required("title", .text), required("state", .text),
        required("status", .one(of: ["open", "claimed", "done", "late", "cancelled"])),
        required("agency", .text), required("roles", codes), required("people", codes),
        optional("member", .text), optional("on_behalf", .list(.object(others: .any))),
        optional("claimed_by", .text), optional("claimed_at", .instant),
        optional("opened_at", .instant), optional("outcome", .text), optional("actor", .text),
        optional("actor_agency", .text), optional("done_at", .instant), optional("note", .text),
        optional("answered_on_behalf", .bool))

    private static let action = Schema.object(
        required("name", .text), required("title", .text), required("allowed", .bool),
        required("optional", .bool, "It does not move the item on."),
        required("requires", codes, "What has to be handed in: fields, `note`, `document KIND`."),
        optional("for", .text, "Whom the caller would act for."), optional("approvals", .count),
        required("reasons", .list(.reference("Reason"))))

    private static let reason = Schema.object(
        required("code", .text), required("message", .text), optional("expression", .text),
        optional("constraint", .text), optional("values", .object(others: .text)),
        optional("who_could", codes)
    ).about("One condition that stands in the way.")

    private static let document = Schema.object(
        required("kind", .text), required("name", .text), required("sha256", .text),
        required("size", .count, "Bytes."), optional("number", .text),
        optional("withdrawn", .bool))

    private static let pending = Schema.object(
        required("action", .text), optional("approvals", .list(.object(others: .any))),
        optional("needed", .count), optional("could_approve", codes),
        optional("break_glass", .list(.object(others: .any))), optional("could_confirm", codes)
    ).about("An action that waits for further people.")

    private static let timedMove = Schema.object(
        required("item", .text), required("at", .instant), required("from", .text),
        required("to", codes), required("conditional", .bool), required("title", .text)
    ).about("A transition the item takes by itself when its time comes.")

    private static let event = Schema.object(
        required("seq", .count, "Of the whole store."), required("item", .text),
        required("version", .count), required("type", .text), required("at", .instant),
        required("actor", Schema.text.orNull), optional("for", .text),
        required("data", .any, "What happened; by type."),
        required("hash", .text, "SHA-256 over the event and the hash before it.")
    ).about("One event of the history.")

    // MARK: What is sent

    private static let identifier = Schema(
        .text(
            .init(
                length: 1...128, pattern: "^[^\\s/\\u0000-\\u001f\\u007f-\\u009f]+$",
                isAllowed: { $0.isItemIdentifier })))

    private static let startItem = Schema.object(
        required("workflow", .text(1...200)), optional("id", identifier),
        optional("parent", .text(1...128), "Open it as a child of this item."),
        optional("fields", fieldValues), optional("for", .text(1...128), "On whose behalf."))

    private static let takeAction = Schema.object(
        optional("fields", fieldValues), optional("note", .text(0...20_000)),
        optional("documents", .list(.reference("NewDocument"), atMost: 50)),
        optional("outcome", .text(1...200), "What a task came to: one of its outcomes."),
        optional("member", .text(1...200), "For whom of those a state asked."),
        optional("for", .text(1...128), "On whose behalf."),
        optional("break_glass", .bool, "Ask for it, or confirm it."))

    private static let setFields = Schema.object(
        required("fields", fieldValues), optional("note", .text(0...20_000)),
        optional("for", .text(1...128), "On whose behalf."))

    private static let newDocument = Schema.object(
        required("kind", .text(1...200)), required("name", .text(1...255), "The name of the file."),
        optional(
            "sha256",
            Schema(
                .text(
                    .init(
                        length: 64...64, pattern: "^[0-9a-f]{64}$",
                        isAllowed: { hash in
                            hash.utf8.allSatisfy {
                                (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
                            }
                        }))), "Of a content sent to `/contents` before."),
        optional(
            "content", Schema(.text(.init(format: "byte", length: 0...100_000_000))),
            "The content in Base64, instead.")
    ).about("A document handed in: `sha256` or `content`.")
}
