/// A Swift type that one case of ``Value`` carries; lets the libraries be written as functions
/// over Swift types, from which their signatures follow.
protocol Unboxed: Sendable {
    static var celType: CELType { get }
    init?(unboxing value: Value)
    var boxed: Value { get }
}

extension Value: Unboxed {
    static var celType: CELType { .dyn }
    init?(unboxing value: Value) { self = value }
    var boxed: Value { self }
}

extension Bool: Unboxed {
    static var celType: CELType { .bool }
    init?(unboxing value: Value) {
        guard case .bool(let value) = value else { return nil }
        self = value
    }
    var boxed: Value { .bool(self) }
}

extension Int64: Unboxed {
    static var celType: CELType { .int }
    init?(unboxing value: Value) {
        guard case .int(let value) = value else { return nil }
        self = value
    }
    var boxed: Value { .int(self) }
}

extension UInt64: Unboxed {
    static var celType: CELType { .uint }
    init?(unboxing value: Value) {
        guard case .uint(let value) = value else { return nil }
        self = value
    }
    var boxed: Value { .uint(self) }
}

extension Double: Unboxed {
    static var celType: CELType { .double }
    init?(unboxing value: Value) {
        guard case .double(let value) = value else { return nil }
        self = value
    }
    var boxed: Value { .double(self) }
}

extension String: Unboxed {
    static var celType: CELType { .string }
    init?(unboxing value: Value) {
        guard case .string(let value) = value else { return nil }
        self = value
    }
    var boxed: Value { .string(self) }
}

/// The `bytes` of the language, told apart from lists.
struct Bytes: Unboxed {
    let content: [UInt8]

    init(_ content: [UInt8]) { self.content = content }

    static var celType: CELType { .bytes }
    init?(unboxing value: Value) {
        guard case .bytes(let value) = value else { return nil }
        content = value
    }
    var boxed: Value { .bytes(content) }
}

extension Timestamp: Unboxed {
    static var celType: CELType { .timestamp }
    init?(unboxing value: Value) {
        guard case .timestamp(let value) = value else { return nil }
        self = value
    }
    var boxed: Value { .timestamp(self) }
}

extension CELDuration: Unboxed {
    static var celType: CELType { .duration }
    init?(unboxing value: Value) {
        guard case .duration(let value) = value else { return nil }
        self = value
    }
    var boxed: Value { .duration(self) }
}

extension [Value]: Unboxed {
    static var celType: CELType { .list(.dyn) }
    init?(unboxing value: Value) {
        guard case .list(let value) = value else { return nil }
        self = value
    }
    var boxed: Value { .list(self) }
}

extension MapValue: Unboxed {
    static var celType: CELType { .map(.dyn, .dyn) }
    init?(unboxing value: Value) {
        guard case .map(let value) = value else { return nil }
        self = value
    }
    var boxed: Value { .map(self) }
}

extension OptionalValue: Unboxed {
    static var celType: CELType { .optional(.dyn) }
    init?(unboxing value: Value) {
        guard case .optional(let value) = value else { return nil }
        self = value
    }
    var boxed: Value { .optional(self) }
}
