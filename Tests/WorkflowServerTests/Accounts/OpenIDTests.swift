import Foundation
import HTTPTypes
import JSON
import TestSupport
import Testing
import WorkflowAccounts
import WorkflowServer

/// Signing in at a provider, which is a process of its own.
@Suite(.serialized, .enabled(if: OpenIDProcess.missing == nil, "no provider: see OpenIDProcess"))
struct OpenIDTests {
    private static let linh: JSON = [
        "sub": "1", "email": "Linh@example.test", "email_verified": true, "org": "SKHCN",
        "groups": ["chuyên viên", "khác"],
    ]

    private func office(
        _ provider: OpenIDProcess, secret: String = OpenIDProcess.secret,
        _ change: (inout OpenIDSettings) -> Void = { _ in }
    ) throws -> AccountOffice {
        var openID = OpenIDSettings(issuer: provider.issuer, client: "wf", secret: secret)
        change(&openID)
        try provider.control(["claims": Self.linh])
        return try AccountOffice(
            now: nil,
            people: { csv in
                csv.replacing(
                    "khcn.linh,Linh (người dùng thử),so-khcn,specialist,,,,",
                    with: "khcn.linh,Linh (người dùng thử),so-khcn,specialist,,,linh@example.test,")
            },
            settings: {
                $0.openID = openID
                $0.address = "http://wf.example"
            })
    }

    /// The way through the provider and back; the answer of the callback.
    private func comeIn(
        _ browser: WebClient, _ provider: OpenIDProcess, next: String = "/items",
        through change: (String) -> String = { $0 }
    ) async throws -> WebClient.Answer {
        let start = try await browser.get("/auth/oidc/start?next=\(WebClient.encoded(next))")
        try #require(start.status == 303)
        let there = try provider.authorize(change(try #require(start.location)))
        let back = try #require(there.location.range(of: "/auth/oidc/callback"))
        return try await browser.get(String(there.location[back.lowerBound...]))
    }

    @Test func oneComesInAndIsTakenWhereOneWanted() async throws {
        let provider = try await OpenIDProcess.shared.value
        let office = try office(provider)
        try provider.control(["claims": Self.linh])
        try await office.visit { client in
            let browser = WebClient(client)
            #expect(try await browser.get("/sign-in").text.contains("/auth/oidc/start"))
            let answer = try await comeIn(browser, provider, next: "/items?q=1")
            #expect(answer.status == 303)
            #expect(answer.location == "/items?q=1")
            #expect(try await browser.get("/account").text.contains("khcn.linh"))
            let sessions = try await office.accounts.sessions(of: "khcn.linh")
            #expect(sessions.map(\.way) == [.openID])
            #expect(browser.cookies["wf-oidc"] == nil)
        }
    }

    @Test func aFormComesBackToWhoSignsInAtTheProvider() async throws {
        let provider = try await OpenIDProcess.shared.value
        let office = try office(provider)
        try provider.control(["claims": Self.linh])
        let path = "/items/new/budgeted-task"
        let typed = [
            ("id", "NV-02"), ("field.lead", "so-khcn"), ("field.content", "Tập huấn “đổi mới”"),
        ]
        try await office.visit { client in
            let browser = WebClient(client)
            let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
            let page = try await browser.post(
                path, typed, csrf: "of a session that ended", headers: [site: "same-origin"])
            #expect(page.status == 401)
            let kept = try #require(page.hidden("kept"))
            let sent = [("next", path), ("kept", kept), ("elsewhere", "yes")]
            // The provider opens beside the page, which is sent once one is in.
            #expect(page.text.contains("name=\"elsewhere\""))
            let early = try await browser.post("/sign-in", sent, csrf: page.csrf)
            #expect(early.hidden("kept") == kept)
            #expect(try await comeIn(browser, provider, next: path).status == 303)
            let again = try await browser.post("/sign-in", sent, csrf: early.csrf)
            #expect(again.status == 200)
            #expect(again.text.contains("action=\"\(path)\""))
            let form = try await browser.post(path, typed + [("review", "yes")], csrf: again.csrf)
            #expect(form.status == 200)
            #expect(form.text.contains("Tập huấn “đổi mới”"))
            #expect(try await browser.get("/items/NV-02").status == 404)
        }
    }

    @Test func theProviderIsAskedAsItWants() async throws {
        let provider = try await OpenIDProcess.shared.value
        let office = try office(provider)
        try await office.visit { client in
            let url = try #require(try await WebClient(client).get("/auth/oidc/start").location)
            let items = URLComponents(string: url)?.queryItems ?? []
            let query = Dictionary(items.map { ($0.name, $0.value ?? "") }) { $1 }
            #expect(query["response_type"] == "code")
            #expect(query["code_challenge_method"] == "S256")
            #expect(query["code_challenge"]?.count == 43)
            #expect(query["scope"] == "openid email profile")
            #expect(query["redirect_uri"] == "http://wf.example/auth/oidc/callback")
            #expect((query["state"] ?? "").count >= 32)
            #expect((query["nonce"] ?? "").count >= 32)
            let again = try #require(try await WebClient(client).get("/auth/oidc/start").location)
            #expect(again != url)
        }
    }

    @Test(arguments: [
        "aud", "aud-many", "aud-empty", "azp", "iss", "nonce", "no-nonce", "expired", "future",
        "no-exp", "no-sub", "stranger-key", "unknown-kid", "none", "hs256-public", "hs256-secret",
        "tampered", "no-token", "garbage",
    ])
    func aTokenThatProvesNothingLetsNobodyIn(_ fault: String) async throws {
        let provider = try await OpenIDProcess.shared.value
        let office = try office(provider)
        try provider.control(["claims": Self.linh, "fault": .string(fault)])
        try await office.visit { client in
            let browser = WebClient(client)
            let answer = try await comeIn(browser, provider)
            #expect(answer.status == 422)
            #expect(answer.text.contains("không hợp lệ"))
            #expect(browser.cookies["wf-session"] == nil)
            #expect(try await office.accounts.all().isEmpty)
        }
    }

    @Test func pkceIsWhatTheProviderChecks() async throws {
        let provider = try await OpenIDProcess.shared.value
        let office = try office(provider)
        try provider.control(["claims": Self.linh])
        try await office.visit { client in
            // Somebody else's challenge: the verifier of this browser does not fit.
            let other = String(repeating: "A", count: 43)
            let answer = try await comeIn(WebClient(client), provider) { url in
                url.replacing(#/code_challenge=[^&]+/#, with: "code_challenge=\(other)")
            }
            #expect(answer.status == 422)
            #expect(answer.text.contains("invalid_grant"))
            // Without one there is not even a code.
            let start = try #require(try await WebClient(client).get("/auth/oidc/start").location)
            let bare = start.replacing(#/&code_challenge[^&]*/#, with: "")
            #expect(try !provider.authorize(bare).location.contains("code="))
        }
    }

    @Test func changedKeysAreFetchedAgain() async throws {
        let provider = try await OpenIDProcess.shared.value
        let office = try office(provider)
        try provider.control(["claims": Self.linh])
        try await office.visit { client in
            #expect(try await comeIn(WebClient(client), provider).status == 303)
            office.clock.advance(seconds: 20)
            try provider.control(["claims": Self.linh, "rotate": true])
            let answer = try await comeIn(WebClient(client), provider)
            #expect(answer.status == 303)
        }
    }

    @Test func whatComesBackMustHaveLeftFromHere() async throws {
        let provider = try await OpenIDProcess.shared.value
        let office = try office(provider)
        try provider.control(["claims": Self.linh])
        try await office.visit { client in
            let attacker = WebClient(client)
            let start = try #require(try await attacker.get("/auth/oidc/start").location)
            let there = try provider.authorize(start).location
            let back = try #require(there.range(of: "/auth/oidc/callback"))
            let callback = String(there[back.lowerBound...])
            // Another browser, one with a sign-in of its own under way, another state, too late.
            #expect(try await WebClient(client).get(callback).status == 422)
            let victim = WebClient(client)
            try await victim.get("/auth/oidc/start")
            #expect(try await victim.get(callback).status == 422)
            #expect(victim.cookies["wf-session"] == nil)
            let changed = callback.replacing(#/state=[^&]+/#, with: "state=x")
            #expect(try await attacker.get(changed).status == 422)
            let mixed = callback + "&iss=https%3A%2F%2Fevil.example"
            #expect(try await attacker.get(mixed).status == 422)
            office.clock.advance(seconds: 601)
            #expect(try await attacker.get(callback).status == 422)
        }
    }

    @Test func aCodeIsGoodOnce() async throws {
        let provider = try await OpenIDProcess.shared.value
        let office = try office(provider)
        try provider.control(["claims": Self.linh])
        try await office.visit { client in
            let browser = WebClient(client)
            let start = try #require(try await browser.get("/auth/oidc/start").location)
            let sealed = try #require(browser.cookies["wf-oidc"])
            let there = try provider.authorize(start).location
            let back = try #require(there.range(of: "/auth/oidc/callback"))
            let callback = String(there[back.lowerBound...])
            #expect(try await browser.get(callback).status == 303)
            browser.keep("wf-oidc", sealed)
            #expect(try await browser.get(callback).status == 422)
        }
    }

    // MARK: Whom the claims name

    @Test func anAddressNobodyHasVerifiedNamesNobody() async throws {
        let provider = try await OpenIDProcess.shared.value
        let office = try office(provider)
        for verified: JSON in [false, .null, "no"] {
            try provider.control([
                "claims": ["sub": "1", "email": "linh@example.test", "email_verified": verified]
            ])
            try await office.visit { client in
                let answer = try await comeIn(WebClient(client), provider)
                #expect(answer.status == 403)
            }
        }
    }

    @Test func aStrangerIsToldWhichClaimNamesNobody() async throws {
        let provider = try await OpenIDProcess.shared.value
        let office = try office(provider)
        try provider.control([
            "claims": ["sub": "9", "email": "la@example.test", "email_verified": true]
        ])
        try await office.visit { client in
            let answer = try await comeIn(WebClient(client), provider)
            #expect(answer.status == 403)
            #expect(answer.text.contains("la@example.test"))
            #expect(try await office.accounts.all().isEmpty)
        }
    }

    @Test func claimsThatTheTokenLacksAreAskedFor() async throws {
        let provider = try await OpenIDProcess.shared.value
        let office = try office(provider)
        try provider.control(["claims": Self.linh, "token_claims": []])
        try await office.visit { client in
            let answer = try await comeIn(WebClient(client), provider)
            #expect(answer.status == 303)
        }
        try provider.control([
            "claims": Self.linh, "token_claims": [], "fault": "userinfo-of-another",
        ])
        try await office.visit { client in
            let answer = try await comeIn(WebClient(client), provider)
            #expect(answer.status == 422)
        }
    }

    @Test func agencyAndRolesMustAgreeWithTheOrganisation() async throws {
        let provider = try await OpenIDProcess.shared.value
        let agency = OpenIDSettings.Mapping(
            claim: "org", values: ["SKHCN": "so-khcn", "STC": "so-tai-chinh"])
        let roles = OpenIDSettings.Mapping(claim: "groups", values: ["chuyên viên": "specialist"])
        let office = try office(provider) {
            $0.agency = agency
            $0.roles = roles
        }
        func status(_ change: (String, JSON)?) async throws -> (Int, String) {
            var claims = try #require(Self.linh.object)
            if let change { claims[change.0] = change.1 }
            try provider.control(["claims": .object(claims)])
            let answers = Answers()
            try await office.visit { client in
                answers.last = try await comeIn(WebClient(client), provider)
            }
            let answer = try #require(answers.last)
            return (answer.status, answer.text)
        }
        #expect(try await status(nil).0 == 303)
        let moved = try await status(("org", "STC"))
        #expect(moved.0 == 403)
        #expect(moved.1.contains("so-tai-chinh"))
        #expect(moved.1.contains("so-khcn"))
        #expect(try await status(("groups", ["khác"])).0 == 403)
        #expect(try await status(("groups", .null)).0 == 403)
    }

    @Test func theIdentifierMayBeAClaim() async throws {
        let provider = try await OpenIDProcess.shared.value
        let office = try office(provider) {
            $0.person = .init(claim: "acct.id")
            $0.personKey = .id
        }
        try provider.control(["claims": ["sub": "1", "acct": ["id": "tc.hoa"]]])
        try await office.visit { client in
            let browser = WebClient(client)
            let answer = try await comeIn(browser, provider)
            #expect(answer.status == 303)
            let account = try await browser.get("/account")
            #expect(account.text.contains("tc.hoa"))
        }
    }

    // MARK: What goes wrong there

    @Test func aRefusalOfTheProviderIsTold() async throws {
        let provider = try await OpenIDProcess.shared.value
        let office = try office(provider)
        try provider.control(["fault": "denied"])
        try await office.visit { client in
            let answer = try await comeIn(WebClient(client), provider)
            #expect(answer.status == 422)
            #expect(answer.text.contains("access_denied"))
        }
    }

    @Test func aWrongSecretIsTold() async throws {
        let provider = try await OpenIDProcess.shared.value
        let office = try office(provider, secret: "another")
        try provider.control(["claims": Self.linh])
        try await office.visit { client in
            let answer = try await comeIn(WebClient(client), provider)
            #expect(answer.status == 422)
            #expect(answer.text.contains("invalid_client"))
        }
    }

    @Test func aProviderThatSaysItIsAnotherIsNotBelieved() async throws {
        let provider = try await OpenIDProcess.shared.value
        let office = try office(provider)
        try provider.control(["fault": "discovery"])
        try await office.visit { client in
            let answer = try await WebClient(client).get("/auth/oidc/start")
            #expect(answer.status == 503)
            #expect(answer.text.contains("evil.example"))
        }
    }

    @Test func aProviderThatIsAwayLeavesThePassword() async throws {
        let office = try AccountOffice(settings: {
            $0.openID = OpenIDSettings(issuer: "http://127.0.0.1:9", client: "wf")
        })
        try await office.enrol("khcn.linh")
        try await office.visit { client in
            let answer = try await WebClient(client).get("/auth/oidc/start")
            #expect(answer.status == 503)
            #expect(try await WebClient(client).signIn("khcn.linh").status == 303)
        }
    }
}

/// What a visit brought back.
private final class Answers: @unchecked Sendable {
    // Unchecked: set by one visit, read when it is over.
    var last: WebClient.Answer?
}
