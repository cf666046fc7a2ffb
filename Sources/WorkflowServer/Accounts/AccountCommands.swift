import Diagnostics
import JSON
package import WorkflowAccounts
import WorkflowCalendar
import WorkflowCommands
import WorkflowEngine
import WorkflowPresentation

/// Does what `wf accounts` asks.
package enum AccountCommands {
    /// `wf-server accounts …`: from arguments, which begin with `accounts`, to exit status.
    package static func run(_ arguments: [String]) async -> Int32 {
        AccountRequest.handle { request, home, clock in
            let settings = try ServerSettings.read(home)
            do {
                let accounts = try Accounts(of: home, settings, clock: clock)
                let answer = try await answer(request, accounts, settings, clock)
                try accounts.close()
                return answer
            } catch let error as AccountError {
                throw Failure(error)
            }
        }
        return await Program.run(arguments)
    }

    /// What the server says when it starts and nobody looks after it yet: the link of the first run.
    /// Nothing when somebody does.
    ///
    /// - Parameter address: where people open the server.
    package static func firstRun(
        _ accounts: Accounts, address: String
    ) async throws -> [String] {
        guard let secret = try await accounts.setupSecret() else { return [] }
        return [
            say(
                vi: "Chưa có ai quản trị máy chủ. Mở đường liên kết này để bắt đầu (dùng một lần,"
                    + " trong \(hours(accounts)) giờ):",
                en: "Nobody looks after the server yet. Open this link to begin (it works once,"
                    + " within \(hours(accounts)) hours):"),
            "\(address)/setup/\(secret)",
        ]
    }

    private static func hours(_ accounts: Accounts) -> Int {
        max(1, accounts.settings.invitation / 3_600)
    }

    private static func answer(
        _ request: AccountRequest, _ accounts: Accounts, _ settings: ServerSettings,
        _ clock: EngineClock
    ) async throws -> AccountAnswer {
        switch request {
        case .list:
            return list(try await accounts.all(), try await accounts.openInvitations())
        case .setUp:
            guard let secret = try await accounts.setupSecret() else {
                throw Failure(
                    .refused, "set-up-already",
                    LocalizedText(
                        vi: "Máy chủ đã có người quản trị.",
                        en: "Somebody looks after the server already."),
                    hint: LocalizedText(
                        vi: "mời người khác: wf accounts invite MÃ",
                        en: "to invite others: wf accounts invite ID"))
            }
            return link(nil, secret, accounts, settings)
        case .invite(let person, let isAdministrator):
            let secret = try await accounts.invite(person, isAdministrator: isAdministrator)
            return link(person, secret, accounts, settings)
        case .reset(let person):
            let (secret, revoked) = try await accounts.reset(person)
            var answer = link(person, secret, accounts, settings)
            answer.json = [
                "invitation": answer.json["invitation"], "revoked_tokens": .int(Int64(revoked)),
            ]
            if revoked > 0 {
                answer.lines.append(
                    say(
                        vi: "Đã thu hồi \(revoked) khóa API của \(person).",
                        en: "\(revoked) API token\(revoked == 1 ? "" : "s") of \(person)"
                            + " \(revoked == 1 ? "is" : "are") revoked."))
            }
            return answer
        case .setDisabled(let person, let isDisabled):
            try await accounts.setDisabled(person, isDisabled)
            return AccountAnswer(
                ["account": ["person": .string(person), "disabled": .bool(isDisabled)]],
                lines: [
                    isDisabled
                        ? say(vi: "Đã ngừng \(person).", en: "\(person) is disabled.")
                        : say(vi: "\(person) lại vào được.", en: "\(person) is enabled.")
                ])
        case .setAdministrator(let person, let isAdministrator):
            try await accounts.setAdministrator(person, isAdministrator)
            return AccountAnswer(
                ["account": ["person": .string(person), "administrator": .bool(isAdministrator)]],
                lines: [
                    say(
                        vi: "\(person) không còn quản trị máy chủ.",
                        en: "\(person) looks after the server no more.")
                ])
        case .endSessions(let person):
            guard try await accounts.account(of: person) != nil else { throw noAccount(person) }
            let count = try await accounts.endSessions(of: person)
            return AccountAnswer(
                ["ended": .int(Int64(count))],
                lines: [
                    say(
                        vi: "Đã đăng xuất \(person) ở \(count) nơi.",
                        en: "\(person) was signed out in \(count) place\(count == 1 ? "" : "s").")
                ])
        case .tokens(let person):
            return tokens(try await accounts.tokens(of: person), at: clock.now)
        case .createToken(let person, let name, let scopes, let lifetime):
            return try await create(person, name, scopes, lifetime, accounts, clock)
        case .revokeToken(let id):
            let token = try await accounts.revokeToken(id)
            return AccountAnswer(
                ["token": token.view(at: clock.now)],
                lines: [
                    say(
                        vi: "Đã thu hồi khóa “\(token.name)” của \(token.person).",
                        en: "The token “\(token.name)” of \(token.person) is revoked.")
                ])
        }
    }

    private static func noAccount(_ person: String) -> Failure {
        Failure(
            .notFound, "no-account",
            LocalizedText(
                vi: "“\(person)” chưa có tài khoản.", en: "“\(person)” has no account."),
            hint: LocalizedText(
                vi: "mời bằng wf accounts invite \(person)",
                en: "invite them with wf accounts invite \(person)"))
    }

    private static func list(_ accounts: [Account], _ invited: [Invitation]) -> AccountAnswer {
        var rows = accounts.map { account in
            [
                account.person,
                account.isDisabled
                    ? say(vi: "ngừng", en: "disabled")
                    : account.hasPassword
                        ? say(vi: "mật khẩu", en: "password")
                        : say(vi: "chưa có mật khẩu", en: "no password"),
                account.isAdministrator ? say(vi: "quản trị", en: "administrator") : "",
                account.created.formatted(in: .vietnam),
            ]
        }
        rows += invited.map { invitation in
            [
                invitation.person ?? "", say(vi: "được mời", en: "invited"),
                invitation.isAdministrator ? say(vi: "quản trị", en: "administrator") : "",
                say(vi: "liên kết đến ", en: "link until ")
                    + invitation.expires.formatted(in: .vietnam),
            ]
        }
        let json = accounts.map { account -> JSON in
            [
                "person": .string(account.person), "password": .bool(account.hasPassword),
                "administrator": .bool(account.isAdministrator),
                "disabled": .bool(account.isDisabled),
                "created": .string(account.created.iso8601(in: .vietnam)),
            ]
        }
        return AccountAnswer(
            ["accounts": .array(json), "invited": .array(invited.map(\.view))],
            lines: rows.isEmpty
                ? [
                    say(
                        vi: "Chưa có ai có tài khoản; bắt đầu bằng wf accounts invite.",
                        en: "Nobody has an account; begin with wf accounts invite.")
                ] : [],
            columns: [
                say(vi: "Mã", en: "Person"), say(vi: "Vào bằng", en: "Comes in by"),
                say(vi: "Vai trò", en: "Role"), say(vi: "Từ", en: "Since"),
            ], rows: rows)
    }

    private static func link(
        _ person: String?, _ secret: String, _ accounts: Accounts, _ settings: ServerSettings
    ) -> AccountAnswer {
        let url = "\(settings.address ?? "http://127.0.0.1:8149")/setup/\(secret)"
        var json: JSONObject = ["link": .string(url)]
        json["person"] = person.map(JSON.string) ?? .null
        let whom = person ?? say(vi: "người quản trị đầu tiên", en: "the first administrator")
        var lines = [
            say(
                vi: "Đường liên kết cho \(whom), dùng một lần trong \(hours(accounts)) giờ:",
                en: "The link for \(whom); it works once, within \(hours(accounts)) hours:"),
            url,
        ]
        if settings.address == nil {
            lines.append(
                say(
                    vi: "Đó là địa chỉ trên chính máy này, ở cổng mặc định. Nếu máy chủ chạy ở cổng"
                        + " khác hoặc mọi người mở ở địa chỉ khác, ghi địa chỉ ấy vào server.yaml:"
                        + " address: https://wf.tinh.gov.vn",
                    en: "This is the address on this very machine, at the usual port. If the server"
                        + " listens at another, or people open it elsewhere, write that address in"
                        + " server.yaml: address: https://wf.example.gov.vn")
            )
        }
        return AccountAnswer(["invitation": .object(json)], lines: lines)
    }

    private static func tokens(_ tokens: [APIToken], at now: Instant) -> AccountAnswer {
        AccountAnswer(
            ["tokens": .array(tokens.map { $0.view(at: now) })],
            lines: tokens.isEmpty
                ? [say(vi: "Không có khóa API nào.", en: "There are no tokens.")] : [],
            columns: [
                say(vi: "Mã khóa", en: "Token"), say(vi: "Của", en: "Of"),
                say(vi: "Tên", en: "Name"), say(vi: "Phạm vi", en: "Scopes"),
                say(vi: "Hết hạn", en: "Expires"), say(vi: "Tình trạng", en: "State"),
            ],
            rows: tokens.map { token in
                [
                    token.id, token.person, token.name,
                    Scope.allCases.filter(token.scopes.contains).map(\.rawValue)
                        .joined(separator: ", "),
                    token.expires.formatted(in: .vietnam), token.state(at: now).title,
                ]
            })
    }

    private static func create(
        _ person: String, _ name: String, _ scopes: [String], _ lifetime: Int?,
        _ accounts: Accounts, _ clock: EngineClock
    ) async throws -> AccountAnswer {
        var wanted: Set<Scope> = []
        for text in scopes {
            guard let scope = Scope(rawValue: text) else {
                let known = Scope.allCases.map(\.rawValue)
                throw Failure(
                    .usage, "unknown-scope",
                    LocalizedText(
                        vi: "Không có phạm vi “\(text)”.", en: "There is no scope “\(text)”."),
                    hint: Failure.suggestion(nearest(text, in: known))
                        ?? LocalizedText(
                            vi: "chọn trong: \(known.joined(separator: ", "))",
                            en: "choose from \(known.joined(separator: ", "))"))
            }
            wanted.insert(scope)
        }
        let (token, secret) = try await accounts.createToken(
            for: person, name: name, scopes: wanted, lifetime: lifetime)
        guard var view = token.view(at: clock.now).object else { throw noAccount(person) }
        view["secret"] = .string(secret)
        return AccountAnswer(
            ["token": .object(view)],
            lines: [
                say(
                    vi: "Khóa của \(person), đến \(token.expires.formatted(in: .vietnam)); chép"
                        + " ngay, sẽ không hiện lại:",
                    en: "A token of \(person), until \(token.expires.formatted(in: .vietnam));"
                        + " copy it now, it will not be shown again:"),
                secret,
            ])
    }
}

extension Invitation {
    fileprivate var view: JSON {
        [
            "person": person.map(JSON.string) ?? .null, "administrator": .bool(isAdministrator),
            "expires": .string(expires.iso8601(in: .vietnam)),
        ]
    }
}

extension APIToken.State {
    fileprivate var title: String {
        switch self {
        case .active: say(vi: "dùng được", en: "active")
        case .expired: say(vi: "đã hết hạn", en: "expired")
        case .revoked: say(vi: "đã thu hồi", en: "revoked")
        }
    }
}
