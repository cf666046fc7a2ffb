import Diagnostics
import WorkflowModel
import YAML

/// The address of a webhook, taken apart as far as its parts are checked.
struct ReceiverURL {
    var isEncrypted: Bool
    /// Without the brackets of an IPv6 address.
    var host: String

    enum Fault: Error {
        case notAnAddress
        case scheme(String)
        /// A name and password before the host, which would be printed with the address.
        case credentials
        case fragment
        case host(String)
        case port(String)
    }

    init(_ text: String) throws(Fault) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }),
            let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://")
        else { throw .notAnAddress }
        let scheme = text[..<colon].lowercased()
        guard scheme == "https" || scheme == "http" else { throw .scheme(scheme) }
        isEncrypted = scheme == "https"
        let rest = text[text.index(colon, offsetBy: 3)...]
        if rest.contains("#") { throw .fragment }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        if authority.contains("@") { throw .credentials }
        let port: Substring
        if authority.first == "[" {
            guard let end = authority.firstIndex(of: "]") else {
                throw .host(String(authority))
            }
            host = String(authority[authority.index(after: authority.startIndex)..<end])
            port = authority[authority.index(after: end)...]
            guard host.isIPv6Literal else { throw .host(String(authority)) }
        } else {
            host = String(authority.prefix { $0 != ":" })
            port = authority.dropFirst(host.count)
            let name = host.hasSuffix(".") ? String(host.dropLast()) : host
            guard HostName.isValid(name) else { throw .host(host) }
        }
        if port.isEmpty { return }
        guard port.first == ":", let number = UInt16(port.dropFirst()), number > 0 else {
            throw .port(String(port.drop { $0 == ":" }))
        }
    }

    /// The network an address written out lies in. Nil for one on the internet, and for a name:
    /// where that leads is seen when it is resolved.
    var network: NotificationRules.Webhook.Network? {
        let name = host.lowercased()
        if name == "localhost" || name.hasSuffix(".localhost") || name == "::1" { return .loopback }
        if host.isIPv6Literal {
            return name.hasPrefix("fc") || name.hasPrefix("fd") ? .private : nil
        }
        let parts = host.split(separator: ".").compactMap { UInt8($0) }
        guard parts.count == 4, host.split(separator: ".").count == 4 else { return nil }
        switch (parts[0], parts[1]) {
        case (127, _): return .loopback
        case (10, _), (172, 16...31), (192, 168): return .private
        default: return nil
        }
    }
}

extension ReceiverURL.Fault {
    func diagnostic(at range: SourceRange) -> Diagnostic {
        .error("bad-url", message, at: range, hint: hint)
    }

    private var message: LocalizedText {
        switch self {
        case .notAnAddress:
            LocalizedText(
                vi: "cần một địa chỉ web viết bằng chữ không dấu, không có dấu cách",
                en: "expected a web address in plain letters, without spaces")
        case .scheme(let scheme):
            LocalizedText(
                vi: "địa chỉ phải bắt đầu bằng https:// (hoặc http://), không phải “\(scheme)”",
                en: "the address begins with https:// (or http://), not with “\(scheme)”")
        case .credentials:
            LocalizedText(
                vi: "địa chỉ không được chứa tên và mật khẩu: địa chỉ được in ra, ai cũng đọc được",
                en: "an address has no name and password in it: it is printed, and read by everyone"
            )
        case .fragment:
            LocalizedText(
                vi: "phần sau “#” không được gửi đi", en: "what comes behind “#” is never sent")
        case .host(let host):
            host.isEmpty
                ? LocalizedText(vi: "địa chỉ thiếu tên máy", en: "the address names no host")
                : LocalizedText(
                    vi: "“\(host)” không phải là tên máy", en: "“\(host)” is no name of a host")
        case .port(let port):
            LocalizedText(
                vi: "cổng phải là số từ 1 đến 65535, không phải “\(port)”",
                en: "the port is a number from 1 to 65535, not “\(port)”")
        }
    }

    private var hint: LocalizedText? {
        switch self {
        case .notAnAddress, .scheme:
            LocalizedText(
                vi: "ví dụ: https://example.vn/thong-bao", en: "such as https://example.vn/hook")
        case .credentials:
            LocalizedText(
                vi: "nơi nhận kiểm tra chữ ký: dùng “secrets”",
                en: "receivers check the signature: use “secrets”")
        case .fragment, .host, .port: nil
        }
    }
}
