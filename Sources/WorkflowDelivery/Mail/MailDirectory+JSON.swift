import Diagnostics
public import JSON
public import WorkflowModel

// How what mail needs stands in a job. Members that are not known are refused: a job comes from
// the same edition of the program.

extension MailDirectory {
    public var json: JSON {
        ["agencies": Self.json(agencies), "people": Self.json(people)]
    }

    public init(json: JSON) throws(DeliveryJobError) {
        let members = try json.members("directory", known: ["agencies", "people"])
        self.init(
            people: try Self.entries(members["people"], "people"),
            agencies: try Self.entries(members["agencies"], "agencies"))
    }

    private static func json(_ entries: [String: Entry]) -> JSON {
        .object(
            JSONObject(entries.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) }))
    }

    private static func entries(
        _ json: JSON?, _ path: String
    ) throws(DeliveryJobError) -> [String: Entry] {
        guard let json else { return [:] }
        guard let object = json.object else {
            throw DeliveryJobError(path: path, problem: "expected an object")
        }
        var entries: [String: Entry] = [:]
        for member in object.members {
            entries[member.name] = try Entry(json: member.value, path: "\(path).\(member.name)")
        }
        return entries
    }
}

extension MailDirectory.Entry {
    fileprivate var json: JSON {
        var object: JSONObject = ["language": .string(language.rawValue), "name": .string(name)]
        if let address { object["address"] = .string(address) }
        return .object(object)
    }

    fileprivate init(json: JSON, path: String) throws(DeliveryJobError) {
        let members = try json.members(path, known: ["address", "language", "name"])
        guard let name = members["name"]?.string else {
            throw DeliveryJobError(path: path + ".name", problem: "expected a string")
        }
        let language =
            members["language"].map { $0.string.flatMap(Language.init(rawValue:)) } ?? .vi
        guard let language else {
            throw DeliveryJobError(path: path + ".language", problem: "expected vi or en")
        }
        let address = members["address"]
        if let address, address.string == nil {
            throw DeliveryJobError(path: path + ".address", problem: "expected a string")
        }
        self.init(name: name, address: address?.string, language: language)
    }
}

extension MailTemplates {
    /// Texts by their keys, `{"due-soon.vi.html": "<p>…"}`.
    public var json: JSON {
        let texts = texts.map { ($0.key.description, $0.value) }.sorted { $0.0 < $1.0 }
        return .object(JSONObject(texts.map { ($0.0, JSON.string($0.1)) }))
    }

    public init(json: JSON) throws(DeliveryJobError) {
        guard let object = json.object else {
            throw DeliveryJobError(path: "templates", problem: "expected an object")
        }
        self.init()
        for member in object.members {
            guard let key = Key(parsing: member.name), let text = member.value.string else {
                throw DeliveryJobError(
                    path: "templates.\(member.name)",
                    problem: "expected NAME.LANGUAGE.PART and a text")
            }
            texts[key] = text
        }
    }
}

extension JSON {
    fileprivate func members(
        _ path: String, known: [String]
    ) throws(DeliveryJobError) -> JSONObject {
        guard let object else { throw DeliveryJobError(path: path, problem: "expected an object") }
        for name in object.names where !known.contains(name) {
            throw DeliveryJobError(path: "\(path).\(name)", problem: "not known here")
        }
        return object
    }
}
