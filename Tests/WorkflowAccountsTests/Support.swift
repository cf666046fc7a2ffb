import Foundation
import GRDB
import TestSupport
import Testing
import WorkflowAccounts
import WorkflowCalendar

/// Accounts in a folder of their own, with little work for passwords and a clock that stands.
final class Desk: Sendable {
    let folder: URL
    let clock = ManualClock(Instant(millisecondsSinceEpoch: 1_618_362_000_000))
    let accounts: Accounts

    init(_ settings: AccountSettings = AccountSettings(), breached: String? = nil) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("wf-accounts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let list = folder.appendingPathComponent(BreachedPasswords.fileName)
        if let breached { try Data(breached.utf8).write(to: list) }
        accounts = try Accounts(
            path: folder.appendingPathComponent("accounts.sqlite").path, settings: settings,
            breached: BreachedPasswords(path: list.path), isQuick: true,
            clock: { [clock] in clock.now })
    }

    deinit {
        // What is left behind is in the temporary folder.
        try? FileManager.default.removeItem(at: folder)
    }

    var path: String { folder.appendingPathComponent("accounts.sqlite").path }

    /// The same file as another process would open it.
    func another() throws -> Accounts {
        try Accounts(path: path, isQuick: true, clock: { [clock] in clock.now })
    }

    static let password = "con bò gặm cỏ bên sông chiều"

    /// Somebody with an account.
    func enrol(_ person: String, administrator: Bool = false) async throws {
        let link = try await accounts.invite(person, isAdministrator: administrator)
        #expect(
            try await accounts.accept(link, as: nil, password: Self.password) == person)
    }

    func signIn(
        _ person: String, _ password: String = Desk.password, from visitor: Visitor = Visitor()
    ) async throws -> SignedIn {
        try await accounts.signIn(person, password: password, from: visitor)
    }

    /// What the file holds, as text and hexadecimal of everything in it.
    func everythingKept() throws -> String {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { db in
            let tables = try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
            return try tables.flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\"").map { row in
                    row.databaseValues.map { "\($0)" }.joined(separator: "|")
                }
            }.joined(separator: "\n")
        }
    }
}

/// The code of the error something ends with; nil when it goes well.
func refusal(_ body: () async throws -> Void) async -> String? {
    do {
        try await body()
        return nil
    } catch let error as AccountError {
        return error.code
    } catch {
        return "\(error)"
    }
}
