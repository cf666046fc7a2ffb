import Diagnostics
public import JSON
import WorkflowCalendar
import WorkflowModel

extension DeliveryJob {
    public var json: JSON {
        var object: JSONObject = [
            "version": .int(Int64(Self.version)), "store": .string(store),
            "language": .string(language.rawValue),
            "sinks": .object(
                JSONObject(sinks.sorted { $0.key < $1.key }.map { ($0.key, $0.value.jobJSON) })),
        ]
        if let now { object["now"] = .string(now.iso8601(in: .utc)) }
        if directory != MailDirectory() { object["directory"] = directory.json }
        if !templates.texts.isEmpty { object["templates"] = templates.json }
        if let recipient { object["recipient"] = recipient }
        return .object(object)
    }

    /// - Throws: when something is missing, not what it should be or not known, or the version is
    ///   another.
    public init(json: JSON) throws(DeliveryJobError) {
        let reader = try JobReader(
            json,
            known: [
                "version", "store", "language", "now", "sinks", "directory", "templates",
                "recipient",
            ])
        try reader.checkVersion()
        var sinks: [String: NotificationRules.Sink] = [:]
        for member in try reader.object("sinks").members {
            sinks[member.name] = try NotificationRules.Sink(
                jobJSON: member.value, path: "sinks.\(member.name)")
        }
        let now = try reader.optionalString("now").map { text throws(DeliveryJobError) in
            try reader.expect(Instant(parsing: text, in: .utc), "now", "a time")
        }
        self.init(
            store: try reader.string("store"), now: now, language: try reader.choice("language"),
            sinks: sinks,
            directory: try reader.optional("directory").map {
                json throws(DeliveryJobError) in try MailDirectory(json: json)
            } ?? MailDirectory(),
            templates: try reader.optional("templates").map {
                json throws(DeliveryJobError) in try MailTemplates(json: json)
            } ?? MailTemplates(),
            recipient: reader.optional("recipient"))
    }
}

extension NotificationRules.Sink {
    fileprivate var jobJSON: JSON {
        switch self {
        case .log(let path): ["type": "log", "path": .string(path)]
        case .webhook(let webhook): webhook.jobJSON
        case .email(let email): email.jobJSON
        }
    }

    fileprivate init(jobJSON json: JSON, path: String) throws(DeliveryJobError) {
        switch json["type"].string {
        case "webhook": self = .webhook(try NotificationRules.Webhook(jobJSON: json, path: path))
        case "email": self = .email(try NotificationRules.Email(jobJSON: json, path: path))
        default:
            throw DeliveryJobError(
                path: path + ".type",
                problem: "expected webhook or email, found \(json["type"].canonical)")
        }
    }
}

extension NotificationRules.Webhook {
    fileprivate var jobJSON: JSON {
        var object: JSONObject = [
            "type": "webhook", "url": .string(url), "secrets": .array(secrets.map(\.jobJSON)),
            "timeout": .int(Int64(timeout)), "in_flight": .int(Int64(inFlight)),
            "allow": .array(allowed.map(\.rawValue).sorted().map(JSON.string)),
            "retry": retry.jobJSON,
        ]
        if let certificates { object["certificates"] = .string(certificates) }
        return .object(object)
    }

    fileprivate init(jobJSON json: JSON, path: String) throws(DeliveryJobError) {
        let reader = try JobReader(
            json, path: path,
            known: [
                "type", "url", "secrets", "timeout", "in_flight", "allow", "retry", "certificates",
            ])
        var secrets: [NotificationRules.Secret] = []
        for secret in try reader.array("secrets") {
            secrets.append(
                try NotificationRules.Secret(jobJSON: secret, path: reader.path(of: "secrets")))
        }
        var allowed: Set<Network> = []
        for network in try reader.array("allow") {
            allowed.insert(
                try reader.expect(
                    network.string.flatMap(Network.init), "allow", "loopback or private"))
        }
        self.init(
            url: try reader.string("url"), secrets: secrets, timeout: try reader.int("timeout"),
            inFlight: try reader.int("in_flight"), allowed: allowed,
            certificates: try reader.optionalString("certificates"),
            retry: try NotificationRules.Retry(reader))
    }
}

extension NotificationRules.Email {
    fileprivate var jobJSON: JSON {
        var object: JSONObject = [
            "type": "email", "server": .string(server), "port": .int(Int64(port)),
            "security": .string(security.rawValue), "from": .string(from),
            "timeout": .int(Int64(timeout)), "in_flight": .int(Int64(inFlight)),
            "retry": retry.jobJSON,
        ]
        if let user { object["user"] = .string(user) }
        if let password { object["password"] = password.jobJSON }
        if let certificates { object["certificates"] = .string(certificates) }
        return .object(object)
    }

    fileprivate init(jobJSON json: JSON, path: String) throws(DeliveryJobError) {
        let reader = try JobReader(
            json, path: path,
            known: [
                "type", "server", "port", "security", "from", "user", "password", "timeout",
                "in_flight", "certificates", "retry",
            ])
        let password = try reader.optional("password").map { json throws(DeliveryJobError) in
            try NotificationRules.Secret(jobJSON: json, path: reader.path(of: "password"))
        }
        self.init(
            server: try reader.string("server"), port: try reader.int("port"),
            security: try reader.choice("security"), from: try reader.string("from"),
            user: try reader.optionalString("user"), password: password,
            timeout: try reader.int("timeout"), inFlight: try reader.int("in_flight"),
            certificates: try reader.optionalString("certificates"),
            retry: try NotificationRules.Retry(reader))
    }
}

extension NotificationRules.Secret {
    fileprivate var jobJSON: JSON {
        switch self {
        case .environment(let name): ["env": .string(name)]
        case .file(let path): ["file": .string(path)]
        }
    }

    fileprivate init(jobJSON json: JSON, path: String) throws(DeliveryJobError) {
        let reader = try JobReader(json, path: path, known: ["env", "file"])
        switch (try reader.optionalString("env"), try reader.optionalString("file")) {
        case (let name?, nil): self = .environment(name)
        case (nil, let file?): self = .file(file)
        default: throw DeliveryJobError(path: path, problem: "expected either env or file")
        }
    }
}

extension NotificationRules.Retry {
    fileprivate var jobJSON: JSON {
        [
            "first": .int(Int64(first)), "at_most": .int(Int64(most)),
            "give_up": .int(Int64(giveUp)),
        ]
    }

    /// The member `retry` of a sink.
    fileprivate init(_ sink: JobReader) throws(DeliveryJobError) {
        let reader = try JobReader(
            .object(try sink.object("retry")), path: sink.path(of: "retry"),
            known: ["first", "at_most", "give_up"])
        self.init(
            first: try reader.int("first"), most: try reader.int("at_most"),
            giveUp: try reader.int("give_up"))
    }
}
