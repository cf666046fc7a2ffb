import Testing
import WorkflowAccounts

@testable import WorkflowServer

/// The link of the first run, and invitations.
struct SetupPageTests {
    @Test func theFirstRunHasOneLinkAndItWorksOnce() async throws {
        let office = try AccountOffice()
        let secret = try #require(try await office.accounts.setupSecret())
        try await office.visit { client in
            let browser = WebClient(client)
            let path = "/setup/\(secret)"
            let page = try await browser.get(path)
            #expect(page.status == 200)
            #expect(page.text.contains("name=\"person\""))
            func fields(_ person: String, _ password: String, _ again: String? = nil) -> [(
                String, String
            )] {
                [("person", person), ("password", password), ("again", again ?? password)]
            }
            let good = AccountOffice.password
            for (wrong, says) in [
                (fields("khcn.mih", good), "khcn.minh"),
                (fields("khcn.minh", "ngắn"), "ít nhất 12"),
                (fields("khcn.minh", good, "khác"), "không giống nhau"),
                (fields("khcn.minh", "khcn.minh.2021"), "dễ đoán"),
            ] {
                let answer = try await browser.post(path, wrong, csrf: page.csrf)
                #expect(answer.status >= 400)
                #expect(answer.text.contains(says))
            }
            let answer = try await browser.post(path, fields("khcn.minh", good), csrf: page.csrf)
            #expect(answer.status == 303)
            #expect(answer.location == "/")
            let account = try await browser.get("/account")
            #expect(account.text.contains("Người quản trị"))
            #expect(try await WebClient(client).get(path).status == 404)
        }
    }

    @Test func anInvitationIsForOnePerson() async throws {
        let office = try AccountOffice()
        let secret = try await office.accounts.invite("khcn.linh")
        try await office.visit { client in
            let browser = WebClient(client)
            let path = "/setup/\(secret)"
            let page = try await browser.get(path)
            #expect(page.text.contains("Linh"))
            let answer = try await browser.post(
                path,
                [
                    ("person", "tc.hoa"), ("password", AccountOffice.password),
                    ("again", AccountOffice.password),
                ], csrf: page.csrf)
            #expect(answer.status == 303)
            #expect(try await office.accounts.all().map(\.person) == ["khcn.linh"])
        }
    }

    @Test(arguments: ["x", "%2e%2e%2fetc", "\u{27}--", String(repeating: "a", count: 5_000)])
    func whatIsNoLinkSaysNothing(_ secret: String) async throws {
        let office = try AccountOffice()
        try await office.visit { client in
            let answer = try await WebClient(client).get("/setup/\(WebClient.encoded(secret))")
            #expect(answer.status == 404)
        }
    }
}
