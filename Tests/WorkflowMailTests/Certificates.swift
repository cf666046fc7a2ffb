import Foundation

/// Certificates made for one run of the tests, by openssl.
enum Certificates {
    struct Pair: Sendable {
        /// Files in PEM.
        var certificate: String
        var key: String
    }

    /// An authority, and a certificate of it for 127.0.0.1. Their files are gone with it.
    final class Authority: Sendable {
        let certificate: String
        let server: Pair
        private let folder: URL

        init(folder: URL, certificate: String, server: Pair) {
            self.folder = folder
            self.certificate = certificate
            self.server = server
        }

        deinit {
            try? FileManager.default.removeItem(at: folder)
        }
    }

    static func authority() throws -> Authority {
        let folder = try Scratch.folder("ca")
        func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
        try openssl(
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Test CA",
            "-keyout", path("ca.key"), "-out", path("ca.pem"))
        try openssl(
            "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-keyout",
            path("server.key"), "-out", path("server.csr"))
        try Data("subjectAltName=IP:127.0.0.1,DNS:localhost\n".utf8)
            .write(to: URL(fileURLWithPath: path("names")))
        try openssl(
            "x509", "-req", "-in", path("server.csr"), "-CA", path("ca.pem"), "-CAkey",
            path("ca.key"), "-CAcreateserial", "-days", "2", "-extfile", path("names"), "-out",
            path("server.pem"))
        return Authority(
            folder: folder, certificate: path("ca.pem"),
            server: Pair(certificate: path("server.pem"), key: path("server.key")))
    }

    private static func openssl(_ arguments: String...) throws {
        try Program.run("openssl", arguments)
    }
}
