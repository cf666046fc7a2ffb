package import Diagnostics

/// Why accounts did not do what was asked.
package struct AccountError: Error, Sendable {
    package enum Kind: Sendable {
        /// Name and password do not go together, or a link is no longer good.
        case refused
        /// What was entered cannot be taken.
        case invalid
        case notFound
        case notPermitted
        /// Too many attempts, or too much to do.
        case tooMany(retryAfter: Int)
        /// The file, or the provider, cannot be reached.
        case unavailable
        /// Something is there already, or was changed meanwhile.
        case conflict
    }

    package var kind: Kind
    /// A stable kebab-case name.
    package var code: String
    package var message: LocalizedText
    package var hint: LocalizedText?

    package init(
        _ kind: Kind, _ code: String, vi: String, en: String, hint: LocalizedText? = nil
    ) {
        self.kind = kind
        self.code = code
        message = LocalizedText(vi: vi, en: en)
        self.hint = hint
    }
}

extension AccountError {
    /// One sentence for a wrong name and a wrong password, so that nobody learns which.
    static let wrongPassword = AccountError(
        .refused, "wrong-password", vi: "Mã người dùng hoặc mật khẩu không đúng.",
        en: "The identifier or the password is wrong.",
        hint: LocalizedText(
            vi: "quên mật khẩu thì nhờ người quản trị gửi đường liên kết mới",
            en: "if you forgot it, ask an administrator for a new link"))

    static let linkIsOver = AccountError(
        .refused, "link-is-over",
        vi: "Đường liên kết này đã được dùng, đã hết hạn hoặc không đúng.",
        en: "This link was used already, has expired, or is not right.",
        hint: LocalizedText(
            vi: "xin người quản trị đường liên kết mới (wf accounts invite)",
            en: "ask an administrator for a new one (wf accounts invite)"))

    static func noAccount(_ person: String) -> AccountError {
        AccountError(
            .notFound, "no-account", vi: "“\(person)” chưa có tài khoản.",
            en: "“\(person)” has no account.",
            hint: LocalizedText(
                vi: "mời bằng wf accounts invite \(person)",
                en: "invite them with wf accounts invite \(person)"))
    }

    static func tooMany(after seconds: Int) -> AccountError {
        let wait = WaitingTime(seconds: seconds)
        return AccountError(
            .tooMany(retryAfter: seconds), "too-many-attempts",
            vi: "Đã thử sai nhiều lần; hãy thử lại sau \(wait.text.vi).",
            en: "There were too many failed attempts; try again in \(wait.text.en).",
            hint: LocalizedText(
                vi: "tài khoản không bị khóa; chờ hết thời gian này là thử lại được",
                en: "the account is not locked; after this time you may try again"))
    }

    static let busy = AccountError(
        .tooMany(retryAfter: 2), "busy", vi: "Đang có quá nhiều người đăng nhập cùng lúc.",
        en: "Too many people are signing in at once.",
        hint: LocalizedText(vi: "hãy thử lại sau vài giây", en: "try again in a few seconds"))
}

/// Seconds as people say them.
private struct WaitingTime {
    let text: LocalizedText

    init(seconds: Int) {
        let minutes = (seconds + 59) / 60
        text =
            seconds < 90
            ? LocalizedText(
                vi: "\(seconds) giây", en: "\(seconds) second\(seconds == 1 ? "" : "s")")
            : LocalizedText(vi: "\(minutes) phút", en: "\(minutes) minutes")
    }
}
