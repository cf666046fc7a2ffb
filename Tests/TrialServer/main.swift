// `trial-server TOKENS`: commands alone, over the home it is started in, on a port of 127.0.0.1 that
// it prints, for the pass of the command's suite that goes through servers. Its tokens are those of a
// file, commands may say what time it is, and it ends with its standard input. It does not read the
// definitions before a command does, so that it is there at once.

import Foundation
import Hummingbird
import JSON
import Logging
import NIOCore
import WorkflowAccounts
import WorkflowCommands
import WorkflowDocuments
import WorkflowServer

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// `{"TOKEN":{"person","scopes":[…]}}`
struct TrialTokens: Authenticating {
    private let identities: [String: Identity]

    init(_ path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        var identities: [String: Identity] = [:]
        for member in try JSON.parse(text).object?.members ?? [] {
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

/// So that no server outlives whoever tries it out.
func endWithStandardInput() {
    Thread.detachNewThread {
        var byte: UInt8 = 0
        while true {
            let count = read(STDIN_FILENO, &byte, 1)
            if count == 0 || count < 0 && errno != EINTR { break }
        }
        kill(getpid(), SIGTERM)
    }
}

let home = try Home.find(nil)
try home.makeFolder(home.data)
let store = try GroupCommitStore.open(home.database)
let commands = CommandHost(
    home: home, store: store, contents: ContentStore(folder: home.files), allowsTimeTravel: true)
var logger = Logger(label: "wf", factory: { StreamLogHandler.standardError(label: $0) })
logger.logLevel = .error
let router = Router(context: WebContext.self)
router.add(middleware: Identification(accounts: try TrialTokens(CommandLine.arguments[1])))
CommandService(commands: commands, logger: logger).add(to: router)
let application = Application(
    router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
    onServerRunning: { channel in
        print(channel.localAddress?.port ?? 0)
        fflush(nil)
    }, logger: logger)
endWithStandardInput()
try await application.runService()
await store.close()
