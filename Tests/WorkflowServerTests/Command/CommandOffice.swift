import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSON
import Logging
import NIOCore
import Testing
import WorkflowAccounts
import WorkflowCommands
import WorkflowDocuments
import WorkflowSQLite
import WorkflowServer
import WorkflowStorage

/// A server, without a socket, over a home with the definitions of the repository and no items.
final class CommandOffice: Sendable {
    let office: Office
    private let folder: URL

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// - Parameters:
    ///   - notifications: the text of `rules/notifications.yaml`.
    ///   - groupsCommits: whether its store is that of a server that runs for people.
    init(
        allowsTimeTravel: Bool = false, notifications: String? = nil, groupsCommits: Bool = false
    ) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("wf-commands-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent(".wf"), withIntermediateDirectories: true)
        for name in ["workflows", "rules"] {
            try FileManager.default.copyItem(
                at: Self.root.appendingPathComponent(name),
                to: folder.appendingPathComponent(name))
        }
        if let notifications {
            try Data(notifications.utf8).write(
                to: folder.appendingPathComponent("rules/notifications.yaml"))
        }
        let home = try Home.find(folder.path)
        office = try Office(
            home: home,
            store: groupsCommits
                ? GroupCommitStore.open(home.database)
                : SQLiteStore(path: home.database, create: true),
            contents: ContentStore(folder: home.files), accounts: Tokens(),
            allowsTimeTravel: allowsTimeTravel, reading: KnownDefinitions.read)
    }

    deinit {
        // What is left behind is in the temporary folder.
        try? FileManager.default.removeItem(at: folder)
    }

    func test(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void)
        async throws
    {
        let application = Application(
            router: Server(office: office, logger: .silent).router(), logger: .silent)
        try await application.test(.router) { client in try await body(client) }
    }

    private struct Tokens: Authenticating {
        func identity(bearer token: String) async throws -> Identity? {
            switch token {
            case "linh":
                Identity(person: "khcn.linh", proof: .token(id: "1", scopes: [.read, .write]))
            case "gateway":
                Identity(person: "khcn.minh", proof: .token(id: "2", scopes: Set(Scope.allCases)))
            default: nil
            }
        }

        func identity(session token: String) async throws -> Identity? {
            token == "linh"
                ? Identity(person: "khcn.linh", proof: .session(id: "3", csrf: "c")) : nil
        }
    }
}

extension TestClientProtocol {
    func send(
        _ arguments: [String], token: String = "linh", language: String = "vi",
        environment: JSON = [:], terminal: JSON = [:], key: String? = nil, elapsed: Int64 = 0
    ) async throws -> TestResponse {
        let body: JSON = [
            "protocol": 1, "arguments": .array(arguments.map(JSON.string)),
            "language": .string(language), "environment": environment, "output": terminal,
            "errors": terminal, "elapsed": .int(elapsed),
        ]
        var headers: HTTPFields = [
            .authorization: "Bearer \(token)", .contentType: "application/json",
        ]
        if let key, let name = HTTPField.Name("Idempotency-Key") { headers[name] = key }
        return try await execute(
            uri: "/api/v1/command", method: .post, headers: headers,
            body: ByteBuffer(string: body.canonical)
        ) { $0 }
    }

    /// The answer to a command that is run.
    func command(
        _ arguments: [String], token: String = "linh", language: String = "vi",
        environment: JSON = [:], terminal: JSON = [:], key: String? = nil, elapsed: Int64 = 0
    ) async throws -> JSON {
        let response = try await send(
            arguments, token: token, language: language, environment: environment,
            terminal: terminal, key: key, elapsed: elapsed)
        try #require(response.status == .ok, "\(String(buffer: response.body))")
        return try JSON.parse(String(buffer: response.body))
    }
}
