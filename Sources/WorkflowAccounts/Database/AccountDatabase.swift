import Diagnostics
import Foundation
import GRDB

/// The file of the accounts: `.wf/accounts.sqlite`, for its owner alone.
struct AccountDatabase: Sendable {
    let pool: DatabasePool

    /// Opens the file, or makes it, and brings its tables to the newest shape.
    ///
    /// - Throws: `.unavailable` when it cannot be opened, was written by a newer program, or commits
    ///   would not survive a loss of power.
    init(path: String) throws(AccountError) {
        try Self.makeForOwner(path)
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            configuration.foreignKeysEnabled = true
            configuration.maximumReaderCount = 4
            pool = try DatabasePool(path: path, configuration: configuration)
            try Self.makeDurable(pool)
            let migrator = Self.migrator
            if try pool.read(migrator.hasBeenSuperseded) { throw AccountError.newer(path) }
            try migrator.migrate(pool)
        } catch let error as AccountError {
            throw error
        } catch {
            throw .cannotOpen(path, "\(error)")
        }
    }

    /// A file made by SQLite would have the mode of the umask, if only for a moment.
    private static func makeForOwner(_ path: String) throws(AccountError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw .cannotOpen(path, String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .cannotOpen(path, String(cString: strerror(errno)))
        }
        // The group may read it, for backups, where somebody decided so; others never.
        guard status.st_mode & 0o027 == 0 || fchmod(descriptor, status.st_mode & 0o640) == 0 else {
            throw .cannotOpen(path, String(cString: strerror(errno)))
        }
    }

    /// GRDB has WAL commit without waiting for the disk; who was told that a password is changed,
    /// or a token revoked, must find it so after a loss of power.
    private static func makeDurable(_ pool: DatabasePool) throws {
        let level = try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            return try Int.fetchOne(db, sql: "PRAGMA synchronous")
        }
        guard level == 2 else {
            throw AccountError(
                .unavailable, "not-durable", vi: "Kho tài khoản không ghi chắc được xuống đĩa.",
                en: "The accounts cannot be written durably.")
        }
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { try $0.execute(sql: AccountSchema.first) }
        return migrator
    }

    func read<Value: Sendable>(
        _ body: @Sendable @escaping (Database) throws -> Value
    ) async throws(AccountError) -> Value {
        do { return try await pool.read(body) } catch { throw AccountError(database: error) }
    }

    func write<Value: Sendable>(
        _ body: @Sendable @escaping (Database) throws -> Value
    ) async throws(AccountError) -> Value {
        do { return try await pool.write(body) } catch { throw AccountError(database: error) }
    }
}

extension AccountError {
    fileprivate init(database error: any Error) {
        if let error = error as? AccountError {
            self = error
            return
        }
        self.init(
            .unavailable, "accounts-unreachable",
            vi: "Không đọc hoặc ghi được kho tài khoản: \(error).",
            en: "The accounts cannot be read or written: \(error).")
    }

    fileprivate static func newer(_ path: String) -> AccountError {
        AccountError(
            .unavailable, "accounts-newer",
            vi: "Kho tài khoản \(path) do một bản wf mới hơn ghi; tệp được giữ nguyên.",
            en: "The accounts in \(path) were written by a newer wf; they were left as they are.",
            hint: LocalizedText(vi: "hãy cài bản wf mới hơn", en: "install a newer wf"))
    }

    fileprivate static func cannotOpen(_ path: String, _ why: String) -> AccountError {
        AccountError(
            .unavailable, "accounts-unreachable",
            vi: "Không mở được kho tài khoản \(path): \(why).",
            en: "The accounts in \(path) cannot be opened: \(why).")
    }
}
