import Diagnostics
import WorkflowCalendar
package import WorkflowDocuments
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation
package import WorkflowStorage

/// What the commands that a server runs for others share: its home, its store, and the rules as
/// they were last read.
package final class CommandHost: Sendable {
    package let home: Home
    package let store: any Store
    package let contents: ContentStore
    /// Whether `--now` and `WF_NOW` of who asks count: for trying out and for tests.
    package let allowsTimeTravel: Bool
    let rules: SharedRules

    package init(
        home: Home, store: any Store, contents: ContentStore, allowsTimeTravel: Bool = false
    ) {
        self.home = home
        self.store = store
        self.contents = contents
        self.allowsTimeTravel = allowsTimeTravel
        rules = SharedRules(home)
    }
}

/// Who asks a server to run a command.
package struct CommandCaller: Sendable {
    /// The person of the organisation whose token it is.
    package let person: String
    package let permissions: Set<Permission>

    package init(person: String, permissions: Set<Permission>) {
        self.person = person
        self.permissions = permissions
    }

    /// Who acts, when the command asks for `wanted`. A token that is good for acting in the name of
    /// others never acts for its own person by accident: it has to say for whom.
    ///
    /// - Throws: when it may not be `wanted`.
    func user(asking wanted: String?) throws(Failure) -> String? {
        if permissions.contains(.impersonate) { return wanted }
        guard let wanted, wanted != person else { return person }
        throw Failure(
            .notPermitted, "not-your-token",
            LocalizedText(
                vi: "Khóa API này là của \(person), không dùng thay \(wanted) được.",
                en: "This token is \(person)'s, and may not act as \(wanted)."),
            hint: LocalizedText(
                vi: "bỏ --as và WF_USER; chỉ khóa API có phạm vi impersonate được làm thay người"
                    + " khác (vắng mặt thì dùng wf delegations give và --for)",
                en: "leave out --as and WF_USER; only a token with the scope impersonate acts for"
                    + " others (for absence there are wf delegations give and --for)"))
    }

    /// - Throws: when the command asks for more than the token is good for.
    func require(_ permission: Permission) throws(Failure) {
        guard !permissions.contains(permission) else { return }
        let held = Permission.allCases.filter(permissions.contains).map(\.rawValue)
        let list = held.isEmpty ? "–" : held.joined(separator: ", ")
        throw Failure(
            .notPermitted, "token-scope",
            LocalizedText(
                vi:
                    "Khóa API này chỉ dùng được cho: \(list); lệnh này cần \(permission.rawValue).",
                en: "This token is good for: \(list); the command needs \(permission.rawValue)."),
            hint: LocalizedText(
                vi:
                    "dùng khóa API có phạm vi \(permission.rawValue); người quản trị máy chủ cấp",
                en: "use a token with the scope \(permission.rawValue); who administers the server"
                    + " gives them"))
    }
}
