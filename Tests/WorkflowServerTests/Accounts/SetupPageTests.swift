import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Testing
import WorkflowAccounts
import WorkflowCommands

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

    @Test(
        "The secrets of links, and what a provider sends along, are in no log, however much is logged"
    )
    func secretsAreInNoLog() async throws {
        let office = try AccountOffice()
        let secret = try #require(try await office.accounts.setupSecret())
        let lines = Shared<[String]>([])
        let logger = Logger(label: "wf") {
            StructuredLog(label: $0, format: .logfmt, level: .trace) { line in
                lines.change { $0.append(line) }
            }
        }
        let router = Server(office: office.office, logger: logger).router()
        try await Application(router: router, logger: logger).test(.router) { client in
            let browser = WebClient(client)
            let page = try await browser.get("/setup/\(secret)")
            for password in ["ngắn", AccountOffice.password] {
                try await browser.post(
                    "/setup/\(secret)",
                    [("person", "khcn.minh"), ("password", password), ("again", password)],
                    csrf: page.csrf)
            }
            try await browser.get("/setup/\(secret)")
            try await browser.get("/setup/\(secret)/x?\(secret)=\(secret)")
            try await browser.get("/auth/oidc/callback?code=\(secret)&state=\(secret)")
            try await browser.get("/sign-in?next=%2Fsetup%2F\(secret)")
            try await browser.get(
                "/items/\(secret)?token=\(secret)", headers: [.authorization: secret])
        }
        #expect(lines.value.contains { $0.contains("route=/setup/") })
        #expect(
            lines.value.allSatisfy { !$0.contains(secret) && !$0.contains(AccountOffice.password) })
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
