package import Diagnostics
import GRDB
package import WorkflowCalendar

/// What the server keeps of a person so that they can sign in. Who they are and what they may do
/// stands in the organisation.
package struct Account: Sendable, Equatable {
    package let person: String
    /// False for those who only ever came from the provider, or have not taken up their invitation.
    package let hasPassword: Bool
    /// Looks after the server: other people's accounts and tokens, rules, plans, the outbox.
    package let isAdministrator: Bool
    package let isDisabled: Bool
    /// The language they chose.
    package let language: Language?
    package let created: Instant
    package let passwordChanged: Instant?
}

extension Account {
    init(_ row: Row) {
        person = row["person"]
        hasPassword = row["password"] != nil
        isAdministrator = row["administrator"]
        isDisabled = row["disabled"]
        language = (row["language"] as String?).flatMap(Language.init(rawValue:))
        created = Instant(millisecondsSinceEpoch: row["created"])
        passwordChanged = (row["password_changed"] as Int64?).map {
            Instant(millisecondsSinceEpoch: $0)
        }
    }

    static func find(_ person: String, _ db: Database) throws -> Account? {
        try Row.fetchOne(
            db, sql: "SELECT * FROM account WHERE person = ?", arguments: [person]
        ).map(Account.init)
    }
}
