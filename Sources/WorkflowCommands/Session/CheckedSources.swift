import Diagnostics
import Synchronization
import WorkflowLoading
import WorkflowPresentation

/// Single files together with the home they belong to: what a file extends and names is found, and
/// a file from elsewhere stands in for the one of the same name.
final class CheckedSources: SourceProvider {
    private let home: SourceFolders
    private let files: SourceFolders
    private let paths: [String]
    /// Files that those of `paths` name.
    private let companions = Mutex<Set<String>>([])

    init(_ paths: [String], in home: Home) {
        self.paths = paths
        self.home = SourceFolders([home.workflows, home.rules])
        files = SourceFolders(paths)
    }

    func entries(_ sink: DiagnosticSink) -> [SourceEntry] {
        let given = files.entries(sink).filter { !SourceEntry.isCompanion($0.file) }
        let names = Set(given.map { Self.name($0.file) })
        return home.entries(sink).filter { !names.contains(Self.name($0.file)) } + given
    }

    func read(_ entry: SourceEntry, _ sink: DiagnosticSink) -> [UInt8]? {
        files.read(entry, sink)
    }

    func templates(_ sink: DiagnosticSink) -> [SourceEntry] {
        let given = files.templates(sink)
        let names = Set(given.map { Self.name($0.file) })
        return home.templates(sink).filter { !names.contains(Self.name($0.file)) } + given
    }

    func companion(_ name: String, of entry: SourceEntry) -> SourceCompanion {
        guard paths.contains(entry.file) else { return home.companion(name, of: entry) }
        let companion = files.companion(name, of: entry)
        if case .found(let found, _) = companion {
            companions.withLock { _ = $0.insert(found.file) }
        }
        return companion
    }

    /// What of all that was found is to be said of the files themselves.
    func ownDiagnostics(in all: DiagnosticList) -> DiagnosticList {
        var list = DiagnosticList()
        list.conceal(contentsOf: all)
        for diagnostic in all.diagnostics {
            if let file = diagnostic.range?.start.file, !isAsked(file) { continue }
            list.append(diagnostic)
        }
        return list
    }

    /// The files themselves, and the rows of a table that stand in a file of their own.
    func isAsked(_ file: String) -> Bool {
        paths.contains(file) || companions.withLock { $0.contains(file) }
    }

    private static func name(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
