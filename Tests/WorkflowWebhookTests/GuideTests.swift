import Diagnostics
import Foundation
import JSON
import TestSupport
import Testing
import WebhookServer
import WorkflowCalendar
import WorkflowDelivery
import WorkflowModel
import WorkflowWebhook

/// The programs in `docs/webhooks.md`, run against a delivery that was really sent.
@Suite("What the guide tells receivers is right")
struct GuideTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let (first, second) = (
        key("the first key, long enough"), key("another one, also long")
    )
    private static let now: Int64 = 1_618_362_000

    private static func key(_ text: String) -> String {
        "whsec_" + Data((text + "…").utf8).base64EncodedString()
    }

    static func isThere(_ program: String) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
        }
    }

    /// A block of the guide in that language.
    private func code(_ language: String) throws -> String {
        let guide = try String(
            contentsOf: Self.root.appendingPathComponent("docs/webhooks.md"), encoding: .utf8)
        let start = try #require(guide.range(of: "```\(language)\n"))
        let end = try #require(guide.range(of: "\n```\n", range: start.upperBound..<guide.endIndex))
        return String(guide[start.upperBound..<end.lowerBound]) + "\n"
    }

    /// Sends a notification signed with both keys, and gives what was received.
    private func delivered(_ scratch: TemporaryFolder) async throws -> WebhookServer.Entry {
        let server = try WebhookServer(in: scratch.url)
        let secrets = try [Self.first, Self.second].enumerated().map { index, key in
            let file = scratch.url.appendingPathComponent("key\(index)")
            try Data(key.utf8).write(to: file)
            return NotificationRules.Secret.file(file.path)
        }
        let now = Instant(millisecondsSinceEpoch: Self.now * 1_000)
        let receiver = try WebhookReceiver(
            name: "web",
            NotificationRules.Webhook(
                url: "http://127.0.0.1:\(server.port)/ok", secrets: secrets, timeout: 60,
                allowed: [.loopback]),
            language: .en, clock: { now })
        let reply = await receiver.send(TestNotification.row(sink: "web", at: now))
        await receiver.close()
        try #require(reply == .accepted)
        return try #require(try server.entries().first)
    }

    /// Name, secret, change of the body, seconds later, header fields changed, whether it holds.
    private static var cases: JSON {
        func one(
            _ name: String, _ secret: String, holds: Bool, headers: JSON = [:],
            suffix: String = "", later: Int64 = 0
        ) -> JSON {
            [
                "name": .string(name), "secret": .string(secret), "headers": headers,
                "suffix": .string(suffix), "now": .int(now + later), "holds": .bool(holds),
            ]
        }
        func changed(_ name: String, _ field: String, _ value: String) -> JSON {
            one(name, first, holds: false, headers: .object([field: .string(value)]))
        }
        return [
            one("first key", first, holds: true), one("second key", second, holds: true),
            one("another key", key("a third key, nobody knows"), holds: false),
            one("changed body", first, holds: false, suffix: " "),
            one("within five minutes", first, holds: true, later: 299),
            one("too old", first, holds: false, later: 301),
            one("ahead", first, holds: false, later: -301),
            changed("another time", "webhook-timestamp", String(now + 1)),
            changed("no time", "webhook-timestamp", ""),
            changed("odd time", "webhook-timestamp", "1e9"),
            changed("another id", "webhook-id", "wf-1-1"),
            changed("no signature", "webhook-signature", ""),
            changed("odd signature", "webhook-signature", "v1,%%% v1 ,,"),
            changed("version 2", "webhook-signature", "v2,AAAA"),
        ]
    }

    private func check(_ program: [String], _ scratch: TemporaryFolder) async throws {
        let entry = try await delivered(scratch)
        let input: JSON = [
            "headers": entry.json["headers"], "body": .string(entry.body), "cases": Self.cases,
        ]
        try Data(input.canonical.utf8).write(to: scratch.url.appendingPathComponent("input.json"))
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = program
        process.currentDirectoryURL = scratch.url
        process.standardOutput = output
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let answers = try JSON.parse(String(decoding: text, as: UTF8.self))
        for (index, expected) in (Self.cases.array ?? []).enumerated() {
            #expect(answers[index] == expected["holds"], "\(expected["name"])")
        }
    }

    @Test(
        "in Python",
        .enabled(if: isThere("python3"), "needs python3 (Debian and Ubuntu: apt install python3)"))
    func python() async throws {
        let scratch = try TemporaryFolder()
        let harness = """
            import json
            given = json.load(open("input.json", encoding="utf-8"))
            answers = [
                verify(
                    case["secret"], {**given["headers"], **case["headers"]},
                    (given["body"] + case["suffix"]).encode(), now=case["now"])
                for case in given["cases"]
            ]
            print(json.dumps(answers))
            """
        let program = scratch.url.appendingPathComponent("guide.py")
        try Data((try code("python") + "\n" + harness + "\n").utf8).write(to: program)
        try await check(["python3", "guide.py"], scratch)
    }

    @Test(
        "in JavaScript",
        .enabled(if: isThere("node"), "needs node (Debian and Ubuntu: apt install nodejs)"))
    func javascript() async throws {
        let scratch = try TemporaryFolder()
        let harness = """
            import { readFileSync } from "node:fs";
            const given = JSON.parse(readFileSync("input.json", "utf-8"));
            const answers = given.cases.map((one) =>
              verify(one.secret, { ...given.headers, ...one.headers },
                Buffer.from(given.body + one.suffix), one.now));
            console.log(JSON.stringify(answers));
            """
        let program = scratch.url.appendingPathComponent("guide.mjs")
        try Data((try code("javascript") + "\n" + harness + "\n").utf8).write(to: program)
        try await check(["node", "guide.mjs"], scratch)
    }
}
