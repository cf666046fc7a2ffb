import Glibc

/// A folder of its own on a disk, gone with this value.
///
/// In `TMPDIR`, else in `/var/tmp`, which unlike `/tmp` is never kept in memory: syncing has to
/// cost what it costs.
package final class TemporaryFolder {
    package let path: String

    package init() throws {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/var/tmp"
        // mkdtemp puts letters of its own where the six X are.
        var template = Array("\(parent)/wf-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw BenchFailure("no folder can be made in \(parent)")
        }
        path = template.withUnsafeBufferPointer { bytes in
            bytes.baseAddress.map { String(cString: $0) } ?? ""
        }
    }

    deinit {
        Self.remove(path)
    }

    package func path(_ name: String) -> String { path + "/" + name }

    /// A file, or a folder with all that is in it. Links are removed, not followed.
    private static func remove(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR, let folder = opendir(path) else {
            unlink(path)
            return
        }
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { remove(path + "/" + name) }
        }
        closedir(folder)
        rmdir(path)
    }
}
