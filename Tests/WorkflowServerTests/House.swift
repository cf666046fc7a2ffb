import Foundation
import HTTPTypes
import Hashing
import Hummingbird
import HummingbirdTesting
import Logging
import ServiceLifecycle
import TestSupport
import WorkflowAccounts
import WorkflowCalendar
import WorkflowCommands
import WorkflowCore
import WorkflowDocuments
import WorkflowEngine
import WorkflowModel
import WorkflowSQLite
import WorkflowStorage

@testable import WorkflowServer

/// An office over the shipped definitions in a folder of its own, with the activities of the plan in
/// several states, on a clock that stands still at 10:00 of 22 April 2021.
final class House: Sendable {
    let folder: URL
    let office: Office
    let clock: ManualClock
    /// Nil where everybody has a session from the start.
    let accounts: Accounts?
    private let feed: Shared<ChangeFeed?>

    /// Estimates that wait for the appraisal, one that waits for the approval, one being proposed.
    static let items = ["PL.II.8", "PL.II.3", "PL.III.2", "PL.III.1", "PL.IV.3"]
    static let people = [
        "khcn.linh", "khcn.an", "khcn.minh", "khcn.director", "tc.hoa", "tc.binh", "tc.nam",
        "ubnd.chair", "ubnd.vice", "vp.thu", "tt.mai", "bo.anh",
    ]

    /// - Parameters:
    ///   - isOpen: people sign in with passwords, as they do to the program, over a store that commits
    ///     in groups; else everybody has a session from the start.
    ///   - change: of the text of `rules/people.csv`.
    ///   - breakGlass: what `rules/constraints.yaml` has of it.
    init(
        isOpen: Bool = false, people change: (String) -> String = { $0 }, breakGlass: String = ""
    ) async throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("wf-house-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in ["workflows", "rules"] {
            try FileManager.default.copyItem(
                at: Self.package.appendingPathComponent(name),
                to: folder.appendingPathComponent(name))
        }
        let people = folder.appendingPathComponent("rules/people.csv")
        let text = try String(contentsOf: people, encoding: .utf8)
        try change(text).write(to: people, atomically: true, encoding: .utf8)
        let constraints = folder.appendingPathComponent("rules/constraints.yaml")
        try (String(contentsOf: constraints, encoding: .utf8) + breakGlass)
            .write(to: constraints, atomically: true, encoding: .utf8)
        let home = try Home.find(folder.path)
        try home.makeFolder(home.data)
        let clock = ManualClock("2021-04-14T01:00:00Z")
        self.clock = clock
        var settings = ServerSettings()
        settings.isPlainLoopback = true
        let feed = Shared<ChangeFeed?>(nil)
        self.feed = feed
        accounts = isOpen ? try Accounts(of: home, settings, clock: EngineClock { clock.now }) : nil
        let store: any Store =
            isOpen
            ? try GroupCommitStore.open(home.database) { _, _ in feed.value?.poke() }
            : try SQLiteStore(path: home.database, create: true)
        office = try Office(
            home: home, store: store, contents: ContentStore(folder: home.files),
            accounts: accounts ?? KnownSessions(), clock: EngineClock { clock.now },
            settings: settings, reading: KnownDefinitions.read)
        try await seed()
    }

    // MARK: Signing in

    static let password = "con bò gặm cỏ bên sông chiều"

    /// The path of the page where somebody who was invited chooses a password.
    func invitation(_ person: String) async throws -> String {
        guard let accounts else { throw Absent() }
        return "/setup/" + (try await accounts.invite(person))
    }

    /// Somebody gets an account, by the invitation of an administrator.
    func enrol(_ person: String) async throws {
        guard let accounts else { throw Absent() }
        let link = try await accounts.invite(person, isAdministrator: person == "khcn.minh")
        _ = try await accounts.accept(link, as: nil, password: Self.password)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The folder of the package.
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private func seed() async throws {
        guard let plan = office.engine.library.plans.values.first else { return }
        _ = try await office.engine.load(plan, as: "khcn.minh")
        clock.set("2021-04-20T02:00:00Z")
        for item in Self.items.prefix(4) { try await submit(item) }
        clock.set("2021-04-21T03:00:00Z")
        try await office.engine.advance(Self.items[3], "pass", as: "tc.binh")
        clock.set("2021-04-22T03:00:00Z")
    }

    func submit(_ item: String) async throws {
        let lines = [
            ("Thuê giảng viên", "buổi", 6, 4_000_000), ("In tài liệu", "bộ", 60, 150_000),
            ("Thuê hội trường", "ngày", 3, 5_000_000),
        ].map { name, unit, quantity, price in
            Budget.Line(
                item: name, unit: unit, quantity: Int64(quantity), unitPrice: Int64(price),
                source: nil)
        }
        guard let budget = Budget(lines: lines) else { return }
        let document = try keep("to-trinh", "tờ trình.txt", "Tờ trình về \(item)")
        let date = CalendarDate(year: 2021, month: 9, day: 30)
        try await office.engine.advance(
            item, "submit",
            fields: [("estimate", .budget(budget)), ("finish_by", date.map(FieldValue.date))],
            documents: [document], as: "khcn.linh")
    }

    /// Takes an estimate that waits for the appraisal to where the work is under way.
    func begin(_ item: String) async throws {
        try await office.engine.advance(item, "pass", as: "tc.binh")
        let decision = try keep("quyet-dinh", "quyết định.txt", "Quyết định về \(item)")
        try await office.engine.advance(item, "approve", documents: [decision], as: "ubnd.vice")
        try await office.engine.advance(item, "start-work", as: "khcn.linh")
    }

    func keep(_ kind: String, _ name: String, _ text: String) throws -> DocumentRecord {
        let bytes = Array(text.utf8)
        let lease = try office.contents.lease()
        defer { withExtendedLifetime(lease) {} }
        try office.contents.keep(bytes, lease)
        return DocumentRecord(
            kind: kind, name: name, sha256: SHA256.hexadecimal(of: bytes),
            size: Int64(bytes.count))
    }

    // MARK: Asking

    private var server: Server { Server(office: office, logger: .silent) }

    /// Asks the routes without a socket.
    func visit<Value: Sendable>(
        _ body: @Sendable (Visitor) async throws -> Value
    ) async throws -> Value {
        try await Application(router: server.router(), logger: .silent).test(.router) {
            client in
            try await body(Visitor(client: client))
        }
    }

    /// Runs a server that listens while the body runs, put together as the program does it; the body
    /// is given its address.
    func serve(_ body: @escaping @Sendable (String) async throws -> Void) async throws {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let operations = Operations(office.store, logger: .silent)
        feed.change { $0 = operations.feed }
        let application = Server(office: office, operations: operations, logger: .silent)
            .application(host: "127.0.0.1", port: 0) { channel in
                if let number = channel.localAddress?.port { port.yield(number) }
                port.finish()
            }
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: application), .init(service: operations.feed)],
                logger: .silent))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            tasks.addTask {
                var address: String?
                for await number in ports { address = "http://127.0.0.1:\(number)" }
                do {
                    guard let address else { throw Absent() }
                    try await body(address)
                } catch {
                    await group.triggerGracefulShutdown()
                    throw error
                }
                await group.triggerGracefulShutdown()
            }
            try await tasks.waitForAll()
        }
    }

    struct Absent: Error {}
}

/// Everybody has one session, whose cookie is their identifier behind `session-`.
struct KnownSessions: Authenticating {
    static let administrator = "vp.quang"

    static func session(_ person: String) -> String { "session-\(person)" }
    static func csrf(_ person: String) -> String { "form-of-\(person)" }

    func identity(bearer token: String) async throws -> Identity? { nil }

    func identity(session token: String) async throws -> Identity? {
        guard token.hasPrefix("session-") else { return nil }
        let person = String(token.dropFirst(8))
        return Identity(
            person: person, proof: .session(id: token, csrf: Self.csrf(person)),
            isAdministrator: person == Self.administrator)
    }
}

/// Somebody at a browser without a script.
struct Visitor: Sendable {
    let client: any TestClientProtocol

    struct Answer: Sendable {
        var status: HTTPResponse.Status
        var headers: HTTPFields
        var text: String

        /// The value of the hidden input of that name.
        func hidden(_ name: String) -> String? {
            guard let start = text.range(of: "name=\"\(name)\" value=\"")?.upperBound,
                let end = text[start...].firstIndex(of: "\"")
            else { return nil }
            return String(text[start..<end])
        }
    }

    func get(
        _ path: String, as person: String?, lang: String = "vi"
    ) async throws -> Answer {
        try await client.execute(
            uri: path, method: .get, headers: Self.headers(person, lang)
        ) { Answer(status: $0.status, headers: $0.headers, text: String(buffer: $0.body)) }
    }

    /// Sends a form as a browser does that has the secret of the session.
    func post(
        _ path: String, _ fields: [(String, String)], as person: String?, lang: String = "vi",
        csrf: String? = nil
    ) async throws -> Answer {
        let all = [("csrf", csrf ?? person.map(KnownSessions.csrf) ?? "")] + fields
        let body = all.map { "\(Self.escaped($0.0))=\(Self.escaped($0.1))" }.joined(separator: "&")
        var headers = Self.headers(person, lang)
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await client.execute(
            uri: path, method: .post, headers: headers, body: ByteBuffer(string: body)
        ) { Answer(status: $0.status, headers: $0.headers, text: String(buffer: $0.body)) }
    }

    /// Sends a form with files: `(name, file name, content)`.
    func post(
        _ path: String, _ fields: [(String, String)], files: [(String, String, String)],
        as person: String
    ) async throws -> Answer {
        let boundary = "----WfTest0123456789"
        var body = ""
        for (name, value) in [("csrf", KnownSessions.csrf(person))] + fields {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n"
            body += value + "\r\n"
        }
        for (name, file, content) in files {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"; "
            body += "filename=\"\(file)\"\r\nContent-Type: text/plain\r\n\r\n\(content)\r\n"
        }
        body += "--\(boundary)--\r\n"
        var headers = Self.headers(person, "vi")
        headers[.contentType] = "multipart/form-data; boundary=\(boundary)"
        return try await client.execute(
            uri: path, method: .post, headers: headers, body: ByteBuffer(string: body)
        ) { Answer(status: $0.status, headers: $0.headers, text: String(buffer: $0.body)) }
    }

    private static func headers(_ person: String?, _ lang: String) -> HTTPFields {
        var cookies = ["wf-lang=\(lang)"]
        if let person { cookies.append("wf-session=\(KnownSessions.session(person))") }
        return [.cookie: cookies.joined(separator: "; ")]
    }

    static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
