package import Diagnostics
package import WorkflowAccounts
package import WorkflowCommands
import YAML

/// What `server.yaml` in the home says about the server. The file and all that is in it may be left
/// out; a section is one `Section+Decoding.swift` and one line of `init(_:)`.
package struct ServerSettings: Sendable, Equatable {
    package static let fileName = "server.yaml"

    package var accounts = AccountSettings()
    /// Nil: passwords are the only way in.
    package var openID: OpenIDSettings?

    package init() {}

    private init(_ reader: inout MappingReader, home: Home) {
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

extension LocalizedText {
    fileprivate static let theServer = LocalizedText(
        vi: "cấu hình máy chủ", en: "the settings of the server")
}
