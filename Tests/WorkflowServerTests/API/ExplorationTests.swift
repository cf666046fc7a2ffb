import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import WorkflowAccounts
import WorkflowEngine
import WorkflowModel
import WorkflowServer

/// What only tools from outside can say of the API. They are installed with pip into a folder of
/// the build, once.
@Suite(
    "The API from outside", .serialized,
    .enabled(if: Tools.arePossible, "python3 with venv is needed: apt install python3-venv"))
struct ExplorationTests {
    @Test("The document is valid OpenAPI 3.1", .timeLimit(.minutes(15)))
    func valid() async throws { try await explore("validate") }

    @Test("A client generated from it works", .timeLimit(.minutes(15)))
    func client() async throws { try await explore("client") }

    /// No 5xx, no status, header or content type that is not documented, no answer that does not
    /// fit its schema, no input taken that the document excludes.
    @Test("Whatever is sent, the answers are the documented ones", .timeLimit(.minutes(15)))
    func properties() async throws {
        let told = try await explore("explore")
        #expect(Self.explored(in: told) == Self.explorable, "\(told.suffix(4_000))")
    }

    @Test("So they are when tokens are revoked, its own among them", .timeLimit(.minutes(15)))
    func revoking() async throws {
        let told = try await explore("explore", ["WF_ONLY": "revokeToken"], staysKnown: false)
        #expect(Self.explored(in: told) == 1, "\(told.suffix(4_000))")
    }

    @Test(
        "So they are for who may look and do nothing, and for who may not even look",
        .timeLimit(.minutes(15)), arguments: [[Scope.read], [.write]])
    func narrow(_ scopes: Set<Scope>) async throws {
        let told = try await explore(
            "explore", ["WF_PHASES": "fuzzing", "WF_EXAMPLES": "2"], scopes)
        #expect(Self.explored(in: told) == Self.explorable, "\(told.suffix(4_000))")
    }

    /// All routes but that of the document, which is read to begin with, and the revoking of tokens,
    /// which has a run and a token of its own.
    private static let explorable = Endpoint.all.count - 2

    /// How many operations it says it has tried.
    private static func explored(in told: String) -> Int? {
        told.firstMatch(of: #/Tested: (\d+)/#).flatMap { Int($0.1) }
    }

    @discardableResult
    private func explore(
        _ what: String, _ environment: [String: String] = [:],
        _ scopes: Set<Scope> = Set(Scope.allCases), staysKnown: Bool = true
    ) async throws -> String {
        let house = try await ExploredOffice(scopes)
        let made = house.home.folder.appendingPathComponent("made")
        try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
        let environment = environment.merging(["WF_TOKEN": house.token]) { $1 }
        return try await house.application.test(.live) { client in
            let port = try #require(client.port)
            let (status, output) = try await Tools.run(
                what, "http://127.0.0.1:\(port)", made.path, environment)
            #expect(status == 0, "\(output.suffix(20_000))")
            // Had it been revoked on the way, all after that would have been refused.
            let me = try await RawAnswer.get(
                "/api/v1/me", port: port, headers: ["Authorization": "Bearer \(house.token)"])
            #expect(!staysKnown || me.status == 200)
            return output
        }
    }
}

/// The office of the API with accounts, a hook, and streams that end soon.
private struct ExploredOffice {
    let home: APIOffice
    let token: String
    private let operations: Operations

    /// - Parameter scopes: what the token is good for.
    init(_ scopes: Set<Scope>) async throws {
        let key = FileManager.default.temporaryDirectory
            .appendingPathComponent("wf-hook-\(UUID().uuidString)")
        try Data("whsec_\(Data(repeating: 7, count: 32).base64EncodedString())\n".utf8).write(
            to: key)
        home = try await APIOffice(hooks: Self.hooks(key.path), hasAccounts: true)
        let accounts = try #require(home.office.accounts as? Accounts)
        let link = try await accounts.invite("khcn.linh", isAdministrator: true)
        _ = try await accounts.accept(link, as: nil, password: AccountOffice.password)
        token = try await accounts.createToken(
            for: "khcn.linh", name: "explorer", scopes: scopes
        ).secret
        _ = try await home.office.engine.start(
            "budgeted-task", id: "NV-1",
            fields: [("lead", .string("so-khcn")), ("content", .string("Mua máy đo"))],
            as: "khcn.linh")
        var streams = ChangeFeed.Limits()
        streams.beat = .milliseconds(50)
        streams.longest = .zero
        operations = Operations(home.office.store, streams: streams, logger: .silent)
    }

    var application: some ApplicationProtocol {
        Server(office: home.office, operations: operations, logger: .silent)
            .application(host: "127.0.0.1", port: 0, services: [operations.feed])
    }

    private static func hooks(_ key: String) -> String {
        """
        hooks:
          ke-toan:
            secrets: [{file: \(key)}]
            item: event.data.ma
            action: withdraw
            as: khcn.minh
        """
    }
}

private enum Tools {
    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("explore.sh")
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent(".build/api-tools")

    static let arePossible: Bool = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", "import venv, ensurepip"]
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    /// - Returns: the status, and all that was printed.
    static func run(
        _ what: String, _ server: String, _ made: String, _ environment: [String: String]
    ) async throws -> (Int32, String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [script.path, what, server, folder.path, made]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        return try await withCheckedThrowingContinuation { continuation in
            // Reading waits until the process ends, which is not for a thread of the pool to do.
            Thread {
                do {
                    try process.run()
                    let output = pipe.fileHandleForReading.readDataToEndOfFile()
                    process.waitUntilExit()
                    continuation.resume(
                        returning: (
                            process.terminationStatus, String(decoding: output, as: UTF8.self)
                        ))
                } catch {
                    continuation.resume(throwing: error)
                }
            }.start()
        }
    }
}
