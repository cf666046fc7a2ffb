import Foundation
import JSON
import ServiceLifecycle
import Synchronization
import Testing
import WorkflowAccounts
import WorkflowCommands
import WorkflowServer
import WorkflowStorage
import WorkflowTesting

@Suite struct `The stream of changes` {
    static let me = ["Authorization": "Bearer khcn.linh"]

    @Test func `tells what was committed, by this process and others`() async throws {
        try await withServer { server in
            let client = try await StreamClient(port: server.port)
            #expect(try await client.next().id == 0)
            _ = try await server.office.store.commit(Sample.commit("a"))
            let event = try await client.next()
            #expect(event.id == 1)
            #expect(event.type == "item.advanced")
            #expect(event.data["item"] == "a")
            #expect(event.data["version"] == 1)
            #expect(event.data["seq"] == 1)
            #expect(event.data["actor"] == "khcn.linh")
        }
    }

    @Test func `tells within a round what another process committed`() async throws {
        var settings = RunningSettings()
        settings.ticks = true
        try await withServer(settings) { server in
            let client = try await StreamClient(port: server.port)
            _ = try await client.next()
            let other = try GroupCommitStore.open(server.folder.database)
            _ = try await other.commit(Sample.commit("b"))
            // What schedules start is told as well.
            while try await client.next().data["item"] != "b" {}
            await other.close()
        }
    }

    @Test func `goes on where a client left off, with nothing lost and nothing twice, under load`()
        async throws
    {
        let many: Int64 = 10_000
        var settings = RunningSettings()
        // Small enough that slow ones are cut off now and then, and have to come back.
        settings.streams.behind = 200
        try await withServer(settings) { server in
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for worker in 0..<8 {
                    tasks.addTask {
                        for version in 1...(Int(many) / 8) {
                            _ = try await server.office.store.commit(
                                Sample.commit("item-\(worker)", version: version))
                        }
                    }
                }
                for number in 0..<4 {
                    tasks.addTask {
                        // From the beginning, with a new connection after every so many events.
                        var seen: Int64 = 0
                        var connections = 0
                        while seen < many {
                            connections += 1
                            let client = try await StreamClient(port: server.port, after: seen)
                            for _ in 0..<(700 + 300 * number) {
                                guard let event = try await client.nextIfAny() else { break }
                                if event.type.isEmpty { continue }
                                #expect(event.id == seen + 1)
                                seen = event.id
                                if seen == many { break }
                            }
                        }
                        #expect(connections > 1)
                    }
                }
                try await tasks.waitForAll()
            }
        }
    }

    @Test func `has only what one asks for and may see`() async throws {
        var settings = RunningSettings()
        settings.canSee = { row, identity in row.id != "hidden" || identity.person == "tc.hoa" }
        try await withServer(settings) { server in
            for item in ["a", "hidden", "b"] {
                _ = try await server.office.store.commit(Sample.commit(item))
            }
            let all = try await StreamClient(port: server.port, after: 0)
            #expect(try await all.items(2) == ["a", "b"])
            let one = try await StreamClient(port: server.port, "?item=b&after=0")
            #expect(try await one.items(1) == ["b"])
            let both = try await StreamClient(port: server.port, "?item=b&item=a&after=0")
            #expect(try await both.items(2) == ["a", "b"])
            let other = try await StreamClient(port: server.port, "?agency=so-y-te&after=0")
            // Nothing for them; the id still moves on.
            #expect(try await other.next().id == 3)
        }
    }

    @Test func `leaves out the types for who wants all of them alike`() async throws {
        try await withServer { server in
            _ = try await server.office.store.commit(Sample.commit("a"))
            let client = try await StreamClient(port: server.port, "?untyped=true&after=0")
            _ = try await server.office.store.commit(Sample.commit("b"))
            for item in ["a", "b"] {
                var event = try await client.next()
                while event.data["item"] == .null { event = try await client.next() }
                #expect(event.type.isEmpty)
                #expect(event.data["item"] == .string(item))
                #expect(event.data["type"] == "item.advanced")
            }
        }
    }

    @Test func `begins anew for who knows more than there is`() async throws {
        try await withServer { server in
            _ = try await server.office.store.commit(Sample.commit("a"))
            let client = try await StreamClient(port: server.port, after: 900)
            let event = try await client.next()
            #expect(event.type == "reset")
            #expect(event.id == 1)
        }
    }

    @Test(arguments: [
        ("/api/v1/changes", nil, 401), ("/api/v1/changes", "none:khcn.linh", 403),
        ("/api/v1/changes?after=-1", "khcn.linh", 400),
        ("/api/v1/changes?after=x", "khcn.linh", 400),
        ("/api/v1/changes?mine=no", "khcn.linh", 400),
    ])
    func `is refused in the words of RFC 9457`(
        _ path: String, _ token: String?, _ status: Int
    ) async throws {
        try await withServer { server in
            let answer = try await RawAnswer.get(
                path, port: server.port,
                headers: token.map { ["Authorization": "Bearer \($0)"] } ?? [:])
            #expect(answer.status == status)
            #expect(answer.headers["content-type"] == "application/problem+json")
            let problem = try JSON.parse(answer.body)
            #expect(problem["status"].int == Int64(status))
            #expect(problem["type"].string?.hasPrefix("urn:wf:problem:") ?? false)
            #expect((answer.headers["www-authenticate"] == "Bearer") == (status == 401))
        }
    }

    @Test func `has room for so many, of one person and of all`() async throws {
        var settings = RunningSettings()
        settings.streams.perPerson = 2
        settings.streams.total = 3
        try await withServer(settings) { server in
            let first = try await StreamClient(port: server.port)
            let second = try await StreamClient(port: server.port)
            _ = try await (first.next(), second.next())
            let third = try await RawAnswer.get(
                "/api/v1/changes", port: server.port, headers: Self.me)
            #expect(third.status == 429)
            #expect(third.headers["retry-after"] != nil)
            let other = try await StreamClient(port: server.port, person: "khcn.minh")
            _ = try await other.next()
            let last = try await RawAnswer.get(
                "/api/v1/changes", port: server.port,
                headers: ["Authorization": "Bearer tc.hoa"])
            #expect(last.status == 503)
            #expect(last.headers["retry-after"] != nil)
        }
    }

    @Test func `notices who went away, and makes room`() async throws {
        var settings = RunningSettings()
        settings.streams.perPerson = 1
        try await withServer(settings) { server in
            do {
                let client = try await StreamClient(port: server.port)
                _ = try await client.next()
            }
            // The connection is closed now.
            #expect(
                try await eventually {
                    let text = try await RawAnswer.get("/metrics", port: server.port).body
                    return text.contains("wf_stream_clients 0\n")
                })
            _ = try await StreamClient(port: server.port).next()
        }
    }

    @Test func `takes no room for who wants its head alone`() async throws {
        var settings = RunningSettings()
        settings.streams.perPerson = 1
        try await withServer(settings) { server in
            let head = try RawConnection(port: server.port)
            try await head.send(
                "HEAD /api/v1/changes HTTP/1.1\r\nHost: localhost\r\n"
                    + "Authorization: Bearer khcn.linh\r\nConnection: close\r\n\r\n")
            let answer = try await head.readToEnd()
            #expect(answer.hasPrefix("HTTP/1.1 200"), "\(answer)")
            #expect(
                try await eventually {
                    let text = try await RawAnswer.get("/metrics", port: server.port).body
                    return text.contains("wf_stream_clients 0\n")
                })
            _ = try await StreamClient(port: server.port).next()
        }
    }

    @Test func `ends by itself after a while, for who may follow to come back`() async throws {
        var settings = RunningSettings()
        settings.streams.beat = .milliseconds(50)
        settings.streams.longest = .milliseconds(200)
        try await withServer(settings) { server in
            let client = try await StreamClient(port: server.port)
            while try await client.nextIfAny() != nil {}
            #expect(client.endedProperly)
            _ = try await StreamClient(port: server.port).next()
        }
    }

    @Test func `shows that it lives while nothing happens`() async throws {
        var settings = RunningSettings()
        settings.streams.beat = .milliseconds(50)
        try await withServer(settings) { server in
            let client = try await StreamClient(port: server.port)
            _ = try await client.next()
            #expect(try await client.next().isBeat)
            #expect(try await client.next().isBeat)
        }
    }

    @Test func `ends in an orderly way when the server does`() async throws {
        try await withServer { server in
            let client = try await StreamClient(port: server.port)
            _ = try await client.next()
            await server.group.triggerGracefulShutdown()
            #expect(try await client.nextIfAny() == nil)
            #expect(client.endedProperly)
        }
    }
}

/// A client of server-sent events that reads what the standard says.
final class StreamClient: Sendable {
    struct Event: Hashable, Sendable {
        var id: Int64
        /// Empty for what only moves the id on.
        var type = ""
        var data: JSON = .null
        var isBeat = false
    }

    private let connection: RawConnection
    private let ended = Mutex(false)

    init(
        port: Int, _ query: String = "", after: Int64? = nil, person: String = "khcn.linh"
    ) async throws {
        connection = try RawConnection(port: port)
        let last = after.map { "Last-Event-ID: \($0)\r\n" } ?? ""
        try await connection.send(
            "GET /api/v1/changes\(query) HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer \(person)\r\n\(last)\r\n")
        let head = try await connection.read(through: "\r\n\r\n")
        guard head.hasPrefix("HTTP/1.1 200"), head.contains("text/event-stream") else {
            throw RawConnection.Broken(call: "stream", text: head)
        }
    }

    /// Whether the last chunk was there.
    var endedProperly: Bool { ended.withLock { $0 } }

    func next() async throws -> Event {
        guard let event = try await nextIfAny() else {
            throw RawConnection.Broken(call: "the stream ended")
        }
        return event
    }

    func items(_ count: Int) async throws -> [String] {
        var items: [String] = []
        while items.count < count {
            if let item = try await next().data["item"].string { items.append(item) }
        }
        return items
    }

    /// Nil when the server ended the stream. Every write of the server is a chunk with one event.
    func nextIfAny() async throws -> Event? {
        while true {
            let size: String
            do {
                size = try await connection.read(through: "\r\n")
            } catch let broken as RawConnection.Broken where broken.call == "end" {
                return nil
            }
            if size == "0\r\n" {
                ended.withLock { $0 = true }
                return nil
            }
            let text = try await connection.read(through: "\n\n\r\n")
            var event = Event(id: -1)
            for line in text.split(separator: "\n") {
                let parts = line.split(separator: ":", maxSplits: 1)
                let value = parts.count > 1 ? parts[1].drop { $0 == " " } : ""
                if line.hasPrefix(":") {
                    event.isBeat = true
                } else if parts[0] == "id" {
                    event.id = Int64(value) ?? -1
                } else if parts[0] == "event" {
                    event.type = String(value)
                } else if parts[0] == "data" {
                    event.data = try JSON.parse(String(value))
                }
            }
            if event.id >= 0 { return event }
        }
    }
}
