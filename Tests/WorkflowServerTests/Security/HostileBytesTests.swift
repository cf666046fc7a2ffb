import HTTPTypes
import HummingbirdTesting
import JSON
import NIOCore
import Testing
import WorkflowAccounts
import WorkflowStorage

@testable import WorkflowServer

/// What is sent on the wire by no browser and no honest program. The server refuses it or closes the
/// connection, changes nothing, and goes on serving others.
@Suite("Hostile bytes on a connection", .serialized)
struct HostileBytesTests {
    private static let bearer = "Authorization: Bearer an:read+write\r\n"
    private static let post = "POST /api/v1/items/M.1/actions/send HTTP/1.1\r\nHost: x\r\n" + bearer

    struct Attack: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var bytes: String
        /// What may be answered to the first request; nothing is an answer, too.
        var statuses: ClosedRange<Int> = 400...499
    }

    static let attacks = [
        Attack(
            testDescription: "two lengths that differ",
            bytes: post + "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}"),
        Attack(
            testDescription: "a length and chunks",
            bytes: post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Attack(
            testDescription: "a length in a list",
            bytes: post + "Content-Length: 2, 2\r\n\r\n{}"),
        Attack(
            testDescription: "a length with a sign",
            bytes: post + "Content-Length: +2\r\n\r\n{}"),
        Attack(
            testDescription: "a length below nothing",
            bytes: post + "Content-Length: -1\r\n\r\n{}"),
        Attack(
            testDescription: "a length that no machine can hold",
            bytes: post + "Content-Length: 99999999999999999999999\r\n\r\n{}"),
        Attack(
            testDescription: "another encoding than chunks",
            bytes: post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
        Attack(
            testDescription: "a space before the colon",
            bytes: post + "Content-Length : 2\r\n\r\n{}"),
        Attack(
            testDescription: "a folded header",
            bytes: post + "X-A: 1\r\n 2\r\nContent-Length: 2\r\n\r\n{}",
            // Folding is read as one line by old servers: what follows is still one request.
            statuses: 200...499),
        Attack(
            testDescription: "a chunk with a size that is none",
            bytes: post + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n"),
        Attack(
            testDescription: "a chunk of more than there is memory",
            bytes: post + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}"),
        Attack(testDescription: "a version of HTTP there is not", bytes: "GET / HTTP/9.9\r\n\r\n"),
        Attack(testDescription: "no HTTP at all", bytes: "\u{16}\u{3}\u{1}\u{2}\u{0}hello\r\n\r\n"),
        Attack(
            testDescription: "NUL in the path",
            bytes: "GET /api/v1/items/M.1\u{0} HTTP/1.1\r\nHost: x\r\n" + bearer + "\r\n"),
        Attack(
            testDescription: "NUL in a header",
            bytes: "GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: a\u{0}b\r\n\r\n"),
        Attack(
            testDescription: "a line end in the path",
            bytes: "GET /healthz\nX-A: 1 HTTP/1.1\r\nHost: x\r\n\r\n"),
        Attack(
            testDescription: "headers without end",
            bytes: "GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: "
                + String(repeating: "a", count: 1 << 20) + "\r\n\r\n"),
        Attack(
            testDescription: "ten thousand headers",
            bytes: "GET /healthz HTTP/1.1\r\nHost: x\r\n"
                + (0..<10_000).map { "X-\($0): 1\r\n" }.joined() + "\r\n"),
        Attack(
            testDescription: "a path without end",
            bytes: "GET /" + String(repeating: "a", count: 1 << 20) + " HTTP/1.1\r\nHost: x\r\n\r\n"
        ),
    ]

    @Test("is refused, and nothing is done", arguments: attacks)
    func refused(_ attack: Attack) async throws {
        let house = try await SecurityOffice()
        try await house.serve { client in
            let port = try #require(client.port)
            // Smuggled behind it: a change that must not happen by way of the first request's body.
            let connection = try HostileConnection(port: port)
            connection.send(attack.bytes)
            connection.finish()
            let statuses = HostileConnection.statuses(connection.readAll())
            #expect(statuses.allSatisfy(attack.statuses.contains), "\(statuses)")
            let health = try await client.send(.get, "/healthz")
            #expect(health.status == 200)
        }
        if attack.statuses == 400...499 {
            #expect(try await house.store.events(item: "M.1", after: 0, limit: 9).count == 1)
        }
    }

    @Test(
        "No second request hides in the body of the first",
        arguments: [
            "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n",
            "Content-Length: 0\r\nContent-Length: 6\r\n\r\n",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
            "Transfer-Encoding: \u{B}chunked\r\n\r\n0\r\n\r\n",
        ])
    func smuggled(_ framing: String) async throws {
        let house = try await SecurityOffice()
        try await house.serve { client in
            let connection = try HostileConnection(port: try #require(client.port))
            connection.send(
                "POST /healthz HTTP/1.1\r\nHost: x\r\n" + framing + Self.post
                    + "Content-Length: 2\r\nContent-Type: application/json\r\n\r\n{}")
            connection.finish()
            _ = connection.readAll()
        }
        #expect(try await house.store.events(item: "M.1", after: 0, limit: 9).count == 1)
    }

    @Test("A body that breaks off changes nothing")
    func broken() async throws {
        let house = try await SecurityOffice()
        try await house.serve { client in
            let connection = try HostileConnection(port: try #require(client.port))
            connection.send(
                Self.post + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{}")
            connection.finish()
            let statuses = HostileConnection.statuses(connection.readAll())
            #expect(statuses.allSatisfy { (400..<500).contains($0) }, "\(statuses)")
            #expect(try await client.send(.get, "/healthz").status == 200)
        }
        #expect(try await house.store.events(item: "M.1", after: 0, limit: 9).count == 1)
    }

    @Test(
        "A body larger than a route takes is refused before it is read", arguments: [true, false])
    func oversized(_ isTold: Bool) async throws {
        let house = try await SecurityOffice()
        try await house.serve { client in
            let connection = try HostileConnection(port: try #require(client.port))
            let head =
                "PATCH /api/v1/items/M.1 HTTP/1.1\r\nHost: x\r\n" + Self.bearer
                + "Content-Type: application/json\r\n"
            if isTold {
                connection.send(head + "Content-Length: 9000000000\r\n\r\n{")
            } else {
                connection.send(head + "Transfer-Encoding: chunked\r\n\r\n")
                let chunk = "100000\r\n" + String(repeating: " ", count: 1 << 20) + "\r\n"
                for _ in 0..<64 where connection.send(chunk) {}
            }
            connection.finish()
            let statuses = HostileConnection.statuses(connection.readAll())
            #expect(statuses.allSatisfy { $0 == 413 || $0 == 400 }, "\(statuses)")
            #expect(try await client.send(.get, "/healthz").status == 200)
        }
    }
}
