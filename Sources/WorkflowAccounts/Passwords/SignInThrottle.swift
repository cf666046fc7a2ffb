import Base64
import Foundation
import GRDB
import WorkflowCalendar

/// Slows down who tries passwords, by account and by address. The delay grows and has an end: an
/// account is never locked. A browser its owner has signed in with before is counted apart, so that
/// strangers who try the account keep only strangers out.
struct SignInThrottle: Sendable {
    /// What attempts are counted by.
    enum Subject: Sendable {
        case account(String)
        /// A browser that has signed in to the account before.
        case device(String)
        case address(String)
        /// A session in which somebody proves once more who they are: strangers have no part in it.
        case session(String)

        var key: String {
            switch self {
            case .account(let person): "account:\(person)"
            case .device(let hash): "device:\(hash)"
            case .address(let address): "address:\(Self.network(of: address))"
            case .session(let id): "session:\(id)"
            }
        }

        /// Of IPv6 the first half: whoever has one address has all of them.
        private static func network(of address: String) -> String {
            var long = in6_addr()
            guard inet_pton(AF_INET6, address, &long) == 1 else { return address }
            return withUnsafeBytes(of: long) { bytes in
                // ::ffff:a.b.c.d is an address of IPv4, of which one is one.
                bytes.prefix(10).allSatisfy { $0 == 0 }
                    ? address : Base64.url.encode(Array(bytes.prefix(8)))
            }
        }

        /// Failures that cost nothing. A whole office may come from one address.
        var free: Int {
            if case .address = self { 20 } else { 5 }
        }
    }

    /// Seconds.
    static let longestDelay = 300
    /// After a day without an attempt all is forgotten.
    static let forgottenAfter: Int64 = 86_400_000

    /// Seconds to wait after so many failures: 1, 2, 4 … 300.
    static func delay(after failures: Int, _ subject: Subject) -> Int {
        let beyond = failures - subject.free
        guard beyond > 0 else { return 0 }
        return min(1 << min(beyond - 1, 16), longestDelay)
    }

    /// Counts an attempt as failed until it succeeds: a hundred at once are a hundred.
    ///
    /// - Throws: `.tooMany` when it comes too soon; such an attempt is not counted.
    static func begin(_ subjects: [Subject], at now: Instant, _ db: Database) throws {
        let time = now.millisecondsSinceEpoch
        try db.execute(
            sql: "DELETE FROM attempt WHERE last < ? OR last > ?",
            arguments: [time - forgottenAfter, time + forgottenAfter])
        var wait: Int64 = 0
        for subject in subjects {
            guard
                let row = try Row.fetchOne(
                    db, sql: "SELECT failures, last FROM attempt WHERE subject = ?",
                    arguments: [subject.key])
            else { continue }
            let delay = Int64(Self.delay(after: row["failures"], subject)) * 1_000
            let last: Int64 = row["last"]
            wait = max(wait, min(last + delay - time, delay))
        }
        if wait > 0 { throw AccountError.tooMany(after: Int((wait + 999) / 1_000)) }
        for subject in subjects {
            try db.execute(
                sql: """
                    INSERT INTO attempt (subject, failures, last) VALUES (?, 1, ?)
                    ON CONFLICT (subject) DO UPDATE SET failures = failures + 1, last = excluded.last
                    """, arguments: [subject.key, time])
        }
    }

    /// Forgets the failures of the account; of the address, whose other people may be guessing, only
    /// this attempt.
    static func succeed(_ subjects: [Subject], _ db: Database) throws {
        for subject in subjects {
            if case .address = subject {
                try db.execute(
                    sql: "UPDATE attempt SET failures = max(failures - 1, 0) WHERE subject = ?",
                    arguments: [subject.key])
            } else {
                try db.execute(
                    sql: "DELETE FROM attempt WHERE subject = ?", arguments: [subject.key])
            }
        }
    }
}
