package import Hummingbird
package import Logging
import NIOCore
package import ServiceLifecycle

/// The server: routes over an office, and the services that run beside them.
package struct Server: Sendable {
    let office: Office
    let logger: Logger

    package init(office: Office, logger: Logger) {
        self.office = office
        self.logger = logger
    }

    package func router() -> Router<WebContext> {
        let router = Router(context: WebContext.self)
        router.add(middleware: Identification(accounts: office.accounts))
        OperationsRoutes(office: office).add(to: router)
        return router
    }

    package func application(
        host: String, port: Int, services: [any Service] = [],
        onServerRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            router: router(), configuration: .init(address: .hostname(host, port: port)),
            services: services, onServerRunning: onServerRunning, logger: logger)
    }
}
