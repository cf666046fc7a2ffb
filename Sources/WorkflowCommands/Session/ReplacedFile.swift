import Diagnostics
import SystemFiles
import WorkflowPresentation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Files that are replaced whole or not at all: written beside, put on the disk, then renamed.
enum ReplacedFile {
    /// Keeps the permissions of the file that was there.
    static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        var status = stat()
        let isThere = stat(path, &status) == 0
        do throws(SystemFile.Fault) {
            try SystemFile.write(
                bytes, to: path, mode: isThere ? status.st_mode & 0o777 : 0o660, isExact: true)
        } catch {
            throw unwritable(path, error)
        }
    }

    /// By the last error of the system.
    static func unwritable(_ path: String) -> Failure {
        unwritable(path, SystemFile.Fault(path))
    }

    private static func unwritable(_ path: String, _ fault: SystemFile.Fault) -> Failure {
        let why = LocalizedText(ofSystemError: fault.code)
        return Failure(
            .io, "cannot-write", vi: "Không ghi được \(path): \(why.vi).",
            en: "\(path) cannot be written: \(why.en).")
    }
}
