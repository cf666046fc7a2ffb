import Foundation
import JSON
import Testing
import WorkflowAccounts
import WorkflowCalendar
import WorkflowEngine
import WorkflowServer
import WorkflowTesting

@Suite struct `A server that is killed among requests` {
    private static let wf = Product.folder.appendingPathComponent("wf").path
    /// Those that are changed one by one, and those that are changed many at a time.
    private static let single = (1...48).map { "R.\($0)" }
    private static let bulks = (0..<6).map { bulk in (1...5).map { "B.\(bulk).\($0)" } }

    @Test func `has done what it answered, once, and answers alike when asked again`() async throws
    {
        let folder = try ServerFolder()
        try Data(`A backup`.definition.utf8).write(
            to: URL(fileURLWithPath: folder.path + "/workflows/remark.yaml"))
        try FileManager.default.removeItem(atPath: folder.path + "/rules/schedules.yaml")
        let token = try await Self.token(folder)
        let headers = ["Authorization": "Bearer \(token)"]

        var server = try ServerProcess(folder)
        for item in Self.single + Self.bulks.flatMap({ $0 }) {
            let body = #"{"workflow": "remark", "id": "\#(item)", "fields": {"lead": "so-khcn"}}"#
            let answer = try await RawAnswer.post(
                "/api/v1/items", port: server.port, headers: headers, body)
            try #require(answer?.status == 201, "\(answer?.body ?? "no answer")")
        }
        // What was answered: of an item its version and events, of many the whole answer.
        let told = Shared<[String: JSON]>([:])
        for limit in [6, 16, 28] {
            try await Self.work(told, server, headers, killAt: limit)
            #expect(try await server.end() == -SIGKILL)
            server = try ServerProcess(folder)
        }
        try await Self.work(told, server, headers, killAt: nil)
        #expect(told.value.count == Self.single.count + Self.bulks.count)

        // Everything once more, by the same keys.
        for item in Self.single {
            let again = try #require(try await Self.close(item, server, headers))
            #expect(again.status == 200, "\(again.body)")
            let json = try JSON.parse(again.body)
            #expect(json["repeated"] == true)
            #expect(json["events"] == told.value[item]?["events"])
            #expect(json["item"]["version"] == told.value[item]?["item"]["version"])
        }
        for item in Self.single + Self.bulks.flatMap({ $0 }) {
            let history = try JSON.parse(
                try await RawAnswer.get(
                    "/api/v1/items/\(item)/history", port: server.port, headers: headers
                ).body)
            #expect(
                history["events"].array?.map { $0["type"].string }
                    == ["item.started", "item.advanced"], "\(item)")
        }
        server.signal(SIGTERM)
        #expect(try await server.end() == 0)
        let run = try await SystemRun([Self.wf, "verify", "--json"], in: folder.path)
        #expect(try JSON.parse(run.output)["ok"] == true, "\(run.output)")
    }

    /// Eight clients close all that nobody has told them is closed; killed by signal 9 in the middle
    /// when there are so many answers more.
    private static func work(
        _ told: Shared<[String: JSON]>, _ server: ServerProcess, _ headers: [String: String],
        killAt limit: Int?
    ) async throws {
        let bulkNames = bulks.indices.map { "bulk-\($0)" }
        let open = (single + bulkNames).filter { told.value[$0] == nil }
        let killed = Shared(false)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for client in 0..<8 {
                tasks.addTask {
                    for (place, name) in open.enumerated() where place % 8 == client {
                        if killed.value { return }
                        let bulk = bulkNames.firstIndex(of: name)
                        let answer =
                            if let bulk {
                                try await close(many: bulks[bulk], server, headers)
                            } else {
                                try await close(name, server, headers)
                            }
                        guard let answer else { continue }
                        #expect(answer.status == 200, "\(answer.body)")
                        let json = try JSON.parse(answer.body)
                        told.change { $0[name] = json }
                        if let limit, told.value.count >= limit {
                            killed.change { $0 = true }
                            server.signal(SIGKILL)
                        }
                    }
                }
            }
            try await tasks.waitForAll()
        }
    }

    private static func close(
        _ item: String, _ server: ServerProcess, _ headers: [String: String]
    ) async throws -> RawAnswer? {
        try await RawAnswer.post(
            "/api/v1/items/\(item)/actions/close", port: server.port,
            headers: headers.merging(["Idempotency-Key": "close-\(item)"]) { $1 }, "{}")
    }

    private static func close(
        many items: [String], _ server: ServerProcess, _ headers: [String: String]
    ) async throws -> RawAnswer? {
        let ids = items.map { "\"\($0)\"" }.joined(separator: ",")
        return try await RawAnswer.post(
            "/api/v1/bulk", port: server.port, headers: headers,
            #"{"action": "close", "ids": [\#(ids)]}"#)
    }

    /// One of khcn.linh.
    private static func token(_ folder: ServerFolder) async throws -> String {
        let accounts = try Accounts(
            path: folder.path + "/.wf/accounts.sqlite", settings: AccountSettings(), isQuick: true,
            clock: { EngineClock.system.now })
        let link = try await accounts.invite("khcn.linh", isAdministrator: false)
        _ = try await accounts.accept(link, as: nil, password: AccountOffice.password)
        return try await accounts.createToken(
            for: "khcn.linh", name: "test", scopes: [.read, .write]
        ).secret
    }
}
