import ArgumentParser
import Diagnostics
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation

struct AccountsGroup: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "accounts",
            abstract: say(
                vi: "Tài khoản vào máy chủ: mời, đặt lại, ngừng, khóa API.",
                en: "Accounts of the server: invite, reset, disable, API tokens."),
            discussion: say(
                vi: """
                    Ai trong tổ chức (rules/) và làm được gì vẫn do rules/ quyết định; tài khoản
                    chỉ để họ đăng nhập vào wf serve. Không có mật khẩu mặc định: mỗi người tự đặt
                    qua đường liên kết dùng một lần. Chạy trên máy của máy chủ.

                    Ví dụ:
                      wf accounts
                      wf accounts invite khcn.linh
                      wf accounts invite khcn.minh --administrator
                      wf accounts tokens create --person khcn.linh --scope read,write
                    """,
                en: """
                    Who is of the organisation, and what they may do, stands in rules/; an account
                    lets them sign in to wf serve. There is no default password: everybody chooses
                    theirs by a link that works once. Run it on the machine of the server.

                    Examples:
                      wf accounts
                      wf accounts invite khcn.linh
                      wf accounts invite khcn.minh --administrator
                      wf accounts tokens create --person khcn.linh --scope read,write
                    """),
            subcommands: [
                AccountsList.self, AccountsInvite.self, AccountsReset.self, AccountsDisable.self,
                AccountsEnable.self, AccountsDemote.self, AccountsEndSessions.self,
                AccountsTokens.self,
            ],
            defaultSubcommand: AccountsList.self)
    }
}

struct AccountsList: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: say(vi: "Ai có tài khoản.", en: "Who has an account."),
            usage: say(vi: "wf accounts list [<tùy-chọn>]", en: "wf accounts list [<options>]"),
            discussion: say(
                vi: """
                    Ví dụ:
                      wf accounts list
                    """,
                en: """
                    Example:
                      wf accounts list
                    """))
    }

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .atTheServer }

    func run(in session: Session) async throws { try await session.accounts(.list) }
}

struct AccountsInvite: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "invite",
            abstract: say(
                vi: "Tạo đường liên kết để đặt mật khẩu.", en: "Make a link to choose a password."),
            usage: say(
                vi: "wf accounts invite [<mã>] [--administrator] [<tùy-chọn>]",
                en: "wf accounts invite [<id>] [--administrator] [<options>]"),
            discussion: say(
                vi: """
                    Dùng một lần, trong 24 giờ; chỉ hiện ở đây. Không nêu mã: đường liên kết đầu
                    tiên, khi máy chủ chưa có người quản trị.

                    Ví dụ:
                      wf accounts invite
                      wf accounts invite khcn.linh
                    """,
                en: """
                    It works once, within 24 hours, and is shown here only. Without an identifier:
                    the link of the first run, while nobody looks after the server.

                    Examples:
                      wf accounts invite
                      wf accounts invite khcn.linh
                    """))
    }

    @Argument(help: .say(vi: "Mã của người đó.", en: "The identifier.", name: ("mã", "id")))
    var id: String?

    @Flag(
        help: .say(
            vi: "Người này sẽ quản trị máy chủ.", en: "They will look after the server."))
    var administrator = false

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .atTheServer }

    func run(in session: Session) async throws {
        guard let id else { return try await session.accounts(.setUp) }
        let person = try session.rules().organisation.knownPerson(id)
        try await session.accounts(.invite(person: person, isAdministrator: administrator))
    }
}

struct AccountsReset: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "reset",
            abstract: say(
                vi: "Bỏ mật khẩu, mọi phiên và khóa API, tạo đường liên kết mới.",
                en: "Take password, sessions and API tokens away and make a link."),
            usage: say(
                vi: "wf accounts reset <mã> [<tùy-chọn>]",
                en: "wf accounts reset <id> [<options>]"),
            discussion: say(
                vi: """
                    Khi quên mật khẩu, hoặc nghi bị lộ. Các khóa API của người ấy cũng bị thu hồi.

                    Ví dụ:
                      wf accounts reset khcn.linh
                    """,
                en: """
                    When a password is forgotten, or perhaps known. Their API tokens are revoked, too.

                    Example:
                      wf accounts reset khcn.linh
                    """))
    }

    @OptionGroup var person: PersonArgument
    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .atTheServer }

    func run(in session: Session) async throws {
        try await session.accounts(.reset(person: person.id))
    }
}

struct AccountsDisable: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "disable",
            abstract: say(
                vi: "Ngừng một tài khoản: không vào được nữa.",
                en: "Disable an account: it lets nobody in."),
            usage: say(
                vi: "wf accounts disable <mã> [<tùy-chọn>]",
                en: "wf accounts disable <id> [<options>]"),
            discussion: say(
                vi: """
                    Ví dụ:
                      wf accounts disable khcn.linh
                    """,
                en: """
                    Example:
                      wf accounts disable khcn.linh
                    """))
    }

    @OptionGroup var person: PersonArgument
    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .atTheServer }

    func run(in session: Session) async throws {
        try await session.accounts(.setDisabled(person: person.id, true))
    }
}

struct AccountsEnable: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "enable",
            abstract: say(vi: "Cho tài khoản đã ngừng vào lại.", en: "Enable it again."),
            usage: say(
                vi: "wf accounts enable <mã> [<tùy-chọn>]",
                en: "wf accounts enable <id> [<options>]"),
            discussion: say(
                vi: """
                    Ví dụ:
                      wf accounts enable khcn.linh
                    """,
                en: """
                    Example:
                      wf accounts enable khcn.linh
                    """))
    }

    @OptionGroup var person: PersonArgument
    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .atTheServer }

    func run(in session: Session) async throws {
        try await session.accounts(.setDisabled(person: person.id, false))
    }
}

struct AccountsDemote: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "demote",
            abstract: say(
                vi: "Thôi không cho quản trị máy chủ nữa.",
                en: "Let them look after the server no more."),
            usage: say(
                vi: "wf accounts demote <mã> [<tùy-chọn>]",
                en: "wf accounts demote <id> [<options>]"),
            discussion: say(
                vi: """
                    Ví dụ:
                      wf accounts demote khcn.minh
                    """,
                en: """
                    Example:
                      wf accounts demote khcn.minh
                    """))
    }

    @OptionGroup var person: PersonArgument
    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .atTheServer }

    func run(in session: Session) async throws {
        try await session.accounts(.setAdministrator(person: person.id, false))
    }
}

struct AccountsEndSessions: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "end-sessions",
            abstract: say(
                vi: "Đăng xuất một người ở mọi nơi.", en: "Sign somebody out everywhere."),
            usage: say(
                vi: "wf accounts end-sessions <mã> [<tùy-chọn>]",
                en: "wf accounts end-sessions <id> [<options>]"),
            discussion: say(
                vi: """
                    Ví dụ:
                      wf accounts end-sessions khcn.linh
                    """,
                en: """
                    Example:
                      wf accounts end-sessions khcn.linh
                    """))
    }

    @OptionGroup var person: PersonArgument
    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .atTheServer }

    func run(in session: Session) async throws {
        try await session.accounts(.endSessions(person: person.id))
    }
}
