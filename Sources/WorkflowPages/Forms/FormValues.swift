/// What was sent with a form: texts by name, in the order they came, and files.
package struct FormValues: Sendable {
    package struct File: Sendable {
        package var field: String
        /// Without the folders it lay in.
        package var name: String
        package var bytes: [UInt8]

        package init(field: String, name: String, bytes: [UInt8]) {
            self.field = field
            self.name = name
            self.bytes = bytes
        }
    }

    private var values: [String: [String]] = [:]
    package private(set) var files: [File] = []

    package init() {}

    package mutating func add(_ name: String, _ value: String) {
        values[name, default: []].append(value)
    }

    package mutating func add(_ file: File) { files.append(file) }

    /// All texts, by name, those of one name in the order they came.
    package var pairs: [(name: String, value: String)] {
        values.sorted { $0.key < $1.key }.flatMap { name, all in all.map { (name, $0) } }
    }

    /// The first of that name; nil when it was not sent.
    package subscript(name: String) -> String? { values[name]?.first }

    /// All of that name.
    package func all(_ name: String) -> [String] { values[name] ?? [] }

    package func file(_ field: String) -> File? { files.first { $0.field == field } }

    /// The numbers in the names `PREFIX.NUMBER.…`, in order.
    package func indices(_ prefix: String) -> [Int] {
        var found: Set<Int> = []
        for name in values.keys where name.hasPrefix(prefix + ".") {
            let rest = name.dropFirst(prefix.count + 1)
            if let index = Int(rest.prefix { $0.isASCII && $0.isNumber }) { found.insert(index) }
        }
        return found.sorted()
    }
}
