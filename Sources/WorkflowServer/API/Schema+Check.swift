package import Diagnostics
package import JSON

/// What does not fit a schema, and where.
package struct SchemaFault: Sendable {
    /// A JSON Pointer (RFC 6901): `/fields/appraised`; empty for the whole.
    package let pointer: String
    package let message: LocalizedText
    package var hint: LocalizedText?
}

extension Schema {
    /// The first thing that does not fit; nil when all does.
    package func fault(in json: JSON, at pointer: String = "") -> SchemaFault? {
        switch kind {
        case .any: return nil
        case .bool:
            if json.bool == nil {
                return Self.wrong(json, pointer, vi: "true/false", en: "a boolean")
            }
        case .integer(let range):
            guard let number = json.whole else {
                return Self.wrong(json, pointer, vi: "số nguyên", en: "a whole number")
            }
            if !range.contains(number) {
                let bounds = "\(range.lowerBound)–\(range.upperBound)"
                return Self.wrong(json, pointer, vi: "số \(bounds)", en: "a number \(bounds)")
            }
        case .number:
            if json.double == nil { return Self.wrong(json, pointer, vi: "số", en: "a number") }
        case .text(let text):
            guard let string = json.string else {
                return Self.wrong(json, pointer, vi: "văn bản", en: "text")
            }
            return text.fault(in: string, at: pointer)
        case .list(let element, let atMost):
            guard let elements = json.array else {
                return Self.wrong(json, pointer, vi: "danh sách", en: "a list")
            }
            if elements.count > atMost {
                return SchemaFault(
                    pointer: pointer,
                    message: LocalizedText(
                        vi: "tối đa \(atMost) mục, có \(elements.count)",
                        en: "at most \(atMost) entries, not \(elements.count)"))
            }
            for (index, value) in elements.enumerated() {
                if let fault = element.fault(in: value, at: "\(pointer)/\(index)") { return fault }
            }
        case .object(let members, let others):
            guard let object = json.object else {
                return Self.wrong(json, pointer, vi: "đối tượng", en: "an object")
            }
            return Self.fault(in: object, members, others, pointer)
        case .reference(let name):
            guard let schema = Self.components[name] else {
                preconditionFailure("there is no schema \(name)")
            }
            return schema.fault(in: json, at: pointer)
        case .either(let schemas):
            var first: SchemaFault?
            for schema in schemas {
                guard let fault = schema.fault(in: json, at: pointer) else { return nil }
                // The one that came furthest says most.
                if first.map({ $0.pointer.utf8.count < fault.pointer.utf8.count }) ?? true {
                    first = fault
                }
            }
            return first
        case .nullable(let schema):
            return json.isNull ? nil : schema.fault(in: json, at: pointer)
        }
        return nil
    }

    private static func fault(
        in object: JSONObject, _ members: [Member], _ others: Schema?, _ pointer: String
    ) -> SchemaFault? {
        for member in members {
            if let value = object[member.name] {
                if let fault = member.schema.fault(in: value, at: pointer + "/" + member.name) {
                    return fault
                }
            } else if member.isRequired {
                return SchemaFault(
                    pointer: pointer,
                    message: LocalizedText(
                        vi: "thiếu “\(member.name)”", en: "“\(member.name)” is missing"))
            }
        }
        for given in object.members where !members.contains(where: { $0.name == given.name }) {
            guard let others else { return unknown(given.name, members, pointer) }
            if let fault = others.fault(in: given.value, at: pointer + "/" + given.name) {
                return fault
            }
        }
        return nil
    }

    private static func unknown(
        _ name: String, _ members: [Member], _ pointer: String
    ) -> SchemaFault {
        let names = members.map(\.name)
        let near = nearest(name, in: names)
        let list = names.joined(separator: ", ")
        return SchemaFault(
            pointer: pointer,
            message: LocalizedText(
                vi: "không có mục “\(name)”", en: "there is no member “\(name)”"),
            hint: near.map { LocalizedText(vi: "có phải \($0)?", en: "did you mean \($0)?") }
                ?? LocalizedText(vi: "các mục: \(list)", en: "members: \(list)"))
    }

    private static func wrong(
        _ json: JSON, _ pointer: String, vi: String, en: String
    ) -> SchemaFault {
        let found = json.excerpt
        return SchemaFault(
            pointer: pointer,
            message: LocalizedText(
                vi: "cần \(vi), không phải \(found)", en: "must be \(en), not \(found)"))
    }
}

extension Schema.Text {
    fileprivate func fault(in text: String, at pointer: String) -> SchemaFault? {
        if !values.isEmpty, !values.contains(text) {
            let list = values.joined(separator: ", ")
            let near = nearest(text, in: values)
            return SchemaFault(
                pointer: pointer,
                message: LocalizedText(
                    vi: "“\(text.beginning)” không phải một trong: \(list)",
                    en: "“\(text.beginning)” is none of: \(list)"),
                hint: near.map { LocalizedText(vi: "có phải \($0)?", en: "did you mean \($0)?") })
        }
        let count = text.unicodeScalars.count
        if !length.contains(count) {
            return SchemaFault(
                pointer: pointer,
                message: LocalizedText(
                    vi: "cần \(length.lowerBound)–\(length.upperBound) ký tự, có \(count)",
                    en: "needs \(length.lowerBound) to \(length.upperBound) characters, not"
                        + " \(count)"))
        }
        if !isAllowed(text) {
            return SchemaFault(
                pointer: pointer,
                message: LocalizedText(
                    vi: "“\(text.beginning)” không đúng dạng \(pattern ?? format ?? "")",
                    en: "“\(text.beginning)” does not look like \(pattern ?? format ?? "")"))
        }
        return nil
    }
}

extension JSON {
    /// The whole number this is, `1.0` being one to JSON Schema.
    var whole: Int64? {
        if let int { return int }
        guard case .double(let number) = self else { return nil }
        return Int64(exactly: number)
    }

    /// What was found, for a complaint.
    fileprivate var excerpt: String {
        switch self {
        case .array: "[…]"
        case .object: "{…}"
        default: canonical.beginning
        }
    }
}

extension String {
    /// At most 60 characters of it.
    fileprivate var beginning: String { count > 60 ? prefix(60) + "…" : self }
}
