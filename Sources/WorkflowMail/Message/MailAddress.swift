/// An address with the name that stands before it: `Sở KH&CN <khcn@example.vn>`.
public struct MailAddress: Hashable, Sendable {
    public var name: String?
    /// `khcn@example.vn`, in ASCII.
    public let address: String

    /// Nil when `address` is not one that mail can be sent to.
    public init?(name: String? = nil, address: String) {
        guard Self.isAddress(address) else { return nil }
        self.name = name
        self.address = address
    }

    /// Reads `khcn@example.vn`, `Sở KH&CN <khcn@example.vn>` and `"Sở, phòng" <khcn@example.vn>`.
    public init?(parsing text: String) {
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

    /// A local part of atoms and a domain of labels (RFC 5321, section 4.1.2), without the quoted
    /// forms that nobody uses. Everything in it may stand in a command and in a header as it is.
    private static func isAddress(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].count), parts[1].count <= 253 else {
            return false
        }
        let dot = UInt8(ascii: ".")
        let atoms = parts[0].split(separator: dot, omittingEmptySubsequences: false)
        let labels = parts[1].split(separator: dot, omittingEmptySubsequences: false)
        return atoms.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isAtomText) }
            && labels.allSatisfy { label in
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

    fileprivate var isOfLabel: Bool { isLetterOrDigit || self == UInt8(ascii: "-") }
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
