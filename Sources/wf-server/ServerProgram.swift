import CoreMetrics
import JSON
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals
import WorkflowAccounts
import WorkflowCommands
import WorkflowPresentation
import WorkflowSQLite
import WorkflowServer

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
        let store = try SQLiteStore(path: settings.store, create: true)
        let office = try Office(
            home: settings.home, store: store, contents: settings.contents, accounts: NoAccounts())
        let operations = Operations(
            telemetry: telemetry, readiness: Readiness(), trustedProxies: settings.trustedProxies,
            metricsFrom: settings.metricsFrom, isSecure: identity != nil)
        var limits = ConnectionLimits()
        limits.connections = settings.maxConnections
        let application = Server(office: office, operations: operations, logger: logger)
            .application(
                host: settings.host, port: settings.port, limits: limits, identity: identity,
                onServerRunning: { channel in
                    announce(Listening(channel, settings), logger)
                })
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: application)],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(settings.grace)
        try await ServiceGroup(configuration: configuration).run()
        await store.close()
    }

    private func startLogging() -> Logger {
        let format = settings.logFormat
        let level = Logger.Level(rawValue: settings.logLevel.rawValue) ?? .info
        LoggingSystem.bootstrap { label in
            StructuredLog(label: label, format: format, level: level)
        }
        return Logger(label: "wf")
    }

    private func announce(_ listening: Listening, _ logger: Logger) {
        do {
            try Program.tell(
                settings.wantsJSON ? [listening.json.canonical] : listening.lines,
                isForProgram: settings.wantsJSON)
        } catch {
            logger.warning("standard output cannot be written to")
        }
    }
}

/// Until there are accounts nobody is known.
struct NoAccounts: Authenticating {
    func identity(bearer token: String) async throws -> Identity? { nil }
    func identity(session token: String) async throws -> Identity? { nil }
}
