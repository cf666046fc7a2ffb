import Foundation
import HTTPTypes
import Testing
import WorkflowEngine

@testable import WorkflowServer

/// What somebody typed is not lost with their session, and nobody else gets it sent.
struct KeptFormTests {
    private static let path = "/items/new/budgeted-task"
    private static let typed = [
        ("id", "NV-01"), ("field.lead", "so-khcn"),
        ("field.content", "Tập huấn “đổi mới”\r\nhai dòng & <b>"),
    ]

    private static func headers(_ site: String) throws -> HTTPFields {
        [try #require(HTTPField.Name("Sec-Fetch-Site")): site]
    }

    @Test func aFormComesBackAfterTheSignIn() async throws {
        let office = try AccountOffice()
        try await office.enrol("khcn.linh")
        try await office.visit { client in
            let browser = WebClient(client)
            let page = try await browser.post(
                Self.path, Self.typed, csrf: "of a session that ended",
                headers: Self.headers("same-origin"))
            #expect(page.status == 401)
            #expect(page.text.contains("vẫn còn"))
            let kept = try #require(page.hidden("kept"))
            let wrong = try await browser.post(
                "/sign-in",
                [
                    ("person", "khcn.linh"), ("password", "không phải"), ("next", Self.path),
                    ("kept", kept),
                ], csrf: page.csrf)
            #expect(wrong.hidden("kept") == kept)
            let again = try await browser.post(
                "/sign-in",
                [
                    ("person", "khcn.linh"), ("password", AccountOffice.password),
                    ("next", Self.path), ("kept", kept),
                ], csrf: wrong.csrf)
            #expect(again.status == 200)
            #expect(again.text.contains("action=\"\(Self.path)\""))
            let form = try await browser.post(
                Self.path, Self.typed + [("review", "yes")], csrf: again.csrf)
            #expect(form.status == 200)
            #expect(form.text.contains("Tập huấn “đổi mới”"))
            #expect(form.text.contains("value=\"NV-01\""))
            #expect(try await browser.get("/items/NV-01").status == 404)
            let sent = try await browser.post(Self.path, Self.typed, csrf: form.csrf)
            #expect(sent.status == 303)
            #expect(try await browser.get("/items/NV-01").status == 200)
        }
    }

    @Test("A form of an earlier session is shown, not carried out")
    func aFormOfAnEarlierSession() async throws {
        let office = try AccountOffice()
        try await office.enrol("khcn.linh")
        try await office.visit { client in
            let browser = WebClient(client)
            try await browser.signIn("khcn.linh")
            let form = try await browser.post(
                Self.path, Self.typed, csrf: "of an earlier session",
                headers: Self.headers("same-origin"))
            #expect(form.status == 403)
            #expect(form.text.contains("Tập huấn “đổi mới”"))
            #expect(try await browser.get("/items/NV-01").status == 404)
        }
    }

    @Test(
        "What another site sends is neither kept nor shown",
        arguments: ["cross-site", "same-site", nil])
    func ofAnotherSite(_ site: String?) async throws {
        let office = try AccountOffice()
        try await office.enrol("khcn.linh")
        try await office.visit { client in
            let browser = WebClient(client)
            let headers = try site.map(Self.headers) ?? [:]
            let answer = try await browser.post(
                Self.path, Self.typed, csrf: "made up", headers: headers)
            #expect(answer.status == 303)
            #expect(answer.location?.hasPrefix("/sign-in?next=") == true)
            try await browser.signIn("khcn.linh")
            let form = try await browser.post(
                Self.path, Self.typed, csrf: "made up", headers: headers)
            #expect(form.status == 403)
            #expect(!form.text.contains("Tập huấn"))
        }
    }

    @Test("A button alone is not kept, and one that is looked at does nothing")
    func buttons() async throws {
        let office = try AccountOffice()
        try await office.enrol("khcn.linh")
        try await office.visit { client in
            let browser = WebClient(client)
            let answer = try await browser.post(
                "/items/PL.II.8/claim", [("task", "review")], csrf: "x",
                headers: Self.headers("same-origin"))
            #expect(answer.status == 303)
            try await browser.signIn("khcn.linh")
            let csrf = try await browser.get("/items/new").csrf
            let looked = try await browser.post(
                "/items/PL.II.8/claim", [("task", "review"), ("review", "yes")], csrf: csrf)
            #expect(looked.location == "/items/PL.II.8/claim")
        }
    }
}

extension WebClient.Answer {
    /// The value of the hidden input of that name, as it stands in the page.
    func hidden(_ name: String) -> String? {
        guard let start = text.range(of: "name=\"\(name)\" value=\"")?.upperBound,
            let end = text[start...].firstIndex(of: "\"")
        else { return nil }
        return String(text[start..<end]).replacing("&amp;", with: "&")
    }
}
