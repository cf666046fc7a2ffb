extension Schema {
    static let work: [String: Schema] = [
        "Inbox": inbox, "InboxEntry": inboxEntry, "DueList": dueList, "BulkAction": bulkAction,
        "BulkResult": bulkResult, "Board": board, "BoardEntry": boardEntry, "Tally": tally,
        "RegisteredDocument": registered, "NewRegistration": newRegistration,
        "Verification": verification,
    ]

    private static let inbox = Schema.object(
        required("items", .list(.reference("InboxEntry"))),
        required(
            "counts",
            .object(
                required("total", .count), required("overdue", .count),
                required("due_soon", .count))))

    private static let inboxEntry = Schema.object(
        rowMembers + [
            required(
                "task",
                .object(
                    required("state", .text), required("title", .text),
                    required("agency", .text), required("roles", codes),
                    required("people", codes), required("due", Schema.date.orNull),
                    required("status", .text), optional("member", .text),
                    optional("claimed_by", .text))),
            optional(
                "for",
                .object(
                    required("person", .text), required("name", .text),
                    required("until", Schema.date.orNull)), "Whom the caller stands in for."),
            required("section", .one(of: ["mine", "role", "colleague", "agency"])),
            optional("priority", .text),
        ])

    private static let dueList = Schema.object(
        required("items", .list(.reference("ItemRow"))),
        required("timed", .list(.reference("TimedMove"))),
        optional("more", .bool, "There are more items than were asked for."))

    private static let bulkAction = Schema.object(
        required("action", .text(1...200)),
        optional("ids", .list(.text(1...128), atMost: 1000)),
        optional(
            "filter",
            .object(
                optional("state", .text(1...200)), optional("agency", .text(1...200)),
                optional("workflow", .text(1...200)), optional("plan", .text(1...200)))),
        optional("where", .text(1...10_000), "CEL over `item`, `actor`, `today` …"),
        optional("fields", fieldValues), optional("note", .text(0...20_000)),
        optional("documents", .list(.reference("NewDocument"), atMost: 50)),
        optional("for", .text(1...128), "On whose behalf."),
        optional("dry_run", .bool, "Only say what would be done."))

    private static let bulkResult = Schema.object(
        required("action", .text), required("dry_run", .bool), required("selected", .count),
        required("done", .count),
        required(
            "items",
            .list(
                .object(
                    required("id", .text),
                    required("outcome", .one(of: ["done", "would", "refused", "conflict"])),
                    optional("version", .count), optional("states", codes),
                    optional("error", .reference("Problem"))))),
        required("unsuited", codes, "Workflows for which the condition makes no sense."))

    private static let board = Schema.object(
        required("plan", .text), required("number", Schema.text.orNull), required("title", .text),
        required("today", .date),
        required(
            "sections",
            .list(
                .object(
                    required("id", .text), required("title", Schema.text.orNull),
                    required("items", .list(.reference("BoardEntry"))),
                    required("tally", .reference("Tally"))))),
        required("tally", .reference("Tally")))

    private static let boardEntry = Schema.object(
        required("id", .text), required("stt", Schema.text.orNull), required("title", .text),
        required("lead", Schema.text.orNull), required("expected", Schema.text.orNull),
        required("delivered", Schema.text.orNull), required("started", .bool),
        required("states", codes), required("state_title", Schema.text.orNull),
        required("due", Schema.date.orNull), required("status", .text),
        required("outcome", Schema.text.orNull))

    private static let tally = Schema.object(
        required("total", .count), required("not_started", .count), required("finished", .count),
        required("overdue", .count), required("due_soon", .count), required("paused", .count))

    private static let signer = Schema.object(
        required("name", .text), optional("position", .text), optional("capacity", .text),
        optional("principal", .text))

    private static let registered = Schema.object(
        required("id", .text), required("text", .text), required("office", .text),
        required("year", .integer), required("series", .text), required("number", .count),
        optional("suffix", .text), required("type", .text), required("kind", .text),
        required("date", .date), required("place", .text), required("summary", .text),
        required("late", .bool), required("withdrawn", .bool), optional("signer", signer),
        required("recipients", codes), optional("urgency", .text), optional("sha256", .text),
        optional("item", .text), required("registered_at", .instant),
        required("registered_by", .text))

    private static let newRegistration = Schema.object(
        required("type", .text(1...200), "`TTr`, `to-trinh` or `Tờ trình`."),
        required("summary", .text(1...2000)),
        optional("office", .text(1...200)), optional("kind", .text(1...200)),
        optional("date", Schema.date), optional("place", .text(1...200)),
        optional("signer", .text(1...200)), optional("position", .text(1...200)),
        optional("capacity", .text(1...20)), optional("principal", .text(1...200)),
        optional("recipients", .list(.text(1...500), atMost: 200)),
        optional("urgency", .text(1...50)), optional("unit", .text(1...50)),
        optional("late", .bool), optional("item", .text(1...128)),
        optional("file", .reference("NewDocument"), "Its content."))

    private static let verification = Schema.object(
        required("events", .count), required("items", .count),
        required("head", Schema.text.orNull), required("ok", .bool),
        required(
            "problems",
            .list(
                .object(
                    required("code", .text), optional("item", .text), optional("seq", .count),
                    required("message", .text)))),
        required("break_glass", .list(.object(others: .any))), required("documents", .count),
        required("leftovers", codes))
}
