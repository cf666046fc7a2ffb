/// The escapes of JSON strings.
enum JSONEscapes {
    /// One escape, read.
    struct Escape {
        var scalar: Unicode.Scalar
        /// Its bytes, the backslash included.
        var length: Int
    }

    /// The escape that begins with the backslash at `start`.
    ///
    /// - Throws: `.unexpectedEnd` at the end of the text, others at the backslash.
    static func escape(
        in bytes: UnsafeBufferPointer<UInt8>, at start: Int
    ) throws(JSONError) -> Escape {
        guard start + 1 < bytes.count else {
            throw JSONError(offset: bytes.count, problem: .unexpectedEnd)
        }
        let scalar: Unicode.Scalar
        switch bytes[start + 1] {
        case UInt8(ascii: "\""): scalar = "\""
        case UInt8(ascii: "\\"): scalar = "\\"
        case UInt8(ascii: "/"): scalar = "/"
        case UInt8(ascii: "b"): scalar = "\u{8}"
        case UInt8(ascii: "f"): scalar = "\u{C}"
        case UInt8(ascii: "n"): scalar = "\n"
        case UInt8(ascii: "r"): scalar = "\r"
        case UInt8(ascii: "t"): scalar = "\t"
        case UInt8(ascii: "u"): return try hexadecimalEscape(in: bytes, at: start)
        default: throw JSONError(offset: start, problem: .badEscape)
        }
        return Escape(scalar: scalar, length: 2)
    }

    private static func hexadecimalEscape(
        in bytes: UnsafeBufferPointer<UInt8>, at start: Int
    ) throws(JSONError) -> Escape {
        let unit = try unit(in: bytes, at: start + 2, of: start)
        if let scalar = Unicode.Scalar(unit) { return Escape(scalar: scalar, length: 6) }
        guard UTF16.isLeadSurrogate(unit), start + 7 < bytes.count,
            bytes[start + 6] == UInt8(ascii: "\\"), bytes[start + 7] == UInt8(ascii: "u")
        else { throw JSONError(offset: start, problem: .loneSurrogate) }
        let trail = try self.unit(in: bytes, at: start + 8, of: start)
        guard UTF16.isTrailSurrogate(trail) else {
            throw JSONError(offset: start, problem: .loneSurrogate)
        }
        return Escape(
            scalar: UTF16.decode(UTF16.EncodedScalar([unit, trail])), length: 12)
    }

    /// Four hexadecimal digits.
    private static func unit(
        in bytes: UnsafeBufferPointer<UInt8>, at first: Int, of start: Int
    ) throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for index in first..<first + 4 {
            guard index < bytes.count else {
                throw JSONError(offset: bytes.count, problem: .unexpectedEnd)
            }
            guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else {
                throw JSONError(offset: start, problem: .badEscape)
            }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }

    /// What stands between quotes, with its escapes resolved.
    ///
    /// - Parameter content: checked before.
    static func decoded(_ content: ArraySlice<UInt8>) -> String {
        content.withUnsafeBufferPointer { bytes in
            // An escape is longer than what it stands for.
            String(unsafeUninitializedCapacity: bytes.count) { space in
                var from = 0
                var to = 0
                while from < bytes.count {
                    if bytes[from] == UInt8(ascii: "\\"),
                        let escape = try? escape(in: bytes, at: from)
                    {
                        for byte in UTF8.encode(escape.scalar) ?? UTF8.encodedReplacementCharacter {
                            space[to] = byte
                            to += 1
                        }
                        from += escape.length
                    } else {
                        space[to] = bytes[from]
                        to += 1
                        from += 1
                    }
                }
                return to
            }
        }
    }
}
