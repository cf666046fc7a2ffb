import Diagnostics
import GRDB
package import WorkflowCalendar

/// What a program shows instead of a password. The secret itself is shown once, to whoever made it.
package struct APIToken: Sendable, Equatable {
    package enum State: String, Sendable {
        case active, expired, revoked
    }

    package let id: String
    package let person: String
    /// What its owner calls it.
    package let name: String
    package let scopes: Set<Scope>
    package let created: Instant
    package let expires: Instant
    /// To five minutes; nil when it never was.
    package let used: Instant?
    package let revoked: Instant?

    package func state(at now: Instant) -> State {
        if revoked != nil { return .revoked }
        return now < expires ? .active : .expired
    }
}

extension APIToken {
    init(_ row: Row) {
        id = row["id"]
        person = row["person"]
        name = row["name"]
        scopes = Set(
            (row["scopes"] as String).split(separator: " ").compactMap {
                Scope(rawValue: String($0))
            })
        created = Instant(millisecondsSinceEpoch: row["created"])
        expires = Instant(millisecondsSinceEpoch: row["expires"])
        used = (row["used"] as Int64?).map { Instant(millisecondsSinceEpoch: $0) }
        revoked = (row["revoked"] as Int64?).map { Instant(millisecondsSinceEpoch: $0) }
    }
}

extension Scope {
    /// Those only administrators may hold.
    package static let ofAdministrators: Set<Scope> = [.administer, .impersonate]
}
