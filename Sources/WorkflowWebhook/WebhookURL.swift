import Diagnostics

/// Where a webhook goes. Stricter than URLs are, so that the host that is looked up and checked is
/// beyond doubt the one the HTTP client connects to.
struct WebhookURL: Hashable, Sendable {
    let isSecure: Bool
    /// In lower case, without brackets and without a dot at its end.
    let host: String
    let port: Int
    /// Begins with `/`; with the query.
    let path: String

    struct Fault: Error {
        let message: LocalizedText
    }

    init(_ text: String) throws(Fault) {
        let rest: Substring
        let lowered = text.lowercased()
        if lowered.hasPrefix("https://") {
            (isSecure, rest) = (true, text.dropFirst("https://".count))
        } else if lowered.hasPrefix("http://") {
            (isSecure, rest) = (false, text.dropFirst("http://".count))
        } else {
            throw Self.fault(
                text, vi: "viết https://máy-chủ/đường-dẫn", en: "write https://host/path")
        }
        let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        let (authority, tail) = (rest[..<end], rest[end...])
        guard !authority.contains("@") else {
            throw Self.fault(
                "https://…@…", vi: "không ghi tên và mật khẩu trong url; dùng `secrets`",
                en: "no user and password in a url; use `secrets`")
        }
        guard !tail.contains("#"), tail.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Self.fault(
                text, vi: "phần đường dẫn chỉ gồm ký tự ASCII, không có #",
                en: "the path has only ASCII characters, and no #")
        }
        path = tail.hasPrefix("/") ? String(tail) : "/" + tail
        let (name, digits) = try Self.split(authority, text)
        host = name
        guard let digits else {
            port = isSecure ? 443 : 80
            return
        }
        guard let number = UInt16(digits), number > 0, digits.utf8.allSatisfy({ $0 != 0x2B }) else {
            throw Self.fault(
                text, vi: "“\(digits)” không phải cổng (1–65535)",
                en: "“\(digits)” is not a port (1–65535)")
        }
        port = Int(number)
    }

    private static func split(
        _ authority: Substring, _ text: String
    ) throws(Fault) -> (host: String, port: Substring?) {
        var host = authority
        var port: Substring?
        if authority.hasPrefix("[") {
            guard let close = authority.firstIndex(of: "]") else {
                throw fault(text, vi: "thiếu dấu ]", en: "the ] is missing")
            }
            let after = authority[authority.index(after: close)...]
            host = authority[..<close].dropFirst()
            guard after.isEmpty || after.hasPrefix(":"),
                let address = IPAddress(String(host)), address.version == .v6
            else {
                throw fault(
                    text, vi: "“\(host)” không phải địa chỉ IPv6", en: "“\(host)” is not IPv6")
            }
            return (address.description, after.isEmpty ? nil : after.dropFirst())
        }
        if let colon = authority.firstIndex(of: ":") {
            (host, port) = (authority[..<colon], authority[authority.index(after: colon)...])
        }
        if host.hasSuffix(".") { host = host.dropLast() }
        let name = host.lowercased()
        let isName = name.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E
                || $0 == 0x5F
        }
        guard isName, !name.isEmpty, !name.hasPrefix("."), name.utf8.count <= 253 else {
            throw fault(
                text, vi: "“\(host)” không phải tên máy chủ (tên có dấu viết dạng xn--…)",
                en: "“\(host)” is not the name of a host (others than ASCII are written xn--…)")
        }
        return (name, port)
    }

    /// As the HTTP client is given it.
    var text: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return (isSecure ? "https://" : "http://") + "\(name):\(port)\(path)"
    }

    private static func fault(_ text: String, vi: String, en: String) -> Fault {
        Fault(
            message: LocalizedText(
                vi: "“\(text)” không phải địa chỉ webhook: \(vi)",
                en: "“\(text)” is not the address of a webhook: \(en)"))
    }
}
