import Diagnostics
import WorkflowLoading

/// Single files together with the home they belong to: what a file extends and names is found, and
/// a file from elsewhere stands in for the one of the same name.
struct CheckedSources: SourceProvider {
    private let home: SourceFolders
    private let files: SourceFolders
    private let paths: [String]

    init(_ paths: [String], in home: Home) {
        self.paths = paths
        self.home = SourceFolders([home.workflows, home.rules])
        files = SourceFolders(paths)
    }

    func entries(_ sink: DiagnosticSink) -> [SourceEntry] {
        let given = files.entries(sink)
        let names = Set(given.map { Self.name($0.file) })
        return home.entries(sink).filter { !names.contains(Self.name($0.file)) } + given
    }

    func read(_ entry: SourceEntry, _ sink: DiagnosticSink) -> [UInt8]? {
        files.read(entry, sink)
    }

    /// What of all that was found is to be said of the files themselves.
    func ownDiagnostics(in all: DiagnosticList) -> DiagnosticList {
        var list = DiagnosticList()
        for diagnostic in all.diagnostics {
            if let file = diagnostic.range?.start.file, !paths.contains(file) { continue }
            list.append(diagnostic)
        }
        return list
    }

    private static func name(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
