import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing
import WorkflowAccounts
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowStorage

@testable import WorkflowServer

@Suite("Pages let do what the engine lets do, and show what it shows")
struct PageMatrixTests {
    /// Every page about an item, with what its form sends.
    static let pages: [(method: HTTPRequest.Method, path: String)] = [
        (.get, "/items/ITEM"), (.get, "/items/ITEM?history=all"),
        (.get, "/items/ITEM/actions/ask"), (.post, "/items/ITEM/actions/ask"),
        (.get, "/items/ITEM/actions/nothing"), (.post, "/items/ITEM/actions/nothing"),
        (.get, "/items/ITEM/tasks/received"), (.post, "/items/ITEM/tasks/received"),
        (.get, "/items/ITEM/assign"), (.post, "/items/ITEM/assign"),
        (.post, "/items/ITEM/claim"), (.post, "/items/ITEM/hand-back"),
        (.get, "/items/ITEM/edit"), (.post, "/items/ITEM/edit"),
        (.get, "/items/ITEM/undo"), (.post, "/items/ITEM/undo"),
        (.get, "/items/ITEM/documents/0000"),
    ]

    static let lists = ["/", "/?scope=agency", "/items", "/items?all=true", "/items?q=HS.1"]

    private static func send(
        _ client: any TestClientProtocol, _ method: HTTPRequest.Method, _ path: String,
        as person: String?, csrf: String? = nil, token: String? = nil, fields: String = "note=x"
    ) async throws -> Answer {
        var headers: HTTPFields = [.accept: "text/html"]
        if let person { headers[.cookie] = "wf-session=\(person)" }
        if let token { headers[.authorization] = "Bearer " + token }
        var body: String?
        if method == .post {
            headers[.contentType] = "application/x-www-form-urlencoded"
            body = "csrf=\(csrf ?? person.map(Badges.csrf) ?? "")&\(fields)"
        }
        return try await client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
        ) { Answer(status: $0.status.code, headers: $0.headers, text: String(buffer: $0.body)) }
    }

    @Test("Nobody is shown anything, and nothing they send is done", arguments: pages.indices)
    func nobody(_ index: Int) async throws {
        let (method, path) = Self.pages[index]
        let house = try await SecurityOffice()
        try await house.visit { client in
            let answer = try await Self.send(
                client, method, path.replacing("ITEM", with: "M.1"), as: nil)
            #expect(answer.status == 303)
            #expect(answer.headers[.location]?.hasPrefix("/sign-in?next=") == true)
            #expect(answer.headers[.cacheControl]?.contains("no-store") == true)
        }
        #expect(try await house.store.events(item: "M.1", after: 0, limit: 9).count == 1)
    }

    @Test("An API token does on pages no more than its scopes name", arguments: pages.indices)
    func tokens(_ index: Int) async throws {
        let (method, path) = Self.pages[index]
        let house = try await SecurityOffice()
        try await house.visit { client in
            for scopes in [[], [Scope.read], [.administer, .impersonate]] {
                let path = path.replacing("ITEM", with: "HS.1")
                let answer = try await Self.send(
                    client, method, path, as: nil, token: Badges.token("an", scopes))
                if method == .get, scopes == [.read] { continue }
                #expect(answer.status == 403, "\(path) \(scopes)")
            }
        }
        #expect(try await house.store.events(item: "HS.1", after: 0, limit: 9).count == 1)
    }

    @Test("A form that is not of the session is refused", arguments: pages.indices)
    func forged(_ index: Int) async throws {
        let (method, path) = Self.pages[index]
        guard method == .post else { return }
        let house = try await SecurityOffice()
        try await house.visit { client in
            for csrf in ["", "x", Badges.csrf("binh")] {
                let answer = try await Self.send(
                    client, method, path.replacing("ITEM", with: "HS.1"), as: "an", csrf: csrf)
                #expect(answer.status == 403, "\(path)")
            }
        }
        #expect(try await house.store.events(item: "HS.1", after: 0, limit: 9).count == 1)
    }

    @Test(
        "Of a hidden item every page says what it says of one there is not",
        arguments: pages.indices)
    func hidden(_ index: Int) async throws {
        let (method, path) = Self.pages[index]
        let house = try await SecurityOffice()
        try await house.visit { client in
            func ask(_ item: String) async throws -> Answer {
                let path = path.replacing("ITEM", with: item)
                return try await Self.send(client, method, path, as: "chi")
            }
            let hidden = try await ask("HS.1")
            let absent = try await ask("HS.9")
            #expect(hidden.status == absent.status)
            #expect(hidden.status >= 400)
            #expect(
                hidden.text.replacing("HS.1", with: "ITEM")
                    == absent.text.replacing("HS.9", with: "ITEM"))
        }
    }

    @Test("No list shows it", arguments: lists)
    func listed(_ path: String) async throws {
        let house = try await SecurityOffice()
        try await house.visit { client in
            let answer = try await Self.send(client, .get, path, as: "chi")
            #expect(answer.status == 200)
            #expect(!answer.text.contains("/items/HS.1\""))
            #expect(!answer.text.contains("/items/HS.4\""))
            #expect(answer.headers[.cacheControl]?.contains("no-store") == true)
        }
    }

    /// Every person, every item, every action of its workflow.
    @Test(
        "The page has the button when the engine lets one, and its form does no more",
        arguments: SecurityOffice.people)
    func buttons(_ person: String) async throws {
        for item in SecurityOffice.items {
            let names = try await SecurityOffice().office.engine.state(of: item).workflow
                .actionNames
            for action in names { try await compare(person, item, action) }
        }
    }

    private func compare(_ person: String, _ item: String, _ action: String) async throws {
        let house = try await SecurityOffice()
        let engine = house.office.engine
        let state = try await engine.state(of: item)
        let isThere = person != SecurityOffice.gone
        let isSeen = try await engine.sees(state, as: person)
        var isTheirs = false
        if isThere, isSeen {
            let reasons = try await engine.why(item, action, as: person)
            isTheirs = reasons.allSatisfy { $0.code == .missing }
        }
        let what = Comment(rawValue: "\(person) \(item) \(action)")
        let isOffered = isTheirs
        try await house.visit { client in
            let page = try await Self.send(client, .get, "/items/\(item)", as: person)
            let button = "\"/items/\(item)/actions/\(action)\""
            #expect(page.text.contains(button) == isOffered, what)
            let taken = try await Self.send(
                client, .post, "/items/\(item)/actions/\(action)", as: person,
                fields: "note=x&version=\(state.version)&key=k")
            // Whoever has left is nobody, and led to the sign-in.
            let isSignIn = taken.headers[.location]?.hasPrefix("/sign-in") ?? false
            #expect(isSignIn == !isThere, what)
            #expect((taken.status == 303 && !isSignIn) == isOffered, what)
        }
        let after = try await engine.state(of: item)
        #expect(after.version == state.version + (isTheirs ? 1 : 0), what)
    }
}
