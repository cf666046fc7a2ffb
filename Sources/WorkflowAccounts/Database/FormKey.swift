import Base64
import Crypto
import Foundation
import GRDB

/// What the server signs and seals with for people it does not know yet. Kept in the file, so that a
/// form filled in survives a restart.
package struct FormKey: Sendable {
    private let key: SymmetricKey

    static func kept(
        in database: AccountDatabase, _ random: SecureRandom
    ) throws(AccountError) -> FormKey {
        do {
            let bytes = try database.pool.write { db in
                try db.execute(
                    sql: "INSERT OR IGNORE INTO key (name, value) VALUES ('forms', ?)",
                    arguments: [Data(random.bytes(32))])
                return try Data.fetchOne(db, sql: "SELECT value FROM key WHERE name = 'forms'")
            }
            return FormKey(key: SymmetricKey(data: bytes ?? Data()))
        } catch {
            throw AccountError(
                .unavailable, "accounts-unreachable",
                vi: "Không ghi được kho tài khoản: \(error).",
                en: "The accounts cannot be written: \(error).")
        }
    }

    /// What a form must carry to go with a cookie of that value.
    package func signature(of cookie: String, for purpose: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("\(purpose)\u{0}\(cookie)".utf8), using: key)
        return Base64.url.encode(Array(code))
    }

    /// Text only this server can read and only this server can have written.
    package func seal(_ text: String, for purpose: String) throws -> String {
        let box = try AES.GCM.seal(
            Data(text.utf8), using: key, authenticating: Data(purpose.utf8))
        return Base64.url.encode(Array(box.combined ?? Data()))
    }

    /// Nil for what it has not sealed for that purpose.
    package func open(_ sealed: String, for purpose: String) -> String? {
        guard let bytes = Base64.url.decode(sealed),
            let box = try? AES.GCM.SealedBox(combined: Data(bytes)),
            let text = try? AES.GCM.open(box, using: key, authenticating: Data(purpose.utf8))
        else { return nil }
        return String(decoding: text, as: UTF8.self)
    }
}
