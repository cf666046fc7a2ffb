import CoreMetrics
import Diagnostics
import JSON
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
import UnixSignals
import WorkflowAccounts
import WorkflowCommands
import WorkflowPresentation
import WorkflowServer
import WorkflowStorage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Puts the server together by its settings and runs it until it is asked to end.
struct ServerProgram {
    let settings: ServeSettings

    init(_ settings: ServeSettings) {
        self.settings = settings
    }

    func run() async throws {
        let logger = startLogging()
        let telemetry = Telemetry()
        MetricsSystem.bootstrap(telemetry.registry)
        let identity = try settings.tls.map {
            try TLSIdentity(certificate: $0.certificate, key: $0.key)
        }
        let signs = Signs()
        let store = try GroupCommitStore.open(settings.store) { commits, duration in
            telemetry.committed(commits, duration)
            signs.committed()
        }
        let (office, accounts) = try office(store)
        let operations = operations(telemetry, store, identity, logger)
        signs.feed = operations.feed
        let manager = ServiceManager(environment: environment) { operations.readiness.isAlive }
        do {
            try await serve(office, operations, identity, manager, accounts, logger)
        } catch let error as IOError {
            await store.close()
            throw cannotListen(error)
        }
        await store.close()
        logger.info("stopped")
    }

    private func office(_ store: any Store) throws -> (Office, Accounts) {
        var rules = try ServerSettings.read(settings.home)
        // A proxy is what browsers speak to, and speaks TLS.
        rules.isPlainLoopback =
            settings.tls == nil && settings.trustedProxies.isEmpty
            && Network.loopback.contains { $0.contains(settings.host) }
        do {
            let accounts = try Accounts(of: settings.home, rules)
            let office = try Office(
                home: settings.home, store: store, contents: settings.contents,
                accounts: accounts, settings: rules)
            return (office, accounts)
        } catch let error as AccountError {
            throw Failure(error)
        }
    }

    private func operations(
        _ telemetry: Telemetry, _ store: any Store, _ identity: TLSIdentity?, _ logger: Logger
    ) -> Operations {
        var streams = ChangeFeed.Limits()
        streams.total = settings.maxStreams
        return Operations(
            store, telemetry: telemetry, readiness: Readiness(ticks: true), streams: streams,
            trustedProxies: settings.trustedProxies, metricsFrom: settings.metricsFrom,
            isSecure: identity != nil, logger: logger)
    }

    /// Stopped in the reverse order: systemd hears of it, streams end, connections finish what they
    /// took, and at last the ticker.
    private func serve(
        _ office: Office, _ operations: Operations, _ identity: TLSIdentity?,
        _ manager: ServiceManager?, _ accounts: Accounts, _ logger: Logger
    ) async throws {
        var limits = ConnectionLimits()
        limits.connections = settings.maxConnections
        let application = Server(office: office, operations: operations, logger: logger)
            .application(
                host: settings.host, port: settings.port, limits: limits, identity: identity,
                onServerRunning: { channel in
                    await announce(
                        Listening(channel, settings, address: office.settings.address), accounts,
                        logger)
                    manager?.ready()
                })
        var services: [any Service] = [
            Ticker(office, store: settings.store, operations, logger: logger), application,
            operations.feed,
            Reloading(office, operations, identity: identity, manager: manager, logger: logger),
            Farewell(readiness: operations.readiness),
        ]
        if let manager { services.append(manager) }
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(settings.grace)
        try await ServiceGroup(configuration: configuration).run()
    }

    private func cannotListen(_ error: IOError) -> Failure {
        let place = "\(settings.host):\(settings.port)"
        let why = LocalizedText(ofSystemError: error.errnoCode)
        return Failure(
            .io, "cannot-listen",
            LocalizedText(
                vi: "Không nghe được ở \(place): \(why.vi).",
                en: "Cannot listen on \(place): \(why.en)."),
            hint: LocalizedText(
                vi: "dừng chương trình đang dùng nó, hoặc --listen MÁY:CỔNG khác",
                en: "stop the program that has it, or give another --listen HOST:PORT"))
    }

    private func environment(_ name: String) -> String? {
        getenv(name).flatMap { $0.pointee == 0 ? nil : String(cString: $0) }
    }

    private func startLogging() -> Logger {
        let format = settings.logFormat
        let level = Logger.Level(rawValue: settings.logLevel.rawValue) ?? .info
        LoggingSystem.bootstrap { label in
            StructuredLog(label: label, format: format, level: level)
        }
        return Logger(label: "wf")
    }

    /// Where it listens, and for whom nobody has set up yet how to begin.
    private func announce(
        _ listening: Listening, _ accounts: Accounts, _ logger: Logger
    ) async {
        do {
            try Program.tell(
                settings.wantsJSON ? [listening.json.canonical] : listening.lines,
                isForProgram: settings.wantsJSON)
            let link = try await AccountCommands.firstRun(accounts, address: listening.address)
            try Program.tell(link, isForProgram: true, toErrors: settings.wantsJSON)
        } catch {
            logger.warning("what to begin with could not be told", metadata: ["error": "\(error)"])
        }
    }
}

/// Has the feed look when the store was written, which is there before the feed is.
final class Signs: Sendable {
    private let held = Mutex<ChangeFeed?>(nil)

    var feed: ChangeFeed? {
        get { held.withLock { $0 } }
        set { held.withLock { $0 = newValue } }
    }

    func committed() { feed?.poke() }
}

/// Says that the server is not ready any more as soon as it is to end.
struct Farewell: Service {
    let readiness: Readiness

    @concurrent func run() async throws {
        try await gracefulShutdown()
        readiness.stop()
    }
}
