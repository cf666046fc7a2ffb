import Diagnostics
import WorkflowAccounts
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowPages
import WorkflowPresentation

extension AccountsRoutes {
    /// Whose browser it is.
    struct Owner: Sendable {
        let person: String
        let session: String
        let csrf: String
        let isAdministrator: Bool
    }

    /// - Throws: unless somebody is signed in with a browser: what accounts are about is nothing for
    ///   a program.
    func owner(_ context: WebContext) throws(Failure) -> Owner {
        guard let identity = context.identity, case .session(let id, let csrf) = identity.proof
        else { throw .notSignedIn }
        return Owner(
            person: identity.person, session: id, csrf: csrf,
            isAdministrator: identity.isAdministrator)
    }

    func viewer(_ owner: Owner) -> PageLayout.Viewer {
        PageLayout.Viewer(
            id: owner.person, name: name(of: owner.person),
            position: positions(of: owner.person).first ?? "", csrf: owner.csrf,
            isAdministrator: owner.isAdministrator)
    }

    func name(of person: String) -> String {
        office.engine.rules.organisation.person(person)?.name ?? person
    }

    /// The roles of a person and where, in words; none when they are there no more, or not yet.
    func positions(of person: String) -> [String] {
        let organisation = office.engine.rules.organisation
        let today = office.clock.now.date(in: .vietnam)
        let positions = organisation.person(person)?.on(today)?.positions ?? []
        return positions.map { position in
            let agency = organisation.agency(position.agency)?.name.spoken ?? position.agency
            let roles = position.roles.map { organisation.role($0)?.title.spoken ?? $0 }
            return "\(roles.joined(separator: ", ")), \(agency)"
        }
    }
}
