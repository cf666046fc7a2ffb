#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Why a file could not be read.
public enum FileReadError: Error, Hashable, Sendable {
    case missing
    case notPermitted
    case isDirectory
    /// A pipe, device or socket: reading it might never end.
    case notRegular
    /// Sizes in bytes.
    case tooLarge(size: Int, limit: Int)
    /// Any other refusal of the system, by `errno`.
    case system(Int32)
}

/// Reads whole files without Foundation.
public enum FileReader {
    /// The bytes of a regular file. Its size is checked first, so that a file over the limit costs
    /// nothing; one that grows past the limit meanwhile is refused too.
    ///
    /// - Parameter isOwn: refuse a file of another account with `.notPermitted`.
    public static func read(
        _ path: String, maxBytes: Int, isOwn: Bool = false
    ) throws(FileReadError) -> [UInt8] {
        // Without O_NONBLOCK, opening a named pipe waits for somebody to write to it.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileReadError(errno) }
        defer { close(descriptor) }

        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileReadError(errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw .isDirectory
        default: throw .notRegular
        }
        guard !isOwn || status.st_uid == geteuid() else { throw .notPermitted }
        let size = Int(status.st_size)
        guard size <= maxBytes else { throw .tooLarge(size: size, limit: maxBytes) }
        return try readAll(descriptor, expected: size, maxBytes: maxBytes)
    }

    private static func readAll(
        _ descriptor: Int32, expected: Int, maxBytes: Int
    ) throws(FileReadError) -> [UInt8] {
        var bytes: [UInt8] = []
        // One more than expected, so that the usual file ends with one further, empty read.
        var chunk = expected + 1
        while true {
            var failure: Int32 = 0
            var received = 0
            let more = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
                repeat {
                    received = systemRead(descriptor, buffer.baseAddress, chunk)
                } while received < 0 && errno == EINTR
                failure = received < 0 ? errno : 0
                count = max(0, received)
            }
            guard received >= 0 else { throw FileReadError(failure) }
            if received == 0 { return bytes }
            if bytes.isEmpty { bytes = more } else { bytes += more }
            guard bytes.count <= maxBytes else {
                throw .tooLarge(size: bytes.count, limit: maxBytes)
            }
            chunk = 65_536
        }
    }
}

extension FileReadError {
    /// By an error of the system.
    package init(_ code: Int32) {
        switch code {
        case ENOENT, ENOTDIR: self = .missing
        case EACCES, EPERM: self = .notPermitted
        case EISDIR: self = .isDirectory
        case ENXIO: self = .notRegular
        default: self = .system(code)
        }
    }
}

/// `read` by a name that `FileReader.read` does not hide.
private func systemRead(
    _ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int
) -> Int {
    read(descriptor, buffer, count)
}
