import NIOCore
import Testing
import WorkflowServer

@Suite struct `A client that is slow, or sends too much` {
    static let impatient: RunningSettings = {
        var settings = RunningSettings()
        settings.limits.idle = .milliseconds(300)
        settings.limits.arrival = .milliseconds(300)
        settings.limits.slowest = 1_000_000
        settings.limits.headerBytes = 4_096
        settings.limits.headerFields = 20
        return settings
    }()

    /// Whether it goes on answering. On a busy machine a client may be slower than it waits, and is
    /// cut off like any other; then it asks again.
    private func answers(_ port: Int) async throws -> Bool {
        for _ in 1...10 where try await RawAnswer.get("/healthz", port: port).status == 200 {
            return true
        }
        return false
    }

    @Test(arguments: ["", "GET /heal", "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: "])
    func `is not waited for when it does not finish what it begins`(_ sent: String) async throws {
        try await withServer(Self.impatient) { server in
            let connection = try RawConnection(port: server.port)
            if !sent.isEmpty { try await connection.send(sent) }
            // Closed; a byte now and then does not help.
            _ = try await connection.readToEnd()
        }
    }

    /// Told so, or cut off: what was sent and not read makes the system drop the answer.
    @Test func `is not waited for when its body does not come`() async throws {
        try await withServer(Self.impatient) { server in
            let connection = try RawConnection(port: server.port)
            try await connection.send(
                "POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc")
            let answer = RawAnswer(try await connection.readToEnd())
            #expect([0, 404, 405, 408].contains(answer.status))
        }
    }

    @Test func `does not keep the others from being answered`() async throws {
        try await withServer(Self.impatient) { server in
            var slow: [RawConnection] = []
            for _ in 0..<200 {
                let connection = try RawConnection(port: server.port)
                try await connection.send("GET /healthz HTTP/1.1\r\nHost: ")
                slow.append(connection)
            }
            #expect(try await answers(server.port))
            for connection in slow { _ = try await connection.readToEnd() }
        }
    }

    @Test(arguments: [
        ("one header too long", ["X-Long: " + String(repeating: "a", count: 5_000)]),
        ("too many headers", (0..<30).map { "X-\($0): a" }),
        ("a long path", []),
    ])
    func `is refused without being read to the end`(
        _ what: String, _ headers: [String]
    ) async throws {
        try await withServer(Self.impatient) { server in
            let connection = try RawConnection(port: server.port)
            let path = headers.isEmpty ? String(repeating: "a", count: 200_000) : "healthz"
            let lines = headers.map { $0 + "\r\n" }.joined()
            try await connection.send(
                "GET /\(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\(lines)\r\n")
            let answer = RawAnswer(try await connection.readToEnd())
            #expect([0, 400, 404, 414, 431].contains(answer.status), "\(what)")
            #expect(try await answers(server.port))
        }
    }

    @Test func `waits for its turn when there are as many as the server takes`() async throws {
        var settings = RunningSettings()
        settings.limits.connections = 2
        try await withServer(settings) { server in
            var open = [try RawConnection(port: server.port), try RawConnection(port: server.port)]
            for connection in open {
                try await connection.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                _ = try await connection.read(through: "ok\n")
            }
            let third = try RawConnection(port: server.port)
            try await third.send("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            // One of the first goes, and there is room.
            open.removeLast()
            #expect(RawAnswer(try await third.readToEnd()).status == 200)
            _ = open
        }
    }

    @Test(arguments: [
        "\r\n\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
    ])
    func `does no harm when what it sends is no HTTP`(_ sent: String) async throws {
        try await withServer(Self.impatient) { server in
            let connection = try RawConnection(port: server.port)
            try await connection.send(sent)
            _ = try await connection.readToEnd()
            #expect(try await answers(server.port))
        }
    }
}
