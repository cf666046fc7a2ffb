#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The files of a command whose server wants to see them: those that its arguments name, and no
/// others.
struct RequestedFiles {
    let arguments: [String]

    /// What can be sent at most, in bytes.
    static let limit = 64 << 20

    /// Whether an argument is this path, or ends with it after `=` or `@`; standard input is named by
    /// `-` and by `--batch`.
    func isNamed(_ path: String) -> Bool {
        arguments.contains { argument in
            if argument == path || path == "-" && argument == "--batch" { return true }
            return !path.isEmpty
                && (argument.hasSuffix("=" + path) || argument.hasSuffix("@" + path))
        }
    }

    func read(_ path: String) -> CommandRequest.SentFile {
        let descriptor = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return .unreadable(errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return .unreadable(errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else { return .folder }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = systemRead(descriptor, &chunk, chunk.count)
            if count == 0 { return .content(bytes) }
            if count < 0 {
                if errno == EINTR { continue }
                return .unreadable(errno)
            }
            bytes += chunk[..<count]
            if bytes.count > Self.limit { return .tooLarge(limit: Self.limit) }
        }
    }
}

/// `read` is the name of a method here.
private func systemRead(_ file: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(file, bytes, count)
}
