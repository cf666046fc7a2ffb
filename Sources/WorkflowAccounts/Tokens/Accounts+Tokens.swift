import Base64
import Diagnostics
import Foundation
import GRDB
import WorkflowCalendar

extension Accounts {
    /// Makes a token.
    ///
    /// - Parameter lifetime: seconds; nil for 90 days.
    /// - Returns: the token and, this once, its secret.
    /// - Throws: `.invalid` for a name, scopes or a lifetime that cannot be; `.notFound` when the
    ///   person has no account; `.notPermitted` for scopes that take an administrator.
    package func createToken(
        for person: String, name: String, scopes: Set<Scope>, lifetime: Int? = nil
    ) async throws(AccountError) -> (token: APIToken, secret: String) {
        let name = TextFolding.nfc(name).trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...100).contains(name.count), !name.unicodeScalars.contains(where: \.isControl)
        else { throw .badTokenName }
        guard !scopes.isEmpty else { throw .noScopes }
        let lifetime = lifetime ?? AccountSettings.usualToken
        guard (60...AccountSettings.longestToken).contains(lifetime) else { throw .badLifetime }
        let secret = SecretToken(random, prefix: "wf_")
        let id = Base64.url.encode(random.bytes(6))
        let now = clock()
        let expires = now.adding(milliseconds: Int64(lifetime) * 1_000)
        let order = Scope.allCases.filter(scopes.contains).map(\.rawValue)
        let token = try await change { db in
            guard let account = try Account.find(person, db), !account.isDisabled else {
                throw AccountError.noAccount(person)
            }
            let tooMuch = scopes.intersection(Scope.ofAdministrators)
            guard account.isAdministrator || tooMuch.isEmpty else {
                throw AccountError.scopesOfAdministrators(person, tooMuch)
            }
            try db.execute(
                sql: """
                    INSERT INTO token (id, token, person, name, scopes, created, expires)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, secret.hash, person, name, order.joined(separator: " "),
                    now.millisecondsSinceEpoch, expires.millisecondsSinceEpoch,
                ])
            return APIToken(
                id: id, person: person, name: name, scopes: scopes, created: now,
                expires: expires, used: nil, revoked: nil)
        }
        return (token, secret.text)
    }

    /// The newest first; those revoked or expired as well.
    ///
    /// - Parameter person: nil for everybody's.
    package func tokens(of person: String? = nil) async throws(AccountError) -> [APIToken] {
        try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM token WHERE ?1 IS NULL OR person = ?1
                    ORDER BY created DESC, id
                    """, arguments: [person]
            ).map(APIToken.init)
        }
    }

    /// Revokes a token for ever; one that is revoked already stays so.
    ///
    /// - Parameter person: whose it must be; nil for anybody's.
    /// - Throws: `.notFound`.
    @discardableResult
    package func revokeToken(
        _ id: String, of person: String? = nil
    ) async throws(AccountError) -> APIToken {
        let now = clock().millisecondsSinceEpoch
        return try await change { db in
            try db.execute(
                sql: """
                    UPDATE token SET revoked = coalesce(revoked, ?2)
                    WHERE id = ?1 AND (?3 IS NULL OR person = ?3)
                    """, arguments: [id, now, person])
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM token WHERE id = ?", arguments: [id])
            guard db.changesCount == 1, let row else { throw AccountError.noToken(id) }
            return APIToken(row)
        }
    }

    @concurrent package func identity(bearer secret: String) async throws -> Identity? {
        guard secret.hasPrefix("wf_"), secret.utf8.count < 100 else { return nil }
        let hash = SecretToken.hash(of: secret)
        let now = clock()
        let (entry, mark) = knownTokens.look(hash, at: now)
        if let entry { return entry.identity }
        let found = try await database.read { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT token.*, administrator, language FROM token
                    JOIN account USING (person) WHERE token = ? AND NOT disabled
                    """, arguments: [hash]
            ).map { row in
                KeptToken(
                    token: APIToken(row), isAdministrator: row["administrator"],
                    language: (row["language"] as String?).flatMap(Language.init(rawValue:)))
            }
        }
        guard let found, found.token.state(at: now) == .active else { return nil }
        if (found.token.used?.milliseconds(to: now) ?? .max) >= 300_000 {
            try await database.write { db in
                try db.execute(
                    sql: "UPDATE token SET used = ? WHERE id = ?",
                    arguments: [now.millisecondsSinceEpoch, found.token.id])
            }
        }
        // Who is an administrator no more has given such powers out of hand.
        let scopes =
            found.isAdministrator
            ? found.token.scopes : found.token.scopes.subtracting(Scope.ofAdministrators)
        let identity = Identity(
            person: found.token.person, proof: .token(id: found.token.id, scopes: scopes),
            isAdministrator: found.isAdministrator, language: found.language)
        knownTokens.keep(
            .init(identity: identity, read: now, ends: found.token.expires), of: hash, mark: mark)
        return identity
    }
}

private struct KeptToken: Sendable {
    let token: APIToken
    let isAdministrator: Bool
    let language: Language?
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool { properties.generalCategory == .control }
}

extension AccountError {
    fileprivate static let badTokenName = AccountError(
        .invalid, "bad-token-name", vi: "Đặt tên cho khóa API, từ 1 đến 100 ký tự.",
        en: "Give the token a name of 1 to 100 characters.")

    fileprivate static let noScopes = AccountError(
        .invalid, "no-scopes", vi: "Khóa API phải có ít nhất một phạm vi.",
        en: "A token needs at least one scope.",
        hint: LocalizedText(
            vi: "chọn trong: read, write, administer, impersonate",
            en: "choose from read, write, administer, impersonate"))

    fileprivate static let badLifetime = AccountError(
        .invalid, "bad-lifetime", vi: "Khóa API có hạn từ 1 phút đến 366 ngày.",
        en: "A token lives from 1 minute to 366 days.")

    fileprivate static func noToken(_ id: String) -> AccountError {
        AccountError(
            .notFound, "no-token", vi: "Không có khóa API “\(id)”.",
            en: "There is no token “\(id)”."
        )
    }

    fileprivate static func scopesOfAdministrators(
        _ person: String, _ scopes: Set<Scope>
    ) -> AccountError {
        let names = scopes.map(\.rawValue).sorted().joined(separator: ", ")
        return AccountError(
            .notPermitted, "scope-not-permitted",
            vi: "Phạm vi \(names) chỉ dành cho người quản trị máy chủ; “\(person)” không phải.",
            en: "Only administrators of the server may have \(names); “\(person)” is none.",
            hint: LocalizedText(
                vi:
                    "một người quản trị có thể cấp quyền: wf accounts invite \(person) --administrator",
                en: "an administrator could make them one: wf accounts invite \(person)"
                    + " --administrator"))
    }
}
