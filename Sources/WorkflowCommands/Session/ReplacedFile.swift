import Diagnostics
import WorkflowPresentation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// `write(2)`, whose name is taken below.
private let put = write

/// Files that are replaced whole or not at all: written beside, put on the disk, then renamed.
enum ReplacedFile {
    /// Keeps the permissions of the file that was there.
    static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        var status = stat()
        let mode = stat(path, &status) == 0 ? status.st_mode & 0o777 : 0o660
        let draft = "\(path).\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw unwritable(path) }
        var rest = bytes[...]
        var isWritten = fchmod(descriptor, mode) == 0
        while isWritten, !rest.isEmpty {
            let count = rest.withUnsafeBytes { put(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else {
                isWritten = errno == EINTR
            }
        }
        isWritten = isWritten && fsync(descriptor) == 0
        let failure = unwritable(path)
        close(descriptor)
        guard isWritten, rename(draft, path) == 0 else {
            unlink(draft)
            throw failure
        }
    }

    /// By the last error of the system.
    static func unwritable(_ path: String) -> Failure {
        let why = String(cString: strerror(errno))
        return Failure(
            .io, "cannot-write", vi: "Không ghi được \(path): \(why).",
            en: "\(path) cannot be written: \(why).")
    }
}
