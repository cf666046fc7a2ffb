import Diagnostics
import WorkflowCommands

extension Schema {
    /// As much as a request may be long.
    private static let base64 = Schema(.text(.init(format: "byte", length: 0...100_000_000)))
    private static let terminal = Schema.object(
        optional("terminal", .bool, "Whether it is one."),
        optional("columns", .integer(0...100_000), "How wide it is."),
        optional("color", .bool), others: .any)
    private static let sentFile = Schema.either(
        .object(required("base64", base64, "What is in it."), others: .any),
        .object(required("errno", .integer, "Why it cannot be read."), others: .any),
        .object(required("folder", .bool), others: .any),
        .object(required("limit", .integer, "More bytes than are sent."), others: .any))
    private static let output = Schema.either(
        .text, .object(required("base64", base64, "What is not UTF-8.")))

    static let command: [String: Schema] = [
        "CommandRequest": .object(
            required(
                "protocol",
                .integer(CommandRequest.protocolVersion...CommandRequest.protocolVersion)),
            required(
                "arguments", .list(.text, atMost: CommandRequest.mostArguments),
                "From the name of the command on; no NUL, and 1 MiB at most."),
            required("language", .one(of: Language.allCases.map(\.rawValue))),
            optional(
                "environment", .object(others: .text),
                "Of the variables of who asks, `WF_USER` and `WF_NOW`."),
            optional("output", terminal, "Where standard output goes."),
            optional("errors", terminal, "Where standard error goes."),
            optional("files", .object(others: sentFile), "By the path in the arguments."),
            optional("elapsed", .count, "Milliseconds since it was first sent."), others: .any),
        "LaterCommandRequest": .object(
            required("protocol", .integer((CommandRequest.protocolVersion + 1)...Int64.max)),
            others: .any
        ).about("Of a later version of `wf`: refused as `protocol-version`."),
        "CommandAnswer": .object(
            required("protocol", .integer),
            required("status", .integer, "As the process would have ended."),
            required("output", output), required("errors", output),
            required(
                "needs", codes,
                "Files without which it cannot be done: nothing was, and it is to be sent again with"
                    + " them."),
            required(
                "written",
                .list(
                    .object(
                        required("path", .text), required("base64", base64),
                        required("replace", .bool))), "To be written where it was asked.")),
    ]
}
