public import Diagnostics
import SystemFiles
import YAML

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The `*.yaml` and `*.yml` files in some folders and the folders inside, hidden ones left out.
public struct SourceFolders: SourceProvider {
    let paths: [String]
    let limits: Limits
    /// Folders inside one another; a link that leads upwards ends here.
    private static let maxDepth = 16

    /// - Parameter paths: folders, or single files, as the user named them.
    public init(_ paths: [String]) {
        self.paths = paths
        limits = .standard
    }

    public func entries(_ sink: DiagnosticSink) -> [SourceEntry] {
        var entries: [SourceEntry] = []
        for path in paths {
            let root = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
            let name = root.split(separator: "/").last.map(String.init) ?? root
            switch Self.kind(of: root) {
            case .folder:
                let stable = name == "." || name == ".." ? "" : name + "/"
                list(root, stable: stable, depth: 0, into: &entries, sink)
            case .file where SourceEntry.isTemplate(root): continue
            case .file:
                entries.append(SourceEntry(file: root, path: name))
            case .absent(let error):
                sink.report(error.diagnostic(file: root))
            }
        }
        return entries
    }

    public func read(_ entry: SourceEntry, _ sink: DiagnosticSink) -> [UInt8]? {
        do {
            return try FileReader.read(entry.file, maxBytes: limits.maxBytes)
        } catch {
            sink.report(error.diagnostic(file: entry.file))
            return nil
        }
    }

    private func list(
        _ folder: String, stable: String, depth: Int, into entries: inout [SourceEntry],
        _ sink: DiagnosticSink
    ) {
        guard depth < Self.maxDepth else { return }
        let names: [String]
        do throws(SystemFile.Fault) {
            names = try SystemFile.names(in: folder)
        } catch {
            sink.report(FileReadError(error.code).diagnostic(file: folder))
            return
        }
        for name in names where !name.hasPrefix(".") {
            let file = folder == "/" ? "/" + name : folder + "/" + name
            if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
                entries.append(SourceEntry(file: file, path: stable + name))
            } else if case .folder = Self.kind(of: file) {
                list(file, stable: stable + name + "/", depth: depth + 1, into: &entries, sink)
            }
        }
    }

    private enum Kind {
        case folder, file
        case absent(FileReadError)
    }

    private static func kind(of path: String) -> Kind {
        var status = stat()
        guard stat(path, &status) == 0 else { return .absent(FileReadError(errno)) }
        return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }
}
