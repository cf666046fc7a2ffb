import Base64
import Diagnostics
import Foundation
import GRDB
import Hashing
import WorkflowCalendar

extension Accounts {
    /// Begins a session for whoever knows the password. The token is new every time: none that
    /// somebody planted in the browser before is ever signed in.
    ///
    /// - Throws: `.refused` when they do not go together, the same for unknown people and in the
    ///   same time; `.tooMany` when it is tried too often.
    package func signIn(
        _ typed: String, password: String, from visitor: Visitor
    ) async throws -> SignedIn {
        // Phones begin with a capital letter, and add a space.
        let name = typed.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        guard name.utf8.count <= 100,
            password.utf8.count <= AccountSettings.maximumPassword * 4
        else { throw AccountError.wrongPassword }
        let subjects = throttled(name, visitor)
        let now = clock()
        try await database.write { try SignInThrottle.begin(subjects, at: now, $0) }
        let found = try await database.read { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT person, password, disabled FROM account WHERE lower(person) = ?
                    """, arguments: [name]
            ).map { KeptPassword($0) }
        }
        let isRight = try await hasher.matches(password, found?.hash)
        guard let found, isRight, !found.isDisabled else { throw AccountError.wrongPassword }
        var renewed: PasswordHash?
        if let hash = found.hash, hash.work != hasher.work {
            renewed = try await hasher.hash(password)
        }
        return try await begin(
            found.person, .password, from: visitor, renewing: renewed, of: found.hash,
            succeeding: subjects)
    }

    /// Begins a session for somebody the provider has vouched for, who is of the organisation.
    ///
    /// - Throws: `.notPermitted` when the account is disabled.
    package func signIn(
        vouchedFor person: String, from visitor: Visitor
    ) async throws -> SignedIn {
        let now = clock().millisecondsSinceEpoch
        try await change { db in
            try db.execute(
                sql: "INSERT OR IGNORE INTO account (person, created) VALUES (?, ?)",
                arguments: [person, now])
            if try Account.find(person, db)?.isDisabled != false {
                throw AccountError(
                    .notPermitted, "account-disabled",
                    vi: "Tài khoản “\(person)” đang bị ngừng.",
                    en: "The account “\(person)” is disabled.",
                    hint: LocalizedText(
                        vi: "liên hệ người quản trị", en: "ask an administrator"))
            }
        }
        return try await begin(person, .openID, from: visitor)
    }

    private func begin(
        _ person: String, _ way: BrowserSession.Way, from visitor: Visitor,
        renewing renewed: PasswordHash? = nil, of old: PasswordHash? = nil,
        succeeding subjects: [SignInThrottle.Subject] = []
    ) async throws -> SignedIn {
        let token = SecretToken(random)
        let id = Base64.url.encode(random.bytes(9))
        let now = clock().millisecondsSinceEpoch
        let (idle, longest) = (Int64(settings.idle) * 1_000, Int64(settings.longest) * 1_000)
        try await change { db in
            try SignInThrottle.succeed(subjects, db)
            if let renewed, let old {
                try db.execute(
                    sql: "UPDATE account SET password = ? WHERE person = ? AND password = ?",
                    arguments: [renewed.text, person, old.text])
            }
            try db.execute(
                sql: "DELETE FROM session WHERE used < ? OR created < ?",
                arguments: [now - idle, now - longest])
            try db.execute(
                sql: """
                    INSERT INTO session (id, token, person, way, created, used, address, agent)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, token.hash, person, way.rawValue, now, now, visitor.address,
                    visitor.agent.map { String($0.prefix(200)) },
                ])
        }
        return SignedIn(person: person, token: token.text, device: device(of: person))
    }

    // MARK: Slowing down

    private func throttled(_ name: String, _ visitor: Visitor) -> [SignInThrottle.Subject] {
        var subjects: [SignInThrottle.Subject] = []
        if let device = visitor.device, isDevice(device, of: name) {
            subjects.append(.device(device))
        } else {
            subjects.append(.account(name))
        }
        if let address = visitor.address { subjects.append(.address(address)) }
        return subjects
    }

    private func device(of person: String) -> String {
        let random = Base64.url.encode(random.bytes(12))
        return random + "." + key.signature(of: random, for: "device \(person.lowercased())")
    }

    private func isDevice(_ device: String, of name: String) -> Bool {
        let parts = device.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return false }
        return ConstantTime.areEqual(parts[1], key.signature(of: parts[0], for: "device \(name)"))
    }
}

/// What a sign-in is checked against.
struct KeptPassword: Sendable {
    let person: String
    let hash: PasswordHash?
    let isDisabled: Bool

    init(_ row: Row) {
        person = row["person"]
        hash = (row["password"] as String?).flatMap(PasswordHash.init)
        isDisabled = row["disabled"]
    }
}
