import CoreMetrics
import Testing
import WorkflowCommands
import WorkflowServer
import WorkflowStorage
import WorkflowTesting

@Suite struct `The measures` {
    @Test func `are text that Prometheus reads`() async throws {
        try await withServer { server in
            try await _ = server.office.store.commit(Sample.commit("a"))
            _ = try await RawAnswer.get("/healthz", port: server.port)
            let answer = try await RawAnswer.get("/metrics", port: server.port)
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            let text = try PrometheusText(answer.body)
            for name in [
                "wf_items_due", "wf_items_overdue", "wf_stream_clients", "wf_tick_fired_total",
                "wf_store_commit_duration_seconds", "wf_http_request_duration_seconds",
                "process_resident_memory_bytes", "process_open_fds",
            ] {
                #expect(text.types[name] != nil, "\(name)")
                #expect(text.help.contains(name), "\(name)")
            }
            #expect(text.samples["wf_store_commit_duration_seconds_count"] == 1)
        }
    }

    @Test func `escape what labels may not hold, and are bounded`() throws {
        let registry = MetricRegistry()
        registry.counter("odd", [("label", "a\"b\\c\nd")]).increment(by: 1.0)
        for number in 0..<2_000 {
            registry.counter("many", [("name", "\(number)")]).increment(by: 1.0)
        }
        let text = try PrometheusText(registry.text())
        #expect(text.samples[#"odd_total{label="a\"b\\c\nd"}"#] == 1)
        let many = text.samples.filter { $0.key.hasPrefix("many_total") }
        #expect(many.count == 1_001)
        #expect(many.values.reduce(0, +) == 2_000)
    }

    @Test func `count what libraries measure by swift-metrics`() throws {
        let registry = MetricRegistry()
        registry.makeTimer(label: "http.client.time", dimensions: [("to", "x")])
            .recordNanoseconds(3_000_000)
        registry.makeMeter(label: "open files", dimensions: []).set(7.5)
        let text = try PrometheusText(registry.text())
        #expect(text.samples[#"http_client_time_seconds_bucket{to="x",le="0.0025"}"#] == 0)
        #expect(text.samples[#"http_client_time_seconds_bucket{to="x",le="0.005"}"#] == 1)
        #expect(text.samples["open_files"] == 7.5)
    }

    @Test(arguments: [
        ("read:khcn.linh", 403), ("khcn.linh", 200), (nil, 403),
    ])
    func `are for this machine, named networks and administering tokens`(
        _ token: String?, _ status: Int
    ) async throws {
        var settings = RunningSettings()
        settings.trustedProxies = Network.loopback
        settings.metricsFrom = [try #require(Network("192.0.2.0/24"))]
        try await withServer(settings) { server in
            var headers = ["X-Forwarded-For": "203.0.113.7"]
            headers["Authorization"] = token.map { "Bearer \($0)" }
            let far = try await RawAnswer.get("/metrics", port: server.port, headers: headers)
            #expect(far.status == status)
            headers["X-Forwarded-For"] = "192.0.2.9"
            let near = try await RawAnswer.get("/metrics", port: server.port, headers: headers)
            #expect(near.status == 200)
        }
    }
}

/// The text format of Prometheus, read as strictly as promtool does.
struct PrometheusText {
    var types: [String: String] = [:]
    var help: Set<String> = []
    /// By name and labels as written.
    var samples: [String: Double] = [:]

    struct Malformed: Error {
        var line: String
    }

    init(_ text: String) throws {
        guard text.hasSuffix("\n") else { throw Malformed(line: "no end") }
        let name = /[a-zA-Z_:][a-zA-Z0-9_:]*/
        let label = /[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"/
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if let match = line.wholeMatch(of: /# TYPE (\S+) (counter|gauge|histogram)/) {
                guard types.updateValue(String(match.2), forKey: String(match.1)) == nil else {
                    throw Malformed(line: String(line))
                }
            } else if let match = line.wholeMatch(of: /# HELP (\S+) .+/) {
                help.insert(String(match.1))
            } else {
                guard let space = line.lastIndex(of: " "),
                    let value = Double(line[line.index(after: space)...])
                else { throw Malformed(line: String(line)) }
                let series = line[..<space]
                let brace = series.firstIndex(of: "{") ?? series.endIndex
                guard series[..<brace].wholeMatch(of: name) != nil else {
                    throw Malformed(line: String(line))
                }
                if brace != series.endIndex {
                    var rest = series[brace...].dropFirst()
                    repeat {
                        guard let match = rest.prefixMatch(of: label) else {
                            throw Malformed(line: String(line))
                        }
                        rest = rest[match.range.upperBound...]
                        if rest.first == "," { rest = rest.dropFirst() }
                    } while rest != "}"
                }
                let base = series[..<brace]
                let family = ["_bucket", "_sum", "_count"].reduce(String(base)) {
                    types[$0] == nil && $0.hasSuffix($1) ? String($0.dropLast($1.count)) : $0
                }
                guard types[family] != nil,
                    samples.updateValue(value, forKey: String(series)) == nil
                else { throw Malformed(line: String(line)) }
            }
        }
    }
}
