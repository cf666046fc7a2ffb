extension JSON {
    /// On one line, members in their own order.
    public var compact: String {
        var buffer = TextBuffer(capacity: 256)
        appendCompact(to: &buffer)
        return buffer.text
    }

    /// The UTF-8 of `compact`, in place.
    public func withCompactBytes<Value>(
        _ body: (UnsafeRawBufferPointer) throws -> Value
    ) rethrows -> Value {
        var buffer = TextBuffer(capacity: 1024)
        appendCompact(to: &buffer)
        return try body(UnsafeRawBufferPointer(buffer.contents))
    }

    private func appendCompact(to buffer: inout TextBuffer) {
        switch self {
        case .null: buffer.append("null" as StaticString)
        case .bool(let value): buffer.append(value ? "true" as StaticString : "false")
        case .int(let value): buffer.append(value)
        case .double(let value): buffer.append(value)
        case .string(let value): buffer.append(quoted: value)
        case .array(let elements):
            buffer.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { buffer.append(UInt8(ascii: ",")) }
                element.appendCompact(to: &buffer)
            }
            buffer.append(UInt8(ascii: "]"))
        case .object(let object):
            buffer.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                if index > 0 { buffer.append(UInt8(ascii: ",")) }
                buffer.append(quoted: member.name)
                buffer.append(UInt8(ascii: ":"))
                member.value.appendCompact(to: &buffer)
            }
            buffer.append(UInt8(ascii: "}"))
        }
    }
}
