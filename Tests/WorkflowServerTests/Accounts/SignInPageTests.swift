import Diagnostics
import HTTPTypes
import TestSupport
import Testing
import WorkflowAccounts

@testable import WorkflowServer

/// The pages by which people come in.
struct SignInPageTests {
    @Test func oneSignsInAndIsTakenWhereOneWanted() async throws {
        let office = try AccountOffice()
        try await office.enrol("khcn.linh")
        try await office.visit { client in
            let browser = WebClient(client)
            let answer = try await browser.signIn("khcn.linh", next: "/items/PL.II.6?tab=x")
            #expect(answer.status == 303)
            #expect(answer.location == "/items/PL.II.6?tab=x")
            let account = try await browser.get("/account")
            #expect(account.status == 200)
            #expect(account.text.contains("Linh"))
        }
    }

    @Test func cookiesAreOutOfReach() async throws {
        for isPlain in [false, true] {
            let office = try AccountOffice(settings: { $0.isPlainLoopback = isPlain })
            try await office.enrol("khcn.linh")
            try await office.visit { client in
                let browser = WebClient(client)
                try await browser.signIn("khcn.linh")
                let cookie = try #require(
                    browser.setCookies.first { $0.hasPrefix("wf-session=") })
                #expect(cookie.contains("HttpOnly"))
                #expect(cookie.contains("SameSite=Lax"))
                #expect(cookie.contains("Path=/"))
                #expect(cookie.contains("Secure") == !isPlain)
                #expect(!cookie.contains("Domain"))
            }
        }
    }

    @Test func noTokenPlantedBeforeIsEverSignedIn() async throws {
        let office = try AccountOffice()
        try await office.enrol("khcn.linh")
        try await office.visit { client in
            let browser = WebClient(client)
            let planted = String(repeating: "A", count: 43)
            browser.keep("wf-session", planted)
            try await browser.signIn("khcn.linh")
            let first = try #require(browser.cookies["wf-session"])
            #expect(first != planted)
            // Signing in once more gives another, and ends the one before.
            let page = try await browser.get("/account")
            #expect(page.status == 200)
            browser.forget("wf-session")
            try await browser.signIn("khcn.linh")
            #expect(browser.cookies["wf-session"] != first)
            #expect(try await office.accounts.identity(session: planted) == nil)
        }
    }

    @Test(arguments: [
        "https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example",
        "javascript:alert(1)", "/sign-out", "evil", "", "/trang đẹp", "/\r\nSet-Cookie: a=b",
    ])
    func nextLeadsNowhereElse(_ next: String) async throws {
        let office = try AccountOffice()
        try await office.enrol("khcn.linh")
        try await office.visit { client in
            let answer = try await WebClient(client).signIn("khcn.linh", next: next)
            #expect(answer.location == "/")
        }
    }

    @Test func aWrongPasswordSaysSoAndKeepsWhatWasTyped() async throws {
        let office = try AccountOffice()
        try await office.enrol("khcn.linh")
        try await office.visit { client in
            let browser = WebClient(client)
            let answer = try await browser.signIn("khcn.linh", "không phải mật khẩu")
            #expect(answer.status == 422)
            #expect(answer.text.contains("Mã người dùng hoặc mật khẩu không đúng."))
            #expect(answer.text.contains("value=\"khcn.linh\""))
            #expect(!answer.text.contains("không phải mật khẩu"))
            #expect(browser.cookies["wf-session"] == nil)
        }
    }

    @Test func whoGuessesIsToldWhenToComeAgain() async throws {
        let office = try AccountOffice()
        try await office.enrol("khcn.linh")
        try await office.visit { client in
            let browser = WebClient(client)
            var answer = try await browser.signIn("khcn.linh", "đoán bừa một câu")
            for _ in 0..<6 where answer.status == 422 {
                answer = try await browser.signIn("khcn.linh", "đoán bừa một câu")
            }
            #expect(answer.status == 429)
            #expect(answer.headers[.retryAfter] == "1")
            office.clock.advance(seconds: 1)
            #expect(try await browser.signIn("khcn.linh").status == 303)
        }
    }

    // MARK: Other sites

    @Test func anotherSiteCannotSignOneIn() async throws {
        let office = try AccountOffice()
        try await office.enrol("ke.gian")
        try await office.visit { client in
            let fields = [("person", "ke.gian"), ("password", AccountOffice.password)]
            // No form was given to this browser.
            #expect(try await WebClient(client).post("/sign-in", fields).status == 403)
            // A form that was given to another.
            let other = try await WebClient(client).get("/sign-in").csrf
            let browser = WebClient(client)
            try await browser.get("/sign-in")
            let answer = try await browser.post("/sign-in", fields, csrf: other)
            #expect(answer.status == 403)
            #expect(browser.cookies["wf-session"] == nil)
        }
    }

    @Test(arguments: [
        [(HTTPField.Name("Sec-Fetch-Site")!, "cross-site")],
        [(HTTPField.Name("Sec-Fetch-Site")!, "same-site")],
        [(HTTPField.Name.origin, "https://evil.example")], [(HTTPField.Name.origin, "null")],
    ])
    func norDoAnythingInASession(_ headers: [(HTTPField.Name, String)]) async throws {
        let office = try AccountOffice()
        try await office.enrol("khcn.linh")
        try await office.visit { client in
            let browser = WebClient(client)
            try await browser.signIn("khcn.linh")
            let csrf = try await browser.get("/account").csrf
            var fields = HTTPFields()
            for (name, value) in headers { fields[name] = value }
            let answer = try await browser.post(
                "/account/language", [("language", "en")], csrf: csrf, headers: fields)
            #expect(answer.status == 403)
            #expect(try await office.accounts.account(of: "khcn.linh")?.language == nil)
        }
    }

    @Test(arguments: [
        "/account/password", "/account/language", "/account/sessions/end", "/account/tokens",
        "/account/tokens/revoke", "/sign-out",
    ])
    func withoutTheTokenOfTheSessionNothingIsDone(_ path: String) async throws {
        let office = try AccountOffice()
        try await office.enrol("khcn.linh")
        try await office.enrol("khcn.minh")
        try await office.visit { client in
            let other = WebClient(client)
            try await other.signIn("khcn.minh")
            let stranger = try await other.get("/account").csrf
            let browser = WebClient(client)
            try await browser.signIn("khcn.linh")
            let fields = [("language", "en"), ("name", "x"), ("scope", "read"), ("days", "1")]
            for csrf in [nil, "", "x", stranger] {
                #expect(try await browser.post(path, fields, csrf: csrf).status == 403)
            }
            let json: HTTPFields = [.contentType: "text/plain"]
            #expect(try await browser.post(path, fields, headers: json).status == 403)
            #expect(try await browser.get("/account").status == 200)
            #expect(try await office.accounts.tokens().isEmpty)
        }
    }

    @Test func aFormWithFilesCarriesItInItsFirstField() async throws {
        let office = try AccountOffice()
        try await office.enrol("khcn.linh")
        try await office.visit { client in
            let browser = WebClient(client)
            try await browser.signIn("khcn.linh")
            let csrf = try #require(try await browser.get("/account").csrf)
            func form(_ name: String, _ value: String) -> String {
                """
                --b\r\nContent-Disposition: form-data; name="\(name)"\r\n\r\n\(value)\r\n--b--\r\n
                """
            }
            let type: HTTPFields = [.contentType: "multipart/form-data; boundary=b"]
            // The page itself takes no such form, which is another answer than that of protection.
            let passed = try await browser.send(
                .post, "/account/language", type, form("csrf", csrf))
            #expect(passed.status == 415)
            for (name, value) in [("csrf", "x"), ("other", csrf), ("csrf", csrf + "x")] {
                let stopped = try await browser.send(
                    .post, "/account/language", type, form(name, value))
                #expect(stopped.status == 403)
            }
        }
    }

    // MARK: Leaving

    @Test func oneSignsOutHere() async throws {
        let office = try AccountOffice()
        try await office.enrol("khcn.linh")
        try await office.visit { client in
            let (here, there) = (WebClient(client), WebClient(client))
            try await here.signIn("khcn.linh")
            try await there.signIn("khcn.linh")
            let stolen = try #require(here.cookies["wf-session"])
            let csrf = try await here.get("/account").csrf
            let answer = try await here.post("/sign-out", [], csrf: csrf)
            #expect(answer.location == "/sign-in?notice=out")
            #expect(here.cookies["wf-session"] == nil)
            // Not the browser alone forgets it.
            here.keep("wf-session", stolen)
            #expect(try await here.get("/account").location == "/sign-in?next=%2Faccount")
            #expect(try await there.get("/account").status == 200)
        }
    }

    @Test func andEverywhere() async throws {
        let office = try AccountOffice()
        try await office.enrol("khcn.linh")
        try await office.visit { client in
            let (here, there) = (WebClient(client), WebClient(client))
            try await here.signIn("khcn.linh")
            try await there.signIn("khcn.linh")
            let csrf = try await here.get("/account").csrf
            try await here.post("/sign-out", [("everywhere", "yes")], csrf: csrf)
            #expect(try await there.get("/account").status == 303)
        }
    }

    @Test func whoLeavesTheOrganisationIsSignedOut() async throws {
        let office = try AccountOffice(people: {
            $0.replacing(
                "khcn.linh,Linh (người dùng thử),so-khcn,specialist,,,",
                with: "khcn.linh,Linh (người dùng thử),so-khcn,specialist,,14/04/2021,")
        })
        try await office.enrol("khcn.linh")
        let token = try await office.accounts.createToken(
            for: "khcn.linh", name: "máy", scopes: [.read]
        ).secret
        let bearer: HTTPFields = [.authorization: "Bearer \(token)"]
        try await office.visit { client in
            let browser = WebClient(client)
            try await browser.signIn("khcn.linh")
            #expect(try await browser.get("/account").status == 200)
            #expect(try await WebClient(client).get("/api/v1/me", headers: bearer).status == 200)
        }
        // Past midnight, but well within the session.
        office.clock.advance(seconds: 16 * 3_600)
        try await office.accounts.setLanguage(of: "khcn.linh", .vi)
        try await office.visit { client in
            let browser = WebClient(client)
            let session = try await office.accounts.signIn(
                "khcn.linh", password: AccountOffice.password, from: .init())
            browser.keep("wf-session", session.token)
            #expect(try await browser.get("/account").status == 303)
            #expect(try await office.accounts.identity(session: session.token) == nil)
            #expect(try await WebClient(client).get("/api/v1/me", headers: bearer).status != 200)
        }
    }

    @Test(arguments: ["vi", "en"])
    func pagesSpeakBothLanguages(_ language: String) async throws {
        let office = try AccountOffice()
        try await office.visit { client in
            let page = try await WebClient(client).get("/sign-in?lang=\(language)")
            #expect(page.text.contains("<html lang=\"\(language)\">"))
            #expect(page.text.contains(language == "vi" ? "Đăng nhập" : "Sign in"))
            #expect(page.text.contains("style=") == false)
            #expect(page.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
            #expect(page.headers[.cacheControl] == "no-store")
        }
    }
}
