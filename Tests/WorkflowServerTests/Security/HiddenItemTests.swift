import Diagnostics
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSON
import Logging
import NIOCore
import Testing
import WorkflowAccounts
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowStorage
import WorkflowTesting

@testable import WorkflowServer

/// A denunciation that is overdue, has a document in the register and a notification that is dead; it
/// is looked for in everything that is read.
@Suite("Of an item that is hidden nothing is read anywhere")
struct HiddenItemTests {
    private static let item = "HS.5"
    /// A word of its content that is nowhere else.
    private static let secret = "Mat7341"

    // MARK: Routes

    /// Every route that is read, as the router has them.
    @Test("No page and no answer of the API has it, and those who see it find it there")
    func everywhere() async throws {
        let house = try await Self.house()
        let routes = Server(office: house.office, logger: .silent).router().routes
            .filter { $0.method == .get }.map { String(describing: $0.path) }
            // Listens for ever; there is a test of its own.
            .filter { $0 != "/api/v1/changes" }
        #expect(routes.count > 60)
        let found = Shared<Set<String>>([])
        try await house.visit { client in
            for route in routes {
                for query in Self.queries(for: route) {
                    let path = Self.path(route) + query
                    let hidden = try await client.send(.get, path, as: "chi")
                    // This house has no accounts.
                    #expect(hidden.status < 500 || route == "/api/v1/tokens", "\(path)")
                    #expect(!Self.tells(hidden.text, asked: query), "\(path): \(hidden.text)")
                    let seen = try await client.send(.get, path, as: "em")
                    if Self.tells(seen.text, asked: query) { found.change { $0.insert(route) } }
                }
            }
        }
        for route in [
            "/api/v1/items", "/api/v1/deadlines", "/api/v1/notifications", "/api/v1/documents",
            "/items", "/overdue", "/calendar", "/search", "/audit", "/notifications",
        ] { #expect(found.value.contains(route), "\(route) shows it to nobody") }
    }

    /// What was asked for is said back by some pages; a link to it, or a word of it, is not.
    private static func tells(_ text: String, asked query: String) -> Bool {
        if text.contains(secret) || text.contains("/items/\(item)") { return true }
        return !query.contains(item) && text.contains(item)
    }

    private static func path(_ route: String) -> String {
        var path = route
        for name in [
            ("item", "M.1"), ("id", "M.1"), ("action", "send"), ("task", "written"),
            ("workflow", "complaint"), ("person", "an"), ("agency", "so-a"), ("year", "2021"),
        ] {
            path = path.replacing("{\(name.0)}", with: name.1)
                .replacing(":\(name.0)", with: name.1)
        }
        return path.replacing(#/\{[a-z0-9]+\}|:[a-z0-9]+/#, with: "x")
    }

    private static func queries(for route: String) -> [String] {
        guard !route.contains("{"), !route.contains(":") else { return [""] }
        let asked = [
            "all=true", "overdue=true", "search=HS.5", "q=HS.5", "q=don", "item=HS.5",
            "agency=so-a", "workflow=complaint", "state=received", "scope=agency",
            "month=2021-04", "dropped=true", "within=30%20days", "year=2021", "type=item.started",
        ]
        return [""] + asked.map { "?" + $0 }
    }

    // MARK: The stream

    @Test("The stream of changes passes it over", arguments: [("chi", false), ("em", true)])
    func stream(_ person: String, _ isSeen: Bool) async throws {
        let house = try await Self.house()
        let logger = Logger.silent
        let operations = Operations(house.store, logger: logger)
        let head = try await house.store.head().sequence
        let application = Server(office: house.office, operations: operations, logger: logger)
            .application(host: "127.0.0.1", port: 0, services: [operations.feed])
        try await application.test(.live) { client in
            let port = try #require(client.port)
            let stream = try await StreamClient(
                port: port, after: 0, person: Badges.token(person, [.read]))
            var items: Set<String> = []
            var last: Int64 = 0
            while last < head || items.isEmpty {
                let event = try await stream.next()
                last = event.id
                if let item = event.data["item"].string { items.insert(item) }
            }
            #expect(items.contains(Self.item) == isSeen)
            #expect(items.contains("M.1"))
        }
    }

    // MARK: The command

    private static let commands = [
        ["show", "ITEM"], ["history", "ITEM"], ["why", "ITEM", "ask"], ["advance", "ITEM", "ask"],
        ["set", "ITEM", "contact=x"], ["undo", "ITEM"], ["task", "list", "ITEM"],
        ["documents", "list", "ITEM"], ["list", "--all"], ["list", "--search", "don"],
        ["list", "--overdue"], ["due", "--within", "30 days"], ["inbox"], ["schedules"],
        ["notifications", "list"], ["notifications", "list", "--state", "dead"], ["verify"],
    ]

    @Test("A command through the server says what it says of one there is not", arguments: commands)
    func command(_ words: [String]) async throws {
        let house = try await Self.house()
        try await house.visit { client in
            for options in [[], ["--json"]] {
                func ask(_ item: String) async throws -> JSON {
                    let arguments = words.map { $0 == "ITEM" ? item : $0 } + options
                    let body: JSON = [
                        "protocol": 1, "language": "en",
                        "arguments": .array(arguments.map(JSON.string)),
                    ]
                    let answer = try await client.send(
                        .post, "/api/v1/command", as: "chi", [.read, .write, .administer],
                        body: body.canonical)
                    #expect(answer.status == 200, "\(answer.text)")
                    return try answer.json
                }
                let hidden = try await ask(Self.item)
                let said = (hidden["output"].string ?? "") + (hidden["errors"].string ?? "")
                #expect(!said.contains(Self.secret), "\(said)")
                guard words.contains("ITEM") else {
                    #expect(!said.contains(Self.item), "\(said)")
                    continue
                }
                let absent = try await ask("HS.9")
                #expect(hidden["status"] == 66)
                #expect(
                    said.replacing(Self.item, with: "ITEM")
                        == ((absent["output"].string ?? "") + (absent["errors"].string ?? ""))
                        .replacing("HS.9", with: "ITEM"))
            }
        }
    }

    // MARK: The house

    private static func house() async throws -> SecurityOffice {
        let house = try await SecurityOffice(files: [
            ("workflows/complaint.yaml", complaint), ("rules/documents.yaml", documents),
            ("rules/notifications.yaml", notifications),
        ])
        let early = try #require(Instant(parsing: "2021-04-05T09:00:00+07:00", in: .vietnam))
        let engine = Engine(
            library: house.office.engine.library, store: house.store, clock: .fixed(early))
        try await engine.start(
            "complaint", id: item,
            fields: [("lead", .string("so-a")), ("content", .string("Đơn \(secret)"))], as: "an")
        _ = try await house.office.engine.register(
            DocumentInput(office: "so-a", type: "TTr", summary: "Về \(secret)", item: item),
            as: "binh")
        let waiting = try await house.store.notifications(
            NotificationQuery(states: [.waiting], item: item, limit: 9))
        try #require(!waiting.isEmpty)
        let rows = try await house.store.readyNotifications(sink: "log", after: 0, limit: 99)
        try await house.store.record(
            rows.filter { $0.item == item }.map { DeliveryResult($0, .dead, at: early) },
            circuit: nil, sink: "log")
        return house
    }

    private static let complaint = """
        workflow: complaint
        title: {vi: Tố cáo, en: Denunciation}
        calendar: office
        visible: actor.agency == item.lead || 'inspector' in actor.roles
        fields:
          content: {type: string}
          lead: {type: agency}
          contact: {type: string}
        edit: {fields: [contact], by: {agency: item.lead}}
        initial: received
        states:
          received:
            owner: item.lead
            deadline: {within: 2 working days, source: office setting}
            actions:
              ask: {by: {role: specialist, agency: item.lead}, undo: true, to: advice}
              close: {by: {role: head, agency: item.lead}, requires: [note], to: closed}
          advice:
            owner: so-b
            actions:
              answer: {by: {role: specialist, agency: so-b}, to: received}
          closed: {final: closed}
        """

    private static let documents = """
        documents:
          offices:
            - {agency: so-a, symbol: SA, place: Huế, numbered_by: {role: head}}
        """

    private static let notifications = """
        notifications:
          sinks:
            log: {type: log, path: notifications.log}
          rules:
            - name: arrives
              on: [wf.item.started, wf.item.advanced]
              to: [owner]
              sinks: [log]
              text: {vi: "Việc mới {{id}}", en: "New task {{id}}"}
        """
}
