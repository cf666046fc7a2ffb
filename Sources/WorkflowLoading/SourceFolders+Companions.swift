import Diagnostics
import SystemFiles
import YAML

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension SourceFolders {
    /// The file lies below the folder that was named, by its path and by where links really lead.
    public func companion(_ name: String, of entry: SourceEntry) -> SourceCompanion {
        let root = root(of: entry)
        let prefix = entry.file.hasPrefix(root) ? root : ""
        let folder = entry.file.dropFirst(prefix.count).split(separator: "/").dropLast()
        guard let parts = SourceEntry.resolve(name, in: Array(folder)) else { return .outside }
        let inside = SourceEntry.path(parts)
        guard let realRoot = Self.realPath(root) else { return .missing(known: []) }
        guard let real = Self.realPath(root + inside) else {
            let known = (try? SystemFile.names(in: root + folder.joined(separator: "/"))) ?? []
            return .missing(
                known: known.filter { !$0.hasPrefix(".") && SourceEntry.isCompanion($0) })
        }
        guard real.hasPrefix(realRoot == "/" ? "/" : realRoot + "/") else { return .outside }
        do {
            // What was looked at is what is read, whatever becomes of a link meanwhile.
            let bytes = try FileReader.read(real, maxBytes: limits.maxBytes)
            let stable = entry.path.split(separator: "/").dropLast(folder.count + 1)
            return .found(
                SourceEntry(
                    file: prefix + inside,
                    path: SourceEntry.path(stable + parts)),
                bytes)
        } catch {
            return .unreadable(error.message)
        }
    }

    /// The folder, with a slash at its end, that was named and has the entry; for an entry that was
    /// named itself, the folder it is in.
    private func root(of entry: SourceEntry) -> String {
        for path in paths {
            let folder = path.hasSuffix("/") ? path : path + "/"
            if entry.file.hasPrefix(folder) { return folder }
        }
        guard let slash = entry.file.lastIndex(of: "/") else { return "./" }
        return String(entry.file[...slash])
    }

    /// Links followed; nil when there is nothing.
    private static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
