import Diagnostics
import WorkflowAccounts

extension Schema {
    private static let scope = Schema.one(of: Scope.allCases.map(\.rawValue))
    private static let scopes = Schema.list(scope, atMost: Scope.allCases.count)

    private static let token: [Member] = [
        required("id", .text, "Not the secret."), required("person", .text, "Whose it is."),
        required("name", .text), required("scopes", scopes),
        required("state", .one(of: ["active", "expired", "revoked"])),
        required("created", .instant), required("expires", .instant),
        required("used", Schema.instant.orNull, "To five minutes."), optional("revoked", .instant),
    ]

    static let accounts: [String: Schema] = [
        "Me": .object(
            required("id", .text), optional("name", .text), optional("agency", .text),
            optional("roles", codes),
            required("administrator", .bool, "Whether they look after the server."),
            required("language", Schema.one(of: Language.allCases.map(\.rawValue)).orNull),
            required("proof", .one(of: ["session", "token"])),
            optional("csrf", .text, "Of a session: for `X-CSRF-Token`."),
            optional("token", .text, "Of a token: its identifier."),
            required("scopes", scopes)),
        "Token": .object(token),
        "MadeToken": .object(token + [required("secret", .text, "Told this once.")]),
        "NewToken": .object(
            required("name", .text(1...100), "What its owner calls it."),
            required("scopes", scopes, "At least one."),
            optional("days", .integer(1...366), "How long it holds; by default 90."),
            optional("person", .text(1...128), "Whose it will be; by default the caller's."),
            optional("password", .text(1...1_024), "Of whoever asks, in a session.")),
    ]
}
