/// A checked text and where in it every value stands, in the order written.
final class JSONDocument: Sendable {
    enum Kind: UInt8 { case null, `false`, `true`, int, double, string, array, object }

    struct Entry {
        var kind: Kind
        /// Of a string: some of its characters are written as escapes.
        var isEscaped = false
        /// The bytes of the value; of a string, between its quotes.
        var start: Int
        var end: Int
        /// The place of what follows it: behind its members or elements. The members of an object
        /// are its names and values in turn.
        var next: Int
    }

    let bytes: [UInt8]
    let entries: [Entry]

    init(_ bytes: [UInt8], _ entries: [Entry]) {
        self.bytes = bytes
        self.entries = entries
    }

    func int(_ entry: Entry) -> Int64? {
        bytes.withUnsafeBufferPointer { bytes in
            var index = entry.start
            let isNegative = bytes[index] == UInt8(ascii: "-")
            if isNegative { index += 1 }
            var value: Int64 = 0
            while index < entry.end {
                let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
                let (sum, isOver) = tens.subtractingReportingOverflow(Int64(bytes[index] & 15))
                if isTooLarge || isOver { return nil }
                value = sum
                index += 1
            }
            // Counted below zero, where there is one more.
            if isNegative { return value }
            return value == .min ? nil : -value
        }
    }

    func double(_ entry: Entry) -> Double? { Double(text(entry)) }

    func string(_ entry: Entry) -> String {
        entry.isEscaped ? JSONEscapes.decoded(bytes[entry.start..<entry.end]) : text(entry)
    }

    private func text(_ entry: Entry) -> String {
        bytes.withUnsafeBufferPointer {
            String(
                decoding: UnsafeBufferPointer(rebasing: $0[entry.start..<entry.end]), as: UTF8.self)
        }
    }

    func member(of object: Int, named name: [UInt8]) -> Int? {
        name.withUnsafeBufferPointer { member(of: object, named: $0) }
    }

    /// - Parameter object: the place of an object.
    func member(of object: Int, named name: UnsafeBufferPointer<UInt8>) -> Int? {
        entries.withUnsafeBufferPointer { entries in
            bytes.withUnsafeBufferPointer { bytes in
                var place = object + 1
                let end = entries[object].next
                while place < end {
                    let entry = entries[place]
                    if entry.isEscaped
                        ? string(entry).utf8.elementsEqual(name)
                        : entry.end - entry.start == name.count
                            && bytes[entry.start..<entry.end].elementsEqual(name)
                    {
                        return place + 1
                    }
                    place = entries[place + 1].next
                }
                return nil
            }
        }
    }

    /// - Parameter place: where a value is.
    func value(at place: Int) -> JSON {
        let entry = entries[place]
        switch entry.kind {
        case .null: return .null
        case .false: return .bool(false)
        case .true: return .bool(true)
        case .int:
            // Beyond 64 bits it is read as any other number.
            if let whole = int(entry) { return .int(whole) }
            return .double(double(entry) ?? 0)
        case .double: return .double(double(entry) ?? 0)
        case .string: return .string(string(entry))
        case .array:
            var elements: [JSON] = []
            var next = place + 1
            while next < entry.next {
                elements.append(value(at: next))
                next = entries[next].next
            }
            return .array(elements)
        case .object:
            var members: [JSONObject.Member] = []
            var next = place + 1
            while next < entry.next {
                members.append(
                    JSONObject.Member(
                        name: string(entries[next]), value: value(at: next + 1)))
                next = entries[next + 1].next
            }
            return .object(JSONObject(distinct: members))
        }
    }
}
