package import Diagnostics
import WorkflowPresentation

/// A page about accounts: its title, and the content that the layout stands around.
package struct AccountPage: Sendable {
    package let title: String
    package let content: String

    init(_ title: String, _ template: String, _ view: [String: Any]) {
        self.title = title
        var view = view
        view["title"] = title
        content = AccountTemplates.html(template, view)
    }

    /// - Parameter viewer: nil before they have signed in.
    package func page(for viewer: PageLayout.Viewer?) -> Page {
        // The address of a setup page is a secret: the language is switched elsewhere.
        PageLayout(
            title: title, path: viewer == nil ? "/sign-in" : "/account", viewer: viewer
        ).page(content)
    }

    /// What was wrong with a form.
    package struct Problem: Sendable {
        package var message: LocalizedText
        package var hint: LocalizedText?

        package init(_ message: LocalizedText, hint: LocalizedText? = nil) {
            self.message = message
            self.hint = hint
        }

        var view: [String: Any] {
            var view: [String: Any] = ["message": message.spoken]
            view["hint"] = hint?.spoken
            return view
        }
    }

    // MARK: Before signing in

    /// - Parameters:
    ///   - escapedNext: `next` for the value of a query.
    ///   - person: what was typed before.
    ///   - provider: what the button says that leads to another way in.
    package static func signIn(
        csrf: String, next: String, escapedNext: String, person: String = "",
        provider: LocalizedText? = nil,
        notice: String? = nil, problem: Problem? = nil
    ) -> AccountPage {
        var view: [String: Any] = [
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
        return AccountPage(say(vi: "Đăng nhập", en: "Sign in"), "signIn", view)
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
        var view: [String: Any] = [
            "csrf": csrf, "action": action, "asksWho": asksWho, "person": person, "lead": lead,
            "personLabel": say(vi: "Mã người dùng", en: "Your identifier"),
            "personHint": say(
                vi: "Mã của bạn trong rules/, ví dụ khcn.minh",
                en: "Yours in rules/, such as khcn.minh"),
            "passwordLabel": say(vi: "Mật khẩu", en: "Password"), "advice": advice.spoken,
            "againLabel": say(vi: "Nhập lại mật khẩu", en: "The password again"),
            "minimum": minimum,
            "submit": say(vi: "Đặt mật khẩu và vào", en: "Choose it and come in"),
        ]
        view["problem"] = problem?.view
        return AccountPage(say(vi: "Bắt đầu", en: "Begin"), "setup", view)
    }

    /// One thing to say, and where to go from there.
    package static func message(
        title: String, _ text: String, hint: String? = nil, link: String, path: String
    ) -> AccountPage {
        var view: [String: Any] = ["text": text, "link": link, "path": path]
        view["hint"] = hint
        return AccountPage(title, "message", view)
    }
}
