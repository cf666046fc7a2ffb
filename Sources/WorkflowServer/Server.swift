package import Hummingbird
import HummingbirdCore
package import Logging
package import NIOCore
package import ServiceLifecycle

/// The server: routes over an office, and the services that run beside them.
package struct Server: Sendable {
    let office: Office
    let operations: Operations
    let logger: Logger

    package init(office: Office, operations: Operations? = nil, logger: Logger) {
        self.office = office
        self.operations = operations ?? Operations(office.store, logger: logger)
        self.logger = logger
    }

    package func router() -> Router<WebContext> {
        // Every GET answers HEAD, too.
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        let accounts = AccountsRoutes(office: office)
        router.add(
            middleware: Reception(
                trust: ProxyTrust(
                    networks: operations.trustedProxies, isSecure: operations.isSecure),
                observation: Observation(telemetry: operations.telemetry),
                problems: ProblemAnswers(methods: APIPaths(Endpoint.all)),
                identification: Identification(accounts: office.accounts),
                pageErrors: PageErrors(office: office, accounts: accounts),
                presence: Presence(office: office)))
        accounts?.add(to: router)
        OperationsRoutes(office: office, operations: operations).add(to: router)
        let services = APIServices(
            office: office, operations: operations,
            commands: CommandService(office: office, logger: logger))
        APIRoutes(services: services, endpoints: Endpoint.all).add(to: router)
        PageRoutes(office: office).add(to: router)
        OverviewRoutes(office: office).add(to: router)
        return router
    }

    /// - Parameter identity: what it shows for TLS; nil for plain HTTP.
    package func application(
        host: String, port: Int, limits: ConnectionLimits = ConnectionLimits(),
        identity: TLSIdentity? = nil, services: [any Service] = [],
        onServerRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            router: router(), server: .limited(limits, identity),
            configuration: .init(
                address: .hostname(host, port: port), backlog: 1_024,
                availableConnectionsDelegate: MaximumAvailableConnections(
                    limits.connections, logger: logger)),
            services: services, onServerRunning: onServerRunning, logger: logger)
    }
}
