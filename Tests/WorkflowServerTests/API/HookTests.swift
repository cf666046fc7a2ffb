import Crypto
import Diagnostics
import Foundation
import HTTPTypes
import JSON
import Testing
import WorkflowServer

@Suite("Events of other systems")
struct HookTests {
    @Test("A signed event takes an action, once however often it is sent")
    func taken() async throws {
        try await office().ask { api in
            let started = try await api(.post, "/items", Self.item)
            #expect(started.status == 201, "\(started.json.compact)")
            let event: JSON = ["type": "ke-toan.huy", "data": ["ma": "NV-1", "ly_do": "Hết vốn"]]
            let first = try await Self.send(event, id: "e1", api)
            #expect(first.status == 200, "\(first.json.compact)")
            #expect(first.json["outcome"] == "done" && first.json["version"] == 2)
            let second = try await Self.send(event, id: "e1", api)
            #expect(second.json["outcome"] == "repeated" && second.json["version"] == 2)
            let other = try await Self.send(
                ["type": "ke-toan.huy", "data": ["ma": "NV-1", "ly_do": "Khác"]], id: "e1", api)
            #expect(other.status == 422 && other.json["code"] == "key-reused")
            let history = try await api(.get, "/items/NV-1/history")
            #expect(history.json["events"][1]["actor"] == "khcn.minh")
            #expect(history.json["events"][1]["data"]["note"] == "Hết vốn")
        }
    }

    @Test("What the rules do not ask for is taken note of and changes nothing")
    func ignored() async throws {
        try await office().ask { api in
            let type = try await Self.send(["type": "ke-toan.khac"], id: "e1", api)
            #expect(type.json["outcome"] == "ignored")
            let condition = try await Self.send(
                ["type": "ke-toan.huy", "data": ["ma": "", "ly_do": ""]], id: "e2", api)
            #expect(condition.json["outcome"] == "ignored")
            let lacking = try await Self.send(["type": "ke-toan.huy"], id: "e3", api)
            #expect(lacking.status == 422 && lacking.json["code"] == "hook-failed")
            let missing = try await Self.send(
                ["type": "ke-toan.huy", "data": ["ma": "NV-0", "ly_do": "x"]], id: "e4", api)
            #expect(missing.status == 404)
        }
    }

    @Test(
        "An event with a wrong signature, a wrong key, or of another time is refused",
        arguments: [
            ("bad-signature", Self.key, 0, "v1,AAAA"),
            ("bad-signature", Data(repeating: 9, count: 32), 0, nil),
            ("stale-message", Self.key, -301, nil), ("stale-message", Self.key, 301, nil),
        ] as [(String, Data, Int, String?)])
    func refused(_ code: String, _ key: Data, _ offset: Int, _ signature: String?) async throws {
        try await office().ask { api in
            let answer = try await Self.send(
                ["type": "ke-toan.khac"], id: "e1", api, key: key, offset: offset,
                signature: signature)
            #expect(answer.status == 403 && answer.json["code"].string == code)
        }
    }

    @Test("A hook that makes no sense is told with its place")
    func checked() async throws {
        let wrong = """
            hooks:
              ke-toan:
                secrets: [{env: WF_HOOK_IN}]
                item: evnt.data.ma
                action: cancl
                as: khcn.lin
            """
        do {
            _ = try await APIOffice(hooks: wrong)
            Issue.record("it was taken")
        } catch let error as DiagnosticsError {
            let found = error.list.diagnostics.map { "\($0.range?.start.line ?? 0) \($0.code)" }
            #expect(found.contains { $0.hasPrefix("4 ") } && found.contains { $0.hasPrefix("6 ") })
        }
    }

    // MARK: The other side

    private static let key = Data((0..<32).map { UInt8($0) })
    private static let item: JSON = [
        "workflow": "budgeted-task", "id": "NV-1",
        "fields": ["lead": "so-khcn", "content": "Mua máy đo"],
    ]

    private func office() async throws -> APIOffice {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("wf-hook-\(UUID().uuidString)")
        try Data("whsec_\(Self.key.base64EncodedString())\n".utf8).write(to: file)
        return try await APIOffice(
            hooks: """
                hooks:
                  ke-toan:
                    title: {vi: Phần mềm kế toán, en: Accounting}
                    secrets: [{file: \(file.path)}]
                    types: [ke-toan.huy]
                    when: event.data.ma != ''
                    item: event.data.ma
                    action: withdraw
                    note: event.data.ly_do
                    as: khcn.minh
                """)
    }

    @Test(
        "An event of a time there cannot be is refused like any other",
        arguments: [Int64.min, Int64.min + 1, Int64.min / 2000, Int64.max / 2000, Int64.max])
    func times(_ time: Int64) async throws {
        try await office().ask { api in
            let answer = try await Self.send(
                ["type": "ke-toan.huy", "data": ["ma": "NV-1", "ly_do": "x"]], id: "e1", api,
                at: time)
            #expect(answer.status == 403)
        }
    }

    /// - Parameter offset: seconds between the clock of the office and that of the sender.
    private static func send(
        _ event: JSON, id: String, _ api: APIClient, key: Data = key, offset: Int = 0,
        signature: String? = nil, at time: Int64? = nil
    ) async throws -> APIClient.Answer {
        // 2021-06-01T09:00:00+07:00, where the clock of the office stands.
        let timestamp = String(time ?? Int64(1_622_512_800 + offset))
        let body = Array(event.compact.utf8)
        let mac = HMAC<SHA256>.authenticationCode(
            for: Data("\(id).\(timestamp).".utf8) + Data(body), using: SymmetricKey(data: key))
        return try await api(
            .post, "/hooks/ke-toan", as: nil, bytes: body,
            headers: [
                .contentType: "application/json", .webhookID: id,
                .webhookTimestamp: timestamp,
                .webhookSignature: signature
                    ?? "v1,\(Data(mac).base64EncodedString())",
            ])
    }
}
