package import Diagnostics
package import WorkflowCalendar
import WorkflowPresentation

extension AccountPage {
    /// What administrators see of somebody's way in.
    package struct Known: Sendable {
        package struct Account: Sendable {
            package var hasPassword: Bool
            package var isDisabled: Bool
            package var isAdministrator: Bool
            package var since: Instant

            package init(
                hasPassword: Bool, isDisabled: Bool, isAdministrator: Bool, since: Instant
            ) {
                self.hasPassword = hasPassword
                self.isDisabled = isDisabled
                self.isAdministrator = isAdministrator
                self.since = since
            }
        }

        package var id: String
        package var name: String
        /// Their roles and agency; nil when they hold no position any more.
        package var position: String?
        /// Nil while they have none.
        package var account: Account?
        /// Until when the link is good that they were sent; nil when there is none.
        package var invitedUntil: Instant?
        /// Whether it makes them an administrator.
        package var isInvitedAsAdministrator: Bool

        package init(
            id: String, name: String, position: String?, account: Account?,
            invitedUntil: Instant? = nil, isInvitedAsAdministrator: Bool = false
        ) {
            self.id = id
            self.name = name
            self.position = position
            self.account = account
            self.invitedUntil = invitedUntil
            self.isInvitedAsAdministrator = isInvitedAsAdministrator
        }

        package var path: String { Self.path(of: id) }

        package static func path(of person: String) -> String {
            Place.accounts.path + "/" + person.queryEscaped
        }

        /// How it stands, and in which colour.
        var standing: (text: String, tone: String) {
            guard let account else {
                return invitedUntil.map {
                    (say(vi: "đã mời, đến ", en: "invited, until ") + $0.shown, "is-accent")
                } ?? (say(vi: "chưa mời", en: "not invited"), "is-quiet")
            }
            if position == nil { return (say(vi: "không vào được", en: "kept out"), "is-quiet") }
            if account.isDisabled { return (say(vi: "bị ngừng", en: "disabled"), "is-bad") }
            if account.hasPassword { return (say(vi: "vào được", en: "can sign in"), "is-good") }
            return invitedUntil.map {
                (
                    say(vi: "chờ đặt mật khẩu, đến ", en: "to choose a password, until ")
                        + $0.shown, "is-accent"
                )
            } ?? (say(vi: "chưa có mật khẩu", en: "no password"), "is-warning")
        }
    }

    /// Everybody of the organisation, and whether they can sign in.
    ///
    /// - Parameters:
    ///   - everybody: in the order of the organisation.
    ///   - provider: by which people come in as well, without being invited.
    package static func list(_ everybody: [Known], provider: LocalizedText?) -> AccountPage {
        let groups: [(LocalizedText, (Known) -> Bool)] = [
            (
                LocalizedText(vi: "Chưa mời", en: "Not invited"),
                { $0.account == nil && $0.invitedUntil == nil }
            ),
            (
                LocalizedText(vi: "Đã mời, chưa vào", en: "Invited"),
                { $0.account == nil && $0.invitedUntil != nil }
            ),
            (
                LocalizedText(vi: "Có tài khoản", en: "With an account"),
                { $0.account != nil && $0.position != nil }
            ),
            (
                LocalizedText(vi: "Không còn chức vụ", en: "Without a position"),
                { $0.account != nil && $0.position == nil }
            ),
        ]
        let present = everybody.filter { $0.position != nil }
        let inside = present.filter { known in
            guard let account = known.account, !account.isDisabled else { return false }
            return account.hasPassword || provider != nil
        }
        var view: View = [
            "lead": say(
                vi:
                    "\(inside.count)/\(present.count) người đăng nhập được. Ai có chức vụ gì ghi ở quy"
                    + " tắc (rules/); ở đây chỉ là đường vào.",
                en:
                    "\(inside.count) of \(present.count) people can sign in. Who holds which position"
                    + " stands in the rules; here it is only about the way in."),
            "groups": groups.compactMap { title, belongs -> View? in
                let people = everybody.filter(belongs)
                if people.isEmpty { return nil }
                return [
                    "title": title.spoken, "count": people.count, "rows": people.map(\.row),
                ]
            },
        ]
        view["provider"] = provider.map { provider in
            say(
                vi: "Ai cũng có thể vào bằng “\(provider.vi)” mà không cần mời.",
                en: "Anybody can come in by “\(provider.en)” without being invited.")
        }
        return AccountPage(
            Place.accounts.title.spoken, "accounts", view, path: Place.accounts.path,
            place: .accounts)
    }
}

extension AccountPage.Known {
    /// What its group says already is not said again.
    fileprivate var row: View {
        var row: View = ["id": id, "name": name, "path": path, "position": position]
        if account?.isAdministrator == true || isInvitedAsAdministrator {
            row["administrator"] = say(vi: "quản trị", en: "administrator")
        }
        if account != nil {
            row["standing"] = standing.text
            row["tone"] = standing.tone
        } else if let invitedUntil {
            row["until"] = say(vi: "đến ", en: "until ") + invitedUntil.shown
        } else {
            row["invite"] = say(vi: "Mời", en: "Invite")
        }
        return row
    }
}

extension Instant {
    /// To the minute, as in the office.
    var shown: String { formatted(in: .vietnam) }
}
