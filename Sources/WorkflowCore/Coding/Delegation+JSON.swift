public import JSON
public import WorkflowCalendar

extension Delegation {
    /// What is told of it when it is given, as canonical JSON; who gave it and when stands with the
    /// event, and how it ended in another.
    public var data: String {
        var writer = JSONWriter(reserving: 256)
        writer.beginObject()
        if !scope.actions.isEmpty {
            writer.key("actions")
            writer.strings(scope.actions)
        }
        if let agency { writer.member("agency", agency) }
        writer.member("delegation", number)
        writer.member("deputy", deputy)
        writer.member("from", from.description)
        writer.member("kind", kind.rawValue)
        if let note { writer.member("note", note) }
        writer.member("principal", principal)
        writer.member("to", to.description)
        if !scope.workflows.isEmpty {
            writer.key("workflows")
            writer.strings(scope.workflows)
        }
        writer.endObject()
        return writer.text
    }

    /// From the data of an event; nil for what is no such data.
    public init?(_ json: JSONView, givenBy: String, at givenAt: Instant) {
        guard let number = json["delegation"].int, let principal = json["principal"].string,
            let deputy = json["deputy"].string,
            let kind = json["kind"].string.flatMap(Kind.init),
            let from = json["from"].string.flatMap({ CalendarDate(parsing: $0) }),
            let to = json["to"].string.flatMap({ CalendarDate(parsing: $0) })
        else { return nil }
        self.init(
            number: Int(number), principal: principal, deputy: deputy, kind: kind, from: from,
            to: to,
            scope: Scope(
                workflows: json["workflows"].array?.compactMap(\.string) ?? [],
                actions: json["actions"].array?.compactMap(\.string) ?? []),
            agency: json["agency"].string, note: json["note"].string, givenBy: givenBy,
            givenAt: givenAt)
    }
}

extension DelegationEnded {
    /// As canonical JSON.
    public var data: String {
        var writer = JSONWriter(reserving: 64)
        writer.beginObject()
        writer.member("delegation", number)
        writer.member("from", from.description)
        if let note { writer.member("note", note) }
        writer.endObject()
        return writer.text
    }

    /// Nil for what is no such data.
    public init?(_ json: JSONView) {
        guard let number = json["delegation"].int,
            let from = json["from"].string.flatMap({ CalendarDate(parsing: $0) })
        else { return nil }
        self.init(number: Int(number), from: from, note: json["note"].string)
    }
}
