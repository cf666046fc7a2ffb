import HTTPTypes
import HummingbirdTesting
import TestSupport
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
            #expect(answer.location == "/accounts/khcn.linh")
            let link = try #require(
                setupLink(in: try await browser.get("/accounts/khcn.linh").text))
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
                    #expect(answer.text.contains("Mật khẩu của bạn không đúng."))
                    #expect(answer.location == nil)
                } else {
                    // What cannot be done as the account stands is refused as that.
                    #expect([303, 409].contains(answer.status))
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
            let shown = try await browser.get(try #require(answer.location)).text
            #expect(setupLink(in: shown) != nil)
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

    /// What was made is shown by the page that is led to, once: reading any page again makes nothing.
    @Test func `the link is shown once, in the browser that asked for it`() async throws {
        try await office.visit { [office] client in
            let (browser, csrf) = try await browser(client, "khcn.minh")
            let answer = try await browser.post(
                "/accounts/khcn.linh/invite", [("password", AccountOffice.password)], csrf: csrf)
            let cookie = try #require(browser.cookies[SessionCookies.shown])
            #expect(
                browser.setCookies.contains { $0.contains("HttpOnly") && $0.contains("Max-Age=60") }
            )
            // Another session of theirs cannot open it, nor does another page show it.
            let (second, _) = try await self.browser(client, "khcn.minh")
            second.keep(SessionCookies.shown, cookie)
            for path in ["/accounts/khcn.linh", "/accounts/tc.hoa", "/account"] {
                #expect(setupLink(in: try await second.get(path).text) == nil)
            }
            browser.keep(SessionCookies.shown, cookie)
            #expect(setupLink(in: try await browser.get("/accounts/tc.hoa").text) == nil)
            #expect(setupLink(in: try await browser.get(answer.location ?? "").text) != nil)
            #expect(setupLink(in: try await browser.get(answer.location ?? "").text) == nil)
            #expect(try await office.accounts.openInvitations().count == 1)
        }
    }

    /// Strangers who guess at the sign-in do not keep an administrator from their work, nor does
    /// that give the strangers new guesses.
    @Test func `is not held up by who guesses at the sign-in`() async throws {
        try await office.visit { client in
            let (browser, csrf) = try await browser(client, "khcn.minh")
            let stranger = WebClient(client)
            var last = 0
            for _ in 1...8 { last = try await stranger.signIn("khcn.minh", "đoán mò").status }
            #expect(last == 429)
            let answer = try await browser.post(
                "/accounts/tc.hoa/reset", [("password", AccountOffice.password)], csrf: csrf)
            #expect(answer.status == 303)
            #expect(try await stranger.signIn("khcn.minh", "đoán mò").status == 429)
        }
    }

    @Test func `who is disabled comes in by no link, and who is demoted not as administrator`()
        async throws
    {
        let accounts = office.accounts
        let link = try await accounts.reset("tc.hoa").secret
        try await accounts.setDisabled("tc.hoa", true)
        let error = await #expect(throws: AccountError.self) {
            try await accounts.accept(link, as: nil, password: AccountOffice.password)
        }
        #expect(error?.code == "link-is-over")
        #expect(try await accounts.openInvitations().isEmpty)
        try await accounts.setDisabled("tc.hoa", false)
        #expect(try await accounts.invitation(link) == nil)

        let second = try await accounts.invite("tc.hoa", isAdministrator: true)
        try await office.visit { client in
            let (browser, _) = try await browser(client, "khcn.minh")
            #expect(
                try await browser.get("/accounts/tc.hoa").text
                    .contains("Đường liên kết cho quyền quản trị"))
        }
        try await accounts.setAdministrator("tc.hoa", true)
        try await accounts.setAdministrator("tc.hoa", false)
        _ = try await accounts.accept(second, as: nil, password: AccountOffice.password)
        #expect(try await accounts.account(of: "tc.hoa")?.isAdministrator == false)
    }

    @Test func `a link that went astray is withdrawn`() async throws {
        try await office.visit { [office] client in
            let (browser, csrf) = try await browser(client, "khcn.minh")
            let link = try await office.accounts.invite("khcn.linh")
            let answer = try await browser.post("/accounts/khcn.linh/withdraw", [], csrf: csrf)
            #expect(answer.status == 303)
            #expect(
                try await browser.get(answer.location ?? "").text
                    .contains("không còn dùng được"))
            #expect(try await office.accounts.invitation(link) == nil)
        }
    }

    @Test func `what was asked of an account that has changed meanwhile is not done`() async throws
    {
        try await office.accounts.setDisabled("tc.hoa", true)
        try await office.visit { [office] client in
            let (browser, csrf) = try await browser(client, "khcn.minh")
            for step in [AccountPage.Step.invite, .reset, .promote, .disable] {
                let answer = try await browser.post(
                    "/accounts/tc.hoa/\(step.rawValue)", [("password", AccountOffice.password)],
                    csrf: csrf)
                #expect(answer.status == 409)
                #expect(answer.text.contains("/accounts/tc.hoa/enable"))
            }
            #expect(try await office.accounts.openInvitations().isEmpty)
        }
    }

    @Test func `an administrator who was disabled or demoted does nothing more`() async throws {
        try await office.enrol("khcn.linh", administrator: true)
        try await office.visit { [office] client in
            let (browser, csrf) = try await browser(client, "khcn.minh")
            let sent = [("password", AccountOffice.password)]
            try await office.accounts.setAdministrator("khcn.minh", false)
            #expect(
                try await browser.post("/accounts/tc.hoa/promote", sent, csrf: csrf).status == 403)
            // One stays, whoever was quicker.
            let error = await #expect(throws: AccountError.self) {
                try await office.accounts.setAdministrator("khcn.linh", false)
            }
            #expect(error?.code == "last-administrator")
            try await office.accounts.setDisabled("khcn.minh", true)
            let answer = try await browser.post("/accounts/tc.hoa/promote", sent, csrf: csrf)
            #expect(answer.location == "/sign-in?next=%2Faccounts%2Ftc.hoa%2Fpromote")
            #expect(try await office.accounts.account(of: "tc.hoa")?.isAdministrator == false)
        }
    }

    /// A browser says where a form comes from: then what was typed elsewhere is kept for after the
    /// sign-in. A password is not.
    @Test func `no password is kept when the session has ended meanwhile`() async throws {
        try await office.visit { client in
            let (browser, csrf) = try await browser(client, "khcn.minh")
            browser.forget(Identification.cookie)
            var fields = HTTPFields()
            fields[HTTPField.Name("Sec-Fetch-Site")!] = "same-origin"
            let answer = try await browser.post(
                "/accounts/tc.hoa/reset", [("password", AccountOffice.password)], csrf: csrf,
                headers: fields)
            #expect(answer.status == 303)
            let page = try await browser.get(answer.location ?? "")
            #expect(!page.text.contains(AccountOffice.password))
            let back = try await browser.signIn("khcn.minh", next: "/accounts/tc.hoa/reset")
            #expect(back.location == "/accounts/tc.hoa/reset")
            #expect(try await browser.get("/accounts/tc.hoa/reset").location == "/accounts/tc.hoa")
        }
    }

    @Test func `links begin with the address people open, where it is known`() async throws {
        let office = try AccountOffice(settings: { $0.address = "https://wf.example.gov.vn" })
        try await office.enrol("khcn.minh", administrator: true)
        try await office.visit { client in
            let (browser, csrf) = try await browser(client, "khcn.minh")
            let answer = try await browser.post(
                "/accounts/khcn.linh/invite", [("password", AccountOffice.password)], csrf: csrf)
            let page = try await browser.get(answer.location ?? "").text
            #expect(page.contains("https://wf.example.gov.vn/setup/"))
            #expect(!page.contains("server.yaml"))
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
