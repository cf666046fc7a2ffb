import Diagnostics
package import WorkflowAccounts
package import WorkflowCommands
package import WorkflowEngine
import WorkflowModel

extension Accounts {
    /// The accounts of a home: `.wf/accounts.sqlite`, with the list of leaked passwords beside it.
    ///
    /// - Throws: `AccountError` when the file cannot be opened; `Failure` when the folder cannot be
    ///   made.
    package convenience init(
        of home: Home, _ settings: ServerSettings, clock: EngineClock = .system
    ) throws {
        try home.makeFolder(home.data)
        try self.init(
            path: home.data + "/accounts.sqlite", settings: settings.accounts,
            breached: BreachedPasswords(path: home.data + "/" + BreachedPasswords.fileName),
            clock: { clock.now })
    }
}

extension Organisation {
    /// What others know of a person, which makes no password.
    func known(of id: String) -> [String] {
        guard let person = person(id) else { return [id] }
        let agencies = person.positions.compactMap { agency($0.agency) }
        return [id, person.name]
            + agencies.flatMap {
                [$0.code, $0.shortName ?? "", $0.name.vi, $0.name.en] + $0.aliases
            }
    }
}
