/// An immutable map that remembers the order its entries were written in.
///
/// Keys are `int`, `uint`, `bool` or `string`. Numeric keys are equal across types: a map may not
/// hold both `1` and `1u`, and `{3u: x}[3.0]` finds `x`.
public struct MapValue: Sendable {
    private let storage: Storage

    private final class Storage: Sendable {
        let keys: [MapKey]
        let values: [Value]
        /// Built only for maps where looking at every key would be slower than hashing.
        let index: [MapKey: Int]

        init(keys: [MapKey], values: [Value], index: [MapKey: Int]) {
            self.keys = keys
            self.values = values
            self.index = index
        }
    }

    private static let linearSearchLimit = 8
    public static let empty = MapValue(keys: [], values: [], index: [:])

    private init(keys: [MapKey], values: [Value], index: [MapKey: Int]) {
        storage = Storage(keys: keys, values: values, index: index)
    }

    /// A map of the entries in their order, or nil when a key has a type that cannot be a key
    /// or occurs twice.
    public init?(_ entries: [(Value, Value)]) {
        var builder = Builder(capacity: entries.count)
        for (key, value) in entries {
            guard let key = MapKey(key), builder.insert(key, value) else { return nil }
        }
        self = builder.finish()
    }

    /// A map with string keys; of a key given twice, the last value stays.
    public init(_ fields: [(String, Value)]) {
        var builder = Builder(capacity: fields.count)
        for (name, value) in fields { builder.set(.string(name), value) }
        self = builder.finish()
    }

    fileprivate init(builder: Builder) {
        self.init(keys: builder.keys, values: builder.values, index: builder.index)
    }

    public var count: Int { storage.keys.count }
    public var isEmpty: Bool { storage.keys.isEmpty }

    /// The keys and values in the order they were written.
    public var entries: [(key: Value, value: Value)] {
        zip(storage.keys, storage.values).map { ($0.value, $1) }
    }

    func key(at position: Int) -> MapKey { storage.keys[position] }
    func value(at position: Int) -> Value { storage.values[position] }

    /// The value of a key, found across numeric types, or nil.
    public subscript(key: Value) -> Value? {
        guard let key = MapKey(lookingUp: key) else { return nil }
        return self[key]
    }

    subscript(key: MapKey) -> Value? {
        position(of: key).map { storage.values[$0] }
    }

    func contains(_ key: MapKey) -> Bool { position(of: key) != nil }

    private func position(of key: MapKey) -> Int? {
        storage.index.isEmpty ? storage.keys.firstIndex(of: key) : storage.index[key]
    }

    func isEqual(to other: MapValue, budget: inout Int) -> Bool? {
        guard count == other.count else { return false }
        for position in storage.keys.indices {
            budget -= 1
            guard budget > 0 else { return nil }
            guard let value = other[storage.keys[position]] else { return false }
            guard let same = storage.values[position].isEqual(to: value, budget: &budget) else {
                return nil
            }
            if !same { return false }
        }
        return true
    }

    /// Collects entries and refuses duplicate keys.
    struct Builder {
        fileprivate var keys: [MapKey] = []
        fileprivate var values: [Value] = []
        fileprivate var index: [MapKey: Int] = [:]

        init(capacity: Int) {
            keys.reserveCapacity(capacity)
            values.reserveCapacity(capacity)
        }

        /// Adds an entry; false when the key is already there.
        mutating func insert(_ key: MapKey, _ value: Value) -> Bool {
            guard position(of: key) == nil else { return false }
            append(key, value)
            return true
        }

        mutating func set(_ key: MapKey, _ value: Value) {
            if let position = position(of: key) {
                values[position] = value
            } else {
                append(key, value)
            }
        }

        private func position(of key: MapKey) -> Int? {
            index.isEmpty ? keys.firstIndex(of: key) : index[key]
        }

        private mutating func append(_ key: MapKey, _ value: Value) {
            keys.append(key)
            values.append(value)
            if !index.isEmpty {
                index[key] = keys.count - 1
            } else if keys.count > MapValue.linearSearchLimit {
                for (position, key) in keys.enumerated() { index[key] = position }
            }
        }

        func finish() -> MapValue {
            keys.isEmpty ? .empty : MapValue(builder: self)
        }
    }
}
