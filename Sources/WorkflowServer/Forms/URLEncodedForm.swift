import WorkflowPages
import WorkflowPresentation

/// Reads `application/x-www-form-urlencoded`, as browsers send forms without files, and queries.
enum URLEncodedForm {
    /// More than any page asks for.
    private static let limit = 2_000

    /// - Throws: `Failure` of the status `usage` for what no browser would send.
    static func parse(_ bytes: some Sequence<UInt8>) throws(Failure) -> FormValues {
        var form = FormValues()
        var count = 0
        var pair: [UInt8] = []
        func add() throws(Failure) {
            if pair.isEmpty { return }
            count += 1
            if count > limit { throw .tooManyParts }
            let equals = pair.firstIndex(of: UInt8(ascii: "="))
            let name = try decoded(pair[..<(equals ?? pair.endIndex)])
            let value = try decoded(equals.map { pair[($0 + 1)...] } ?? [])
            form.add(name, value)
            pair.removeAll(keepingCapacity: true)
        }
        for byte in bytes {
            if byte == UInt8(ascii: "&") { try add() } else { pair.append(byte) }
        }
        try add()
        return form
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) throws(Failure) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            switch bytes[index] {
            case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard index + 2 < bytes.endIndex, let high = digit(bytes[index + 1]),
                    let low = digit(bytes[index + 2])
                else { throw .malformedForm }
                decoded.append(high << 4 | low)
                index += 2
            case let byte: decoded.append(byte)
            }
            index += 1
        }
        guard let text = String(validating: decoded, as: UTF8.self) else { throw .malformedForm }
        return text
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension Failure {
    static var malformedForm: Failure {
        Failure(
            .usage, "malformed-form",
            vi: "Không đọc được biểu mẫu đã gửi. Hãy mở lại trang và gửi lại.",
            en: "The form that was sent cannot be read. Open the page again and send it once more.")
    }

    static var tooManyParts: Failure {
        Failure(
            .usage, "form-too-large", vi: "Biểu mẫu có quá nhiều mục.",
            en: "The form has too many parts.")
    }
}
