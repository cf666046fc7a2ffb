import Testing
import WorkflowCommands

@testable import WorkflowServer

@Suite struct `Where a request came from` {
    struct Example: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var peer = "10.0.0.1"
        var forwarded: [String] = []
        var forwardedFor: [String] = []
        var proto: String?
        var address: String
        var isSecure: Bool?
    }

    static let examples = [
        Example(testDescription: "nothing was said", address: "10.0.0.1"),
        Example(
            testDescription: "a trusted proxy says", forwardedFor: ["203.0.113.7"],
            proto: "https", address: "203.0.113.7", isSecure: true),
        Example(
            testDescription: "what stands before the last that is not trusted could be forged",
            forwardedFor: ["127.0.0.1, 203.0.113.7"], address: "203.0.113.7"),
        Example(
            testDescription: "a chain of trusted proxies, in several headers",
            forwardedFor: ["203.0.113.7", "10.1.1.1, 10.0.0.9"], address: "203.0.113.7"),
        Example(
            testDescription: "IPv6 with a port", forwardedFor: ["[2001:db8::1]:4711"],
            address: "2001:db8::1"),
        Example(
            testDescription: "nonsense ends what can be believed",
            forwardedFor: ["203.0.113.7, <script>"], address: "10.0.0.1"),
        Example(
            testDescription: "a hidden hop", forwarded: ["for=unknown;proto=https"],
            address: "10.0.0.1"),
        Example(
            testDescription: "RFC 7239 counts before the other",
            forwarded: [#"for="[2001:db8::9]:80";proto=https;by=10.0.0.1"#],
            forwardedFor: ["198.51.100.1"], proto: "http", address: "2001:db8::9",
            isSecure: true),
        Example(
            testDescription: "plain HTTP before the proxy",
            forwarded: ["for=203.0.113.7;proto=http"],
            address: "203.0.113.7", isSecure: false),
    ]

    @Test(arguments: examples) func `is believed of trusted proxies alone`(_ example: Example)
        throws
    {
        let networks = try ["10.0.0.0/8", "fd00::/8"].map { try #require(Network($0)) }
        let origin = ProxyTrust.origin(
            peer: example.peer, networks: networks, forwarded: example.forwarded,
            forwardedFor: example.forwardedFor, proto: example.proto)
        #expect(origin.address == example.address)
        #expect(origin.isSecure == example.isSecure)
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false),
        ("10.128.0.0/9", "10.127.0.1", false), ("192.0.2.7", "192.0.2.7", true),
        ("fd00::/8", "fd12::1", true), ("fd00::/8", "fe80::1", false),
        // A socket for both kinds shows IPv4 so.
        ("10.0.0.0/8", "::ffff:10.1.2.3", true), ("0.0.0.0/0", "::1", false),
    ])
    func `is in a network`(_ network: String, _ address: String, _ isIn: Bool) throws {
        #expect(try #require(Network(network)).contains(address) == isIn)
    }

    @Test(arguments: ["", "10.0.0.0/33", "10.0.0", "fd00::/129", "10.0.0.0/8/8", "localhost", "/8"])
    func `needs networks that are some`(_ text: String) {
        #expect(Network(text) == nil)
    }

    @Test func `is shown in the log, and never what only the client says`() async throws {
        let lines = LogLines()
        var settings = RunningSettings()
        settings.log = { lines.add($0) }
        try await withServer(settings) { server in
            _ = try await RawAnswer.get(
                "/nowhere", port: server.port, headers: ["X-Forwarded-For": "203.0.113.7"])
        }
        #expect(lines.all.contains { $0.contains("from=127.0.0.1") })
        #expect(!lines.all.contains { $0.contains("203.0.113.7") })
        settings.trustedProxies = Network.loopback
        try await withServer(settings) { server in
            _ = try await RawAnswer.get(
                "/nowhere", port: server.port, headers: ["X-Forwarded-For": "203.0.113.7"])
        }
        #expect(lines.all.contains { $0.contains("from=203.0.113.7") })
    }
}
