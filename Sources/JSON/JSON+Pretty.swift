extension JSON {
    /// For people: a member or element a line, indented by two spaces, members in their own order,
    /// empty objects and arrays on one line. No newline at the end.
    public var pretty: String {
        var bytes: [UInt8] = []
        appendPretty(to: &bytes, indent: 0)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func appendPretty(to bytes: inout [UInt8], indent: Int) {
        switch self {
        case .array(let elements) where !elements.isEmpty:
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                Self.newLine(index, indent + 1, in: &bytes)
                element.appendPretty(to: &bytes, indent: indent + 1)
            }
            Self.newLine(0, indent, in: &bytes)
            bytes.append(UInt8(ascii: "]"))
        case .object(let object) where !object.isEmpty:
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                Self.newLine(index, indent + 1, in: &bytes)
                JSONWriter.appendQuoted(member.name, to: &bytes)
                bytes += [UInt8(ascii: ":"), UInt8(ascii: " ")]
                member.value.appendPretty(to: &bytes, indent: indent + 1)
            }
            Self.newLine(0, indent, in: &bytes)
            bytes.append(UInt8(ascii: "}"))
        default:
            bytes += canonicalBytes
        }
    }

    private static func newLine(_ index: Int, _ indent: Int, in bytes: inout [UInt8]) {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: indent * 2))
    }
}
