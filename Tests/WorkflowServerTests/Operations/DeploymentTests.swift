import Foundation
import Testing

@Suite(.enabled(if: SystemRun.exists("systemd-analyze"), "apt install systemd"))
struct `The unit for systemd` {
    @Test func `is understood and keeps what it may do small`() async throws {
        let folder = try ServerFolder()
        let unit = try String(
            contentsOf: ServerFolder.root.appendingPathComponent("docs/wf.service"),
            encoding: .utf8)
        // The program is not installed where the tests run.
        let path = folder.path + "/wf.service"
        try Data(
            unit.replacingOccurrences(
                of: "/usr/local/libexec/wf/wf-server", with: "/bin/true"
            ).utf8
        ).write(to: URL(fileURLWithPath: path))
        let verified = try await SystemRun(["systemd-analyze", "verify", "--man=no", path])
        #expect(!(verified.errors + verified.output).contains("wf.service:"), "\(verified.errors)")
        let security = try await SystemRun([
            "systemd-analyze", "security", "--offline=true", "--threshold=20", path,
        ])
        #expect(security.status == 0, "\(security.output)")
    }
}

@Suite(
    .enabled(
        if: SystemRun.exists("nginx") && SystemRun.exists("openssl") && SystemRun.exists("curl"),
        "apt install nginx-light openssl curl"))
struct `Behind nginx, by the configuration of the manual` {
    @Test func `requests and the stream get through, and the client is known`() async throws {
        let folder = try ServerFolder()
        let certificates = try await Certificates(in: folder, name: "nginx")
        let server = try ServerProcess(folder, ["--trusted-proxy", "127.0.0.1"])
        let port = try FreePort.next()
        let nginx = try await Nginx(folder, certificates, port: port, upstream: server.port)
        let base = ["curl", "-sS", "--cacert", certificates.certificate]
        #expect(
            try await eventually {
                try await SystemRun(base + ["https://127.0.0.1:\(port)/healthz"]).output == "ok\n"
            })
        // What a client says about itself does not get through; what nginx says does.
        _ = try await SystemRun(
            base + [
                "-H", "X-Forwarded-For: 203.0.113.7", "-H", "Forwarded: for=203.0.113.8", "-H",
                "X-Request-Id: through-nginx", "https://127.0.0.1:\(port)/nowhere",
            ])
        #expect(try await eventually { server.log.contains("request=through-nginx") })
        #expect(!server.log.contains("203.0.113"))
        let metrics = try await SystemRun(
            base + ["-o", "/dev/null", "-w", "%{http_code}", "https://127.0.0.1:\(port)/metrics"])
        #expect(metrics.output == "404")
        let changes = try await SystemRun(
            base + [
                "-o", "/dev/null", "-w", "%{http_code}",
                "https://127.0.0.1:\(port)/api/v1/changes",
            ])
        #expect(changes.output == "401")
        nginx.stop()
        server.signal(SIGTERM)
        #expect(try await server.end() == 0)
    }
}

/// nginx with docs/nginx.conf, in a folder of its own.
final class Nginx: @unchecked Sendable {
    // Unchecked: `Process` guards itself.
    private let process = Process()

    init(
        _ folder: ServerFolder, _ certificates: Certificates, port: Int, upstream: Int
    ) async throws {
        var site = try String(
            contentsOf: ServerFolder.root.appendingPathComponent("docs/nginx.conf"),
            encoding: .utf8)
        let http = try FreePort.next()
        for (old, new) in [
            ("server 127.0.0.1:8149;", "server 127.0.0.1:\(upstream);"),
            ("listen 443 ssl;", "listen 127.0.0.1:\(port) ssl;"),
            ("listen 80;", "listen 127.0.0.1:\(http);"),
            ("/etc/ssl/wf/fullchain.pem", certificates.certificate),
            ("/etc/ssl/wf/privkey.pem", certificates.key),
        ] {
            try #require(site.contains(old), "\(old)")
            site = site.replacingOccurrences(of: old, with: new)
        }
        let path = folder.path + "/nginx.conf"
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map {
            "\($0)_temp_path \(folder.path)/\($0);"
        }
        let text = """
            daemon off; pid \(folder.path)/nginx.pid; error_log \(folder.path)/nginx.log;
            events {}
            http { access_log off; \(temporary.joined(separator: " "))
            \(site)
            }
            """
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let checked = try await SystemRun(["nginx", "-t", "-c", path])
        try #require(checked.status == 0, "\(checked.errors)")
        process.executableURL = URL(fileURLWithPath: "/usr/sbin/nginx")
        process.arguments = ["-c", path]
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    func stop() { process.terminate() }

    deinit { if process.isRunning { process.terminate() } }
}

/// A port nobody has at the moment.
enum FreePort {
    static func next() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) + getsockname(descriptor, $0, &length)
            }
        }
        guard result == 0 else { throw RawConnection.Broken(call: "bind") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
