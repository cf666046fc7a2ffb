public import Diagnostics
import SystemFiles

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file a person asked to be written, such as the content of a document.
public enum OutputFile {
    public enum Fault: Error, Hashable, Sendable {
        case exists(path: String)
        case io(path: String, why: String)

        public var message: LocalizedText {
            switch self {
            case .exists(let path):
                LocalizedText(
                    vi: "Đã có tệp \(path); không ghi đè.",
                    en: "There is a file \(path) already; it was left alone.")
            case .io(let path, let why):
                LocalizedText(
                    vi: "Không ghi được \(path): \(why).",
                    en: "\(path) cannot be written: \(why).")
            }
        }
    }

    /// Whole or not at all, never executable: mode 0640, less what the umask takes.
    ///
    /// - Parameter path: `-` is the standard output.
    public static func write(
        _ bytes: [UInt8], to path: String, replacing: Bool
    ) throws(Fault) {
        do throws(SystemFile.Fault) {
            if path == "-" {
                try SystemFile.writeAll(bytes, to: STDOUT_FILENO, path)
            } else {
                try SystemFile.write(bytes, to: path, mode: 0o640, replacing: replacing)
            }
        } catch {
            if !replacing && error.code == EEXIST { throw .exists(path: path) }
            throw .io(path: path, why: error.why)
        }
    }
}
