/// Writes canonical JSON straight into bytes, for where building a `JSON` value first would cost.
///
///     var writer = JSONWriter()
///     writer.beginObject()
///     writer.member("id", "PL.II.6")
///     writer.member("version", 3)
///     writer.endObject()
///     writer.text  // {"id":"PL.II.6","version":3}
///
/// The caller gives the members of an object in canonical order and closes what it opens; debug
/// builds stop where that is not so.
public struct JSONWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false
    #if DEBUG
        /// The last name in every open object, nil in an array.
        private var open: [(isObject: Bool, last: String?)] = []
    #endif

    public init(reserving capacity: Int = 256) {
        bytes.reserveCapacity(capacity)
    }

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Empties the writer and keeps its room.
    public mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
        #if DEBUG
            open.removeAll()
        #endif
    }

    // MARK: Structure

    public mutating func beginObject() {
        separate()
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
        #if DEBUG
            open.append((true, nil))
        #endif
    }

    public mutating func endObject() {
        #if DEBUG
            assert(open.popLast()?.isObject == true, "no object to end")
        #endif
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    public mutating func beginArray() {
        separate()
        bytes.append(UInt8(ascii: "["))
        needsComma = false
        #if DEBUG
            open.append((false, nil))
        #endif
    }

    public mutating func endArray() {
        #if DEBUG
            assert(open.popLast()?.isObject == false, "no array to end")
        #endif
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    public mutating func key(_ name: String) {
        #if DEBUG
            assert(open.last?.isObject == true, "the name \(name) is outside an object")
            if let last = open.last?.last {
                assert(canonicallyPrecedes(last, name), "\(name) belongs before \(last)")
            }
            open[open.count - 1].last = name
        #endif
        separate()
        Self.appendQuoted(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    // MARK: Values

    public mutating func null() {
        separate()
        append("null")
        needsComma = true
    }

    public mutating func bool(_ value: Bool) {
        separate()
        append(value ? "true" : "false")
        needsComma = true
    }

    public mutating func int(_ value: some BinaryInteger) {
        separate()
        Self.appendDigits(Int64(value), to: &bytes)
        needsComma = true
    }

    /// Must be finite: JSON has no word for anything else.
    public mutating func double(_ value: Double) {
        separate()
        Self.appendShortest(value, to: &bytes)
        needsComma = true
    }

    public mutating func string(_ value: String) {
        separate()
        Self.appendQuoted(value, to: &bytes)
        needsComma = true
    }

    /// A value that is canonical JSON already.
    public mutating func canonical(_ json: String) {
        separate()
        append(json)
        needsComma = true
    }

    // MARK: Members

    public mutating func member(_ name: String, _ value: String) {
        key(name)
        string(value)
    }

    public mutating func member(_ name: String, _ value: some BinaryInteger) {
        key(name)
        int(value)
    }

    public mutating func member(_ name: String, _ value: Bool) {
        key(name)
        bool(value)
    }

    /// A member whose value is canonical JSON already.
    public mutating func member(_ name: String, canonical json: String) {
        key(name)
        canonical(json)
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }
}
