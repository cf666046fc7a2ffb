import Diagnostics
import YAML

/// The form of mail addresses. Whether anybody is there, only sending shows.
enum MailAddress {
    /// One `@` between a name and a domain, no spaces, control characters or quoting: `a@b.vn`.
    static func isValid(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, (1...64).contains(parts[0].utf8.count)
        else { return false }
        let forbidden = Array("()<>[]:;,\\\"".utf8)
        let isName = parts[0].utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !forbidden.contains($0) }
        return isName && HostName.isValid(String(parts[1]))
    }

    /// The address in `wf <wf@example.vn>`, or the text itself. Nil when it is neither.
    static func address(in text: String) -> String? {
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
            return nil
        }
        var address = text
        if let open = text.firstIndex(of: "<") {
            guard text.last == ">", open != text.startIndex else { return nil }
            address = String(text[text.index(after: open)...].dropLast())
        }
        return isValid(address) ? address : nil
    }
}

/// The form of the names of machines.
enum HostName {
    /// Letters, digits, hyphens and points, no empty part: `mail.example.vn`, `10.1.2.3`.
    static func isValid(_ text: String) -> Bool {
        let labels = Array(text.utf8).split(
            separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return text.utf8.count <= 253
            && labels.allSatisfy { label in
                (1...63).contains(label.count)
                    && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
                    && label.allSatisfy(\.isHostNamePart)
            }
    }
}

extension UInt8 {
    fileprivate var isHostNamePart: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

extension NodeDecoder where Value == String {
    /// `minh@example.vn`.
    static var mailAddress: Self {
        let expected = LocalizedText(
            vi: "một địa chỉ thư điện tử (minh@example.vn)",
            en: "a mail address (minh@example.vn)")
        return checked(expected, "bad-address") { MailAddress.isValid($0) }
    }

    /// `wf@example.vn` or `wf <wf@example.vn>`.
    static var mailSender: Self {
        let expected = LocalizedText(
            vi: "địa chỉ người gửi (wf@example.vn hoặc wf <wf@example.vn>)",
            en: "the sender's address (wf@example.vn or wf <wf@example.vn>)")
        return checked(expected, "bad-address") { MailAddress.address(in: $0) != nil }
    }

    /// The name or address of a machine.
    static var hostName: Self {
        let expected = LocalizedText(
            vi: "tên hoặc địa chỉ một máy chủ (smtp.example.vn)",
            en: "the name or address of a server (smtp.example.vn)")
        return checked(expected, "bad-host") { HostName.isValid($0) || $0.isIPv6Literal }
    }

    private static func checked(
        _ expected: LocalizedText, _ code: String, _ isValid: @escaping (String) -> Bool
    ) -> Self {
        Self(expected: expected) { node, sink in
            guard let text = node.string else {
                sink.report(.wrongType(node, expected: expected))
                return nil
            }
            if isValid(text) { return text }
            sink.error(
                code,
                LocalizedText(
                    vi: "cần \(expected.vi), nhưng đây là “\(text.truncated(to: 60))”",
                    en: "expected \(expected.en), found “\(text.truncated(to: 60))”"),
                at: node.range)
            return nil
        }
    }
}

extension String {
    /// Hexadecimal digits, colons and at most an IPv4 tail: enough to tell it from a name.
    var isIPv6Literal: Bool {
        utf8.count <= 45 && utf8.count { $0 == UInt8(ascii: ":") } >= 2
            && utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}
