/// An address with the name that stands before it: `Sở KH&CN <khcn@example.vn>`.
struct MailAddress: Hashable, Sendable {
    var name: String?
    /// `khcn@example.vn`, in ASCII.
    let address: String

    /// Nil when `address` is not one that mail can be sent to.
    init?(name: String? = nil, address: String) {
        guard Self.isAddress(address) else { return nil }
        self.name = name
        self.address = address
    }

    /// Reads `khcn@example.vn`, `Sở KH&CN <khcn@example.vn>` and `"Sở, phòng" <khcn@example.vn>`.
    init?(parsing text: String) {
        let text = text.trimmed
        guard text.hasSuffix(">"), let open = text.lastIndex(of: "<") else {
            self.init(address: text)
            return
        }
        var name = String(text[..<open]).trimmed
        if name.count >= 2, name.hasPrefix("\""), name.hasSuffix("\"") {
            name = name.dropFirst().dropLast().unescaped
        }
        self.init(
            name: name.isEmpty ? nil : name,
            address: String(text[text.index(after: open)...].dropLast()))
    }

    /// What stands after the `@`.
    var domain: Substring { address.split(separator: "@").last ?? "" }

    /// What may stand in a command and in a header as it is: the quoted forms of RFC 5321, which
    /// nobody uses, are none.
    private static func isAddress(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        let dot = UInt8(ascii: ".")
        guard parts.count == 2, (1...64).contains(parts[0].count), parts[1].count <= 253,
            parts[0].allSatisfy({ $0.isAtomText || $0 == dot })
        else { return false }
        return parts[1].split(separator: dot, omittingEmptySubsequences: false).allSatisfy {
            label in
            (1...63).contains(label.count) && label.allSatisfy(\.isOfLabel)
                && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
        }
    }
}

extension UInt8 {
    var isLetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    /// `atext` of RFC 5322.
    var isAtomText: Bool {
        isLetterOrDigit || "!#$%&'*+-/=?^_`{|}~".utf8.contains(self)
    }

    fileprivate var isOfLabel: Bool { isLetterOrDigit || "-_".utf8.contains(self) }
}

extension Substring {
    /// What a quoted string says: `\"` stands for `"`.
    fileprivate var unescaped: String {
        var text = ""
        var isEscaped = false
        for character in self {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                text.append(character)
                isEscaped = false
            }
        }
        return text
    }
}
