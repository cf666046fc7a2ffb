public import Diagnostics
public import WorkflowModel

/// Where definition files come from.
public protocol SourceProvider: Sendable {
    /// Every definition file, in the order of their paths.
    func entries(_ sink: DiagnosticSink) -> [SourceEntry]
    /// The bytes of one; nil after a complaint.
    func read(_ entry: SourceEntry, _ sink: DiagnosticSink) -> [UInt8]?
    /// The file that a definition file calls `name`, by a path relative to itself, and that must
    /// lie in the same folder of definitions or inside it.
    func companion(_ name: String, of entry: SourceEntry) -> SourceCompanion
    /// The files of mail templates, in the order of their paths.
    func templates(_ sink: DiagnosticSink) -> [SourceEntry]
}

extension SourceProvider {
    /// None.
    public func templates(_ sink: DiagnosticSink) -> [SourceEntry] { [] }
}

/// What there is under the name of a file that a definition file asks for.
public enum SourceCompanion: Sendable {
    case found(SourceEntry, [UInt8])
    /// There is none; `known` are the names that files of its kind have there.
    case missing(known: [String])
    /// It would lie outside the folder of definitions.
    case outside
    case unreadable(LocalizedText)
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
        let bytes = path.utf8
        let start = bytes.lastIndex(of: UInt8(ascii: "/")).map(bytes.index(after:))
        let name = path[(start ?? path.startIndex)...]
        return name.prefix(upTo: name.utf8.lastIndex(of: UInt8(ascii: ".")) ?? name.endIndex)
    }

    /// Whether a file holds rows for a table and no definition of its own.
    package static func isCompanion(_ path: String) -> Bool {
        let ending = path.suffix(4).lowercased()
        return ending == ".csv" || ending == ".tsv"
    }

    /// Whether a file holds the template of a mail.
    static func isTemplate(_ path: String) -> Bool {
        path.hasSuffix(MailTemplates.fileEnding)
    }

    /// The path with these parts. (`joined` looks up how to walk through them in every process.)
    static func path(_ parts: [Substring]) -> String {
        var path = ""
        for part in parts {
            if !path.isEmpty { path += "/" }
            path += String(part)
        }
        return path
    }

    /// The parts of a path that is given relative to a folder, both below one root; nil when it
    /// leaves the root.
    static func resolve(_ name: String, in folder: [Substring]) -> [Substring]? {
        guard !name.hasPrefix("/"), !name.utf8.contains(0) else { return nil }
        var parts = folder
        for part in name.split(separator: "/") where part != "." {
            if part == ".." {
                guard parts.popLast() != nil else { return nil }
            } else {
                parts.append(part)
            }
        }
        return parts
    }
}

/// Texts in memory: pinned definitions and tests.
public struct MemorySources: SourceProvider {
    private let texts: [String: String]
    private let list: [SourceEntry]
    private let templates: [SourceEntry]

    /// Keeps the order given, so that a pinned definition is read in the order it was kept.
    public init(_ sources: [DefinitionSource]) {
        texts = Dictionary(
            sources.map { ($0.path, $0.text) }, uniquingKeysWith: { first, _ in first })
        let entries = sources.filter { !SourceEntry.isCompanion($0.path) }
            .map { SourceEntry(file: $0.path, path: $0.path) }
        list = entries.filter { !SourceEntry.isTemplate($0.path) }
        templates = entries.filter { SourceEntry.isTemplate($0.path) }
    }

    public func templates(_ sink: DiagnosticSink) -> [SourceEntry] { templates }

    public func entries(_ sink: DiagnosticSink) -> [SourceEntry] { list }

    public func read(_ entry: SourceEntry, _ sink: DiagnosticSink) -> [UInt8]? {
        texts[entry.path].map { Array($0.utf8) }
    }

    public func companion(_ name: String, of entry: SourceEntry) -> SourceCompanion {
        // The first part of a path is the folder of the definitions.
        let parts = entry.path.split(separator: "/").dropLast()
        let root = parts.prefix(1)
        guard let resolved = SourceEntry.resolve(name, in: Array(parts.dropFirst())) else {
            return .outside
        }
        let path = SourceEntry.path(root + resolved)
        if let text = texts[path] {
            return .found(SourceEntry(file: path, path: path), Array(text.utf8))
        }
        let folder = parts.map { $0 + "/" }.joined()
        let known = texts.keys.filter { $0.hasPrefix(folder) && SourceEntry.isCompanion($0) }
        return .missing(known: known.map { String($0.dropFirst(folder.count)) }.sorted())
    }
}
