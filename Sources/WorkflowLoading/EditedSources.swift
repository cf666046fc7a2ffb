public import Diagnostics
import WorkflowModel

/// Definitions as they will be once one of the files they name has other bytes: to check a change
/// before it is made.
public struct EditedSources<Base: SourceProvider>: SourceProvider {
    private let base: Base
    private let file: String
    private let bytes: [UInt8]

    /// - Parameter file: as diagnostics name it.
    public init(_ base: Base, file: String, bytes: [UInt8]) {
        self.base = base
        self.file = file
        self.bytes = bytes
    }

    public func entries(_ sink: DiagnosticSink) -> [SourceEntry] { base.entries(sink) }

    public func read(_ entry: SourceEntry, _ sink: DiagnosticSink) -> [UInt8]? {
        entry.file == file ? bytes : base.read(entry, sink)
    }

    public func companion(_ name: String, of entry: SourceEntry) -> SourceCompanion {
        let found = base.companion(name, of: entry)
        if case .found(let companion, _) = found, companion.file == file {
            return .found(companion, bytes)
        }
        return found
    }

    public func templates(_ sink: DiagnosticSink) -> [SourceEntry] { base.templates(sink) }
}
