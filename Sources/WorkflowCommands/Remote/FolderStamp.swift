import SystemFiles

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What changes when a file of a folder, or of one in it, is written, added or taken away: names,
/// sizes, inodes, and the times of the last change, which nobody can set back.
package struct FolderStamp: Hashable, Sendable {
    private struct File: Hashable {
        let path: String
        let size: Int64
        let inode: UInt64
        let seconds: Int
        let nanoseconds: Int
    }

    private var files: Set<File> = []

    package init(of folders: String...) {
        for folder in folders { add(folder, depth: 0) }
    }

    private mutating func add(_ folder: String, depth: Int) {
        // Deeper than any real folder; ends where links go in circles.
        guard depth < 16, let names = try? SystemFile.names(in: folder) else { return }
        for name in names where !name.hasPrefix(".") {
            let path = folder + "/" + name
            var status = stat()
            guard stat(path, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                add(path, depth: depth + 1)
                continue
            }
            #if canImport(Darwin)
                let changed = status.st_ctimespec
            #else
                let changed = status.st_ctim
            #endif
            files.insert(
                File(
                    path: path, size: Int64(status.st_size), inode: UInt64(status.st_ino),
                    seconds: Int(changed.tv_sec), nanoseconds: Int(changed.tv_nsec)))
        }
    }
}
