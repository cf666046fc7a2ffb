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
/// builds stop where that is not so. Names written into the program need no escapes.
public struct JSONWriter: ~Copyable {
    private var buffer: TextBuffer
    private var needsComma = false
    #if DEBUG
        /// The last name in every open object, nil in an array.
        private var open: [(isObject: Bool, last: String?)] = []
    #endif

    public init(reserving capacity: Int = 256) {
        buffer = TextBuffer(capacity: capacity)
    }

    public var text: String { buffer.text }
    public var bytes: [UInt8] { buffer.bytes }

    /// The UTF-8 written so far, in place.
    public borrowing func withBytes<Value>(_ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        body(UnsafeRawBufferPointer(buffer.contents))
    }

    /// Empties the writer and keeps its room.
    public mutating func reset() {
        buffer.removeAll()
        needsComma = false
        #if DEBUG
            open.removeAll()
        #endif
    }

    // MARK: Structure

    public mutating func beginObject() {
        separate()
        buffer.append(UInt8(ascii: "{"))
        needsComma = false
        #if DEBUG
            open.append((true, nil))
        #endif
    }

    public mutating func endObject() {
        #if DEBUG
            assert(open.popLast()?.isObject == true, "no object to end")
        #endif
        buffer.append(UInt8(ascii: "}"))
        needsComma = true
    }

    public mutating func beginArray() {
        separate()
        buffer.append(UInt8(ascii: "["))
        needsComma = false
        #if DEBUG
            open.append((false, nil))
        #endif
    }

    public mutating func endArray() {
        #if DEBUG
            assert(open.popLast()?.isObject == false, "no array to end")
        #endif
        buffer.append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// A name written into the program.
    public mutating func key(_ name: StaticString) {
        check(name.description)
        buffer.append(name: name, afterComma: needsComma)
        needsComma = false
    }

    /// Any name.
    public mutating func key(named name: String) {
        check(name)
        separate()
        buffer.append(quoted: name)
        buffer.append(UInt8(ascii: ":"))
        needsComma = false
    }

    private mutating func check(_ name: @autoclosure () -> String) {
        #if DEBUG
            let name = name()
            assert(open.last?.isObject == true, "the name \(name) is outside an object")
            if let last = open.last?.last {
                assert(canonicallyPrecedes(last, name), "\(name) belongs before \(last)")
            }
            open[open.count - 1].last = name
        #endif
    }

    // MARK: Values

    public mutating func null() {
        separate()
        buffer.append("null" as StaticString)
        needsComma = true
    }

    public mutating func bool(_ value: Bool) {
        separate()
        buffer.append(value ? "true" as StaticString : "false")
        needsComma = true
    }

    public mutating func int(_ value: Int64) {
        separate()
        buffer.append(value)
        needsComma = true
    }

    @inlinable
    public mutating func int(_ value: some BinaryInteger) { int(Int64(value)) }

    /// Must be finite: JSON has no word for anything else.
    public mutating func double(_ value: Double) {
        separate()
        buffer.append(value)
        needsComma = true
    }

    public mutating func string(_ value: String) {
        separate()
        buffer.append(quoted: value)
        needsComma = true
    }

    /// A date as a string: `"2021-04-14"`. Its year has at most four digits and no sign.
    public mutating func date(year: Int, month: Int, day: Int) {
        separate()
        buffer.append(quotedYear: year, month, day)
        needsComma = true
    }

    /// A string put together from pieces: `beginString`, any number of `piece`, `endString`.
    public mutating func beginString() {
        separate()
        buffer.append(UInt8(ascii: "\""))
    }

    public mutating func piece(_ text: String) { buffer.append(escaping: text) }

    public mutating func endString() {
        buffer.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// A value that is canonical JSON already.
    public mutating func canonical(_ json: String) {
        separate()
        buffer.append(json)
        needsComma = true
    }

    // MARK: Members

    public mutating func member(_ name: StaticString, _ value: String) {
        key(name)
        string(value)
    }

    public mutating func member(_ name: StaticString, _ value: Int64) {
        key(name)
        int(value)
    }

    @inlinable
    public mutating func member(_ name: StaticString, _ value: some BinaryInteger) {
        member(name, Int64(value))
    }

    public mutating func member(_ name: StaticString, _ value: Bool) {
        key(name)
        bool(value)
    }

    /// A member whose value is canonical JSON already.
    public mutating func member(_ name: StaticString, canonical json: String) {
        key(name)
        canonical(json)
    }

    private mutating func separate() {
        if needsComma { buffer.append(UInt8(ascii: ",")) }
    }
}
