import JSON

extension Schema {
    /// The schemas that others refer to by name.
    package static let components: [String: Schema] = {
        var all: [String: Schema] = ["Problem": problem]
        for part in [
            items, work, definitions, calendar, people, delivery, accounts, command,
        ] {
            all.merge(part) { _, _ in preconditionFailure("two schemas of one name") }
        }
        return all
    }()

    /// RFC 9457, with what the refusal says. Those of certain codes have members of their own, such
    /// as `line` and `column`.
    private static let problem = Schema.object(
        required("type", .text, "`urn:wf:problem:` and the code."),
        required("title", .text, "What kind of problem it is, for people."),
        required("status", .integer(400...599)),
        required("detail", .text, "What went wrong, for people."),
        required("instance", .text, "The request, as it stands in the logs."),
        required(
            "code", .text, "Stable, for programs: `refused`, `not-found`, `version-mismatch`."),
        optional("hint", .text, "What to do about it."),
        optional("reasons", .list(.reference("Reason")), "Every condition that stands in the way."),
        optional("who_could", .list(.text), "People who could do it."),
        others: .any
    ).about(
        "An error.",
        example: [
            "type": "urn:wf:problem:refused", "title": "Refused", "status": 409,
            "detail": "“approve” is not possible now.", "instance": "urn:wf:request:17",
            "code": "refused", "reasons": [],
        ])
}
