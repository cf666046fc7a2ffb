package import Diagnostics
package import WorkflowCalendar
import WorkflowPresentation

extension AccountPage {
    /// What an administrator can do about the account of somebody else.
    package enum Step: String, Sendable, CaseIterable {
        case invite, withdraw, reset, promote, demote, disable, enable
        case signOut = "sign-out"

        /// Whether it lets somebody in, or in as more than they were: whoever sits down at the
        /// browser of an administrator must not be able to.
        package var opensAWay: Bool {
            switch self {
            case .invite, .reset, .promote, .enable: true
            case .withdraw, .demote, .disable, .signOut: false
            }
        }

        /// What may be done as it stands.
        package static func open(for known: Known) -> [Step] {
            let withdraw: [Step] = known.invitedUntil == nil ? [] : [.withdraw]
            guard let account = known.account else {
                return (known.position == nil ? [] : [.invite]) + withdraw
            }
            // Who holds no position is let in by nothing of this.
            if known.position == nil { return withdraw + (account.isDisabled ? [] : [.disable]) }
            if account.isDisabled { return [.enable] }
            return [account.hasPassword ? .reset : .invite] + withdraw
                + [account.isAdministrator ? .demote : .promote, .signOut, .disable]
        }
    }

    /// One account, and what there is to do about it.
    package struct Single: Sendable {
        package var known: Known
        package var sessions: Int
        package var tokens: Int
        /// Whoever looks.
        package var viewer: String
        package var csrf: String
        /// They have a password, which is asked for once more; else they must have signed in lately.
        package var asksPassword: Bool
        package var notice: String?
        package var problem: Problem?
        /// Shown this once, and until when it is good.
        package var link: (url: String, until: Instant)?
        /// The one that was asked for, of its form whether it was ticked, and whether the password
        /// was wrong.
        package var asked: (step: Step, isTicked: Bool, isWrong: Bool)?
        /// What is good to know about the address the link begins with.
        package var linkNote: LocalizedText?

        package init(
            known: Known, sessions: Int, tokens: Int, viewer: String, csrf: String,
            asksPassword: Bool
        ) {
            self.known = known
            self.sessions = sessions
            self.tokens = tokens
            self.viewer = viewer
            self.csrf = csrf
            self.asksPassword = asksPassword
        }
    }

    package static func single(_ page: Single) -> AccountPage {
        let known = page.known
        let isOwn = known.id == page.viewer
        var view: View = [
            "back": Place.accounts.path, "backTitle": Place.accounts.title.spoken,
            "facts": page.facts.map { ["label": $0.label.spoken, "value": $0.value] as View },
            "forms": isOwn ? [View]() : Step.open(for: known).map(page.form),
        ]
        if isOwn {
            view["own"] = say(
                vi: "Đây là tài khoản của bạn: đổi mật khẩu, đăng xuất, tạo khóa API ở trang"
                    + " Tài khoản.",
                en: "This is your own: your password, sessions and API tokens are on the page of"
                    + " your account.")
            view["ownTitle"] = say(vi: "Tài khoản của bạn", en: "Your account")
        }
        view["notice"] = page.notice
        view["problem"] = page.problem?.view
        if let link = page.link {
            view["link"] = link.url
            view["linkTitle"] = say(
                vi: "Đường liên kết cho \(known.name)", en: "The link for \(known.name)")
            view["linkNote"] = page.linkNote?.spoken
            view["linkHint"] = say(
                vi: "Chép và gửi riêng cho người này. Dùng một lần, đến \(link.until.shown); sẽ"
                    + " không hiện lại.",
                en: "Copy it and send it to them alone. It works once, until \(link.until.shown),"
                    + " and will not be shown again.")
        }
        return AccountPage(known.name, "account-of", view, path: known.path, place: .accounts)
    }
}

extension AccountPage.Single {
    fileprivate var facts: [(label: LocalizedText, value: String)] {
        var facts: [(label: LocalizedText, value: String)] = [
            (LocalizedText(vi: "Mã người dùng", en: "Identifier"), known.id),
            (
                LocalizedText(vi: "Chức vụ", en: "Position"),
                known.position ?? say(vi: "không giữ chức vụ nào lúc này", en: "none at this time")
            ),
            (LocalizedText(vi: "Đăng nhập", en: "Signing in"), known.standing.text),
        ]
        guard let account = known.account else {
            if known.isInvitedAsAdministrator { facts.append(Self.invited) }
            return facts
        }
        facts.append((LocalizedText(vi: "Có tài khoản từ", en: "Since"), account.since.shown))
        if known.isInvitedAsAdministrator, !account.isAdministrator { facts.append(Self.invited) }
        if account.isAdministrator {
            facts.append(
                (
                    LocalizedText(vi: "Máy chủ", en: "Server"),
                    say(vi: "Người quản trị", en: "Administrator")
                ))
        }
        facts.append(
            (LocalizedText(vi: "Nơi đang đăng nhập", en: "Signed in"), String(sessions)))
        facts.append(
            (LocalizedText(vi: "Khóa API còn dùng được", en: "API tokens"), String(tokens)))
        return facts
    }

    private static var invited: (label: LocalizedText, value: String) {
        (
            LocalizedText(vi: "Máy chủ", en: "Server"),
            say(
                vi: "Đường liên kết cho quyền quản trị",
                en: "The link makes them an administrator")
        )
    }

    fileprivate func form(_ step: AccountPage.Step) -> View {
        let words = step.words(known)
        var form: View = [
            "id": step.rawValue, "action": known.path + "/" + step.rawValue, "csrf": csrf,
            "title": words.title, "about": words.about, "submit": words.submit,
            "isQuiet": !step.opensAWay,
        ]
        if step.opensAWay, asksPassword {
            form["passwordLabel"] = say(
                vi: "Mật khẩu của chính bạn", en: "Your own password")
            form["user"] = viewer
        }
        if step == .invite, known.account == nil {
            form["choice"] = say(
                vi: "Người này cũng quản trị máy chủ", en: "They look after the server as well")
            form["isTicked"] = asked?.step == .invite && asked?.isTicked == true
        }
        form["isWrong"] = asked?.step == step && asked?.isWrong == true
        return form
    }
}

extension AccountPage.Step {
    fileprivate func words(
        _ known: AccountPage.Known
    ) -> (title: String, about: String, submit: String) {
        let name = known.name
        switch self {
        case .invite:
            let isAgain = known.invitedUntil != nil
            return (
                say(vi: "Mời vào", en: "Invite"),
                isAgain
                    ? say(
                        vi: "Đường liên kết trước chưa được dùng. Tạo cái mới thì cái cũ mất hiệu"
                            + " lực.",
                        en: "The link before was not used yet. A new one puts it out of use.")
                    : say(
                        vi: "Tạo đường liên kết để \(name) tự đặt mật khẩu.",
                        en: "Makes a link by which \(name) chooses a password."),
                isAgain
                    ? say(vi: "Tạo đường liên kết mới", en: "Make a new link")
                    : say(vi: "Tạo đường liên kết", en: "Make the link")
            )
        case .reset:
            return (
                say(vi: "Đặt lại mật khẩu", en: "Reset the password"),
                say(
                    vi: "Khi quên, hoặc có thể người khác đã biết. Mật khẩu cũ, các nơi đang đăng"
                        + " nhập và khóa API của \(name) mất hiệu lực ngay; đường liên kết mới để"
                        + " đặt mật khẩu khác.",
                    en: "When it is forgotten, or others may know it. The password, sessions and"
                        + " API tokens of \(name) end at once; a new link is for choosing another."),
                say(vi: "Đặt lại mật khẩu", en: "Reset it")
            )
        case .withdraw:
            return (
                say(vi: "Thu hồi đường liên kết", en: "Withdraw the link"),
                say(
                    vi: "Khi gửi nhầm người, hoặc không cần nữa.",
                    en: "When it went to somebody else, or is not needed any more."),
                say(vi: "Thu hồi", en: "Withdraw it")
            )
        case .promote:
            return (
                say(vi: "Cho quản trị máy chủ", en: "Let them look after the server"),
                say(
                    vi:
                        "Người quản trị cho người khác vào, đặt lại mật khẩu, lo thông báo và quy tắc,"
                        + " và tạo được khóa API thay mặt bất kỳ ai.",
                    en: "Administrators let others in, reset passwords, look after messages and"
                        + " rules, and can make API tokens that act as anybody."),
                say(vi: "Cho quản trị", en: "Make them an administrator")
            )
        case .demote:
            return (
                say(vi: "Thôi quản trị", en: "No administrator any more"),
                say(
                    vi: "\(name) vẫn làm việc trên hồ sơ như cũ.",
                    en: "\(name) goes on working on items as before."),
                say(vi: "Thôi quản trị", en: "Take the right back")
            )
        case .disable:
            return (
                say(vi: "Ngừng tài khoản", en: "Disable the account"),
                say(
                    vi:
                        "\(name) không vào được nữa, ở đâu đang đăng nhập cũng bị đăng xuất. Hồ sơ và"
                        + " nhật ký giữ nguyên; cho vào lại lúc nào cũng được.",
                    en: "\(name) is signed out everywhere and comes in no more. Items and history"
                        + " stay; it can be enabled again at any time."),
                say(vi: "Ngừng", en: "Disable")
            )
        case .enable:
            return (
                say(vi: "Cho vào lại", en: "Enable the account"),
                say(
                    vi: "\(name) lại vào được như trước, bằng mật khẩu và khóa API đã có.",
                    en: "\(name) can come in again as before, by the password and the API tokens"
                        + " they had."),
                say(vi: "Cho vào lại", en: "Enable")
            )
        case .signOut:
            return (
                say(vi: "Đăng xuất ở mọi nơi", en: "Sign out everywhere"),
                say(
                    vi: "Khi mất máy hoặc quên đăng xuất. Khóa API vẫn dùng được.",
                    en: "When a device is lost, or left signed in. API tokens go on."),
                say(vi: "Đăng xuất người này", en: "Sign them out")
            )
        }
    }
}
