package import Diagnostics
package import WorkflowCalendar
import WorkflowPresentation

extension AccountPage {
    /// What somebody sees of their own account. Times are shown as in the office.
    package struct Own: Sendable {
        package struct Session: Sendable {
            package var id: String
            package var agent: String?
            package var address: String?
            package var since: Instant
            package var used: Instant
            package var isHere: Bool

            package init(
                id: String, agent: String?, address: String?, since: Instant, used: Instant,
                isHere: Bool
            ) {
                self.id = id
                self.agent = agent
                self.address = address
                self.since = since
                self.used = used
                self.isHere = isHere
            }
        }

        package struct Token: Sendable {
            package var id: String
            package var name: String
            package var scopes: [String]
            package var expires: Instant
            package var used: Instant?
            /// Nil when it is good; else why not.
            package var ended: LocalizedText?

            package init(
                id: String, name: String, scopes: [String], expires: Instant, used: Instant?,
                ended: LocalizedText?
            ) {
                self.id = id
                self.name = name
                self.scopes = scopes
                self.expires = expires
                self.used = used
                self.ended = ended
            }
        }

        package var csrf: String
        package var id: String
        package var name: String
        /// Label and value: agency, roles …
        package var facts: [(label: LocalizedText, value: String)]
        package var hasPassword: Bool
        package var advice: LocalizedText
        package var minimum: Int
        package var sessions: [Session]
        package var tokens: [Token]
        /// Name and what it is good for; those that are ticked from the start.
        package var scopes: [(name: String, about: LocalizedText, isUsual: Bool)]
        package var notice: String?
        package var problem: Problem?
        /// A token just made, shown this once.
        package var secret: String?

        package init(
            csrf: String, id: String, name: String, facts: [(label: LocalizedText, value: String)],
            hasPassword: Bool, advice: LocalizedText, minimum: Int, sessions: [Session],
            tokens: [Token], scopes: [(name: String, about: LocalizedText, isUsual: Bool)],
            notice: String? = nil, problem: Problem? = nil, secret: String? = nil
        ) {
            self.csrf = csrf
            self.id = id
            self.name = name
            self.facts = facts
            self.hasPassword = hasPassword
            self.advice = advice
            self.minimum = minimum
            self.sessions = sessions
            self.tokens = tokens
            self.scopes = scopes
            self.notice = notice
            self.problem = problem
            self.secret = secret
        }
    }

    package static func own(_ own: Own) -> AccountPage {
        var view: View = [
            "csrf": own.csrf, "id": own.id, "name": own.name,
            "facts": own.facts.map { ["label": $0.label.spoken, "value": $0.value] as View },
            "hasPassword": own.hasPassword, "advice": own.advice.spoken, "minimum": own.minimum,
            "sessions": own.sessions.map { $0.view(own.csrf) },
            "hasTokens": !own.tokens.isEmpty, "tokens": own.tokens.map { $0.view(own.csrf) },
            "scopeChoices": own.scopes.map { scope -> View in
                [
                    "value": scope.name, "label": scope.about.spoken.sentence,
                    "isUsual": scope.isUsual,
                ]
            },
        ]
        view["notice"] = own.notice
        view["problem"] = own.problem?.view
        view["secret"] = own.secret
        for (name, text) in words { view[name] = text.spoken }
        view["languages"] = [Language.vi, .en].map { language -> View in
            [
                "code": language.rawValue, "title": language == .vi ? "Tiếng Việt" : "English",
                "isNow": language == Speech.language,
            ]
        }
        return AccountPage(
            say(vi: "Tài khoản", en: "Account"), "account", view, path: "/account")
    }

    private static let words: [(String, LocalizedText)] = [
        ("signOut", LocalizedText(vi: "Đăng xuất", en: "Sign out")),
        ("everywhere", LocalizedText(vi: "Đăng xuất ở mọi nơi", en: "Sign out everywhere")),
        ("languageTitle", LocalizedText(vi: "Ngôn ngữ", en: "Language")),
        ("changeTitle", LocalizedText(vi: "Đổi mật khẩu", en: "Change the password")),
        ("oldLabel", LocalizedText(vi: "Mật khẩu hiện tại", en: "The present password")),
        ("newLabel", LocalizedText(vi: "Mật khẩu mới", en: "The new password")),
        ("againLabel", LocalizedText(vi: "Nhập lại mật khẩu mới", en: "The new password again")),
        (
            "change",
            LocalizedText(
                vi: "Đổi mật khẩu và đăng xuất ở nơi khác", en: "Change it and sign out elsewhere")
        ),
        ("sessionsTitle", LocalizedText(vi: "Nơi đang đăng nhập", en: "Where you are signed in")),
        ("tokensTitle", LocalizedText(vi: "Khóa API", en: "API tokens")),
        (
            "tokensLead",
            LocalizedText(
                vi: "Cho chương trình hoặc lệnh wf làm việc thay bạn. Khóa chỉ hiện một lần.",
                en: "For programs, or the command wf, that work for you. A token is shown once.")
        ),
        ("noTokens", LocalizedText(vi: "Bạn chưa tạo khóa nào.", en: "You have made none.")),
        ("newTokenTitle", LocalizedText(vi: "Tạo khóa mới", en: "Make a new one")),
        ("tokenNameLabel", LocalizedText(vi: "Tên khóa", en: "Its name")),
        (
            "tokenNameHint",
            LocalizedText(
                vi: "Để sau này biết khóa dùng ở đâu, ví dụ “máy báo cáo”",
                en: "So that you know later where it is used, such as “report machine”")
        ),
        ("scopesLabel", LocalizedText(vi: "Khóa làm được gì", en: "What it is good for")),
        ("daysLabel", LocalizedText(vi: "Số ngày có hiệu lực", en: "Days it is good for")),
        ("makeToken", LocalizedText(vi: "Tạo khóa", en: "Make it")),
        ("secretTitle", LocalizedText(vi: "Khóa vừa tạo", en: "The token")),
        (
            "secretHint",
            LocalizedText(
                vi: "Chép ngay bây giờ: sẽ không hiện lại lần nữa.",
                en: "Copy it now: it will not be shown again.")
        ),
    ]
}

extension AccountPage.Own.Session {
    fileprivate func view(_ csrf: String) -> View {
        let unknown = say(vi: "không rõ", en: "unknown")
        let agent = agent.map(BrowserName.init)?.spoken ?? unknown
        return [
            "csrf": csrf, "id": id, "agent": agent, "address": address ?? unknown,
            "since": say(vi: "đăng nhập ", en: "signed in ") + since.formatted(in: .vietnam),
            "used": say(vi: "dùng lần cuối ", en: "last used ") + used.formatted(in: .vietnam),
            "isHere": isHere, "here": say(vi: "trình duyệt này", en: "this browser"),
            "end": say(vi: "Đăng xuất", en: "Sign out"),
            "endLabel": say(vi: "Đăng xuất ", en: "Sign out ") + agent,
        ]
    }
}

extension AccountPage.Own.Token {
    fileprivate func view(_ csrf: String) -> View {
        [
            "csrf": csrf, "id": id, "name": name, "scopes": scopes.joined(separator: ", "),
            "expires": say(vi: "hết hạn ", en: "expires ") + expires.formatted(in: .vietnam),
            "used": used.map {
                say(vi: "dùng lần cuối ", en: "last used ") + $0.formatted(in: .vietnam)
            } ?? say(vi: "chưa dùng", en: "never used"),
            "isActive": ended == nil, "state": ended?.spoken ?? "",
            "revoke": say(vi: "Thu hồi", en: "Revoke"),
            "revokeLabel": say(vi: "Thu hồi ", en: "Revoke ") + name,
        ]
    }
}

extension String {
    fileprivate var sentence: String { prefix(1).uppercased() + dropFirst() }
}
