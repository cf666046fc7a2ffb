import Diagnostics
import GRDB
import WorkflowCalendar

extension Accounts {
    /// How long after a sign-in with the provider nobody has to sign in again, in seconds.
    private static let recent: Int64 = 15 * 60

    /// Has somebody who is signed in prove once more who they are, before they let others in: with
    /// their password, or, where they have none, by having signed in a short while ago.
    ///
    /// - Parameter session: the one they ask in.
    /// - Throws: `.refused`, `.tooMany`.
    package func proveAgain(
        _ person: String, password: String, session: String
    ) async throws {
        if try await account(of: person)?.hasPassword == true {
            try await present(password, of: person, in: session)
            return
        }
        let now = clock()
        let begun = try await sessions(of: person).first { $0.id == session }?.created
        guard let begun, begun.milliseconds(to: now) <= Self.recent * 1_000 else {
            throw AccountError(
                .refused, "sign-in-long-ago",
                vi: "Bạn đăng nhập đã lâu; việc này cần đăng nhập trong vòng 15 phút.",
                en: "You signed in a while ago; this wants a sign-in of the last 15 minutes.",
                hint: LocalizedText(
                    vi: "đăng xuất, đăng nhập lại rồi làm lại việc này",
                    en: "sign out, sign in again, then do this once more"))
        }
    }

    /// Checks the present password of somebody who is signed in.
    ///
    /// - Parameter session: by which failures are counted; nil: by account, as at the sign-in.
    /// - Returns: as it is kept.
    /// - Throws: `.refused` when it is another, `.tooMany` when it is tried too often.
    @discardableResult
    func present(
        _ password: String, of person: String, in session: String?
    ) async throws -> PasswordHash {
        let now = clock()
        let subjects =
            [session.map { .session($0) } ?? .account(person.lowercased())]
            as [SignInThrottle.Subject]
        try await database.write { try SignInThrottle.begin(subjects, at: now, $0) }
        let kept = try await database.read { db in
            try Row.fetchOne(
                db, sql: "SELECT person, password, disabled FROM account WHERE person = ?",
                arguments: [person]
            ).map { KeptPassword($0) }
        }
        guard password.utf8.count <= AccountSettings.maximumPassword * 4,
            try await hasher.matches(password, kept?.hash), let hash = kept?.hash
        else {
            throw AccountError(
                .refused, "wrong-password", vi: "Mật khẩu của bạn không đúng.",
                en: "Your password is wrong.")
        }
        try await database.write { try SignInThrottle.succeed(subjects, $0) }
        return hash
    }
}
