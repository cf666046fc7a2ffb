import CEL
import WorkflowCalendar

/// Sorts the values of one column into classes that no cell of the column tells apart.
///
/// The values that cells name are the keys, in order. With n keys, class 2i + 1 is the key i
/// itself, class 2i lies between the keys i - 1 and i, and class 2n above all. Behind these come
/// `NaN`, which has no order, and `null`.
struct ValueClasses: Sendable {
    private enum Keys: Sendable {
        case whole([Int64])
        case fractions([Double])
        case texts(TextKeys)
        case flags
        case days([Int64])
        case limits([Limit: Int])
    }

    private let keys: Keys
    private let keyCount: Int

    /// The classes of values that stand in the order of the keys.
    var ordered: Range<Int> { 0..<2 * keyCount + 1 }
    /// All classes of values.
    var values: Range<Int> { 0..<2 * keyCount + 2 }
    private var unordered: Int { 2 * keyCount + 1 }
    /// The class of an input without a value.
    var null: Int { 2 * keyCount + 2 }
    /// All classes.
    var all: Range<Int> { 0..<2 * keyCount + 3 }

    /// - Parameter literals: the values that cells name, in any order and any number of times;
    ///   each `isKey(literal, of: type)`.
    init(_ type: DecisionTable.ColumnType, literals: [Value]) {
        switch type {
        case .int, .money:
            let sorted = Self.ascending(
                literals.compactMap { if case .int(let number) = $0 { number } else { nil } })
            (keys, keyCount) = (.whole(sorted), sorted.count)
        case .double:
            let sorted = Self.ascending(
                literals.compactMap { if case .double(let number) = $0 { number } else { nil } })
            (keys, keyCount) = (.fractions(sorted), sorted.count)
        case .string:
            let texts = TextKeys(
                literals.compactMap { if case .string(let text) = $0 { text } else { nil } })
            (keys, keyCount) = (.texts(texts), texts.count)
        case .bool:
            (keys, keyCount) = (.flags, 2)
        case .date:
            let sorted = Self.ascending(
                literals.compactMap { $0.date.map { Int64($0.daysSinceEpoch) } })
            (keys, keyCount) = (.days(sorted), sorted.count)
        case .limit:
            var limits: [Limit: Int] = [:]
            for limit in literals.compactMap(\.limit) where limits[limit] == nil {
                limits[limit] = limits.count
            }
            (keys, keyCount) = (.limits(limits), limits.count)
        }
    }

    /// Whether a literal can be a key of a column of this type. All that is read from a file can.
    static func isKey(_ literal: Value, of type: DecisionTable.ColumnType) -> Bool {
        switch (type, literal) {
        case (.int, .int), (.money, .int), (.string, .string), (.bool, .bool): true
        // Whole numbers and fractions side by side have no order beyond 2^53: a whole number that
        // is compared with a fraction is rounded first.
        case (.double, .double(let number)): !number.isNaN
        case (.date, _): literal.date != nil
        case (.limit, _): literal.limit != nil
        default: false
        }
    }

    /// The class a value falls into; nil when the column does not take it.
    func callAsFunction(_ value: Value) -> Int? {
        switch (keys, value) {
        case (_, .null): return null
        case (.whole(let keys), .int(let number)): return Self.place(of: number, in: keys)
        case (.texts(let keys), .string(let text)): return keys.place(of: text)
        case (.fractions(let keys), .double(let number)):
            return number.isNaN ? unordered : Self.place(of: number, in: keys)
        case (.fractions(let keys), .int(let number)):
            return Self.place(of: Double(number), in: keys)
        case (.flags, .bool(let flag)): return flag ? 3 : 1
        case (.days(let keys), .opaque(let opaque)):
            guard let day = opaque as? DateValue else { return nil }
            return Self.place(of: Int64(day.date.daysSinceEpoch), in: keys)
        case (.limits(let keys), .opaque(let opaque)):
            guard let limit = opaque as? LimitValue else { return nil }
            return keys[limit.limit].map { 2 * $0 + 1 } ?? 2 * keyCount
        default: return nil
        }
    }

    private static func ascending<Key: Comparable>(_ keys: [Key]) -> [Key] {
        var distinct: [Key] = []
        for key in keys.sorted() where distinct.last != key { distinct.append(key) }
        return distinct
    }

    private static func place<Key: Comparable>(of key: Key, in keys: [Key]) -> Int {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < keys.count && keys[low] == key ? 2 * low + 1 : 2 * low
    }
}

/// Texts in the order of their code points, which is that of their UTF-8 bytes. Swift would order
/// and hash them by canonical equivalence.
private struct TextKeys: Sendable {
    private let bytes: [UInt8]
    /// Where each text starts, and where the last one ends.
    private let starts: [Int]

    var count: Int { starts.count - 1 }

    init(_ texts: [String]) {
        let sorted = texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        var bytes: [UInt8] = []
        var starts = [0]
        for (index, text) in sorted.enumerated()
        where index == 0 || !text.utf8.elementsEqual(sorted[index - 1].utf8) {
            bytes.append(contentsOf: text.utf8)
            starts.append(bytes.count)
        }
        self.bytes = bytes
        self.starts = starts
    }

    func place(of text: String) -> Int {
        var text = text
        return text.withUTF8 { text in
            bytes.withUnsafeBufferPointer { bytes in
                var low = 0
                var high = count
                while low < high {
                    let middle = (low + high) / 2
                    let order = Self.order(
                        UnsafeBufferPointer(rebasing: bytes[starts[middle]..<starts[middle + 1]]),
                        text)
                    if order == 0 { return 2 * middle + 1 }
                    if order < 0 { low = middle + 1 } else { high = middle }
                }
                return 2 * low
            }
        }
    }

    private static func order(
        _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
    ) -> Int {
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
            return left[index] < right[index] ? -1 : 1
        }
        return left.count - right.count
    }
}
