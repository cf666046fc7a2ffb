package import Diagnostics
import WorkflowPresentation

/// A page about accounts: its title, and the content that the layout stands around.
package struct AccountPage: Sendable {
    package let title: String
    package let content: String
    /// Where the language is switched to: never a path with a secret.
    let path: String?
    /// Nil for those that no page leads to by its head.
    let place: Place?

    /// - Parameter path: nil: the language is switched where the page is, whose address is a secret.
    init(
        _ title: String, _ template: String, _ view: View, path: String? = "/sign-in",
        place: Place? = nil
    ) {
        self.title = title
        self.path = path
        self.place = place
        var view = view
        view["title"] = title
        content = Templates.html(template, view)
    }

    /// - Parameter viewer: nil before they have signed in.
    package func page(for viewer: PageLayout.Viewer?) -> Page {
        PageLayout(title: title, path: path, place: place, viewer: viewer).page(content)
    }

    /// What was wrong with a form.
    package struct Problem: Sendable {
        package var message: LocalizedText
        package var hint: LocalizedText?

        package init(_ message: LocalizedText, hint: LocalizedText? = nil) {
            self.message = message
            self.hint = hint
        }

        var view: View {
            ["message": message.spoken, "hint": hint?.spoken]
        }
    }

    // MARK: Before signing in

    /// - Parameters:
    ///   - escapedNext: `next` for the value of a query.
    ///   - person: what was typed before.
    ///   - provider: what the button says that leads to another way in.
    ///   - kept: a form that was sent when the session had ended, as one text, and the names of its
    ///     files, which are lost.
    package static func signIn(
        csrf: String, next: String, escapedNext: String, person: String = "",
        provider: LocalizedText? = nil, kept: (text: String, files: [String])? = nil,
        notice: String? = nil, problem: Problem? = nil
    ) -> AccountPage {
        var view: View = [
            "csrf": csrf, "next": next, "escapedNext": escapedNext, "person": person,
            "personLabel": say(vi: "Mã người dùng", en: "Your identifier"),
            "personHint": say(
                vi: "Mã của bạn trong tổ chức, ví dụ khcn.linh",
                en: "Yours in the organisation, such as khcn.linh"),
            "passwordLabel": say(vi: "Mật khẩu", en: "Password"),
            "submit": say(vi: "Đăng nhập", en: "Sign in"),
            "orPassword": say(vi: "Hoặc dùng mật khẩu:", en: "Or with a password:"),
            "forgotten": say(
                vi: "Quên mật khẩu? Người quản trị sẽ gửi bạn đường liên kết để đặt mật khẩu mới.",
                en: "Forgot it? An administrator can send you a link to choose a new one."),
        ]
        view["provider"] = provider?.spoken
        view["notice"] = notice
        view["problem"] = problem?.view
        if let kept {
            view["kept"] = kept.text
            view["keptText"] = say(
                vi:
                    "Phiên làm việc của bạn đã hết, nên biểu mẫu chưa được gửi. Những gì bạn nhập vẫn"
                    + " còn: đăng nhập để xem lại rồi gửi.",
                en:
                    "Your session has ended, so the form was not sent. What you typed is kept: sign in"
                    + " to look at it again and send it.")
            if !kept.files.isEmpty {
                view["keptFiles"] =
                    say(vi: "Tệp phải chọn lại: ", en: "Files have to be chosen again: ")
                    + kept.files.joined(separator: ", ")
            }
            if provider != nil {
                view["elsewhere"] = say(vi: "Tôi đã đăng nhập xong", en: "I have signed in there")
                view["elsewhereText"] = say(
                    vi: "Trang đăng nhập mở ở thẻ mới. Đăng nhập xong, quay lại thẻ này rồi bấm:",
                    en: "It opens in a new tab. When you have signed in there, come back here:")
            }
        }
        return AccountPage(
            say(vi: "Đăng nhập", en: "Sign in"), "sign-in", view,
            path: next == "/" ? "/sign-in" : "/sign-in?next=" + escapedNext)
    }

    /// Signed in again with a form that was kept: nothing of it was sent yet.
    ///
    /// - Parameters:
    ///   - action: where the form goes, to be looked at.
    ///   - fields: all of the form, with the token of the new session.
    package static func again(
        action: String, fields: [(name: String, value: String)]
    ) -> AccountPage {
        AccountPage(
            say(vi: "Bạn đã đăng nhập lại", en: "You are signed in again"), "signed-in-again",
            [
                "action": action,
                "text": say(
                    vi: "Những gì bạn nhập vẫn còn và chưa được gửi đi.",
                    en: "What you typed is still there and was not sent yet."),
                "fields": fields.map { ["name": $0.name, "value": $0.value] as View },
                "submit": say(vi: "Xem lại biểu mẫu", en: "Look at the form"),
                "leave": say(vi: "Bỏ, về việc của bạn", en: "Leave it, go to your work"),
            ])
    }

    /// - Parameters:
    ///   - action: where the form goes.
    ///   - asksWho: whether whoever has the link says who they are.
    ///   - name: of the person the link is for.
    package static func setup(
        csrf: String, action: String, asksWho: Bool, person: String, name: String?,
        advice: LocalizedText, minimum: Int, problem: Problem? = nil
    ) -> AccountPage {
        let lead =
            asksWho
            ? say(
                vi:
                    "Máy chủ chưa có người quản trị. Hãy cho biết bạn là ai trong tổ chức và đặt mật"
                    + " khẩu; sau đó bạn mời được những người khác.",
                en: "Nobody looks after this server yet. Say who you are in the organisation and"
                    + " choose a password; then you can invite the others.")
            : say(
                vi: "Chào \(name ?? person). Hãy đặt mật khẩu để bắt đầu.",
                en: "Welcome, \(name ?? person). Choose a password to begin.")
        var view: View = [
            "csrf": csrf, "action": action, "asksWho": asksWho, "person": person, "lead": lead,
            "personLabel": say(vi: "Mã người dùng", en: "Your identifier"),
            "personHint": say(
                vi: "Mã của bạn trong danh sách người của tổ chức, ví dụ khcn.minh",
                en: "Yours in the list of people of the organisation, such as khcn.minh"),
            "passwordLabel": say(vi: "Mật khẩu", en: "Password"), "advice": advice.spoken,
            "againLabel": say(vi: "Nhập lại mật khẩu", en: "The password again"),
            "minimum": minimum,
            "submit": say(vi: "Đặt mật khẩu và vào", en: "Choose it and come in"),
        ]
        view["problem"] = problem?.view
        return AccountPage(say(vi: "Bắt đầu", en: "Begin"), "account-setup", view, path: nil)
    }

    /// One thing to say, and where to go from there.
    package static func message(
        title: String, _ text: String, hint: String? = nil, link: String, path: String
    ) -> AccountPage {
        AccountPage(
            title, "account-message", ["text": text, "hint": hint, "link": link, "path": path],
            path: path)
    }
}
