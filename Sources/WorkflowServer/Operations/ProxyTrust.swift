import HTTPTypes
import Hummingbird
import WorkflowCommands

/// Believes what a proxy says about the other side, if the proxy is one of those named.
struct ProxyTrust: Sendable {
    let networks: [Network]
    /// Whether TLS ends here.
    var isSecure = false

    /// Notes where a request comes from.
    func place(_ request: Request, _ context: inout WebContext) {
        context.isSecure = isSecure
        guard !networks.isEmpty, let peer = context.address,
            networks.contains(where: { $0.contains(peer) })
        else { return }
        let origin = Self.origin(
            peer: peer, networks: networks,
            forwarded: request.headers[values: .forwarded],
            forwardedFor: HTTPField.Name("X-Forwarded-For").map { request.headers[values: $0] }
                ?? [],
            proto: HTTPField.Name("X-Forwarded-Proto").flatMap { request.headers[$0] })
        context.address = origin.address
        if let isSecure = origin.isSecure { context.isSecure = isSecure }
    }

    struct Origin: Hashable, Sendable {
        var address: String
        /// Nil when nothing was said of it.
        var isSecure: Bool?
    }

    /// Where a request came from: the last address, counted from here, that is no trusted proxy. What
    /// stands before it anybody could have written. `Forwarded` (RFC 7239) counts before `X-Forwarded-*`.
    static func origin(
        peer: String, networks: [Network], forwarded: [String], forwardedFor: [String],
        proto: String?
    ) -> Origin {
        var origin = Origin(address: peer, isSecure: nil)
        let hops: [(address: String?, proto: String?)]
        if forwarded.isEmpty {
            let last = proto?.split(separator: ",").last.map { $0.trimmed.lowercased() }
            if let last { origin.isSecure = last == "https" }
            hops = forwardedFor.flatMap { $0.split(separator: ",") }
                .map { (address(String($0.trimmed)), nil) }
        } else {
            hops = forwarded.flatMap { $0.split(separator: ",") }.map(hop)
        }
        for hop in hops.reversed() {
            // A hop that hides itself, or is no address, ends what can be believed.
            guard networks.contains(where: { $0.contains(origin.address) }),
                let address = hop.address
            else { break }
            origin.address = address
            if let proto = hop.proto { origin.isSecure = proto == "https" }
        }
        return origin
    }

    /// `for=192.0.2.60;proto=https`
    private static func hop(_ text: Substring) -> (address: String?, proto: String?) {
        var hop: (address: String?, proto: String?) = (nil, nil)
        for pair in text.split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            var value = String(parts[1].trimmed)
            if value.count > 1, value.first == "\"", value.last == "\"" {
                value = String(value.dropFirst().dropLast())
            }
            switch parts[0].trimmed.lowercased() {
            case "for": hop.address = address(value)
            case "proto": hop.proto = value.lowercased()
            default: continue
            }
        }
        return hop
    }

    /// Without a port: `192.0.2.60:4711`, `[2001:db8::1]:4711`. Nil when it is no address.
    private static func address(_ text: String) -> String? {
        var text = text
        if text.first == "[" {
            text = String(text.dropFirst().prefix { $0 != "]" })
        } else if text.count(where: { $0 == ":" }) == 1 {
            text = String(text.prefix { $0 != ":" })
        }
        return Network(text) != nil && !text.contains("/") ? text : nil
    }
}

extension HTTPField.Name {
    fileprivate static var forwarded: HTTPField.Name {
        guard let name = HTTPField.Name("Forwarded") else { preconditionFailure("a valid name") }
        return name
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        let start = drop { $0 == " " || $0 == "\t" }
        guard let end = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return start[...end]
    }
}
