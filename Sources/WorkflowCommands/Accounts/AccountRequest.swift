package import JSON
import Synchronization
package import WorkflowEngine

/// What `wf accounts` asks of the accounts of a home. The command reads the arguments; `wf-server`,
/// which can open the file and derive passwords, does the work.
package enum AccountRequest: Sendable, Equatable {
    case list
    /// The link of the first run.
    case setUp
    case invite(person: String, isAdministrator: Bool)
    case reset(person: String)
    case setDisabled(person: String, Bool)
    case setAdministrator(person: String, Bool)
    case endSessions(person: String)
    /// Of one person, or of everybody.
    case tokens(person: String?)
    /// - Parameter lifetime: seconds; nil for what is usual.
    case createToken(person: String, name: String, scopes: [String], lifetime: Int?)
    case revokeToken(id: String)

    package typealias Handler =
        @Sendable (AccountRequest, Home, EngineClock) async throws -> AccountAnswer

    private static let held = Mutex<Handler?>(nil)

    /// Who does it in this process; nil in `wf`, which hands it on to `wf-server`.
    static var handler: Handler? { held.withLock { $0 } }

    /// Has all that are asked in this process done here. For a program that begins: a task-local value
    /// of a function type ends release builds of Swift 6.3.1 where it is set.
    package static func handle(by handler: @escaping Handler) {
        held.withLock { $0 = handler }
    }
}

/// What came of it, for people and for programs.
package struct AccountAnswer: Sendable {
    package var json: JSON
    /// Sentences, each ended.
    package var lines: [String]
    /// The titles of a table, when there is one.
    package var columns: [String]
    package var rows: [[String]]

    package init(
        _ json: JSON, lines: [String] = [], columns: [String] = [], rows: [[String]] = []
    ) {
        self.json = json
        self.lines = lines
        self.columns = columns
        self.rows = rows
    }
}
