extension Lexer {
    func text(_ span: Span) -> String {
        String(decoding: bytes[span.range], as: UTF8.self)
    }

    /// The value of a number token, negated when a minus sign stands before it.
    func number(_ token: Token, isNegative: Bool) throws(Issue) -> Value {
        var digits = bytes[token.span.range]
        switch token.kind {
        case .double:
            // A leading point is accepted here but not by Swift.
            let text = "0" + String(decoding: digits, as: UTF8.self)
            guard let number = Double(text), number.isFinite else {
                throw Issue(.numberOutOfRange, at: token.span)
            }
            return .double(isNegative ? -number : number)
        case .uint:
            digits.removeLast()
            guard let magnitude = magnitude(digits) else {
                throw Issue(.numberOutOfRange, at: token.span)
            }
            return .uint(magnitude)
        default:
            let limit = isNegative ? Int64.min.magnitude : Int64.max.magnitude
            guard let magnitude = magnitude(digits), magnitude <= limit else {
                throw Issue(.numberOutOfRange, at: token.span)
            }
            let signed = isNegative ? 0 &- magnitude : magnitude
            return .int(Int64(bitPattern: signed))
        }
    }

    private func magnitude(_ digits: ArraySlice<UInt8>) -> UInt64? {
        let isHex = digits.count > 1 && digits[digits.startIndex + 1] | 0x20 == UInt8(ascii: "x")
        let radix: UInt64 = isHex ? 16 : 10
        let digits = isHex ? digits.dropFirst(2) : digits
        guard !digits.isEmpty else { return nil }
        var magnitude: UInt64 = 0
        for byte in digits {
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: radix)
            let (sum, overflowToo) = product.addingReportingOverflow(UInt64(hexValue(byte)))
            if overflow || overflowToo { return nil }
            magnitude = sum
        }
        return magnitude
    }

    /// The name between the backticks.
    func quotedName(_ token: Token) -> String {
        String(decoding: bytes[token.span.range].dropFirst().dropLast(), as: UTF8.self)
    }

    func string(_ token: Token) throws(Issue) -> String {
        let body = body(token.span)
        if body.isRaw || !bytes[body.range].contains(UInt8(ascii: "\\")) {
            return String(decoding: bytes[body.range], as: UTF8.self)
        }
        return String(decoding: try unescape(body.range, isBytes: false), as: UTF8.self)
    }

    func byteString(_ token: Token) throws(Issue) -> [UInt8] {
        let body = body(token.span)
        return body.isRaw ? Array(bytes[body.range]) : try unescape(body.range, isBytes: true)
    }

    private func body(_ span: Span) -> (range: Range<Int>, isRaw: Bool) {
        var start = Int(span.start)
        var isRaw = false
        while isWordByte(bytes[start]) {
            if bytes[start] | 0x20 == UInt8(ascii: "r") { isRaw = true }
            start += 1
        }
        let quote = bytes[start]
        let isTriple =
            Int(span.end) - start >= 6 && bytes[start + 1] == quote && bytes[start + 2] == quote
        let width = isTriple ? 3 : 1
        return (start + width..<Int(span.end) - width, isRaw)
    }

    private func unescape(_ range: Range<Int>, isBytes: Bool) throws(Issue) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == UInt8(ascii: "\\") {
                try unescapeOne(&index, range.upperBound, isBytes, into: &output)
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return output
    }

    private func unescapeOne(
        _ index: inout Int, _ end: Int, _ isBytes: Bool, into output: inout [UInt8]
    ) throws(Issue) {
        let start = index
        let letter = bytes[index + 1]
        index += 2
        let simple: UInt8? =
            switch letter {
            case UInt8(ascii: "a"): 7
            case UInt8(ascii: "b"): 8
            case UInt8(ascii: "t"): 9
            case UInt8(ascii: "n"): 10
            case UInt8(ascii: "v"): 11
            case UInt8(ascii: "f"): 12
            case UInt8(ascii: "r"): 13
            case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"),
                UInt8(ascii: "`"):
                letter
            default: nil
            }
        if let simple {
            output.append(simple)
            return
        }
        let code: UInt32? =
            switch letter {
            case UInt8(ascii: "x"), UInt8(ascii: "X"): digits(&index, end, count: 2, radix: 16)
            case UInt8(ascii: "u") where !isBytes: digits(&index, end, count: 4, radix: 16)
            case UInt8(ascii: "U") where !isBytes: digits(&index, end, count: 8, radix: 16)
            case UInt8(ascii: "0")...UInt8(ascii: "3"):
                octal(&index, end)
            default: nil
            }
        if let code, isBytes {
            output.append(UInt8(truncatingIfNeeded: code))
        } else if let code, let scalar = Unicode.Scalar(code) {
            output.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
        } else {
            let span = Span(start, min(max(index, start + 2), end))
            throw Issue(.invalidEscape(text(span)), at: span)
        }
    }

    private func octal(_ index: inout Int, _ end: Int) -> UInt32? {
        index -= 1
        return digits(&index, end, count: 3, radix: 8)
    }

    private func digits(
        _ index: inout Int, _ end: Int, count: Int, radix: UInt32
    ) -> UInt32? {
        guard index + count <= end else { return nil }
        var code: UInt32 = 0
        for _ in 0..<count {
            let byte = bytes[index]
            let value = hexValue(byte)
            guard isHexDigit(byte), value < radix else { return nil }
            code = code &* radix &+ value
            index += 1
        }
        return code
    }

    private func hexValue(_ byte: UInt8) -> UInt32 {
        isDigit(byte) ? UInt32(byte) - 48 : UInt32(byte | 0x20) &- UInt32(UInt8(ascii: "a")) &+ 10
    }
}
