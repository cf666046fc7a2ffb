import WorkflowPresentation

/// The lines of standard input, without their ends: of this process as they come, of who asks a
/// server as they were sent.
struct InputLines {
    private var sent: ArraySlice<UInt8>?

    /// - Throws: when a server has not been sent them yet.
    init() throws(Failure) {
        sent = try Invocation.current?.file("-")[...]
    }

    mutating func next() -> String? {
        guard let rest = sent else { return readLine(strippingNewline: true) }
        guard !rest.isEmpty else { return nil }
        let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
        sent = rest[min(end + 1, rest.endIndex)...]
        var line = rest[..<end]
        if end < rest.endIndex, line.last == 0x0D { line = line.dropLast() }
        return String(decoding: line, as: UTF8.self)
    }
}
