package import Diagnostics
package import WorkflowAccounts
package import WorkflowCommands
import YAML

/// What `server.yaml` in the home says about the server. The file and all that is in it may be left
/// out; a section is one `Section+Decoding.swift` and one line of `init(_:)`.
package struct ServerSettings: Sendable, Equatable {
    package static let fileName = "server.yaml"

    /// Where people open the server: `https://wf.tinh.gov.vn`, without a slash at the end. Nil: what
    /// each request says.
    package var address: String?
    package var accounts = AccountSettings()
    /// Nil: passwords are the only way in.
    package var openID: OpenIDSettings?

    /// Whether the server listens on plain http on this machine alone: then cookies travel without
    /// TLS. Found out when it starts to listen, not read.
    package var isPlainLoopback = false

    package init() {}

    private init(_ reader: inout MappingReader, home: Home) {
        address = reader.optional("address", .serverAddress)
        accounts.readPasswords(&reader)
        accounts.readSessions(&reader)
        openID = reader.optional("oidc", .openID(home: home))
    }

    /// - Throws: every complaint about the file.
    package static func read(_ home: Home) throws(DiagnosticsError) -> ServerSettings {
        let path = home.path == "." ? fileName : home.path + "/" + fileName
        let bytes: [UInt8]
        let sink = DiagnosticSink()
        do throws(FileReadError) {
            bytes = try FileReader.read(path, maxBytes: Limits.standard.maxBytes)
        } catch {
            if error == .missing { return ServerSettings() }
            sink.report(error.diagnostic(file: path))
            throw DiagnosticsError(sink.list)
        }
        let settings = YAMLReader.parse(bytes, file: path, sink: sink).flatMap { node in
            // All of it commented out.
            node.isNull
                ? ServerSettings()
                : node.readMapping(.theServer, sink) { ServerSettings(&$0, home: home) }
        }
        try sink.list.throwIfErrors()
        return settings ?? ServerSettings()
    }
}

extension NodeDecoder where Value == String {
    fileprivate static var serverAddress: Self {
        let expected = LocalizedText(
            vi: "địa chỉ mà mọi người mở (https://wf.tinh.gov.vn)",
            en: "the address people open (https://wf.example.gov.vn)")
        return Self(expected: expected) { node in
            guard let text = node.string,
                let scheme = ["https://", "http://"].first(where: text.hasPrefix)
            else { return nil }
            let rest = text.dropFirst(scheme.count)
            let host = rest.hasSuffix("/") ? rest.dropLast() : rest
            let isPlain = host.utf8.allSatisfy { (0x21...0x7E).contains($0) }
            return host.isEmpty || host.contains("/") || !isPlain ? nil : scheme + host
        }
    }
}

extension LocalizedText {
    fileprivate static let theServer = LocalizedText(
        vi: "cấu hình máy chủ", en: "the settings of the server")
}
