import Diagnostics
import NIOCore
import Synchronization
import Testing
import WorkflowModel

@testable import WorkflowWebhook

@Suite("Addresses a webhook may be sent to")
struct AddressTests {
    @Test(
        "each is of one class",
        arguments: [
            ("8.8.8.8", AddressClass.public), ("1.1.1.1", .public), ("100.63.255.255", .public),
            ("100.128.0.0", .public), ("172.15.255.255", .public), ("172.32.0.0", .public),
            ("192.167.255.255", .public), ("198.17.255.255", .public), ("198.20.0.0", .public),
            ("223.255.255.255", .public), ("126.255.255.255", .public), ("128.0.0.1", .public),
            ("127.0.0.1", .loopback), ("127.255.255.254", .loopback),
            ("10.0.0.1", .private), ("10.255.255.255", .private), ("172.16.0.1", .private),
            ("172.31.255.255", .private), ("192.168.1.1", .private), ("100.64.0.1", .private),
            ("100.127.255.255", .private),
            ("169.254.0.1", .linkLocal), ("169.254.169.254", .linkLocal),
            ("100.100.100.200", .linkLocal),
            ("0.0.0.0", .unspecified), ("0.1.2.3", .unspecified),
            ("224.0.0.1", .multicast), ("239.255.255.255", .multicast),
            ("255.255.255.255", .multicast),
            ("192.0.2.1", .documentation), ("198.51.100.7", .documentation),
            ("203.0.113.9", .documentation),
            ("192.0.0.1", .reserved), ("192.88.99.1", .reserved), ("198.18.0.1", .reserved),
            ("198.19.255.255", .reserved), ("240.0.0.1", .reserved), ("255.255.255.254", .reserved),
            ("2606:4700::1111", .public), ("2001:4860:4860::8888", .public),
            ("2001:200::1", .public), ("::ffff:8.8.8.8", .public), ("64:ff9b::8.8.8.8", .public),
            ("::1", .loopback), ("::ffff:127.0.0.1", .loopback), ("64:ff9b::127.0.0.1", .loopback),
            ("fc00::1", .private), ("fdff::1", .private), ("::ffff:10.1.2.3", .private),
            ("64:ff9b::192.168.0.1", .private), ("64:ff9b:1::1", .private),
            ("fe80::1", .linkLocal), ("febf::1", .linkLocal),
            ("::ffff:169.254.169.254", .linkLocal),
            ("64:ff9b::169.254.169.254", .linkLocal), ("fd00:ec2::254", .linkLocal),
            ("::", .unspecified), ("::ffff:0.0.0.0", .unspecified),
            ("ff02::1", .multicast), ("2001:db8::1", .documentation), ("3fff::1", .documentation),
            ("2001::1", .reserved), ("2001:1ff:ffff::1", .reserved), ("2002:7f00:1::", .reserved),
            ("::127.0.0.1", .reserved), ("100::1", .reserved), ("fec0::1", .reserved),
            ("4000::1", .reserved), ("1fff::1", .reserved),
        ])
    func classes(_ text: String, _ expected: AddressClass) throws {
        #expect(try #require(IPAddress(text)).addressClass == expected)
    }

    @Test(
        "only what a rule can allow is ever allowed",
        arguments: [
            (AddressClass.public, [], true),
            (.loopback, [], false), (.loopback, [.private], false), (.loopback, [.loopback], true),
            (.private, [], false), (.private, [.loopback], false), (.private, [.private], true),
            (.linkLocal, [.loopback, .private], false), (.multicast, [.loopback, .private], false),
            (.unspecified, [.loopback, .private], false),
            (.reserved, [.loopback, .private], false),
            (.documentation, [.loopback, .private], false),
        ] as [(AddressClass, Set<NotificationRules.Webhook.Network>, Bool)])
    func allowed(
        _ kind: AddressClass, _ networks: Set<NotificationRules.Webhook.Network>, _ isAllowed: Bool
    ) {
        #expect(kind.isAllowed(networks) == isAllowed)
    }

    @Test(
        "addresses are read in every form the system reads",
        arguments: [
            ("2130706433", "127.0.0.1"), ("0x7f000001", "127.0.0.1"), ("0177.0.0.1", "127.0.0.1"),
            ("127.1", "127.0.0.1"), ("0xa9.0xfe.43518", "169.254.169.254"),
            ("::ffff:7f00:1", "::ffff:127.0.0.1"),
        ])
    func oddForms(_ text: String, _ address: String) throws {
        #expect(try IPAddress.resolve(text).map(\.description) == [address])
    }

    @Test("of the addresses of a host only those are used that are allowed")
    func filter() async throws {
        let lookup = AddressLookup(host: "example.vn", allowed: []) { _ throws(NetworkFault) in
            ["10.0.0.1", "8.8.8.8", "127.0.0.1", "1.1.1.1"].compactMap(IPAddress.init)
        }
        let found = try await lookup.addresses(by: .now() + .seconds(10))
        #expect(found.map(\.description) == ["8.8.8.8", "1.1.1.1"])
    }

    @Test("a name that stands for another address later is checked again")
    func rebinding() async throws {
        let asked = Mutex(0)
        let lookup = AddressLookup(
            host: "example.vn", allowed: [], lifetime: .nanoseconds(0)
        ) { _ throws(NetworkFault) in
            let count = asked.withLock { count in
                count += 1
                return count
            }
            return [count.isMultiple(of: 2) ? "127.0.0.1" : "8.8.8.8"].compactMap(IPAddress.init)
        }
        for _ in 0..<500 {
            #expect(try await lookup.addresses(by: .now() + .seconds(10)).count == 1)
            await #expect(throws: NetworkFault.self) {
                try await lookup.addresses(by: .now() + .seconds(10))
            }
        }
    }

    @Test("a resolver that does not answer is not waited for longer than a delivery may take")
    func slowResolver() async throws {
        let isOver = Mutex(false)
        let lookup = AddressLookup(host: "example.vn", allowed: []) { _ throws(NetworkFault) in
            while !isOver.withLock({ $0 }) {}
            return []
        }
        await #expect(throws: NetworkFault.timedOut) {
            try await lookup.addresses(by: .now() + .milliseconds(20))
        }
        isOver.withLock { $0 = true }
    }

    @Test(
        "a url is taken apart in one way only",
        arguments: [
            ("https://Example.VN/a/b?c=d", "https://example.vn:443/a/b?c=d"),
            ("http://example.vn", "http://example.vn:80/"),
            ("HTTPS://example.vn:8443/", "https://example.vn:8443/"),
            ("https://example.vn./hook", "https://example.vn:443/hook"),
            ("https://127.0.0.1./hook", "https://127.0.0.1:443/hook"),
            ("https://[2001:DB8:0::1]:8443/hook", "https://[2001:db8::1]:8443/hook"),
            ("https://example.vn?x=1", "https://example.vn:443/?x=1"),
        ])
    func urls(_ text: String, _ expected: String) throws {
        #expect(try WebhookURL(text).text == expected)
    }

    @Test(
        "what could be read in two ways is no url",
        arguments: [
            "ftp://example.vn/", "example.vn/hook", "https://", "https:///hook",
            "https://user:secret@example.vn/", "https://a@b@example.vn/",
            "https://example.vn\\@evil.vn/", "https://exa mple.vn/", "https://ex%61mple.vn/",
            "https://ví-dụ.vn/", "https://example.vn:0/", "https://example.vn:65536/",
            "https://example.vn:+80/", "https://example.vn:/", "https://example.vn/#here",
            "https://example.vn/a b", "https://[::1/", "https://[::1]x/",
            "https://[fe80::1%25eth0]/",
            "https://[127.0.0.1]/", "https://example.vn/\r\nX-Evil: 1", "https://.example.vn/",
        ])
    func notURLs(_ text: String) {
        #expect(throws: WebhookURL.Fault.self) { try WebhookURL(text) }
    }

    @Test("a password in a url is not repeated")
    func passwordInURL() {
        let fault = #expect(throws: WebhookURL.Fault.self) {
            try WebhookURL("https://user:hush@example.vn/")
        }
        #expect(
            fault.map { !$0.message.en.contains("hush") && !$0.message.vi.contains("hush") } == true
        )
    }
}
