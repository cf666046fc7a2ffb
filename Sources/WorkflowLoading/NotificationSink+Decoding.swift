import Diagnostics
import WorkflowModel
import YAML

extension NodeDecoder where Value == NotificationRules.Sink {
    /// Where notifications go. The keys there may be hang on `type`.
    static var sink: Self {
        let kinds = NodeDecoder<SinkKind>.choice(
            LocalizedText(vi: "một loại nơi nhận", en: "a kind of sink"))
        let sink = NodeDecoder.mapping(.aSink) { reader in
            guard let kind = reader.required("type", kinds) else {
                // Which keys it may have is not known then.
                for pair in reader.mapping.pairs { reader.know(pair.name) }
                return nil
            }
            switch kind {
            case .log: return reader.log()
            case .webhook: return reader.webhook()
            case .email: return reader.email()
            }
        }
        return Self(expected: sink.expected) { node, diagnostics in
            node.concealSecrets(besides: SinkKind.plainKeys, diagnostics)
            return sink.decode(node, diagnostics)
        }
    }
}

private enum SinkKind: String, CaseIterable {
    case log, webhook, email

    /// The keys of all kinds that have no secret for a value.
    static let plainKeys = [
        "type", "path", "url", "timeout", "in_flight", "allow", "certificates", "retry", "server",
        "port", "security", "from", "user",
    ]
}

extension MappingReader {
    fileprivate mutating func log() -> NotificationRules.Sink? {
        required("path", .nonEmptyString).map { .log(path: $0) }
    }

    fileprivate mutating func webhook() -> NotificationRules.Sink? {
        let before = sink.errorCount
        let networks = NodeDecoder<NotificationRules.Webhook.Network>.choice(
            LocalizedText(vi: "một loại mạng", en: "a kind of network"))
        let url = required("url", NodeDecoder<String>.string.located)
        let secrets = optional(
            "secrets", NodeDecoder<[NotificationRules.Secret]>.oneOrMore(of: .secret), default: [])
        let allowed = optional(
            "allow", NodeDecoder<[NotificationRules.Webhook.Network]>.oneOrMore(of: networks),
            default: [])
        let timeout = optional("timeout", .seconds(in: 1...300), default: 10)
        let inFlight = optional("in_flight", .int(in: 1...256), default: 8)
        let certificates = optional("certificates", .nonEmptyString)
        let retry = optional("retry", .retry, default: NotificationRules.Retry())
        guard let url, sink.errorCount == before else { return nil }
        guard check(url, Set(allowed)) else { return nil }
        if secrets.isEmpty { sink.report(.unsigned(at: keyRange("type"))) }
        return .webhook(
            NotificationRules.Webhook(
                url: url.value, secrets: secrets, timeout: timeout, inFlight: inFlight,
                allowed: Set(allowed), certificates: certificates, retry: retry))
    }

    private func check(
        _ url: Located<String>, _ allowed: Set<NotificationRules.Webhook.Network>
    ) -> Bool {
        do throws(ReceiverURL.Fault) {
            let parts = try ReceiverURL(url.value)
            if let network = parts.network, !allowed.contains(network) {
                sink.report(.notAllowed(parts.host, network, at: url.range))
                return false
            }
            if !parts.isEncrypted, allowed.isEmpty {
                sink.report(.notEncrypted(at: url.range))
                return false
            }
            return true
        } catch {
            sink.report(error.diagnostic(at: url.range))
            return false
        }
    }

    fileprivate mutating func email() -> NotificationRules.Sink? {
        let before = sink.errorCount
        let securities = NodeDecoder<NotificationRules.Email.Security>.choice(
            LocalizedText(vi: "một cách mã hóa", en: "a kind of encryption"))
        let server = required("server", .hostName)
        let security = optional("security", securities, default: .startTLS)
        let port = optional("port", .int(in: 1...65_535), default: security.usualPort)
        let from = required("from", .mailSender)
        let user = optional("user", .nonEmptyString)
        let password = optional("password", .secret)
        let timeout = optional("timeout", .seconds(in: 1...300), default: 30)
        let inFlight = optional("in_flight", .int(in: 1...32), default: 2)
        let certificates = optional("certificates", .nonEmptyString)
        let retry = optional("retry", .retry, default: NotificationRules.Retry())
        guard let server, let from, sink.errorCount == before else { return nil }
        if (user == nil) != (password == nil) {
            sink.report(.halfLogin(at: keyRange(user == nil ? "password" : "user")))
            return nil
        }
        if password != nil, security == .none {
            sink.report(.passwordInTheOpen(at: keyRange("password")))
            return nil
        }
        return .email(
            NotificationRules.Email(
                server: server, port: port, security: security, from: from, user: user,
                password: password, timeout: timeout, inFlight: inFlight,
                certificates: certificates, retry: retry))
    }
}

extension NotificationRules.Email.Security {
    /// RFC 6409, RFC 8314, RFC 5321.
    fileprivate var usualPort: Int {
        switch self {
        case .startTLS: 587
        case .tls: 465
        case .none: 25
        }
    }
}

extension NodeDecoder where Value == NotificationRules.Retry {
    fileprivate static var retry: Self {
        .mapping(LocalizedText(vi: "cách gửi lại", en: "how to retry")) { reader in
            let usual = NotificationRules.Retry()
            let first = reader.optional("first", .seconds(in: 1...3_600), default: usual.first)
            let most = reader.optional(
                "at_most", .seconds(in: 1...604_800), default: max(first, usual.most))
            let giveUp = reader.optional(
                "give_up", .seconds(in: 1...7_776_000), default: max(most, usual.giveUp))
            if most < first {
                reader.sink.report(
                    .retryOrder("at_most", "first", at: reader.valueRange("at_most")))
                return nil
            }
            if giveUp < first {
                reader.sink.report(
                    .retryOrder("give_up", "first", at: reader.valueRange("give_up")))
                return nil
            }
            return NotificationRules.Retry(first: first, most: most, giveUp: giveUp)
        }
    }
}

extension Diagnostic {
    fileprivate static func retryOrder(
        _ later: String, _ earlier: String, at range: SourceRange
    ) -> Diagnostic {
        .error(
            "wrong-order",
            LocalizedText(
                vi: "“\(later)” không được ngắn hơn “\(earlier)”",
                en: "“\(later)” must not be shorter than “\(earlier)”"),
            at: range)
    }

    fileprivate static func notAllowed(
        _ host: String, _ network: NotificationRules.Webhook.Network, at range: SourceRange
    ) -> Diagnostic {
        let what =
            switch network {
            case .loopback: LocalizedText(vi: "chính máy này", en: "this machine itself")
            case .private: LocalizedText(vi: "mạng nội bộ", en: "a private network")
            }
        return .error(
            "address-not-allowed",
            LocalizedText(
                vi: "“\(host)” là \(what.vi): nếu không cho phép thì không gửi đến đó",
                en: "“\(host)” is \(what.en): nothing is sent there unless it is allowed"),
            at: range,
            hint: LocalizedText(
                vi: "nếu thật sự muốn vậy, thêm “allow: [\(network.rawValue)]”",
                en: "if that is really meant, add “allow: [\(network.rawValue)]”"))
    }

    fileprivate static func notEncrypted(at range: SourceRange) -> Diagnostic {
        .error(
            "not-encrypted",
            LocalizedText(
                vi: "http:// không mã hóa: dọc đường ai cũng đọc được",
                en: "http:// is not encrypted: everyone on the way can read it"),
            at: range,
            hint: LocalizedText(
                vi: "dùng https://; nơi nhận trong mạng của cơ quan thì thêm “allow: [private]”",
                en: "use https://; for a receiver in the office's own network add “allow: "
                    + "[private]”"))
    }

    fileprivate static func unsigned(at range: SourceRange) -> Diagnostic {
        .warning(
            "unsigned",
            LocalizedText(
                vi: "không có “secrets”: nơi nhận không thể biết tin do ai gửi",
                en: "without “secrets” the receiver cannot tell who sent a message"),
            at: range,
            hint: LocalizedText(
                vi: "ví dụ: secrets: [{env: WF_HOOK_SECRET}]",
                en: "such as secrets: [{env: WF_HOOK_SECRET}]"))
    }

    fileprivate static func halfLogin(at range: SourceRange) -> Diagnostic {
        .error(
            "half-login",
            LocalizedText(
                vi: "“user” và “password” đi cùng nhau", en: "“user” and “password” go together"),
            at: range)
    }

    fileprivate static func passwordInTheOpen(at range: SourceRange) -> Diagnostic {
        .error(
            "not-encrypted",
            LocalizedText(
                vi: "không gửi mật khẩu khi không mã hóa",
                en: "a password is not sent without encryption"),
            at: range,
            hint: LocalizedText(
                vi: "dùng “security: starttls” hoặc “security: tls”",
                en: "use “security: starttls” or “security: tls”"))
    }
}
