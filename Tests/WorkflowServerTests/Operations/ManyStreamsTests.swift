import Foundation
import Testing
import WorkflowServer

@Suite struct `A thousand who only listen` {
    /// What the process of the tests, clients included, may grow by: built for debugging, which takes
    /// more than the server that is installed.
    static let most = 150 << 20

    @Test func `take little memory, and all are told`() async throws {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = min(limit.rlim_max, 8_192)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        try #require(limit.rlim_cur >= 4_096, "ulimit -n is too low for 1,000 connections")
        var settings = RunningSettings()
        settings.streams.perPerson = 2_000
        try await withServer(settings) { server in
            // Warm: what the first few need is there for all.
            let first = try await StreamClient(port: server.port)
            _ = try await first.next()
            let before = try Self.residentMemory()
            var clients = [first]
            for _ in 1..<1_000 {
                let client = try await StreamClient(port: server.port)
                _ = try await client.next()
                clients.append(client)
            }
            let grown = try Self.residentMemory() - before
            #expect(grown < Self.most, "\(grown >> 20) MB")
            let text = try await RawAnswer.get("/metrics", port: server.port).body
            #expect(text.contains("wf_stream_clients 1000\n"))
            // Told at the next beat that they are still there.
            server.operations.feed.poke()
            for client in clients.suffix(10) { #expect(try await client.next().isBeat) }
        }
    }

    /// In bytes.
    static func residentMemory() throws -> Int {
        let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        let pages = try #require(text.split(separator: " ").dropFirst().first.flatMap { Int($0) })
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
