import CLinux
import WorkflowStorage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file beside the store of which every sink has a byte to lock. The kernel gives the locks back
/// when the process that has them ends, however it ends. What is in the file does not matter, nor
/// whether it is there: it is made when it is needed.
struct DeliveryLockFile {
    let storePath: String

    /// - Returns: nil while somebody else has it, be it in another process or in this one.
    func lock(_ sink: String) throws(StoreError) -> DeliveryLock? {
        let path = try realPath() + "-delivery"
        let flags = O_RDWR | O_CREAT | O_CLOEXEC
        let file = open(path, flags, 0o660)
        guard file >= 0 else { throw failure(errno) }
        if wf_lock_byte(file, Self.place(of: sink)) == 0 {
            return DeliveryLock { close(file) }
        }
        let code = errno
        close(file)
        guard code == EAGAIN || code == EACCES else { throw failure(code) }
        return nil
    }

    /// The same file by whatever name the store was opened.
    private func realPath() throws(StoreError) -> String {
        let plainPath = storePath.hasPrefix("/") ? storePath : "./" + storePath
        guard let resolved = realpath(plainPath, nil) else { throw failure(errno) }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// FNV-1a, so far apart that no two sinks of an office meet.
    private static func place(of sink: String) -> Int64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in sink.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int64(hash >> 2)
    }

    private func failure(_ number: Int32) -> StoreError {
        StoreError(.io, subject: storePath, detail: String(cString: strerror(number)))
    }
}
