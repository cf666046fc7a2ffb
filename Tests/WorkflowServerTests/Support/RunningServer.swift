import Diagnostics
import Foundation
import Logging
import NIOCore
import ServiceLifecycle
import WorkflowAccounts
import WorkflowCommands
import WorkflowDocuments
import WorkflowServer
import WorkflowStorage

/// The server in this process, with the definitions of the repository, on a port of its own.
struct RunningServer: Sendable {
    let port: Int
    let office: Office
    let operations: Operations
    let folder: ServerFolder
    let group: ServiceGroup
}

/// What a test wants different from the usual.
struct RunningSettings: Sendable {
    var limits = ConnectionLimits()
    var streams = ChangeFeed.Limits()
    var identity: TLSIdentity?
    var trustedProxies: [Network] = []
    var metricsFrom: [Network] = []
    var ticks = false
    var log: @Sendable (String) -> Void = { _ in }
    var canSee: @Sendable (ItemRow, Identity) async -> Bool = { _, _ in true }
}

/// Runs a server for as long as the body does, and stops it in an orderly way.
func withServer(
    _ settings: RunningSettings = RunningSettings(),
    _ body: @escaping @Sendable (RunningServer) async throws -> Void
) async throws {
    let folder = try ServerFolder()
    let telemetry = Telemetry()
    let feed = FeedBox()
    let store = try GroupCommitStore.open(folder.database) { commits, duration in
        telemetry.committed(commits, duration)
        feed.poke()
    }
    let log = settings.log
    let logger = Logger(label: "wf") {
        StructuredLog(label: $0, format: .logfmt, level: .debug, write: log)
    }
    let home = try Home.find(folder.path)
    let office = try Office(
        home: home, store: store, contents: ContentStore(folder: home.files),
        accounts: TokensAreNames(), reading: KnownDefinitions.read)
    let operations = Operations(
        store, telemetry: telemetry, readiness: Readiness(ticks: settings.ticks),
        streams: settings.streams, canSee: settings.canSee,
        trustedProxies: settings.trustedProxies, metricsFrom: settings.metricsFrom,
        isSecure: settings.identity != nil, logger: logger)
    feed.set(operations.feed)
    let (ports, found) = AsyncStream<Int>.makeStream()
    let application = Server(office: office, operations: operations, logger: logger).application(
        host: "127.0.0.1", port: 0, limits: settings.limits, identity: settings.identity,
        onServerRunning: { found.yield($0.localAddress?.port ?? 0) })
    var services: [any Service] = [application, operations.feed]
    if settings.ticks {
        services.insert(Ticker(office, store: folder.database, operations, logger: logger), at: 0)
    }
    let group = ServiceGroup(
        configuration: .init(services: services.map { .init(service: $0) }, logger: logger))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        tasks.addTask {
            for await port in ports {
                try await body(
                    RunningServer(
                        port: port, office: office, operations: operations, folder: folder,
                        group: group))
                break
            }
            await group.triggerGracefulShutdown()
        }
        try await tasks.waitForAll()
    }
    await store.close()
}

/// A home in a folder that goes with it.
final class ServerFolder: Sendable {
    let path: String

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    init() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("wf-server-\(UUID().uuidString)")
        path = folder.path
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent(".wf"), withIntermediateDirectories: true)
        for name in ["workflows", "rules"] {
            try FileManager.default.copyItem(
                at: Self.root.appendingPathComponent(name), to: folder.appendingPathComponent(name))
        }
    }

    deinit {
        // What is left behind is in the temporary folder.
        try? FileManager.default.removeItem(atPath: path)
    }

    var database: String { path + "/.wf/wf.sqlite" }
}

/// Whoever has a token `NAME` is NAME; `read:NAME` may only read, `none:NAME` nothing.
struct TokensAreNames: Authenticating {
    func identity(bearer token: String) async throws -> Identity? {
        let parts = token.split(separator: ":").map(String.init)
        guard let person = parts.last, person != "nobody" else { return nil }
        let scopes: Set<Scope> =
            switch parts.count > 1 ? parts[0] : "" {
            case "read": [.read]
            case "none": []
            default: Set(Scope.allCases)
            }
        return Identity(person: person, proof: .token(id: "t", scopes: scopes))
    }

    func identity(session token: String) async throws -> Identity? { nil }
}

/// The feed, which is made after the store that tells it when to look.
private final class FeedBox: @unchecked Sendable {
    private let lock = NSLock()
    private var feed: ChangeFeed?

    func set(_ feed: ChangeFeed) { lock.withLock { self.feed = feed } }
    func poke() { lock.withLock { feed }?.poke() }
}
