package import Hummingbird
package import JSON
package import WorkflowAccounts
package import WorkflowCalendar
package import WorkflowEngine
import WorkflowModel
package import WorkflowPresentation
package import WorkflowReports

/// One request to the API, checked against the declaration of its route.
package final class APICall: Sendable {
    /// What all requests share.
    let services: APIServices
    package var office: Office { services.office }
    /// Over the definitions as they were when the request came, through the eyes of who asks.
    package let engine: Engine
    package let request: Request
    package let context: WebContext
    package let route: Endpoint
    private let pathValues: [String: String]
    private let queryValues: [String: [String]]
    /// The body of a route that takes JSON; null when there was none.
    package let body: JSON
    /// The body of a route that takes bytes; for JSON the text it was read from.
    package let bytes: [UInt8]

    init(
        _ route: Endpoint, _ services: APIServices, _ request: Request, _ context: WebContext,
        _ given: RequestReader.Given
    ) {
        self.services = services
        engine = services.office.engine.seen(by: context.identity?.person)
        self.request = request
        self.context = context
        self.route = route
        pathValues = given.path
        queryValues = given.query
        body = given.body
        bytes = given.bytes
    }

    /// A parameter in the path, decoded.
    package func path(_ name: String) -> String {
        guard let value = pathValues[name] else {
            preconditionFailure("\(route.path) has no \(name)")
        }
        return value
    }

    /// A parameter in the query; nil when it was left out or is empty.
    package func query(_ name: String) -> String? {
        queryValues[name]?.first.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// All that was given of a parameter that is a list.
    package func queries(_ name: String) -> [String] { queryValues[name] ?? [] }

    package func number(_ name: String) -> Int? { query(name).flatMap { Int($0) } }

    package func flag(_ name: String) -> Bool? { query(name).map { $0 == "true" } }

    /// All that the query says, to write the address of the next page.
    var queries: [String: String] { queryValues.compactMapValues(\.first) }

    /// Who asks.
    ///
    /// - Throws: on routes open to all, when nobody said who they are.
    package var identity: Identity {
        get throws(Failure) {
            guard let identity = context.identity else { throw .nobody }
            return identity
        }
    }

    package var person: String {
        get throws(Failure) { try identity.person }
    }

    /// The clock by which lists say how pressing something is.
    package var clock: DueClock {
        let calendar = try? engine.workingCalendar()
        return DueClock(now: engine.clock.now, zone: .vietnam) { calendar }
    }

    package var today: CalendarDate { engine.clock.now.date(in: .vietnam) }
}

extension Failure {
    package static let nobody = Failure(
        .notPermitted, "not-signed-in", vi: "Cần đăng nhập hoặc gửi khóa API (Bearer).",
        en: "Sign in, or send an API token (Bearer).")
}
