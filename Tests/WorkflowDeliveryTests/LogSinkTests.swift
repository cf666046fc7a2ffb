import Foundation
import JSON
import TestSupport
import Testing
import WorkflowDelivery
import WorkflowStorage

@Suite struct `The log sink` {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func path(_ name: String = "log.jsonl") -> String {
        folder.url.appending(path: name).path
    }

    private func lines(_ name: String = "log.jsonl") throws -> [String] {
        let text = try String(contentsOfFile: path(name), encoding: .utf8)
        #expect(text.hasSuffix("\n"))
        return text.split(separator: "\n").map(String.init)
    }

    private func row(_ id: Int64, _ payload: String = #"{"type":"wf.item.started"}"#) -> OutboxRow {
        OutboxRow(id: id, sink: "log", item: "a", payload: payload)
    }

    @Test func `every notification is a line of JSON with its id`() async throws {
        let sink = LogSink(.file(path()))
        let report = await sink.deliver([
            row(3_000_001), row(3_000_002, #"{"subject":"Sở KH&CN"}"#), row(4_000_001, "{}"),
        ])
        #expect(report == SinkReport(delivered: [3_000_001, 3_000_002, 4_000_001]))
        let events = try lines().map { try JSON.parse($0) }
        #expect(
            events == [
                ["id": "wf-3-1", "type": "wf.item.started"],
                ["id": "wf-3-2", "subject": "Sở KH&CN"],
                ["id": "wf-4-1"],
            ])
    }

    @Test func `lines are added to those there are, also after rotation`() async throws {
        let sink = LogSink(.file(path()))
        _ = await sink.deliver([row(1_000_001)])
        _ = await sink.deliver([row(2_000_001)])
        #expect(try lines().count == 2)
        try FileManager.default.moveItem(atPath: path(), toPath: path("log.1"))
        _ = await sink.deliver([row(3_000_001)])
        #expect(try lines("log.1").count == 2)
        #expect(try lines().count == 1)
    }

    @Test func `the file is for its owner and group only`() async throws {
        _ = await LogSink(.file(path())).deliver([row(1)])
        let attributes = try FileManager.default.attributesOfItem(atPath: path())
        let permissions = try #require(attributes[.posixPermissions] as? Int)
        #expect(permissions & 0o027 == 0)
        #expect(permissions & 0o600 == 0o600)
    }

    @Test func `many writers do not mix their lines`() async throws {
        let payload = #"{"text":"\#(String(repeating: "x", count: 20_000))"}"#
        let file = path()
        await withTaskGroup { group in
            for writer in 0..<8 {
                group.addTask {
                    for number in 0..<5 {
                        let id = Int64((writer + 1) * 1_000_000 + number * 2)
                        let rows = [id, id + 1].map {
                            OutboxRow(id: $0, sink: "log", item: "a", payload: payload)
                        }
                        _ = await LogSink(.file(file)).deliver(rows)
                    }
                }
            }
        }
        let ids = try lines().map { try JSON.parse($0)["id"].string }
        #expect(Set(ids).count == 80)
    }

    @Test(arguments: ["missing/log.jsonl", "."])
    func `what cannot be written is reported, for every notification`(name: String) async throws {
        let report = await LogSink(.file(path(name)), name: "audit").deliver([row(1), row(2)])
        #expect(report.delivered.isEmpty)
        #expect(report.failures.map(\.notification) == [1, 2])
        #expect(report.failures.allSatisfy { $0.sink == "audit" && $0.reason.contains("open") })
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func `a full disk is a failure, not a delivery`() async {
        let report = await LogSink(.file("/dev/full")).deliver([row(1)])
        #expect(report.delivered.isEmpty)
        #expect(report.failures.first?.reason.contains("write") == true)
    }
}
