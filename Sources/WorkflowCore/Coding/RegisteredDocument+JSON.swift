public import JSON
import WorkflowCalendar
import WorkflowModel

extension DocumentRegistered {
    /// As canonical JSON.
    public var data: String { data(for: nil) }

    /// - Parameter principal: whom the one who registered it acted for.
    public func data(for principal: String?) -> String {
        var writer = JSONWriter(reserving: 512)
        writer.beginObject()
        write(to: &writer, for: principal)
        writer.endObject()
        return writer.text
    }

    func write(to writer: inout JSONWriter, for principal: String?) {
        writer.member("date", document.date.description)
        writer.list("documents", documents) { $0.document($1) }
        if let principal { writer.member("for", principal) }
        writer.member("kind", document.kind)
        if document.isLate { writer.member("late", true) }
        writer.member("number", document.number)
        writer.member("office", document.office)
        writer.member("place", document.place)
        if !document.recipients.isEmpty {
            writer.key("recipients")
            writer.strings(document.recipients)
        }
        writer.member("series", document.series)
        if let sha256 = document.sha256 { writer.member("sha256", sha256) }
        if let signer = document.signer {
            writer.key("signer")
            writer.beginObject()
            if let capacity = signer.capacity { writer.member("capacity", capacity.rawValue) }
            writer.member("name", signer.name)
            if let position = signer.position { writer.member("position", position) }
            if let principal = signer.principal { writer.member("principal", principal) }
            writer.endObject()
        }
        if !document.suffix.isEmpty { writer.member("suffix", document.suffix) }
        writer.member("summary", document.summary)
        writer.member("symbol", document.symbol)
        writer.member("type", document.type)
        if let urgency = document.urgency { writer.member("urgency", urgency.rawValue) }
        writer.member("year", document.year)
    }
}

extension DocumentWithdrawn {
    /// As canonical JSON.
    public var data: String { data(for: nil) }

    /// - Parameter principal: whom the one who withdrew it acted for.
    public func data(for principal: String?) -> String {
        var writer = JSONWriter(reserving: 128)
        writer.beginObject()
        write(to: &writer, for: principal)
        writer.endObject()
        return writer.text
    }

    func write(to writer: inout JSONWriter, for principal: String?) {
        writer.member("document", id.description)
        if let principal { writer.member("for", principal) }
        writer.member("reason", reason)
    }

    /// Nil for what is no such data.
    public convenience init?(_ json: JSONView) {
        guard let id = json["document"].string.flatMap(RegisteredDocument.ID.init(parsing:)),
            let reason = json["reason"].string
        else { return nil }
        self.init(id, reason: reason)
    }
}

extension RegisteredDocument {
    /// From the data of an event; nil for what is no such data.
    public init?(_ json: JSONView) {
        guard let office = json["office"].string, let year = json["year"].int,
            let series = json["series"].string, let number = json["number"].int,
            let symbol = json["symbol"].string, let type = json["type"].string,
            let kind = json["kind"].string, let place = json["place"].string,
            let date = json["date"].string.flatMap({ CalendarDate(parsing: $0) }),
            let summary = json["summary"].string
        else { return nil }
        self.init(
            office: office, year: Int(year), series: series, number: Int(number),
            suffix: json["suffix"].string ?? "", symbol: symbol, type: type, kind: kind,
            place: place, date: date, isLate: json["late"].bool ?? false, summary: summary,
            signer: Signer(json["signer"]),
            recipients: json["recipients"].array?.compactMap(\.string) ?? [],
            urgency: json["urgency"].string.flatMap(DocumentUrgency.init),
            sha256: json["sha256"].string)
    }
}

extension RegisteredDocument.Signer {
    fileprivate init?(_ json: JSONView) {
        guard let name = json["name"].string else { return nil }
        self.init(
            name: name, position: json["position"].string,
            capacity: json["capacity"].string.flatMap(SigningCapacity.init),
            principal: json["principal"].string)
    }
}
