import JSON
package import Logging
import Synchronization
import SystemFiles
import WorkflowCalendar
package import WorkflowCommands
import WorkflowEngine

/// Writes one line for each entry to standard error, where journald or a file takes it: JSON, or
/// `name=value`. Values under names that sound secret are left out, whoever logs them.
package struct StructuredLog: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?
    private let label: String
    private let format: LogFormat
    private let write: @Sendable (String) -> Void

    /// - Parameter write: takes a line with its end; one at a time.
    package init(
        label: String, format: LogFormat, level: Logger.Level,
        write: @escaping @Sendable (String) -> Void = StructuredLog.toStandardError
    ) {
        self.label = label
        self.format = format
        logLevel = level
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var fields: [(String, JSON)] = [
            ("time", .string(EngineClock.system.now.iso8601(in: .vietnam))),
            ("level", .string(event.level.rawValue)),
            ("message", .string("\(event.message)")),
        ]
        if label != "wf" { fields.append(("logger", .string(label))) }
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { _, new in new } }
        if let given = event.metadata { all.merge(given) { _, new in new } }
        if let error = event.error { fields.append(("error", .string("\(error)"))) }
        for (name, value) in all.sorted(by: { $0.key < $1.key }) {
            let shown = name == "hb.request.id" ? "request" : name
            fields.append((shown, Self.isSecret(name) ? .string("…") : Self.json(value)))
        }
        write(line(fields) + "\n")
    }

    private static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["password", "secret", "token", "cookie", "authorization", "csrf"]
            .contains { name.contains($0) }
    }

    /// Numbers stay numbers.
    private static func json(_ value: Logger.MetadataValue) -> JSON {
        switch value {
        case .string(let text): return .string(text)
        case .stringConvertible(let number as Int): return .int(Int64(number))
        case .stringConvertible(let number as Int64): return .int(number)
        case .stringConvertible(let number as Double): return .double(number)
        case .stringConvertible(let other): return .string(other.description)
        case .dictionary(let members):
            return .object(
                JSONObject(
                    members.sorted { $0.key < $1.key }.map {
                        ($0.key, isSecret($0.key) ? .string("…") : json($0.value))
                    }))
        case .array(let elements): return .array(elements.map(json))
        }
    }

    private func line(_ fields: [(String, JSON)]) -> String {
        switch format {
        case .json: return JSON.object(JSONObject(fields)).canonical
        case .logfmt:
            return fields.map { name, value in
                guard let text = value.string else { return "\(name)=\(value.canonical)" }
                let isPlain =
                    !text.isEmpty
                    && text.utf8.allSatisfy {
                        $0 > 0x20 && $0 != 0x22 && $0 != 0x3D && $0 != 0x7F
                    }
                return "\(name)=\(isPlain ? text : JSON.string(text).canonical)"
            }.joined(separator: " ")
        }
    }

    /// A line is written whole, or its rest is given up: nobody is left to be told.
    package static func toStandardError(_ line: String) {
        lock.withLock { _ in try? SystemFile.writeAll(Array(line.utf8), to: 2) }
    }

    private static let lock = Mutex(())
}
