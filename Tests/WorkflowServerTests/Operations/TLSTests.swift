import Foundation
import Testing
import WorkflowServer

/// Made with openssl, as an administrator would.
struct Certificates {
    let certificate: String
    let key: String

    init(in folder: ServerFolder, name: String) async throws {
        certificate = folder.path + "/\(name).pem"
        key = folder.path + "/\(name).key"
        let run = try await SystemRun([
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes", "-days", "2", "-subj", "/CN=\(name)", "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", certificate,
        ])
        try #require(run.status == 0, "\(run.errors)")
    }
}

@Suite(
    .enabled(
        if: SystemRun.exists("openssl") && SystemRun.exists("curl"), "apt install openssl curl"))
struct `TLS in the server itself` {
    @Test func `shows certificates, new ones when they change, and no old protocol`() async throws {
        let folder = try ServerFolder()
        let first = try await Certificates(in: folder, name: "first")
        let server = try ServerProcess(
            folder, ["--tls-certificate", first.certificate, "--tls-key", first.key])
        #expect(server.url.hasPrefix("https://"))
        let run = try await SystemRun([
            "curl", "-sS", "--cacert", first.certificate, server.url + "/healthz",
        ])
        #expect(run.output == "ok\n", "\(run.errors)")

        let old = try await SystemRun([
            "curl", "-sS", "--cacert", first.certificate, "--tls-max", "1.1",
            server.url + "/healthz",
        ])
        #expect(old.status != 0)

        // The same files with other contents, as certbot leaves them.
        let second = try await Certificates(in: folder, name: "second")
        for (new, place) in [(second.certificate, first.certificate), (second.key, first.key)] {
            try Data(contentsOf: URL(fileURLWithPath: new)).write(
                to: URL(fileURLWithPath: place))
        }
        server.signal(SIGHUP)
        #expect(
            try await eventually {
                try await SystemRun([
                    "curl", "-sS", "--cacert", second.certificate, server.url + "/healthz",
                ]).output == "ok\n"
            })

        // Half a renewal: those before go on being shown.
        try Data("nothing".utf8).write(to: URL(fileURLWithPath: first.key))
        server.signal(SIGHUP)
        #expect(try await eventually { server.log.contains("go on being shown") })
        let after = try await SystemRun([
            "curl", "-sS", "--cacert", second.certificate, server.url + "/healthz",
        ])
        #expect(after.output == "ok\n", "\(after.errors)")
        server.signal(SIGTERM)
        #expect(try await server.end() == 0)
    }

    /// The office's own CA is trusted where `WF_CA` names it, and nobody else.
    @Test func `is asked by the command, which trusts no other certificate`() async throws {
        let folder = try ServerFolder()
        let own = try await Certificates(in: folder, name: "own")
        let other = try await Certificates(in: folder, name: "other")
        let server = try ServerProcess(
            folder, ["--tls-certificate", own.certificate, "--tls-key", own.key])
        let cases: [(trusted: String?, status: Int32, text: String)] = [
            // It got through, and was asked who it is.
            (own.certificate, 77, "does not accept this token"),
            (other.certificate, 69, "certificate not trusted"),
            (folder.path + "/none.pem", 69, "certificate not trusted"),
            (nil, 69, "set WF_CA"),
        ]
        for (trusted, status, text) in cases {
            var environment = [
                "WF_SERVER": server.url, "WF_TOKEN": "wf_none", "WF_LANG": "en",
                "HOME": folder.path,
            ]
            environment["WF_CA"] = trusted
            let run = try await SystemRun(
                [Product.folder.appendingPathComponent("wf").path, "list"], in: folder.path,
                environment: environment)
            #expect(run.status == status, "\(trusted ?? "-"): \(run.errors)")
            let said = run.errors.replacing(/\s+/, with: " ")
            #expect(said.contains(text), "\(trusted ?? "-"): \(run.errors)")
        }
        server.signal(SIGTERM)
        #expect(try await server.end() == 0)
    }
}
