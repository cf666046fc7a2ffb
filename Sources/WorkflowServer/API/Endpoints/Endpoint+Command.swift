import Diagnostics
import HTTPTypes
import Hummingbird
import JSON
import WorkflowAccounts

extension Endpoint {
    static let command = [runCommand]

    static let runCommand = Endpoint(
        .post, "/command", id: "runCommand", .command,
        LocalizedText(vi: "Chạy một lệnh wf", en: "Run a command of wf"),
        about:
            "As `wf --server` does: same arguments, same output, same exit status. A command that"
            + " ran and failed is an answer too. What a command needs of the scopes of the token, it"
            + " says itself.",
        access: .token, parameters: [.idempotencyKey],
        body: .json(
            .either(.reference("CommandRequest"), .reference("LaterCommandRequest")),
            // Files of a command come as Base64, a third longer than they are.
            limit: 96 << 20,
            example: ["protocol": 1, "arguments": ["list", "--json"], "language": "vi"]),
        answers: [.json(200, .reference("CommandAnswer"), "What it said, and how it ended.")],
        refusals: [.conflict]
    ) { call in
        .json(
            try await call.services.commands.answer(
                call.body, as: try call.identity,
                key: call.request.headers[.idempotencyKey]))
    }
}
