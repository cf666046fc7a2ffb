extension JSON {
    /// The canonical form (RFC 8785): members sorted by UTF-16 code units, shortest numbers, no
    /// space, only the escapes JSON demands. Whole numbers are written out exactly, also those
    /// beyond 2⁵³, where RFC 8785 would round.
    public var canonical: String {
        var writer = JSONWriter()
        writer.value(self)
        return writer.text
    }
}

extension JSONWriter {
    /// Any value, in canonical form.
    public mutating func value(_ json: JSON) {
        switch json {
        case .null: null()
        case .bool(let value): bool(value)
        case .int(let value): int(value)
        case .double(let value): double(value)
        case .string(let value): string(value)
        case .array(let elements):
            beginArray()
            for element in elements { value(element) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object.canonicalMembers {
                key(named: member.name)
                value(member.value)
            }
            endObject()
        }
    }
}

extension JSONObject {
    fileprivate var canonicalMembers: [Member] {
        let isSorted = zip(members, members.dropFirst()).allSatisfy {
            canonicallyPrecedes($0.name, $1.name)
        }
        return isSorted ? members : members.sorted { canonicallyPrecedes($0.name, $1.name) }
    }
}
