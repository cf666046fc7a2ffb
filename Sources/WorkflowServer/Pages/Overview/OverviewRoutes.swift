import HTTPTypes
import Hummingbird
import WorkflowAccounts
import WorkflowCalendar
import WorkflowPages
import WorkflowPresentation

/// The pages that show many items at once, and those for who looks after the office.
struct OverviewRoutes {
    let office: Office

    func add(to router: Router<WebContext>) {
        let office = office
        /// A page for somebody who has signed in.
        func page(
            _ method: HTTPRequest.Method, _ path: RouterPath,
            _ answer: @escaping @Sendable (Visit) async throws -> Response
        ) {
            router.on(path, method: method) { request, context in
                try await answer(Visit(office, request, context))
            }
        }
        page(.get, "/board") { try await BoardPage(visit: $0).response() }
        page(.get, "/calendar") { try await CalendarPage(visit: $0).response() }
        page(.get, "/overdue") { try await OverduePage(visit: $0).response() }
        page(.get, "/search") { try await SearchPage(visit: $0).response() }
        page(.get, "/people") { try await PeoplePage(visit: $0).response() }
        page(.get, "/delegations") { try await DelegationsPage(visit: $0).response() }
        page(.get, "/delegations/new") { try DelegationsPage(visit: $0).form() }
        page(.post, "/delegations/new") { try await DelegationsPage(visit: $0).give() }
        page(.post, "/delegations/:number/end") { try await DelegationsPage(visit: $0).end() }
        page(.get, "/notifications") { try await NotificationsPage(visit: $0).response() }
        page(.post, "/notifications/:id/retry") { try await NotificationsPage(visit: $0).retry() }
        page(.post, "/notifications/:id/drop") { try await NotificationsPage(visit: $0).drop() }
        page(.get, "/audit") { try await AuditPage(visit: $0).response() }
        page(.get, "/audit/verify") { try await AuditPage(visit: $0).verify() }
        page(.get, "/workflows") { try WorkflowsPage(visit: $0).list() }
        page(.get, "/workflows/:name") { try await WorkflowsPage(visit: $0).one() }
        page(.get, "/help") { visit in
            let layout = visit.layout(title: Place.help.title.spoken, place: .help)
            return Response(layout.page(HelpContent().html))
        }
        // Whoever signs in again in the middle of these comes back to the list.
        page(.get, "/delegations/:number/end") { _ in .seeOther("/delegations") }
        page(.get, "/notifications/:id/retry") { _ in .seeOther("/notifications") }
        page(.get, "/notifications/:id/drop") { _ in .seeOther("/notifications") }
    }
}

extension Visit {
    /// - Throws: unless they look after the office.
    func requireAdministrator() throws {
        guard context.identity?.covers(.administer) == true else {
            throw Failure.notAdministrator
        }
    }

    /// A day as it was typed, `14/04/2021` or `2021-04-14`; what is wrong with it is put in `faults`.
    func day(
        _ text: String?, _ name: String, _ faults: inout [String: String]
    ) -> CalendarDate? {
        guard let text, !text.isEmpty else { return nil }
        guard let date = CalendarDate(parsing: text) else {
            faults[name] = CalendarDate.complaint(about: text).spoken
            return nil
        }
        return date
    }
}

extension Failure {
    static let notAdministrator = Failure(
        .notPermitted, "not-administrator",
        vi: "Trang này chỉ dành cho người quản trị. Nếu cần xem, hãy nhờ người quản trị cấp quyền.",
        en: "This page is for administrators. If you need it, ask one of them for the right.")
}
