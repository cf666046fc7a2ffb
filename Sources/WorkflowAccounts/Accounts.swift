import Base64
package import Diagnostics
import Foundation
import GRDB
package import WorkflowCalendar

/// Who may come in, and by what: passwords, sessions, API tokens, links to begin with.
///
/// One file beside the store of the items. Several processes may have it open; what one changes,
/// another sees within a second.
package final class Accounts: Authenticating {
    package let settings: AccountSettings
    package let policy: PasswordPolicy
    let database: AccountDatabase
    let hasher: PasswordHasher
    let random: SecureRandom
    let clock: @Sendable () -> Instant
    let knownSessions = IdentityCache()
    let knownTokens = IdentityCache()
    /// Signs forms and seals cookies of people who have not signed in.
    package let key: FormKey

    /// Opens the file, or makes it.
    ///
    /// - Parameters:
    ///   - breached: a file of leaked passwords, if there is one.
    ///   - isQuick: derive passwords with little work, for tests.
    /// - Throws: `.unavailable` when the file cannot be opened or was written by a newer program.
    package init(
        path: String, settings: AccountSettings = AccountSettings(),
        breached: BreachedPasswords? = nil, random: SecureRandom = .system,
        isQuick: Bool = false, clock: @escaping @Sendable () -> Instant
    ) throws(AccountError) {
        self.settings = settings
        policy = PasswordPolicy(minimum: settings.minimumPassword, breached: breached)
        database = try AccountDatabase(path: path)
        self.random = random
        self.clock = clock
        hasher = PasswordHasher(
            work: isQuick ? PasswordHash.Work(logN: 4, r: 8, p: 1) : .current, random: random)
        key = try FormKey.kept(in: database, random)
    }

    /// For the cookie of somebody who has not signed in.
    package func newFormCookie() -> String { Base64.url.encode(random.bytes(32)) }

    package func close() throws { try database.pool.close() }

    // MARK: Accounts

    package func account(of person: String) async throws(AccountError) -> Account? {
        try await database.read { try Account.find(person, $0) }
    }

    /// By identifier.
    package func all() async throws(AccountError) -> [Account] {
        try await database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM account ORDER BY person").map(Account.init)
        }
    }

    /// Whether anybody can look after the server yet.
    package func hasAdministrator() async throws(AccountError) -> Bool {
        try await database.read { db in
            try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM account WHERE administrator)") ?? false
        }
    }

    /// Lets nobody in by this account, or again; ends its sessions, and puts its links out of use.
    ///
    /// - Throws: `.notFound`; `.refused` for the last administrator who can come in.
    package func setDisabled(
        _ person: String, _ isDisabled: Bool
    ) async throws(AccountError) {
        try await change { db in
            guard let account = try Account.find(person, db) else {
                throw AccountError.noAccount(person)
            }
            if isDisabled { try Self.keepAnAdministrator(besides: account, db) }
            try db.execute(
                sql: "UPDATE account SET disabled = ? WHERE person = ?",
                arguments: [isDisabled, person])
            try db.execute(sql: "DELETE FROM session WHERE person = ?", arguments: [person])
            if isDisabled {
                try db.execute(sql: "DELETE FROM invitation WHERE person = ?", arguments: [person])
            }
        }
    }

    /// Whose right is taken back has it by no link either.
    ///
    /// - Throws: `.notFound`; `.refused` for the last administrator.
    package func setAdministrator(
        _ person: String, _ isAdministrator: Bool
    ) async throws(AccountError) {
        try await change { db in
            guard let account = try Account.find(person, db) else {
                throw AccountError.noAccount(person)
            }
            if !isAdministrator { try Self.keepAnAdministrator(besides: account, db) }
            try db.execute(
                sql: "UPDATE account SET administrator = ? WHERE person = ?",
                arguments: [isAdministrator, person])
            if !isAdministrator {
                try db.execute(
                    sql: "UPDATE invitation SET administrator = 0 WHERE person = ?",
                    arguments: [person])
            }
        }
    }

    package func setLanguage(
        of person: String, _ language: Language
    ) async throws(AccountError) {
        try await change { db in
            try db.execute(
                sql: "UPDATE account SET language = ? WHERE person = ?",
                arguments: [language.rawValue, person])
        }
    }

    private static func keepAnAdministrator(besides account: Account, _ db: Database) throws {
        guard account.isAdministrator, !account.isDisabled else { return }
        let others = try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM account
                WHERE administrator AND NOT disabled AND person <> ?
                """, arguments: [account.person])
        guard others == 0 else { return }
        throw AccountError(
            .refused, "last-administrator",
            vi: "“\(account.person)” là người quản trị cuối cùng còn vào được.",
            en: "“\(account.person)” is the last administrator who can come in.",
            hint: LocalizedText(
                vi: "trước đó hãy mời người quản trị khác (wf accounts invite … --administrator)",
                en: "first invite another one (wf accounts invite … --administrator)"))
    }

    // MARK: Changing

    /// One transaction, after which nothing is remembered of what was read before.
    @discardableResult
    func change<Value: Sendable>(
        _ body: @Sendable @escaping (Database) throws -> Value
    ) async throws(AccountError) -> Value {
        defer {
            knownSessions.forget()
            knownTokens.forget()
        }
        return try await database.write(body)
    }
}
