extension JSON {
    /// For people: a member or element a line, indented by two spaces, members in their own order,
    /// empty objects and arrays on one line. No newline at the end.
    public var pretty: String {
        var buffer = TextBuffer(capacity: 256)
        appendPretty(to: &buffer, indent: 0)
        return buffer.text
    }

    private func appendPretty(to buffer: inout TextBuffer, indent: Int) {
        switch self {
        case .array(let elements) where !elements.isEmpty:
            buffer.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                Self.newLine(index, indent + 1, in: &buffer)
                element.appendPretty(to: &buffer, indent: indent + 1)
            }
            Self.newLine(0, indent, in: &buffer)
            buffer.append(UInt8(ascii: "]"))
        case .object(let object) where !object.isEmpty:
            buffer.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                Self.newLine(index, indent + 1, in: &buffer)
                buffer.append(quoted: member.name)
                buffer.append(": " as StaticString)
                member.value.appendPretty(to: &buffer, indent: indent + 1)
            }
            Self.newLine(0, indent, in: &buffer)
            buffer.append(UInt8(ascii: "}"))
        default:
            buffer.append(canonical)
        }
    }

    private static func newLine(_ index: Int, _ indent: Int, in buffer: inout TextBuffer) {
        if index > 0 { buffer.append(UInt8(ascii: ",")) }
        buffer.append(UInt8(ascii: "\n"))
        buffer.append(UInt8(ascii: " "), times: indent * 2)
    }
}
