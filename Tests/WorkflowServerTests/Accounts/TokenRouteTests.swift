import HTTPTypes
import JSON
import Testing
import WorkflowAccounts

@testable import WorkflowServer

/// Tokens, on the page and by the API.
struct TokenRouteTests {
    @Test func aTokenMadeOnThePageIsShownOnce() async throws {
        let office = try AccountOffice()
        try await office.enrol("khcn.linh")
        try await office.visit { client in
            let browser = WebClient(client)
            try await browser.signIn("khcn.linh")
            let csrf = try await browser.get("/account").csrf
            let answer = try await browser.post(
                "/account/tokens",
                [
                    ("name", "máy <b>báo cáo</b>"), ("scope", "read"), ("scope", "write"),
                    ("days", "30"), ("password", AccountOffice.password),
                ],
                csrf: csrf)
            #expect(answer.status == 303)
            let page = try await browser.get(try #require(answer.location)).text
            let secret = try #require(page.firstMatch(of: #/wf_[A-Za-z0-9_-]{43}/#)?.0)
            #expect(page.contains("máy &lt;b&gt;báo cáo&lt;/b&gt;"))
            #expect(try await !browser.get("/account").text.contains(secret))
            let me = try await WebClient(client).get(
                "/api/v1/me", headers: [.authorization: "Bearer \(secret)"])
            let json = try JSON.parse(me.text)["me"]
            #expect(json["id"] == "khcn.linh")
            #expect(json["scopes"] == ["read", "write"])
            #expect(json["proof"] == "token")
        }
    }

    @Test func theAPIMakesListsAndRevokes() async throws {
        let office = try AccountOffice()
        try await office.enrol("khcn.linh")
        try await office.visit { client in
            let browser = WebClient(client)
            try await browser.signIn("khcn.linh")
            let me = try JSON.parse(try await browser.get("/api/v1/me").text)["me"]
            #expect(me["proof"] == "session")
            let headers: HTTPFields = [
                .contentType: "application/json",
                HTTPField.Name("X-CSRF-Token")!: try #require(me["csrf"].string),
            ]
            // A token lets in for long: whoever finds a browser open makes none.
            for password in ["", #", "password": "con bò""#] {
                let refused = try await browser.send(
                    .post, "/api/v1/tokens", headers,
                    #"{"name": "máy", "scopes": ["read"], "days": 7\#(password)}"#)
                #expect(refused.status == 409)
                #expect(refused.text.contains("wrong-password"))
            }
            let made = try await browser.send(
                .post, "/api/v1/tokens", headers,
                #"""
                {"name": "máy", "scopes": ["read"], "days": 7,
                "password": "\#(AccountOffice.password)"}
                """#)
            #expect(made.status == 201)
            let token = try JSON.parse(made.text)["token"]
            #expect(token["expires"] == "2021-04-21T08:00:00+07:00")
            let id = try #require(token["id"].string)
            let secret = try #require(token["secret"].string)
            let list = try JSON.parse(try await browser.get("/api/v1/tokens").text)["tokens"]
            #expect(list[0]["id"] == .string(id))
            #expect(list[0]["secret"].isNull)
            let bearer: HTTPFields = [.authorization: "Bearer \(secret)"]
            #expect(try await WebClient(client).get("/api/v1/me", headers: bearer).status == 200)
            #expect(try await browser.send(.delete, "/api/v1/tokens/\(id)", [:], nil).status != 200)
            let gone = try await browser.send(.delete, "/api/v1/tokens/\(id)", headers, nil)
            #expect(try JSON.parse(gone.text)["token"]["state"] == "revoked")
            #expect(try await WebClient(client).get("/api/v1/me", headers: bearer).status == 401)
        }
    }

    private struct Holder: Sendable {
        let person: String
        let scopes: Set<Scope>
        /// Whether it shows, and makes, tokens of somebody else.
        let lists: Bool
        let makes: Bool
    }

    private static let holders = [
        Holder(person: "khcn.linh", scopes: [.read, .write], lists: true, makes: false),
        Holder(person: "khcn.minh", scopes: [.read, .administer], lists: true, makes: true),
        Holder(person: "khcn.minh", scopes: [.read], lists: false, makes: false),
        Holder(person: "tc.hoa", scopes: [.read], lists: false, makes: false),
    ]

    @Test(arguments: holders)
    private func aTokenGivesAwayNoMoreThanItHas(_ holder: Holder) async throws {
        let office = try AccountOffice()
        for id in ["khcn.linh", "khcn.minh", "tc.hoa"] {
            try await office.enrol(id, administrator: id == "khcn.minh")
        }
        let secret = try await office.accounts.createToken(
            for: holder.person, name: "máy", scopes: holder.scopes
        ).secret
        let headers: HTTPFields = [
            .authorization: "Bearer \(secret)", .contentType: "application/json",
        ]
        try await office.visit { client in
            let browser = WebClient(client)
            let list = try await outcome {
                try await browser.get("/api/v1/tokens?person=khcn.linh", headers: headers)
            }
            #expect((list == 200) == holder.lists)
            let made = try await outcome {
                try await browser.send(
                    .post, "/api/v1/tokens", headers,
                    #"{"name": "khác", "scopes": ["read"], "person": "khcn.linh"}"#)
            }
            #expect((made == 201) == holder.makes)
            let wider = try await outcome {
                try await browser.send(
                    .post, "/api/v1/tokens", headers,
                    #"{"name": "khác", "scopes": ["impersonate"]}"#)
            }
            #expect(wider != 201)
        }
    }

    private func outcome(
        _ body: () async throws -> WebClient.Answer
    ) async throws -> Int { try await body().status }
}
