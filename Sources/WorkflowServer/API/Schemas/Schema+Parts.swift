extension Schema {
    private static func named(_ members: Member...) -> Schema { .object(members) }

    static let definitions: [String: Schema] = [
        "WorkflowSummary": .object(summary),
        "Workflow": .object(
            summary + [
                required("calendar", .text), required("fields", .list(.reference("Field"))),
                required("states", .list(.reference("State"))),
            ]),
        "Field": named(
            required("name", .text), required("title", .text),
            required("type", .text, "`money`, `date`, `list of agency` …"),
            required("required", .bool), required("computed", .bool),
            optional("choices", .list(coded))),
        "State": named(
            required("name", .text), required("title", .text), required("final", .bool),
            required("parent", Schema.text.orNull),
            required(
                "actions",
                .list(
                    .object(
                        required("name", .text), required("title", .text),
                        required("optional", .bool), required("requires", codes),
                        required("fields", codes))))),
        "PlanSummary": .object(plan),
        "Plan": .object(
            plan + [
                required(
                    "sections", .list(.object(required("id", .text), required("title", .text)))),
                required(
                    "activities",
                    .list(.object(required("id", .text), required("workflow", .text)))),
            ]),
        "Table": named(
            required("name", .text), required("title", .text),
            required("source", Schema.text.orNull), required("inputs", .list(column)),
            required("outputs", .list(column)), required("rows", .list(codes))),
        "Schedule": named(
            required("name", .text), required("title", .text), optional("source", .text),
            required("workflow", .text), required("every", .text), required("window", .text),
            required("from", .date), optional("until", .date), required("last", codes),
            required("missing", codes),
            required(
                "next",
                Schema.object(
                    required("at", .instant), required("period", .text),
                    required("first", .date), required("last", .date), optional("due", .date),
                    required("items", codes)
                ).orNull)),
    ]

    private static let coded = Schema.object(required("code", .text), required("title", .text))
    private static let column = Schema.object(required("name", .text), required("type", .text))
    private static let summary = [
        required("name", .text), required("version", .integer), required("title", .text),
        required("definition", .text, "SHA-256."),
    ]
    private static let plan = [
        required("name", .text), required("number", Schema.text.orNull), required("title", .text),
        required("issued_on", Schema.date.orNull), required("issuer", Schema.text.orNull),
    ]

    static let calendar: [String: Schema] = [
        "DayCount": named(
            required("due", .date), optional("due_at", .instant), required("raw", .date),
            required("counted_from", .date),
            required("counted", .list(.object(required("date", .date), required("n", .integer)))),
            required("skipped", .list(.object(required("date", .date), required("why", .text)))),
            required("calendar", .text), required("provisional", .bool)),
        "CalendarYear": named(
            required("year", .integer), required("off", .list(.date)),
            required("worked", .list(.date)), required("basis", .text),
            required("basis_text", .text), required("calendar", .text),
            required("known_since", Schema.date.orNull)),
        "LunarDate": named(
            required("solar", .date),
            required(
                "lunar",
                .object(
                    required("day", .integer), required("month", .integer),
                    required("leap", .bool), required("year", .integer)))),
        "Periods": named(
            required("year", .integer), required("calendar", .text),
            required(
                "periods",
                .list(
                    .object(
                        required("number", .integer), required("title", .text),
                        required("first", .date), required("last", .date),
                        optional("due", .date), optional("raw", .date),
                        optional("provisional", .bool))))),
        "CalendarEdition": named(
            required("calendar", .text), required("version", .text),
            required("known_since", Schema.date.orNull), required("in_force", .bool),
            required("decreed", .list(.integer)), required("receipt", .text),
            required("roll", .text)),
    ]

    private static let both = Schema.object(required("vi", .text), required("en", .text))

    static let people: [String: Schema] = [
        "Agency": named(
            required("code", .text), required("name", both), optional("short", .text),
            required("aliases", codes), required("kind", .text), optional("level", .text),
            required("parent", Schema.text.orNull), required("from", Schema.date.orNull),
            required("to", Schema.date.orNull), required("merged_into", Schema.text.orNull),
            required("exists", .bool), required("members", codes),
            required(
                "names",
                .list(
                    .object(
                        required("from", Schema.date.orNull), required("name", both),
                        optional("short", .text)))),
            required("people", codes)),
        "Person": named(
            required("id", .text), required("name", .text), required("present", .bool),
            required(
                "positions",
                .list(
                    .object(
                        required("agency", .text), required("roles", codes),
                        required("from", Schema.date.orNull),
                        required("to", Schema.date.orNull)))),
            required("email", Schema.text.orNull), required("language", .one(of: ["vi", "en"])),
            required("demo", .bool)),
        "Delegation": named(
            required("number", .count), required("principal", .text), required("deputy", .text),
            required("kind", .text), required("from", .date), required("until", .date),
            required("status", .one(of: ["in-force", "to-come", "over"])),
            required("workflows", codes), required("actions", codes), optional("agency", .text),
            optional("note", .text), required("given_by", .text), required("given_at", .instant)),
    ]

    static let delivery: [String: Schema] = [
        "Notification": named(
            required("id", .text), required("sink", .text), required("item", .text),
            required("type", Schema.text.orNull), required("state", .text),
            required("attempts", .count), required("first_at", Schema.instant.orNull),
            required("last_at", Schema.instant.orNull),
            required("not_before", Schema.instant.orNull),
            required("status", Schema.integer.orNull), required("problem", Schema.text.orNull),
            required("dropped_at", Schema.instant.orNull), optional("behind", Schema.text.orNull),
            optional("envelope", .any, "What is sent: a CloudEvent.")),
        "SinkCounts": named(
            required("sink", .text), required("queued", .count), required("delivered", .count),
            required("waiting", .count), required("retrying", .count), required("dead", .count),
            required("dropped", .count), required("held", .count),
            required("paused_until", Schema.instant.orNull)),
    ]
}
