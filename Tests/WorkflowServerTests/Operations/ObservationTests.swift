import JSON
import Logging
import Testing
import WorkflowCommands
import WorkflowServer

@Suite struct `A request` {
    @Test(arguments: [
        ("abc-1.2_3", true), (String(repeating: "a", count: 64), true),
        (String(repeating: "a", count: 65), false), ("a b", false),
        ("<script>", false), ("ế", false),
    ])
    func `keeps the id it comes with if that is a sane one`(_ id: String, _ isKept: Bool)
        async throws
    {
        try await withServer { server in
            let answer = try await RawAnswer.get(
                "/healthz", port: server.port, headers: ["X-Request-Id": id])
            let given = try #require(answer.headers["x-request-id"])
            #expect((given == id) == isKept)
            #expect(!given.isEmpty)
        }
    }

    @Test func `has one line in the log that tells who, what and how, and no secret`() async throws
    {
        let lines = LogLines()
        var settings = RunningSettings()
        settings.log = { lines.add($0) }
        try await withServer(settings) { server in
            let answer = try await RawAnswer.get(
                "/api/v1/changes?mine=perhaps", port: server.port,
                headers: ["Authorization": "Bearer khcn.linh", "X-Request-Id": "r-77"])
            #expect(answer.status == 400)
        }
        let line = try #require(lines.all.first { $0.contains("request=r-77") })
        for part in [
            "route=/api/v1/changes", "method=GET", "status=400", "person=khcn.linh",
            "code=bad-parameter", "from=127.0.0.1", "ms=",
        ] {
            #expect(line.contains(part), "\(line)")
        }
        #expect(!line.contains("perhaps") && !line.contains("Bearer"), "\(line)")
    }

    @Test func `is counted by its route, and never by what a client made up`() async throws {
        try await withServer { server in
            for path in ["/healthz", "/a/b", "/c"] {
                _ = try await RawAnswer.get(path, port: server.port)
            }
            let connection = try RawConnection(port: server.port)
            try await connection.send(
                "FOO /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            _ = try await connection.readToEnd()
            let text = try await RawAnswer.get("/metrics", port: server.port).body
            #expect(
                text.contains(
                    #"wf_http_requests_total{method="GET",route="/healthz",status="200"} 1"#))
            #expect(!text.contains("/a/b") && !text.contains("FOO"), "\(text)")
        }
    }
}

@Suite struct `A line of the log` {
    @Test(arguments: [LogFormat.json, .logfmt])
    func `leaves out what sounds secret`(_ format: LogFormat) {
        let lines = LogLines()
        var log = StructuredLog(label: "wf", format: format, level: .info) { lines.add($0) }
        log[metadataKey: "csrf_token"] = "s3cret"
        log.log(
            event: .init(
                level: .warning, message: "two\nlines \"quoted\"",
                metadata: [
                    "password": "s3cret", "count": .stringConvertible(3),
                    "inner": ["cookie": "s3cret"],
                ],
                source: "", file: "", function: "", line: 0))
        let line = lines.all.joined()
        #expect(!line.contains("s3cret"))
        #expect(line.split(separator: "\n").count == 1)
        switch format {
        case .json: #expect((try? JSON.parse(line))?["count"] == 3)
        case .logfmt: #expect(line.contains("count=3 "))
        }
    }
}
