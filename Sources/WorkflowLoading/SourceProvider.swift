public import Diagnostics
public import WorkflowModel

/// Where definition files come from.
public protocol SourceProvider: Sendable {
    /// Every definition file, in the order of their paths.
    func entries(_ sink: DiagnosticSink) -> [SourceEntry]
    /// The bytes of one; nil after a complaint.
    func read(_ entry: SourceEntry, _ sink: DiagnosticSink) -> [UInt8]?
}

/// A definition file that may be read.
public struct SourceEntry: Hashable, Sendable {
    /// As diagnostics print it.
    public var file: String
    /// The same wherever the home of the definitions lies: `workflows/budgeted-task.yaml`.
    public var path: String

    public init(file: String, path: String) {
        self.file = file
        self.path = path
    }

    /// The name of the file without its folder and its extension.
    var stem: Substring {
        let name = path.split(separator: "/").last ?? ""
        return name.prefix(upTo: name.lastIndex(of: ".") ?? name.endIndex)
    }
}

/// Texts in memory: pinned definitions and tests.
public struct MemorySources: SourceProvider {
    private let texts: [String: String]
    private let list: [SourceEntry]

    /// Keeps the order given, so that a pinned definition is read in the order it was kept.
    public init(_ sources: [DefinitionSource]) {
        texts = Dictionary(
            sources.map { ($0.path, $0.text) }, uniquingKeysWith: { first, _ in first })
        list = sources.map { SourceEntry(file: $0.path, path: $0.path) }
    }

    public func entries(_ sink: DiagnosticSink) -> [SourceEntry] { list }

    public func read(_ entry: SourceEntry, _ sink: DiagnosticSink) -> [UInt8]? {
        texts[entry.path].map { Array($0.utf8) }
    }
}
