import Diagnostics
import WorkflowModel

/// The order in which computed fields are worked out: each after those it reads.
struct FieldOrder {
    private let fields: [FieldDefinition]
    /// In ascending order.
    private let reads: [[Int]]
    private var order: [Int] = []
    private var state: [Mark]
    private var path: [Int] = []
    private var cycles: [[Int]] = []

    private enum Mark { case unseen, open, done }

    /// Nothing but the computed ones; a cycle is reported at the field it comes back to.
    static func compute(_ fields: [FieldDefinition], sink: DiagnosticSink) -> [Int] {
        var order = FieldOrder(fields)
        for field in fields.indices { order.visit(field) }
        for cycle in order.cycles {
            let names = cycle.map { fields[$0].name }
            let chain = names.joined(separator: " → ")
            sink.error(
                "field-cycle",
                LocalizedText(
                    vi: "các trường được tính lẫn nhau theo vòng tròn: \(chain)",
                    en: "the fields are computed from one another in a circle: \(chain)"),
                at: fields[cycle[0]].value?.range ?? fields[cycle[0]].range, trace: names)
        }
        return order.order
    }

    private init(_ fields: [FieldDefinition]) {
        self.fields = fields
        let index = Dictionary(
            fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        reads = fields.map { field in
            guard let source = field.value?.source else { return [] }
            let read = Self.fieldNames(in: source).compactMap { index[$0] }.sorted()
            return read.indices.filter { $0 == 0 || read[$0] != read[$0 - 1] }.map { read[$0] }
        }
        state = Array(repeating: .unseen, count: fields.count)
    }

    private mutating func visit(_ field: Int) {
        switch state[field] {
        case .done:
            return
        case .open:
            let start = path.firstIndex(of: field) ?? 0
            cycles.append(Array(path[start...]) + [field])
            return
        case .unseen:
            break
        }
        state[field] = .open
        path.append(field)
        for other in reads[field] { visit(other) }
        path.removeLast()
        state[field] = .done
        if fields[field].value != nil { order.append(field) }
    }

    /// The names that follow `item.` in an expression. One inside a text in quotes only makes the
    /// order stricter than it need be.
    private static func fieldNames(in source: String) -> [String] {
        let bytes = Array(source.utf8)
        let item = Array("item".utf8)
        var names: [String] = []
        var position = 0
        while position + item.count < bytes.count {
            guard bytes[position] == item[0], bytes[position...].starts(with: item),
                position == 0 || !isWord(bytes[position - 1])
            else {
                position += 1
                continue
            }
            position += item.count
            skipBlanks(bytes, &position)
            guard position < bytes.count, bytes[position] == UInt8(ascii: ".") else { continue }
            position += 1
            skipBlanks(bytes, &position)
            // An optional selection: `item.?budget`.
            if position < bytes.count, bytes[position] == UInt8(ascii: "?") { position += 1 }
            let start = position
            while position < bytes.count, isWord(bytes[position]) { position += 1 }
            names.append(String(decoding: bytes[start..<position], as: UTF8.self))
        }
        return names
    }

    private static func skipBlanks(_ bytes: [UInt8], _ position: inout Int) {
        while position < bytes.count, bytes[position] <= UInt8(ascii: " ") { position += 1 }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
