import Diagnostics
import Foundation
import GRDB
import WorkflowCalendar

extension Accounts {
    @concurrent package func identity(session token: String) async throws -> Identity? {
        let hash = SecretToken.hash(of: token)
        let now = clock()
        let (entry, mark) = knownSessions.look(hash, at: now)
        if let entry { return entry.identity }
        let found = try await database.read { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT session.*, administrator, language FROM session
                    JOIN account USING (person) WHERE token = ? AND NOT disabled
                    """, arguments: [hash]
            ).map { row in
                KeptSession(
                    session: BrowserSession(row), isAdministrator: row["administrator"],
                    language: (row["language"] as String?).flatMap(Language.init(rawValue:)))
            }
        }
        guard let found else { return nil }
        let session = found.session
        let ends = min(
            session.used.adding(milliseconds: Int64(settings.idle) * 1_000),
            session.created.adding(milliseconds: Int64(settings.longest) * 1_000))
        guard now < ends else { return nil }
        if session.used.milliseconds(to: now) >= 60_000 {
            try await database.write { db in
                try db.execute(
                    sql: "UPDATE session SET used = ? WHERE id = ? AND used < ?",
                    arguments: [
                        now.millisecondsSinceEpoch, session.id, now.millisecondsSinceEpoch,
                    ])
            }
        }
        let identity = Identity(
            person: session.person,
            proof: .session(id: session.id, csrf: SecretToken.csrf(of: token)),
            isAdministrator: found.isAdministrator, language: found.language)
        knownSessions.keep(.init(identity: identity, read: now, ends: ends), of: hash, mark: mark)
        return identity
    }

    /// Those that are not over, the one used last first.
    package func sessions(of person: String) async throws(AccountError) -> [BrowserSession] {
        let now = clock().millisecondsSinceEpoch
        let (idle, longest) = (Int64(settings.idle) * 1_000, Int64(settings.longest) * 1_000)
        return try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM session WHERE person = ? AND used > ? AND created > ?
                    ORDER BY used DESC, created DESC, id
                    """, arguments: [person, now - idle, now - longest]
            ).map(BrowserSession.init)
        }
    }

    /// Ends one session of a person. Whether there was one.
    @discardableResult
    package func endSession(
        _ id: String, of person: String
    ) async throws(AccountError) -> Bool {
        try await change { db in
            try db.execute(
                sql: "DELETE FROM session WHERE id = ? AND person = ?", arguments: [id, person])
            return db.changesCount > 0
        }
    }

    /// Ends all sessions of a person, but for one, and says how many.
    @discardableResult
    package func endSessions(
        of person: String, except kept: String? = nil
    ) async throws(AccountError) -> Int {
        try await change { db in
            try db.execute(
                sql: "DELETE FROM session WHERE person = ? AND id IS NOT ?",
                arguments: [person, kept])
            return db.changesCount
        }
    }

    /// Changes a password and ends all other sessions.
    ///
    /// - Parameters:
    ///   - about: what others know of the person.
    ///   - session: the one it is changed in, which goes on.
    /// - Throws: `.refused` when the old one is wrong, `.invalid` when the new one is not taken,
    ///   `.tooMany`.
    package func changePassword(
        of person: String, from old: String, to new: String, about: [String] = [],
        keeping session: String?
    ) async throws {
        let before = try await present(old, of: person, in: session)
        let now = clock()
        try policy.check(new, about: about + [person])
        let hash = try await hasher.hash(new)
        try await change { db in
            try db.execute(
                sql: """
                    UPDATE account SET password = ?, password_changed = ?
                    WHERE person = ? AND password = ?
                    """,
                arguments: [hash.text, now.millisecondsSinceEpoch, person, before.text])
            guard db.changesCount == 1 else {
                throw AccountError(
                    .conflict, "password-changed", vi: "Mật khẩu vừa được đổi ở nơi khác.",
                    en: "The password has just been changed elsewhere.")
            }
            try db.execute(
                sql: "DELETE FROM session WHERE person = ? AND id IS NOT ?",
                arguments: [person, session])
        }
    }
}

private struct KeptSession: Sendable {
    let session: BrowserSession
    let isAdministrator: Bool
    let language: Language?
}
