import Diagnostics
import WorkflowPresentation

/// Where a server is: `https://wf.tinh.gov.vn`, perhaps with a folder.
struct ServerAddress: Equatable {
    /// Without a slash at the end.
    let text: String
    /// Without brackets and port.
    let host: String
    let isEncrypted: Bool

    /// What `--server` or `WF_SERVER` says; nil when nothing does, or nothing but emptiness.
    static func named(by choices: GlobalChoices) -> String? {
        if let server = choices.server { return server.isEmpty ? nil : server }
        return ProcessEnvironment.value("WF_SERVER")
    }

    /// - Throws: what is wrong with the address. Over a network without encryption anybody on the
    ///   way could take the token, so that is only for this machine.
    init(_ given: String) throws(Failure) {
        var rest = given[...]
        while rest.hasSuffix("/") { rest = rest.dropLast() }
        let lowercased = rest.lowercased()
        guard lowercased.hasPrefix("https://") || lowercased.hasPrefix("http://") else {
            throw Self.bad(given)
        }
        isEncrypted = lowercased.hasPrefix("https://")
        let afterScheme = rest.dropFirst(isEncrypted ? 8 : 7)
        let place = afterScheme.prefix { $0 != "/" }
        let isPlain = rest.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        guard isPlain, !place.contains("@"), !rest.contains("?"), !rest.contains("#"),
            let host = Self.host(in: place)
        else { throw Self.bad(given) }
        text = (isEncrypted ? "https://" : "http://") + afterScheme
        self.host = host
        guard isEncrypted || Self.isThisMachine(host) else {
            throw Failure(
                .usage, "not-encrypted",
                LocalizedText(
                    vi: "\(given) không mã hóa: khóa API sẽ lộ trên đường truyền.",
                    en: "\(given) is not encrypted: the token could be read on the way."),
                hint: LocalizedText(
                    vi: "dùng https://\(afterScheme)", en: "use https://\(afterScheme)"))
        }
    }

    /// Nil when the port is none.
    private static func host(in place: Substring) -> String? {
        var host = place
        if place.hasPrefix("[") {
            guard let end = place.firstIndex(of: "]") else { return nil }
            host = place[place.index(after: place.startIndex)..<end]
            let rest = place[place.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") && UInt16(rest.dropFirst()) != nil else {
                return nil
            }
        } else if let colon = place.firstIndex(of: ":") {
            guard UInt16(place[place.index(after: colon)...]) != nil else { return nil }
            host = place[..<colon]
        }
        return host.isEmpty ? nil : host.lowercased()
    }

    private static func isThisMachine(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func bad(_ given: String) -> Failure {
        .usage(
            "bad-server",
            vi: "“\(given)” không phải địa chỉ máy chủ; viết https://TÊN[:CỔNG].",
            en: "“\(given)” is not the address of a server; write https://NAME[:PORT].")
    }
}
