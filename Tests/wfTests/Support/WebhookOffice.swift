import Foundation
import JSON
import TestSupport
import Testing
import WebhookServer

/// An office whose notifications go to a receiver of webhooks, both of them real processes.
final class WebhookOffice {
    let office: Office
    let scratch: TemporaryFolder
    private(set) var server: WebhookServer
    private static let key = "whsec_" + Data("a key that is long enough".utf8).base64EncodedString()

    /// - Parameter path: how the receiver behaves; see `webhook_server.py`.
    init(_ path: String, isLoaded: Bool = true, more: String = "") throws {
        office = try Office(isLoaded: isLoaded)
        scratch = try TemporaryFolder()
        server = try WebhookServer(in: scratch.url)
        try office.write("hook-key", Self.key)
        try writeRules(path, more: more)
        // By the real clock the schedules of the plan would start years of reports.
        try FileManager.default.removeItem(
            at: office.folder.appendingPathComponent("rules/schedules.yaml"))
    }

    func writeRules(_ path: String, more: String = "") throws {
        try office.write(
            "rules/notifications.yaml",
            """
            notifications:
              sinks:
                web:
                  type: webhook
                  url: http://127.0.0.1:\(server.port)\(path)
                  secrets: [{file: hook-key}]
                  allow: [loopback]
                  timeout: 30 seconds
                  retry: {first: 5 seconds, at_most: 1 minute, give_up: 1 hour}
            \(more)
              rules:
                - name: steps
                  on: [wf.item.started, wf.item.advanced]
                  to: [owner, lead]
                  sinks: [web]
                  text: {vi: "{{id}} – {{state}}", en: "{{id}} – {{state}}"}
            """)
    }

    /// Starts the receiver again where it was.
    func restartServer() throws {
        server.stop()
        server = try WebhookServer(in: scratch.url, port: server.port)
    }

    /// Queues three notifications of one item.
    func takeThreeSteps(_ item: String = "PL.II.6") throws {
        try office.submit(item)
        try office.appraise(item)
        try office.approve(item)
    }

    func tick(now: String? = nil, environment: [String: String] = [:]) throws -> Tool.Run {
        if let now { office.now = now }
        return try office.run("tick", lang: "en", environment: environment)
    }

    /// `queued`, `delivered`, `waiting`, `dead` of the receiver.
    func counts() throws -> [String: Int64] {
        let sinks = try office.json("notifications")["sinks"].array ?? []
        let web = try #require(sinks.first { $0["sink"] == "web" }, "\(sinks)")
        return ["queued", "delivered", "waiting", "dead"].reduce(into: [:]) {
            $0[$1] = web[$1].int
        }
    }
}

/// A command that runs beside the test.
final class RunningTool {
    private let process = Process()
    private let errors = Pipe()

    /// Only ever used up when something is wrong.
    private static let patience: TimeInterval = 60

    init(_ arguments: [String], in office: Office) throws {
        process.executableURL = Tool.executable
        process.arguments = arguments
        process.environment = [
            "PATH": "/usr/bin:/bin", "WF_NOW": office.now, "WF_LANG": "en", "COLUMNS": "80",
        ].merging(TrialServer.environment(for: office.folder)) { $1 }
        process.currentDirectoryURL = office.folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = errors
        process.standardError = errors
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Waits until it ends: its status and everything it said.
    func end() -> (status: Int32, text: String) {
        let text = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: text, as: UTF8.self))
    }

    var child: pid_t? { Self.child(of: process.processIdentifier) }

    /// The process it started, if one runs.
    static func child(of parent: pid_t) -> pid_t? {
        let tasks = "/proc/\(parent)/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
        for thread in threads {
            let file = "\(tasks)/\(thread)/children"
            guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { continue }
            if let child = text.split(separator: " ").lazy.compactMap({ pid_t($0) }).first {
                return child
            }
        }
        return nil
    }
}
