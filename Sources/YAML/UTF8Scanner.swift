/// Finds the first byte that cannot stand in a YAML file, and where the lines start, in one pass.
enum UTF8Scanner {
    struct Fault: Equatable {
        enum Kind: Equatable {
            /// No UTF-8.
            case badByte(UInt8)
            /// Sound UTF-8 of a character that YAML, or our reading of it, does not allow.
            case forbidden(Unicode.Scalar)
        }

        let kind: Kind
        let offset: Int
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// True for the second and further bytes of a character.
    static func continues(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    /// Calls `foundLine` with the offset behind each LF, CRLF or lone CR before the fault.
    static func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, foundLine: (Int) -> Void
    ) -> Fault? {
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte >= 0x20 && byte < 0x7F {
                offset += 1
                continue
            }
            switch byte {
            case 0x0A:
                offset += 1
                foundLine(offset)
            case 0x0D:
                offset += 1
                if offset == bytes.count || bytes[offset] != 0x0A { foundLine(offset) }
            case 0x09:
                offset += 1
            case 0..<0x80:
                return Fault(kind: .forbidden(Unicode.Scalar(byte)), offset: offset)
            default:
                guard let (scalar, length) = decode(bytes, at: offset) else {
                    return Fault(kind: .badByte(byte), offset: offset)
                }
                if isForbidden(scalar) {
                    return Fault(kind: .forbidden(scalar), offset: offset)
                }
                offset += length
            }
        }
        return nil
    }

    /// YAML 1.2.2's non-printable characters, and three it allows: libyaml, which follows YAML 1.1,
    /// takes next line, line separator and paragraph separator for ends of lines, where no editor
    /// does; refusing them keeps every line number right.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x80...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    /// One character of more than one byte; nil if the bytes are overlong, cut short, a surrogate
    /// or beyond Unicode's end.
    private static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int
    ) -> (Unicode.Scalar, length: Int)? {
        let first = bytes[offset]
        let length: Int
        var value: UInt32
        let least: UInt32
        switch first {
        case 0xC2...0xDF: (length, value, least) = (2, UInt32(first & 0x1F), 0x80)
        case 0xE0...0xEF: (length, value, least) = (3, UInt32(first & 0x0F), 0x800)
        case 0xF0...0xF4: (length, value, least) = (4, UInt32(first & 0x07), 0x10000)
        default: return nil
        }
        guard offset + length <= bytes.count else { return nil }
        for index in (offset + 1)..<(offset + length) {
            guard continues(bytes[index]) else { return nil }
            value = value << 6 | UInt32(bytes[index] & 0x3F)
        }
        guard value >= least, let scalar = Unicode.Scalar(value) else { return nil }
        return (scalar, length)
    }
}
