import HTTPTypes
import HummingbirdTesting
import Testing
import WorkflowAccounts
import WorkflowPages

@testable import WorkflowServer

/// `/accounts`: what administrators do about the accounts of others, in their browsers.
@Suite struct `Accounts of others on pages` {
    private let office: AccountOffice

    init() async throws {
        office = try AccountOffice()
        try await office.enrol("khcn.minh", administrator: true)
        try await office.enrol("tc.hoa")
    }

    /// A browser of somebody who has signed in, and what its forms carry.
    private func browser(
        _ client: any TestClientProtocol, _ person: String
    ) async throws -> (WebClient, csrf: String) {
        let browser = WebClient(client)
        try await browser.signIn(person)
        return (browser, try #require(try await browser.get("/account").csrf))
    }

    private func setupLink(in text: String) -> String? {
        text.firstMatch(of: #/(/setup/[A-Za-z0-9_-]{43})/#).map { String($0.1) }
    }

    @Test(arguments: [false, true])
    func `whoever is invited comes in by the link, as what they were invited`(
        isAdministrator: Bool
    ) async throws {
        try await office.visit { [office] client in
            let (browser, csrf) = try await browser(client, "khcn.minh")
            #expect(try await browser.get("/accounts").text.contains("Mời: Linh"))
            let answer = try await browser.post(
                "/accounts/khcn.linh/invite",
                [("password", AccountOffice.password)]
                    + (isAdministrator ? [("administrator", "yes")] : []), csrf: csrf)
            #expect(answer.status == 200)
            let link = try #require(setupLink(in: answer.text))
            // Said once, and to nobody else.
            #expect(setupLink(in: try await browser.get("/accounts/khcn.linh").text) == nil)
            #expect(try await browser.get("/accounts").text.contains("đến 08:00 15/04/2021"))

            let other = WebClient(client)
            let form = try await other.get(link)
            #expect(form.text.contains("Chào Linh"))
            let done = try await other.post(
                link,
                [
                    ("person", "khcn.linh"), ("password", AccountOffice.password),
                    ("again", AccountOffice.password),
                ], csrf: form.csrf)
            #expect(done.status == 303)
            let account = try await office.accounts.account(of: "khcn.linh")
            #expect(account?.isAdministrator == isAdministrator)
            #expect(try await other.get("/accounts").status == (isAdministrator ? 200 : 403))
        }
    }

    @Test(arguments: AccountPage.Step.allCases)
    func `what lets somebody in wants the password of the administrator once more`(
        step: AccountPage.Step
    ) async throws {
        let before = try await office.accounts.all()
        try await office.visit { [office] client in
            let (browser, csrf) = try await browser(client, "khcn.minh")
            for password in ["", "con bò gặm cỏ bên sông sớm"] {
                let answer = try await browser.post(
                    "/accounts/tc.hoa/\(step.rawValue)", [("password", password)], csrf: csrf)
                if step.opensAWay {
                    #expect(answer.status == 422)
                    #expect(answer.text.contains("Mật khẩu hiện tại không đúng."))
                    #expect(setupLink(in: answer.text) == nil)
                } else {
                    #expect(answer.status == 303)
                }
            }
            if step.opensAWay {
                #expect(try await office.accounts.all() == before)
                #expect(try await office.accounts.openInvitations().isEmpty)
            }
        }
    }

    @Test func `a password is not to be guessed there`() async throws {
        try await office.visit { client in
            let (browser, csrf) = try await browser(client, "khcn.minh")
            var statuses: [Int] = []
            for number in 1...8 {
                statuses.append(
                    try await browser.post(
                        "/accounts/tc.hoa/reset", [("password", "sai lần \(number)")], csrf: csrf
                    ).status)
            }
            #expect(statuses.first == 422)
            #expect(statuses.last == 429)
        }
    }

    @Test func `a reset ends all ways in, and its link leads to another password`() async throws {
        _ = try await office.accounts.createToken(for: "tc.hoa", name: "máy", scopes: [.read])
        try await office.visit { [office] client in
            let (hoa, _) = try await browser(client, "tc.hoa")
            let (browser, csrf) = try await browser(client, "khcn.minh")
            let answer = try await browser.post(
                "/accounts/tc.hoa/reset", [("password", AccountOffice.password)], csrf: csrf)
            #expect(setupLink(in: answer.text) != nil)
            #expect(try await hoa.get("/account").status == 303)
            #expect(try await office.accounts.account(of: "tc.hoa")?.hasPassword == false)
            let tokens = try await office.accounts.tokens(of: "tc.hoa")
            #expect(tokens.map { $0.state(at: office.clock.now) } == [.revoked])
            // Who has no password is invited, not reset.
            let page = try await browser.get("/accounts/tc.hoa").text
            #expect(page.contains("chờ đặt mật khẩu, đến 08:00 15/04/2021"))
            #expect(page.contains("/accounts/tc.hoa/invite"))
            #expect(!page.contains("/accounts/tc.hoa/reset"))
        }
    }

    @Test func `an account is disabled, enabled, and made to look after the server`() async throws {
        try await office.visit { [office] client in
            let (hoa, _) = try await browser(client, "tc.hoa")
            let (browser, csrf) = try await browser(client, "khcn.minh")
            func take(_ step: AccountPage.Step) async throws -> Account? {
                let answer = try await browser.post(
                    "/accounts/tc.hoa/\(step.rawValue)", [("password", AccountOffice.password)],
                    csrf: csrf)
                #expect(answer.location == "/accounts/tc.hoa?done=\(step.rawValue)")
                let page = try await browser.get(answer.location ?? "")
                #expect(page.text.contains("role=\"status\""))
                return try await office.accounts.account(of: "tc.hoa")
            }
            #expect(try await take(.signOut)?.isDisabled == false)
            #expect(try await hoa.get("/account").status == 303)
            #expect(try await take(.disable)?.isDisabled == true)
            #expect(try await hoa.signIn("tc.hoa").status == 422)
            #expect(try await take(.enable)?.isDisabled == false)
            #expect(try await hoa.signIn("tc.hoa").status == 303)
            #expect(try await take(.promote)?.isAdministrator == true)
            #expect(try await hoa.get("/accounts").status == 200)
            #expect(try await take(.demote)?.isAdministrator == false)
            #expect(try await hoa.get("/accounts").status == 403)
        }
    }

    @Test func `nobody but an administrator in a browser comes there`() async throws {
        let secret = try await office.accounts.createToken(
            for: "khcn.minh", name: "máy", scopes: [.read, .write, .administer]
        ).secret
        let before = try await office.accounts.all()
        try await office.visit { [office] client in
            let (hoa, csrf) = try await browser(client, "tc.hoa")
            let stranger = WebClient(client)
            let bearer: HTTPFields = [.authorization: "Bearer \(secret)"]
            for path in ["/accounts", "/accounts/khcn.minh", "/accounts/nobody"] {
                #expect(try await hoa.get(path).status == 403, "\(path)")
                #expect(try await stranger.get(path).location?.hasPrefix("/sign-in") == true)
                #expect(
                    try await stranger.get(path, headers: bearer).location?.hasPrefix("/sign-in")
                        == true)
            }
            let sent = [("password", AccountOffice.password)]
            for step in AccountPage.Step.allCases {
                for person in ["khcn.minh", "khcn.linh", "nobody"] {
                    let path = "/accounts/\(person)/\(step.rawValue)"
                    #expect(try await hoa.post(path, sent, csrf: csrf).status == 403, "\(path)")
                    #expect(try await stranger.post(path, sent).status == 303)
                    #expect(try await stranger.post(path, sent, headers: bearer).status == 303)
                }
            }
            // A form of another session is nobody's.
            let (minh, _) = try await browser(client, "khcn.minh")
            #expect(
                try await minh.post("/accounts/tc.hoa/disable", [], csrf: csrf).status == 403)
            #expect(try await office.accounts.all() == before)
            #expect(try await office.accounts.openInvitations().isEmpty)

            #expect(try await minh.get("/").text.contains("href=\"/accounts\""))
            #expect(try await !hoa.get("/").text.contains("href=\"/accounts\""))
            #expect(try await !hoa.get("/").text.contains("href=\"/audit\""))
        }
    }

    @Test func `one's own account, and people there are not, are none of it`() async throws {
        try await office.visit { client in
            let (browser, csrf) = try await browser(client, "khcn.minh")
            let sent = [("password", AccountOffice.password)]
            for step in AccountPage.Step.allCases {
                let own = try await browser.post(
                    "/accounts/khcn.minh/\(step.rawValue)", sent, csrf: csrf)
                #expect(own.status == 422)
                #expect(own.text.contains("tài khoản của chính mình"))
                let unknown = try await browser.post(
                    "/accounts/khcn.lin/\(step.rawValue)", sent, csrf: csrf)
                #expect(unknown.status == 404)
                #expect(unknown.text.contains("khcn.linh"))
            }
            #expect(try await browser.post("/accounts/tc.hoa/x", sent, csrf: csrf).status == 404)
        }
    }

    /// Whose position ended is kept out by that; their account is shown, and can be disabled.
    @Test func `who is there no more can only be kept out for good`() async throws {
        let office = try AccountOffice(people: { text in
            text.split(separator: "\n", omittingEmptySubsequences: false)
                .filter { !$0.hasPrefix("tc.hoa,") }.joined(separator: "\n")
        })
        try await office.enrol("khcn.minh", administrator: true)
        try await office.enrol("tc.hoa")
        try await office.visit { client in
            let (browser, csrf) = try await browser(client, "khcn.minh")
            #expect(try await browser.get("/accounts").text.contains("Không còn chức vụ"))
            let sent = [("password", AccountOffice.password)]
            let reset = try await browser.post("/accounts/tc.hoa/reset", sent, csrf: csrf)
            #expect(reset.status == 422)
            #expect(reset.text.contains("rules/people.csv"))
            let disabled = try await browser.post("/accounts/tc.hoa/disable", sent, csrf: csrf)
            #expect(disabled.status == 303)
        }
    }

    @Test func `an administrator without a password must have signed in lately`() async throws {
        let accounts = office.accounts
        _ = try await accounts.signIn(vouchedFor: "khcn.linh", from: WorkflowAccounts.Visitor())
        try await accounts.setAdministrator("khcn.linh", true)
        let signedIn = try await accounts.signIn(
            vouchedFor: "khcn.linh", from: WorkflowAccounts.Visitor())
        let session = try #require(try await accounts.sessions(of: "khcn.linh").first?.id)
        office.clock.advance(seconds: 15 * 60)
        try await accounts.proveAgain("khcn.linh", password: "", session: session)
        office.clock.advance(seconds: 1)
        let error = await #expect(throws: AccountError.self) {
            try await accounts.proveAgain("khcn.linh", password: "", session: session)
        }
        #expect(error?.code == "sign-in-long-ago")
        try await office.visit { client in
            let browser = WebClient(client)
            browser.keep(Identification.cookie, signedIn.token)
            let page = try await browser.get("/accounts/tc.hoa")
            #expect(page.status == 200)
            #expect(!page.text.contains("type=\"password\""))
            let answer = try await browser.post("/accounts/tc.hoa/reset", [], csrf: page.csrf)
            #expect(answer.status == 422)
            #expect(answer.text.contains("15 phút"))
        }
    }
}
