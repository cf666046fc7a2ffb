import HTTPTypes
import HummingbirdTesting
import JSON
import Testing
import WorkflowAccounts
import WorkflowEngine
import WorkflowModel
import WorkflowStorage

@testable import WorkflowServer

@Suite("Hostile content in requests that are well formed")
struct HostileContentTests {
    // MARK: Texts

    /// Markup, templates, SQL, terminals, directions of writing, Vietnamese in pieces.
    static let texts = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{7*7}}{{{content}}}",
        "'; DROP TABLE items; --", "${jndi:ldap://x}", "javascript:alert(1)",
        "\u{1B}[2J\u{1B}]0;x\u{7}", "\u{202E}gnp.exe", "a\u{200B}b\u{FEFF}",
        "Tie\u{302}\u{301}ng Vie\u{302}\u{323}t", "Đề nghị <b>“khẩn”</b> & gấp", "\u{0}",
        "]]><!--", "a\r\nSet-Cookie: x=y", String(repeating: "ồ", count: 5_000),
    ]

    @Test(
        "A text is kept as it is, or refused; it never becomes anything else",
        arguments: texts.indices)
    func text(_ index: Int) async throws {
        let text = Self.texts[index]
        let house = try await SecurityOffice()
        try await house.visit { client in
            let body: JSON = [
                "workflow": "memo", "id": "T.1",
                "fields": ["content": .string(text), "lead": "so-a"],
            ]
            let started = try await client.send(
                .post, "/api/v1/items", as: "an", body: body.canonical)
            #expect([201, 400, 422].contains(started.status), "\(started.text)")
            try Self.checkHeaders(started)
            guard started.status == 201 else { return }
            let shown = try await client.send(.get, "/api/v1/items/T.1", as: "an")
            #expect(shown.status == 200)
            try Self.checkHeaders(shown)
            // In Vietnamese the same text may have been written in pieces.
            #expect(try shown.json["item"]["fields"]["content"].string == text)
            let found = try await client.send(.get, "/api/v1/items", as: "an")
            #expect(found.status == 200)
            let note: JSON = ["note": .string(text)]
            let sent = try await client.send(
                .post, "/api/v1/items/T.1/actions/send", as: "an", body: note.canonical)
            #expect(sent.status < 500)
        }
    }

    /// Everything a request names by text, besides its body.
    @Test("A name that is none is refused and said back as text", arguments: texts.indices)
    func name(_ index: Int) async throws {
        let text = Self.texts[index]
        let house = try await SecurityOffice()
        try await house.visit { client in
            let encoded = Self.encode(text)
            for path in [
                "/api/v1/items/\(encoded)", "/api/v1/items/M.1/actions/\(encoded)",
                "/api/v1/items?search=\(encoded)", "/api/v1/items?state=\(encoded)",
                "/api/v1/items?after=\(encoded)", "/api/v1/items?\(encoded)=1",
                "/api/v1/items/M.1?for=\(encoded)", "/api/v1/\(encoded)", "/\(encoded)",
                "/healthz?lang=\(encoded)",
            ] {
                let answer = try await client.send(.get, path, as: "an")
                #expect(answer.status < 500, "\(path): \(answer.text)")
                if answer.status >= 400, path.hasPrefix("/api/") {
                    #expect(answer.headers[.contentType] == "application/problem+json", "\(path)")
                    try Self.checkHeaders(answer)
                    // Nothing that a terminal or a page would obey.
                    #expect(!answer.text.contains("\u{1B}"), "\(path)")
                }
                #expect(answer.headers[.setCookie] == nil, "\(path)")
            }
            let started = try await client.send(
                .post, "/api/v1/items", as: "an",
                body: (["workflow": .string(text), "id": .string(text)] as JSON).canonical)
            #expect((400..<500).contains(started.status))
        }
    }

    private static func encode(_ text: String) -> String {
        text.utf8.map { byte in
            let hex = String(byte, radix: 16, uppercase: true)
            return "%" + (hex.count < 2 ? "0" : "") + hex
        }.joined()
    }

    /// What is for one person is for no cache, and is what it says it is.
    private static func checkHeaders(_ answer: Answer) throws {
        let cache = try #require(answer.headers[.cacheControl])
        #expect(cache.contains("private") || cache.contains("no-store"))
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        let type = try #require(answer.headers[.contentType])
        #expect(["application/json", "application/problem+json"].contains(type))
    }

    // MARK: JSON

    static let bombs: [(name: String, body: String)] = [
        ("deep lists", String(repeating: "[", count: 200_000)),
        ("deep objects", String(repeating: #"{"fields":"#, count: 100_000)),
        (
            "deep and closed",
            String(repeating: "[", count: 5_000) + String(repeating: "]", count: 5_000)
        ),
        ("a number beyond all", #"{"note": 1e999}"#),
        ("a number of many digits", #"{"note": "# + String(repeating: "9", count: 100_000) + "}"),
        ("a version beyond 64 bits", #"{"fields": {"content": 99999999999999999999}}"#),
        ("the same key twice", #"{"note": "a", "note": "b"}"#),
        ("the same field twice", #"{"fields": {"content": "a", "content": "b"}}"#),
        ("half a character", #"{"note": "\ud800"}"#),
        ("no UTF-8", "{\"note\": \"\u{FFFD}\"} trailing"),
        ("a comment", #"{/* x */ "note": "a"}"#),
        ("not a number", #"{"note": NaN}"#),
        ("nothing", ""), ("null", "null"), ("a list", "[]"), ("a text", "\"x\""),
        ("members there are not", #"{"as": "binh", "actor": "binh", "version": 9}"#),
        ("somebody else", #"{"for": "binh"}"#),
        ("somebody there is not", #"{"for": "../an"}"#),
        ("a prototype", #"{"__proto__": {"scope": "administer"}, "constructor": 1}"#),
        ("many members", "{" + (0..<20_000).map { "\"k\($0)\":0" }.joined(separator: ",") + "}"),
        ("one long text", #"{"note": ""# + String(repeating: "x", count: 2 << 20) + #""}"#),
    ]

    @Test("A body that is no honest one is refused, and changes nothing", arguments: bombs.indices)
    func bomb(_ index: Int) async throws {
        let (name, body) = Self.bombs[index]
        let house = try await SecurityOffice()
        try await house.visit { client in
            for (method, path) in [
                (HTTPRequest.Method.patch, "/api/v1/items/HS.1"), (.post, "/api/v1/items"),
            ] {
                let answer = try await client.send(method, path, as: "an", body: body)
                #expect((400..<500).contains(answer.status), "\(name): \(answer.text.prefix(300))")
            }
        }
        #expect(try await house.store.events(item: "HS.1", after: 0, limit: 9).count == 1)
        #expect(try await house.store.items(ItemQuery()).count == SecurityOffice.items.count)
    }

    @Test(
        "A body that says to be something else is refused",
        arguments: [
            "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
            "application/xml", "application/jsonp", "",
        ])
    func type(_ type: String) async throws {
        let house = try await SecurityOffice()
        try await house.visit { client in
            let answer = try await client.send(
                .patch, "/api/v1/items/HS.1", as: "an", headers: [.contentType: type],
                body: #"{"fields": {"contact": "x"}}"#)
            #expect(answer.status == 415, "\(answer.text)")
        }
    }

    // MARK: Paths and methods

    @Test(
        "No path leads out of the house",
        arguments: [
            "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd",
            "/assets/../../etc/passwd", "/assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "/assets/..%5c..%5cetc", "/assets//etc/passwd", "/assets/%00", "//etc/passwd",
            "/api/v1/items/..%2f..%2fetc%2fpasswd", "/api/v1/items/../openapi.json/../items/HS.1",
            "/api/v1/items/%2e%2e", "/api/v1/./items/HS.1", "/api/v1//items/HS.1",
            "/API/V1/items/HS.1", "/api/v1/items/HS.1/", "/api/v1/items/HS.1%20",
            "/api/v1/items/hs.1", "/.wf/wf.sqlite", "/.git/config", "/rules/people.csv",
            "/api/v1/items/M.1/documents/..%2f..%2f..%2fetc%2fpasswd",
            "/api/v1/items/M.1/documents/%2Fetc%2Fpasswd",
        ])
    func path(_ path: String) async throws {
        let house = try await SecurityOffice()
        try await house.visit { client in
            for person in [nil, "chi"] {
                let answer = try await client.send(.get, path, as: person)
                #expect((300..<500).contains(answer.status), "\(answer.status)")
                #expect(!answer.text.contains("root:"))
                #expect(!answer.text.contains("complaint"))
            }
        }
    }

    @Test(
        "A method is the one that is sent",
        arguments: ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
    func override(_ header: String) async throws {
        let house = try await SecurityOffice()
        try await house.visit { client in
            let name = try #require(HTTPField.Name(header))
            for path in [
                "/api/v1/items/M.1/actions/send", "/api/v1/items/M.1/actions/send?_method=POST",
            ] {
                let answer = try await client.send(.get, path, as: "an", headers: [name: "POST"])
                #expect(answer.status < 500)
            }
            for method in [HTTPRequest.Method.trace, .connect, .delete, .put] {
                let answer = try await client.send(method, "/api/v1/items/M.1", as: "an")
                #expect([404, 405, 501].contains(answer.status), "\(method): \(answer.status)")
            }
        }
        #expect(try await house.store.events(item: "M.1", after: 0, limit: 9).count == 1)
    }

    @Test("A key of one person is no key of another")
    func key() async throws {
        let house = try await SecurityOffice()
        try await house.visit { client in
            let name = try #require(HTTPField.Name("Idempotency-Key"))
            let mine = try await client.send(
                .post, "/api/v1/items/HS.1/actions/ask", as: "an", headers: [name: "k"], body: "{}")
            #expect(mine.status == 200)
            let theirs = try await client.send(
                .post, "/api/v1/items/M.2/actions/send", as: "dung", headers: [name: "k"],
                body: "{}")
            #expect(theirs.status == 200)
            let again = try await client.send(
                .post, "/api/v1/items/HS.1/actions/ask", as: "an", headers: [name: "k"], body: "{}")
            #expect(try again.json["repeated"] == true)
        }
    }
}
