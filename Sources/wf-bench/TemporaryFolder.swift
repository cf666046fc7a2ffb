import Glibc

/// A folder of its own on a disk, gone with this value.
///
/// In `TMPDIR`, else in `/var/tmp`, which unlike `/tmp` is never kept in memory: syncing has to
/// cost what it costs.
final class TemporaryFolder {
    let path: String

    init() throws {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/var/tmp"
        var template = Array("\(parent)/wf-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw BenchFailure("no folder can be made in \(parent)")
        }
        path = template.withUnsafeBufferPointer { bytes in
            bytes.baseAddress.map { String(cString: $0) } ?? ""
        }
    }

    deinit {
        _ = nftw(
            path,
            { path, _, _, _ in path.map { remove($0) } ?? 0 },
            16, FTW_DEPTH.rawValue | FTW_PHYS.rawValue)
    }

    func path(_ name: String) -> String { path + "/" + name }
}
