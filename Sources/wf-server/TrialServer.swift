import Foundation
import Hummingbird
import JSON
import Logging
import NIOCore
import WorkflowAccounts
import WorkflowCommands
import WorkflowDocuments
import WorkflowSQLite
import WorkflowServer
import WorkflowStorage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// `wf-server --trial TOKENS`: commands alone, for trying out and for tests, over the home it is
/// started in, on a port of 127.0.0.1 that it prints. Its tokens are those of a file, commands may
/// say what time it is, and it ends with its standard input. It does not read the definitions before
/// a command does, so that it is there at once.
enum TrialServer {
    static func run(tokens path: String) async throws {
        let home = try Home.find(nil)
        try home.makeFolder(home.data)
        let store = try SQLiteStore(path: home.database, create: true)
        let commands = CommandHost(
            home: home, store: store, contents: ContentStore(folder: home.files),
            allowsTimeTravel: true)
        var logger = Logger(
            label: "wf-server", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .error
        let router = Router(context: WebContext.self)
        router.add(middleware: Identification(accounts: try TrialTokens(path)))
        CommandRoutes(commands: commands, logger: logger).add(to: router)
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                print(channel.localAddress?.port ?? 0)
                fflush(nil)
            }, logger: logger)
        endWithStandardInput()
        try await application.runService()
        await store.close()
    }

    /// So that no server outlives whoever tries it out.
    private static func endWithStandardInput() {
        Thread.detachNewThread {
            var byte: UInt8 = 0
            while true {
                let count = read(STDIN_FILENO, &byte, 1)
                if count == 0 || count < 0 && errno != EINTR { break }
            }
            kill(getpid(), SIGTERM)
        }
    }
}

/// `{"TOKEN":{"person","scopes":[…]}}`
private struct TrialTokens: Authenticating {
    private let identities: [String: Identity]

    struct Malformed: Error {
        let path: String
    }

    init(_ path: String) throws {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let members = try JSON.parse(text).object?.members
        else { throw Malformed(path: path) }
        var identities: [String: Identity] = [:]
        for member in members {
            let scopes = (member.value["scopes"].array ?? []).compactMap(\.string)
            identities[member.name] = Identity(
                person: member.value["person"].string ?? "",
                proof: .token(
                    id: member.name, scopes: Set(scopes.compactMap(Scope.init(rawValue:)))))
        }
        self.identities = identities
    }

    func identity(bearer token: String) async throws -> Identity? { identities[token] }
    func identity(session token: String) async throws -> Identity? { nil }
}
