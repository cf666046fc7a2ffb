import ArgumentParser
import Diagnostics
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation

struct AccountsTokens: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "tokens",
            abstract: say(
                vi: "Khóa API: xem, tạo, thu hồi.", en: "API tokens: see, make, revoke."),
            discussion: say(
                vi: """
                    Ví dụ:
                      wf accounts tokens
                      wf accounts tokens create --person khcn.linh --scope read,write
                      wf accounts tokens revoke MÃ-KHÓA
                    """,
                en: """
                    Examples:
                      wf accounts tokens
                      wf accounts tokens create --person khcn.linh --scope read,write
                      wf accounts tokens revoke TOKEN-ID
                    """),
            subcommands: [
                AccountsTokensList.self, AccountsTokensCreate.self, AccountsTokensRevoke.self,
            ],
            defaultSubcommand: AccountsTokensList.self)
    }
}

struct AccountsTokensList: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: say(vi: "Danh sách khóa API.", en: "Which tokens there are."),
            usage: say(
                vi: "wf accounts tokens list [--person <mã>] [<tùy-chọn>]",
                en: "wf accounts tokens list [--person <id>] [<options>]"),
            discussion: say(
                vi: """
                    Ví dụ:
                      wf accounts tokens list --person khcn.linh
                    """,
                en: """
                    Example:
                      wf accounts tokens list --person khcn.linh
                    """))
    }

    @Option(
        help: .say(vi: "Chỉ của người này.", en: "Of this person only.", name: ("mã", "id")))
    var person: String?

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .atTheServer }

    func run(in session: Session) async throws {
        try await session.accounts(.tokens(person: person))
    }
}

struct AccountsTokensCreate: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "create",
            abstract: say(
                vi: "Tạo khóa API; chỉ hiện một lần.", en: "Make a token; it is shown once."),
            usage: say(
                vi: "wf accounts tokens create --person <mã> [<tùy-chọn>]",
                en: "wf accounts tokens create --person <id> [<options>]"),
            discussion: say(
                vi: """
                    Phạm vi: read (xem), write (làm việc trên hồ sơ), administer (quản trị) và
                    impersonate (thay mặt người khác, --as); hai phạm vi sau chỉ cho người quản
                    trị.

                    Ví dụ:
                      wf accounts tokens create --person khcn.linh --scope read,write --expires 30d
                    """,
                en: """
                    Scopes: read, write (work on items), administer (look after the server) and
                    impersonate (act as others, --as); the last two for administrators only.

                    Examples:
                      wf accounts tokens create --person khcn.linh --scope read,write --expires 30d
                    """))
    }

    @Option(
        help: .say(
            vi: "Khóa làm việc thay người này.", en: "For whom it works.", name: ("mã", "id")))
    var person: String

    @Option(
        help: .say(
            vi: "Phạm vi, cách nhau bằng dấu phẩy.", en: "Scopes with commas between.",
            name: ("phạm-vi", "scopes")))
    var scope = "read"

    @Option(
        help: .say(
            vi: "Tên khóa.", en: "What it is called.",
            name: ("tên", "name")))
    var name = "wf"

    @Option(
        help: .say(
            vi: "Có hiệu lực bao lâu: 12h, 30d, 4w hoặc “30 ngày”; mặc định 90 ngày.",
            en: "How long it is good: 12h, 30d, 4w or “30 days”; default 90 days.",
            name: ("thời-hạn", "time")))
    var expires: String?

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .atTheServer }

    func run(in session: Session) async throws {
        let person = try session.rules().organisation.knownPerson(person)
        let scopes = scope.split { $0 == "," || $0 == " " }.map(String.init)
        let lifetime = try expires.map { text throws(Failure) in try Self.seconds(text) }
        try await session.accounts(
            .createToken(person: person, name: name, scopes: scopes, lifetime: lifetime))
    }

    private static let units: [Character: Int] = ["h": 3_600, "d": 86_400, "w": 604_800]

    private static func seconds(_ text: String) throws(Failure) -> Int {
        if let seconds = ClockTime.parse(text) { return seconds }
        if let unit = text.last.flatMap({ units[$0] }), let count = Int(text.dropLast()),
            (1...10_000).contains(count)
        {
            return count * unit
        }
        throw .usage(
            "bad-time", vi: "--expires \(text): viết như 12h, 30d, 4w hoặc “30 ngày”.",
            en: "--expires \(text): write it as 12h, 30d, 4w or “30 days”.")
    }
}

struct AccountsTokensRevoke: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "revoke",
            abstract: say(vi: "Thu hồi một khóa API.", en: "Revoke a token."),
            usage: say(
                vi: "wf accounts tokens revoke <mã-khóa> [<tùy-chọn>]",
                en: "wf accounts tokens revoke <token-id> [<options>]"),
            discussion: say(
                vi: """
                    Ví dụ:
                      wf accounts tokens revoke MÃ-KHÓA
                    """,
                en: """
                    Example:
                      wf accounts tokens revoke TOKEN-ID
                    """))
    }

    @Argument(
        help: .say(
            vi: "Mã khóa, xem ở wf accounts tokens.", en: "Its id, as in wf accounts tokens.",
            name: ("mã-khóa", "token-id")))
    var id: String

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .atTheServer }

    func run(in session: Session) async throws {
        try await session.accounts(.revokeToken(id: id))
    }
}
