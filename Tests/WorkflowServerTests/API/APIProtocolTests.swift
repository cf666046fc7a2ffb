import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSON
import Testing
import WorkflowServer

@Suite("The API and HTTP")
struct APIProtocolTests {
    @Test(
        "Whatever is wrong with a request is told as problem+json",
        arguments: [
            ("GET", "/nothing", nil, 404, "no-such-path"),
            ("GET", "/items?limits=3", nil, 400, "unknown-parameter"),
            ("GET", "/items?limit=0", nil, 400, "bad-parameter"),
            ("GET", "/items?limit=x", nil, 400, "bad-parameter"),
            ("GET", "/items?limit=3&limit=4", nil, 400, "parameter-twice"),
            ("GET", "/items?overdue=yes", nil, 400, "bad-parameter"),
            ("GET", "/items?cursor=zzz", nil, 400, "bad-cursor"),
            // `1:NV` as standard Base64, and with something behind it.
            ("GET", "/items?cursor=MTpOVg==", nil, 400, "bad-cursor"),
            ("GET", "/items?cursor=MTpOVg=x", nil, 400, "bad-cursor"),
            ("GET", "/items?search=%ff", nil, 400, "bad-query"),
            ("GET", "/items/%ff", nil, 400, "bad-path"),
            ("GET", "/items?due_within=soon", nil, 400, "bad-limit"),
            ("GET", "/items/PL.II.88", nil, 404, "not-found"),
            ("POST", "/items", "{\n  \"workflow\": ]", 400, "malformed-json"),
            ("POST", "/items", "[]", 422, "invalid-body"),
            ("POST", "/items", "{\"workflow\": 3}", 422, "invalid-body"),
            ("POST", "/items", "{\"workflow\": \"budgeted-tsk\"}", 404, "not-found"),
            ("POST", "/items", "", 400, "no-body"),
            ("POST", "/items/PL.II.8/actions/none", "{}", 409, nil),
        ] as [(String, String, String?, Int, String?)])
    func problems(
        _ method: String, _ path: String, _ body: String?, _ status: Int, _ code: String?
    ) async throws {
        try await Self.shared.value.ask { api in
            let answer = try await api(
                try #require(HTTPRequest.Method(rawValue: method)), path,
                bytes: body.map { Array($0.utf8) },
                headers: [.contentType: "application/json"])
            #expect(answer.status == status, "\(answer.json.compact)")
            if let code { #expect(answer.json["code"].string == code) }
            #expect(answer.json["instance"].string?.hasPrefix("urn:wf:request:") == true)
            if code == "malformed-json" {
                #expect(answer.json["line"] == 2 && answer.json["column"] == 15)
            }
        }
    }

    @Test("A path without a method says which it has; HEAD is GET without a body")
    func methods() async throws {
        try await Self.shared.value.ask { api in
            let put = try await api(.put, "/items/PL.II.8", [:])
            #expect(put.status == 405 && put.headers[.allow] == "GET, HEAD, PATCH")
            let head = try await api(.head, "/items/PL.II.8")
            #expect(head.status == 200 && head.bytes.isEmpty && head.headers[.eTag] != nil)
        }
    }

    @Test("Who is not known, or has a token that is not good for it, is turned away")
    func scopes() async throws {
        try await Self.shared.value.ask { api in
            let nobody = try await api(.get, "/items", as: nil)
            #expect(nobody.status == 401 && nobody.headers[.wwwAuthenticate] == "Bearer")
            let stranger = try await api(.get, "/items", as: "stranger")
            #expect(stranger.status == 401 && stranger.json["code"] == "unknown-token")
            let reader = try await api(.post, "/items", as: "khcn.linh.read", ["workflow": "x"])
            #expect(reader.status == 403 && reader.json["code"] == "scope-missing")
            let gone = try await api(.get, "/inbox", as: "who.knows")
            #expect(gone.status == 401)
        }
    }

    @Test("A browser's session has to prove that its own page sent a change")
    func csrf() async throws {
        try await Self.shared.value.ask { api in
            let cookie: HTTPFields = [.cookie: "wf-session=khcn.linh"]
            let read = try await api(.get, "/items", as: nil, headers: cookie)
            #expect(read.status == 200)
            let body: JSON = ["inputs": ["budget": 1]]
            let path = "/tables/approval-authority/decide"
            let forged = try await api(.post, path, as: nil, body, headers: cookie)
            #expect(forged.status == 403 && forged.json["code"] == "csrf")
            let proven = try await api(
                .post, path, as: nil, body,
                headers: [
                    .cookie: "wf-session=khcn.linh",
                    .csrfToken: NamedTokens.csrf,
                ])
            #expect(proven.json["code"] != "csrf")
        }
    }

    @Test("A body of another type, or too large, is not read")
    func bodies() async throws {
        try await Self.shared.value.ask { api in
            let form = try await api(
                .post, "/items", bytes: Array("workflow=x".utf8),
                headers: [.contentType: "application/x-www-form-urlencoded"])
            #expect(form.status == 415)
            let large = try await api(
                .post, "/items", bytes: [UInt8](repeating: 0x20, count: 2 << 20),
                headers: [.contentType: "application/json"])
            #expect(large.status == 413)
        }
    }

    /// Nothing here changes it.
    private static let shared = Task { try await APIOffice() }
}
