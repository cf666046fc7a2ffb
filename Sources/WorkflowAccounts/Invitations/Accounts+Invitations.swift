import Diagnostics
import Foundation
import GRDB
package import WorkflowCalendar

/// A link by which somebody chooses their first, or next, password. Good once.
package struct Invitation: Sendable, Equatable {
    /// Nil in the link of the first run: whoever has it says who they are.
    package let person: String?
    package let isAdministrator: Bool
    package let expires: Instant
}

extension Accounts {
    /// The link of the first run. Those made before are no longer good.
    ///
    /// - Returns: its secret, said this once; nil when somebody looks after the server already.
    package func setupSecret() async throws(AccountError) -> String? {
        if try await hasAdministrator() { return nil }
        return try await makeLink(for: nil, isAdministrator: true)
    }

    /// A link for somebody of the organisation. Whoever takes it up has the new password alone: the
    /// old one goes on until then, unless it is taken away by `reset`.
    package func invite(
        _ person: String, isAdministrator: Bool = false
    ) async throws(AccountError) -> String {
        try await makeLink(for: person, isAdministrator: isAdministrator)
    }

    /// Takes the password, all sessions and all API tokens of somebody away, as a password that
    /// others know may have made some, and makes them a link for a new one.
    ///
    /// - Returns: the secret of the link, said this once, and how many tokens were still good.
    /// - Throws: `.notFound`.
    package func reset(
        _ person: String
    ) async throws(AccountError) -> (secret: String, revokedTokens: Int) {
        let now = clock().millisecondsSinceEpoch
        let revoked = try await change { db in
            guard try Account.find(person, db) != nil else { throw AccountError.noAccount(person) }
            try db.execute(
                sql: "UPDATE account SET password = NULL WHERE person = ?", arguments: [person])
            try db.execute(sql: "DELETE FROM session WHERE person = ?", arguments: [person])
            try db.execute(
                sql: """
                    UPDATE token SET revoked = ?2
                    WHERE person = ?1 AND revoked IS NULL AND expires > ?2
                    """, arguments: [person, now])
            return db.changesCount
        }
        return (try await makeLink(for: person, isAdministrator: false), revoked)
    }

    /// Puts the link out of use that somebody was sent and has not taken up.
    package func withdrawInvitation(of person: String) async throws(AccountError) {
        try await change { db in
            try db.execute(
                sql: "DELETE FROM invitation WHERE person = ? AND used IS NULL",
                arguments: [person])
        }
    }

    /// The links for somebody that are still good, by person.
    package func openInvitations() async throws(AccountError) -> [Invitation] {
        let now = clock().millisecondsSinceEpoch
        return try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM invitation
                    WHERE person IS NOT NULL AND used IS NULL AND expires > ? ORDER BY person
                    """, arguments: [now]
            ).map(Invitation.init)
        }
    }

    private func makeLink(
        for person: String?, isAdministrator: Bool
    ) async throws(AccountError) -> String {
        let secret = SecretToken(random)
        let now = clock()
        let expires = now.adding(milliseconds: Int64(settings.invitation) * 1_000)
        try await change { db in
            try db.execute(
                sql: "DELETE FROM invitation WHERE person IS ? OR expires < ?",
                arguments: [person, now.millisecondsSinceEpoch])
            try db.execute(
                sql: """
                    INSERT INTO invitation (link, person, administrator, created, expires)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    secret.hash, person, isAdministrator, now.millisecondsSinceEpoch,
                    expires.millisecondsSinceEpoch,
                ])
        }
        return secret.text
    }

    /// What a link is for; nil when it is not good, or no longer.
    package func invitation(_ secret: String) async throws(AccountError) -> Invitation? {
        let hash = SecretToken.hash(of: secret)
        let now = clock().millisecondsSinceEpoch
        return try await database.read { try Self.invitation(hash, at: now, $0) }
    }

    /// Takes a link up: makes the account, or gives it another password, and ends its sessions.
    ///
    /// - Parameters:
    ///   - person: who they say they are, where the link does not; of the organisation.
    ///   - about: what others know of the person.
    /// - Returns: whose account it is.
    /// - Throws: `.refused` when the link is over, `.invalid` when the password is not taken; then
    ///   the link stays good.
    package func accept(
        _ secret: String, as person: String?, password: String, about: [String] = []
    ) async throws -> String {
        let link = SecretToken.hash(of: secret)
        guard let invitation = try await invitation(secret),
            let person = invitation.person ?? person
        else { throw AccountError.linkIsOver }
        try policy.check(password, about: about + [person])
        let hash = try await hasher.hash(password)
        let now = clock().millisecondsSinceEpoch
        try await change { db in
            // Whoever was quicker has it.
            guard let invitation = try Self.invitation(link, at: now, db) else {
                throw AccountError.linkIsOver
            }
            try db.execute(
                sql: "UPDATE invitation SET used = ? WHERE link = ?", arguments: [now, link])
            try db.execute(
                sql: """
                    INSERT INTO account (person, password, administrator, created, password_changed)
                    VALUES (?1, ?2, ?3, ?4, ?4)
                    ON CONFLICT (person) DO UPDATE SET password = ?2, password_changed = ?4,
                        administrator = max(administrator, ?3)
                    """, arguments: [person, hash.text, invitation.isAdministrator, now])
            try db.execute(sql: "DELETE FROM session WHERE person = ?", arguments: [person])
            try db.execute(
                sql: "DELETE FROM attempt WHERE subject = ?",
                arguments: [SignInThrottle.Subject.account(person.lowercased()).key])
        }
        return person
    }

    private static func invitation(
        _ link: Data, at now: Int64, _ db: Database
    ) throws -> Invitation? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT * FROM invitation WHERE link = ?1 AND used IS NULL AND expires > ?2
                AND (person IS NOT NULL OR NOT EXISTS (SELECT 1 FROM account WHERE administrator))
                AND NOT EXISTS (
                    SELECT 1 FROM account WHERE account.person = invitation.person AND disabled
                )
                """, arguments: [link, now]
        ).map(Invitation.init)
    }
}

extension Invitation {
    fileprivate init(_ row: Row) {
        person = row["person"]
        isAdministrator = row["administrator"]
        expires = Instant(millisecondsSinceEpoch: row["expires"])
    }
}
