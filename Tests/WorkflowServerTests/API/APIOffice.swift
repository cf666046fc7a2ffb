import Diagnostics
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSON
import Logging
import NIOCore
import Testing
import WorkflowAccounts
import WorkflowCalendar
import WorkflowCommands
import WorkflowDocuments
import WorkflowEngine
import WorkflowModel
import WorkflowSQLite
import WorkflowServer

/// An office with the definitions of the repository, a store of its own and people who are known by
/// `Bearer PERSON`; `Bearer PERSON.read` is good for reading alone.
final class APIOffice: Sendable {
    let folder: URL
    let office: Office

    /// - Parameters:
    ///   - now: where its clock stands.
    ///   - hooks: the text of `rules/hooks.yaml`.
    ///   - hasAccounts: whether people are known by accounts, of which there are none yet.
    init(
        now: String = "2021-06-01T09:00:00+07:00", hooks: String? = nil, hasAccounts: Bool = false
    ) async throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("wf-api-\(UUID().uuidString)")
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in ["workflows", "rules"] {
            try FileManager.default.copyItem(
                at: root.appendingPathComponent(name), to: folder.appendingPathComponent(name))
        }
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent(".wf"), withIntermediateDirectories: true)
        if let hooks {
            try Data(hooks.utf8).write(to: folder.appendingPathComponent("rules/hooks.yaml"))
        }
        let home = try Home.find(folder.path)
        let instant = try #require(Instant(parsing: now, in: .vietnam))
        let accounts: any Authenticating =
            hasAccounts
            ? try Accounts(
                path: home.data + "/accounts.sqlite", settings: AccountSettings(), isQuick: true,
                clock: { instant })
            : NamedTokens()
        office = try Office(
            home: home, store: try SQLiteStore(path: home.database, create: true),
            contents: ContentStore(folder: home.files), accounts: accounts,
            clock: .fixed(instant), reading: KnownDefinitions.read)
        let plan = try #require(office.engine.library.plans["plan-149-2021"])
        _ = try await office.engine.load(plan, as: "khcn.linh")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var server: Server { Server(office: office, logger: .silent) }

    var application: some ApplicationProtocol {
        server.application(host: "127.0.0.1", port: 0)
    }

    /// Asks the API, and holds every answer against the declaration of its route.
    func ask<Value: Sendable>(
        _ body: @escaping @Sendable (APIClient) async throws -> Value
    ) async throws -> Value {
        try await application.test(.router) { client in try await body(APIClient(client)) }
    }
}

/// Tokens that are names.
struct NamedTokens: Authenticating {
    static let csrf = "csrf-of-the-session"

    func identity(bearer token: String) async throws -> Identity? {
        let isReader = token.hasSuffix(".read")
        let person = isReader ? String(token.dropLast(5)) : token
        guard person.contains(".") else { return nil }
        return Identity(
            person: person,
            proof: .token(id: "1", scopes: isReader ? [.read] : Set(Scope.allCases)))
    }

    func identity(session token: String) async throws -> Identity? {
        Identity(person: token, proof: .session(id: "1", csrf: Self.csrf))
    }
}

struct APIClient: Sendable {
    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let bytes: [UInt8]

        var json: JSON { (try? JSON.parse(bytes)) ?? .null }
    }

    private let client: any TestClientProtocol

    init(_ client: any TestClientProtocol) {
        self.client = client
    }

    /// - Parameter path: below `/api/v1`.
    @discardableResult
    func callAsFunction(
        _ method: HTTPRequest.Method, _ path: String, as person: String? = "khcn.linh",
        _ body: JSON? = nil, bytes: [UInt8]? = nil, headers: HTTPFields = [:],
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws -> Answer {
        var headers = headers
        if let person { headers[.authorization] = "Bearer " + person }
        if body != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
        if headers[.acceptLanguage] == nil { headers[.acceptLanguage] = "en" }
        let content = body.map { Array($0.compact.utf8) } ?? bytes
        let response = try await client.execute(
            uri: "/api/v1" + path, method: method, headers: headers,
            body: content.map { ByteBuffer(bytes: $0) })
        let answer = Answer(
            status: response.status.code, headers: response.headers,
            bytes: Array(response.body.readableBytesView))
        check(answer, method, path, sourceLocation)
        return answer
    }

    /// The answer is one its route declares.
    private func check(
        _ answer: Answer, _ method: HTTPRequest.Method, _ path: String,
        _ sourceLocation: Testing.SourceLocation
    ) {
        let type = answer.headers[.contentType]
        let components = path.prefix { $0 != "?" }.split(separator: "/")
        let endpoint =
            Endpoint.all.first { endpoint in
                let pattern = endpoint.path.split(separator: "/")
                return endpoint.method == method && pattern.count == components.count
                    && zip(pattern, components).allSatisfy { $0 == $1 }
            }
            ?? Endpoint.all.first { endpoint in
                let pattern = endpoint.path.split(separator: "/")
                return endpoint.method == method && pattern.count == components.count
                    && zip(pattern, components).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
            }
        var schema = Schema.reference("Problem")
        if let endpoint {
            if let declared = endpoint.answers.first(where: { $0.status.code == answer.status }) {
                schema = declared.schema
                #expect(type == declared.mediaType, sourceLocation: sourceLocation)
                for header in declared.headers where header.isRequired {
                    let name = HTTPField.Name(header.name)
                    #expect(
                        name.flatMap { answer.headers[$0] } != nil, "\(header.name)",
                        sourceLocation: sourceLocation)
                }
                if type != "application/json" { return }
            } else {
                #expect(
                    endpoint.problems.contains { $0.code == answer.status },
                    "\(method) \(path) answered \(answer.status), which is not documented",
                    sourceLocation: sourceLocation)
            }
        }
        if answer.status >= 400 {
            #expect(type == "application/problem+json", sourceLocation: sourceLocation)
        }
        guard method != .head else { return }
        let fault = schema.fault(in: answer.json)
        #expect(
            fault == nil,
            "\(method) \(path): \(fault.map { "\($0.pointer) \($0.message.en)" } ?? "")",
            sourceLocation: sourceLocation)
    }
}
