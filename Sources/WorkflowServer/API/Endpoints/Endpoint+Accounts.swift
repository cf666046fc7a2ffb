import Diagnostics
import HTTPTypes
import JSON
import WorkflowAccounts

extension Endpoint {
    static let accounts = [me, listTokens, createToken, revokeToken]

    /// What is in such an answer is for nobody to keep.
    private static let unkept: HTTPFields = [.cacheControl: "no-store"]

    private static let me = Endpoint(
        .get, "/me", id: "me", .accounts,
        LocalizedText(vi: "Bạn là ai", en: "Who the caller is"),
        about: "And what the token or the session is good for. Of a session also `csrf`, which goes"
            + " into the header `X-CSRF-Token` of what changes something.",
        access: .known,
        answers: [.json(200, .object(required("me", .reference("Me"))), "The caller.")]
    ) { call in
        .json(["me": try call.tokens.me], headers: unkept)
    }

    private static let listTokens = Endpoint(
        .get, "/tokens", id: "listTokens", .accounts,
        LocalizedText(vi: "Các khóa API", en: "The API tokens"),
        about:
            "One's own, the newest first; those revoked or expired as well. Never their secrets.",
        access: .known,
        parameters: [
            .query(
                "person", "Of this person; of others takes somebody who looks after the server.")
        ],
        answers: [
            .json(200, .object(required("tokens", .list(.reference("Token")))), "The tokens.")
        ]
    ) { call in
        .json(try await call.tokens.list(of: call.query("person")), headers: unkept)
    }

    private static let createToken = Endpoint(
        .post, "/tokens", id: "createToken", .accounts,
        LocalizedText(vi: "Tạo khóa API", en: "Make an API token"),
        about: "Its secret is told this once. By a session with the `password` of its person (who"
            + " has none must have signed in within 15 minutes), or by a token that may `administer`"
            + " and is good for all that the new one is.",
        access: .known,
        body: .json(
            .reference("NewToken"),
            example: ["name": "Báo cáo tuần", "scopes": ["read"], "days": 90]),
        answers: [
            .json(
                201, .object(required("token", .reference("MadeToken"))), "It is made.")
        ],
        refusals: [.notFound, .conflict]
    ) { call in
        let scopes = (call.body["scopes"].array ?? [])
            .compactMap { $0.string.flatMap(Scope.init(rawValue:)) }
        let days = call.body["days"].whole.flatMap { Int(exactly: $0) } ?? 90
        return .json(
            try await call.tokens.create(
                call.body["name"].string ?? "", Set(scopes), days: days,
                for: call.body["person"].string, password: call.body["password"].string),
            status: .created, headers: unkept)
    }

    private static let revokeToken = Endpoint(
        .delete, "/tokens/{token}", id: "revokeToken", .accounts,
        LocalizedText(vi: "Thu hồi khóa API", en: "Revoke an API token"),
        about: "For ever. A token revokes itself; others takes one that may `administer`, or a"
            + " session of whose they are.",
        access: .known, parameters: [.path("token", "Its `id`, which is not its secret.")],
        answers: [
            .json(200, .object(required("token", .reference("Token"))), "It is revoked.")
        ],
        refusals: [.notFound, .conflict]
    ) { call in
        .json(try await call.tokens.revoke(call.path("token")), headers: unkept)
    }
}

extension APICall {
    fileprivate var tokens: TokenDesk {
        get throws { TokenDesk(office: office, identity: try identity) }
    }
}
