package import Diagnostics
import Foundation

/// Which passwords are taken: long ones that are not among those everybody tries first. No rules
/// about capitals and signs, which make passwords worse (NIST SP 800-63B, section 5.1.1.2).
package struct PasswordPolicy: Sendable {
    package let minimum: Int
    private let breached: BreachedPasswords?

    package init(minimum: Int, breached: BreachedPasswords? = nil) {
        self.minimum = minimum
        self.breached = breached
    }

    /// - Parameter about: what others know of the person: identifier, name, agency.
    /// - Throws: `.invalid` with what is wrong with it.
    package func check(_ password: String, about: [String] = []) throws(AccountError) {
        // Before any work is done on it.
        guard password.utf8.count <= AccountSettings.maximumPassword * 4 else { throw tooLong }
        let password = PasswordHash.normalised(password)
        guard password.count <= AccountSettings.maximumPassword else { throw tooLong }
        guard password.count >= minimum else { throw tooShort(password.count) }
        guard GuessableText(about: about).remainder(of: password) >= Self.leastUnguessable else {
            throw Self.guessable
        }
        if try breached?.contains(password) == true { throw Self.leaked }
    }

    /// Letters and signs that are left when all that is guessed first is taken away.
    private static let leastUnguessable = 5

    /// What the form says beside the field.
    package var advice: LocalizedText {
        LocalizedText(
            vi:
                "Ít nhất \(minimum) ký tự. Một câu dễ nhớ mà chỉ mình bạn biết là tốt nhất; dấu cách"
                + " và chữ có dấu đều được.",
            en: "At least \(minimum) characters. A sentence only you know is best; spaces and"
                + " accented letters are fine.")
    }

    private func tooShort(_ count: Int) -> AccountError {
        AccountError(
            .invalid, "password-too-short",
            vi: "Mật khẩu có \(count) ký tự, cần ít nhất \(minimum).",
            en: "The password has \(count) characters; it takes at least \(minimum).", hint: advice)
    }

    private var tooLong: AccountError {
        let most = AccountSettings.maximumPassword
        return AccountError(
            .invalid, "password-too-long", vi: "Mật khẩu dài quá \(most) ký tự.",
            en: "The password has more than \(most) characters.")
    }

    private static let guessable = AccountError(
        .invalid, "password-guessable",
        vi:
            "Mật khẩu này dễ đoán: nó gần như chỉ gồm từ hay dùng, dãy phím, số, hoặc tên và cơ quan"
            + " của bạn.",
        en: "This password is easily guessed: it is hardly more than common words, runs of keys,"
            + " digits, or your name and agency.",
        hint: LocalizedText(
            vi: "ghép bốn, năm từ không liên quan với nhau",
            en: "put four or five unrelated words together"))

    private static let leaked = AccountError(
        .invalid, "password-leaked",
        vi: "Mật khẩu này có trong danh sách mật khẩu đã bị lộ; kẻ xấu sẽ thử nó trước tiên.",
        en: "This password is on the list of leaked ones, which are tried first.",
        hint: LocalizedText(
            vi: "chọn mật khẩu chưa dùng ở nơi nào khác", en: "choose one not used anywhere else"))
}
