import Foundation
import JSON
import Testing
import WorkflowSQLite
import WorkflowServer
import WorkflowStorage
import WorkflowTesting

@Suite struct `The server as a program` {
    @Test(arguments: [["wf", "serve"], ["wf-server"], ["wf-server", "serve"]])
    func `starts, says where, and is soon ready`(_ command: [String]) async throws {
        let folder = try ServerFolder()
        let server = try ServerProcess(folder, command: command)
        #expect(server.url == "http://127.0.0.1:\(server.port)")
        #expect(try await RawAnswer.get("/healthz", port: server.port).body == "ok\n")
        #expect(
            try await eventually {
                try await RawAnswer.get("/readyz", port: server.port).status == 200
            })
        let ready = try JSON.parse(try await RawAnswer.get("/readyz", port: server.port).body)
        #expect(ready["ready"] == true)
        #expect(ready["checks"]["ticker"] == "ok")
        server.signal(SIGTERM)
        #expect(try await server.end() == 0)
    }

    @Test func `asked to end twice, it ends once, and in an orderly way`() async throws {
        let folder = try ServerFolder()
        let server = try ServerProcess(folder)
        // A connection that is open and idle does not hold it up.
        let idle = try RawConnection(port: server.port)
        try await idle.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        _ = try await idle.read(through: "ok\n")
        server.signal(SIGTERM)
        server.signal(SIGTERM)
        server.signal(SIGINT)
        #expect(try await server.end() == 0)
        #expect(server.log.contains("message=stopped"))
        #expect(throws: (any Error).self) { try RawConnection(port: server.port) }
    }

    @Test(arguments: [
        (["--listen", "nowhere"], 64, "127.0.0.1:8149"),
        (["--tls-certificate", "rules/organisation.yaml"], 64, "--tls-key"),
        (["--trusted-proxy", "here"], 64, "10.0.0.0/8"),
        (["--max-connections", "0"], 64, "more than 0"),
        (
            [
                "--tls-certificate", "rules/organisation.yaml", "--tls-key",
                "rules/organisation.yaml",
            ], 65, "PEM"
        ),
        (["--now", "2021-04-14"], 64, "clock"),
        (["--no-such"], 64, "--no-such"),
    ])
    func `refuses what it cannot do, and says what it could`(
        _ arguments: [String], _ status: Int32, _ hint: String
    ) async throws {
        let folder = try ServerFolder()
        for program in ["wf-server", "wf"] {
            let run = try await SystemRun(
                [Product.folder.appendingPathComponent(program).path]
                    + (program == "wf" ? ["serve"] : []) + arguments + ["--lang", "en"],
                in: folder.path)
            #expect(run.status == status, "\(run.errors)")
            #expect((run.errors + run.output).contains(hint), "\(run.errors)")
        }
    }

    @Test(arguments: ["vi", "en"])
    func `tells the help of the command, by whatever name it is called`(
        _ language: String
    ) async throws {
        let folder = try ServerFolder()
        var told: [String] = []
        for words in [["wf", "serve"], ["wf-server"], ["wf-server", "serve"]] {
            let run = try await SystemRun(
                [Product.folder.appendingPathComponent(words[0]).path] + words.dropFirst()
                    + ["--help", "--lang", language], in: folder.path)
            #expect(run.status == 0, "\(run.errors)")
            told.append(run.output)
        }
        #expect(told[0].contains("--tls-certificate"))
        #expect(told.allSatisfy { $0 == told[0] })
    }

    @Test func `says so when the place to listen is taken`() async throws {
        let folder = try ServerFolder()
        let server = try ServerProcess(folder)
        let other = try ServerFolder()
        let run = try await SystemRun(
            [
                Product.folder.appendingPathComponent("wf-server").path, "--listen",
                "127.0.0.1:\(server.port)", "--lang", "en",
            ], in: other.path)
        #expect(run.status == 74)
        #expect(run.errors.contains("127.0.0.1:\(server.port)"), "\(run.errors)")
    }

    @Test func `ticks and delivers without being asked`() async throws {
        let folder = try ServerFolder()
        // An item that is due now.
        let server = try ServerProcess(folder)
        let log = folder.path + "/.wf/notifications.log"
        // What the schedules of the shipped rules start is told to those it concerns.
        #expect(try await eventually { FileManager.default.fileExists(atPath: log) })
        let text = try await RawAnswer.get("/metrics", port: server.port).body
        #expect(text.contains("wf_notifications_delivered_total"))
        server.signal(SIGTERM)
        #expect(try await server.end() == 0)
    }

    @Test func `keeps the rules it has when those edited have faults, and says so`() async throws {
        let folder = try ServerFolder()
        let server = try ServerProcess(folder)
        @Sendable func definitions() async throws -> String {
            let ready = try JSON.parse(try await RawAnswer.get("/readyz", port: server.port).body)
            return ready["definitions"].string ?? ""
        }
        let file = URL(fileURLWithPath: folder.path + "/rules/broken.yaml")
        try Data("table: [\n".utf8).write(to: file)
        #expect(try await eventually { try await definitions() != "ok" })
        // It goes on working all the same.
        #expect(
            try await eventually {
                try await RawAnswer.get("/readyz", port: server.port).status == 200
            })
        #expect(
            try await RawAnswer.get("/metrics", port: server.port).body.contains(
                "wf_definitions_faulty 1"))
        try FileManager.default.removeItem(at: file)
        #expect(try await eventually { try await definitions() == "ok" })
        server.signal(SIGTERM)
        #expect(try await server.end() == 0)
    }

    @Test func `tells systemd that it is ready, reloads, lives and ends`() async throws {
        let folder = try ServerFolder()
        let socket = try NotifySocket(folder.path + "/n")
        let server = try ServerProcess(
            folder,
            environment: ["NOTIFY_SOCKET": folder.path + "/n", "WATCHDOG_USEC": "400000"])
        try await socket.wait(for: "READY=1")
        try await socket.wait(for: "WATCHDOG=1")
        server.signal(SIGHUP)
        let reloading = try await socket.wait(for: "RELOADING=1")
        #expect(reloading.contains("MONOTONIC_USEC="))
        try await socket.wait(for: "READY=1")
        server.signal(SIGTERM)
        try await socket.wait(for: "STOPPING=1")
        #expect(try await server.end() == 0)
    }

    @Test func `killed in the middle of ticking, it goes on where it was`() async throws {
        let folder = try ServerFolder()
        for _ in 0..<3 {
            let server = try ServerProcess(folder)
            server.signal(SIGKILL)
            #expect(try await server.end() == -SIGKILL)
        }
        let server = try ServerProcess(folder)
        #expect(
            try await eventually {
                try await RawAnswer.get("/readyz", port: server.port).status == 200
            })
        server.signal(SIGTERM)
        #expect(try await server.end() == 0)
        let run = try await SystemRun(
            [Product.folder.appendingPathComponent("wf").path, "verify", "--json"],
            in: folder.path)
        #expect(try JSON.parse(run.output)["ok"] == true)
    }
}

/// What systemd would listen to.
final class NotifySocket: Sendable {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { [descriptor] in
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw RawConnection.Broken(call: "bind") }
    }

    deinit { close(descriptor) }

    /// The first message with it; those before are passed over.
    @discardableResult
    func wait(for text: String) async throws -> String {
        try await offThread { [descriptor] in
            while true {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                guard poll(&waiting, 1, RawConnection.patience) == 1 else {
                    throw RawConnection.Broken(call: "no \(text)")
                }
                var bytes = [UInt8](repeating: 0, count: 4_096)
                let count = recv(descriptor, &bytes, bytes.count, 0)
                let message = String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
                if message.contains(text) { return message }
            }
        }
    }
}
