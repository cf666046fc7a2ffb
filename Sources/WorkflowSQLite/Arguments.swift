import CSQLite
import JSON

/// Arguments of a statement, put down before there is one: in one piece of memory, so that whoever
/// writes while others decide looks for nothing, copies nothing and counts no references.
struct Arguments: Sendable {
    private enum Argument {
        case null
        case integer(Int64)
        case text(start: Int32, count: Int32)
        case bytes(start: Int32, count: Int32)
    }

    private var arguments: [Argument] = []
    private var bytes: [UInt8] = []

    init(reserving count: Int, bytes: Int) {
        arguments.reserveCapacity(count)
        self.bytes.reserveCapacity(bytes)
    }

    // MARK: In order

    mutating func add(_ text: String) {
        let start = bytes.count
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
        arguments.append(.text(start: Int32(start), count: Int32(bytes.count - start)))
    }

    mutating func add(_ text: String?) {
        if let text { add(text) } else { arguments.append(.null) }
    }

    mutating func add(_ json: borrowing JSONWriter) {
        let start = bytes.count
        json.withBytes { bytes.append(contentsOf: $0) }
        arguments.append(.text(start: Int32(start), count: Int32(bytes.count - start)))
    }

    mutating func add(_ bytes: [UInt8]) {
        arguments.append(.bytes(start: Int32(self.bytes.count), count: Int32(bytes.count)))
        self.bytes.append(contentsOf: bytes)
    }

    mutating func add(_ number: some BinaryInteger) { arguments.append(.integer(Int64(number))) }

    mutating func add(_ number: (some BinaryInteger)?) {
        if let number { add(number) } else { arguments.append(.null) }
    }

    mutating func add(_ flag: Bool) { add(flag ? 1 : 0) }

    // MARK: Binding

    /// Binds them to a statement from its first parameter on.
    ///
    /// - Parameter body: Runs the statement, which must not look at them any more once it returns.
    /// - Returns: What the body returns.
    func bind<Value>(
        to statement: OpaquePointer, _ body: (_ count: Int32) -> Value
    ) -> Value {
        bytes.withUnsafeBytes { memory in
            // Never nil, which SQLite would take for NULL, as there is a text or two in every row.
            let start = memory.bindMemory(to: CChar.self).baseAddress
            var place: Int32 = 0
            for argument in arguments {
                place += 1
                switch argument {
                case .null: sqlite3_bind_null(statement, place)
                case .integer(let number): sqlite3_bind_int64(statement, place, number)
                case .text(let first, let count):
                    sqlite3_bind_text(statement, place, start.map { $0 + Int(first) }, count, nil)
                case .bytes(let first, let count):
                    sqlite3_bind_blob(statement, place, start.map { $0 + Int(first) }, count, nil)
                }
            }
            return body(place)
        }
    }
}
