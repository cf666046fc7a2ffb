import Diagnostics
import WorkflowPresentation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Files a user names: read whole, up to a limit.
enum TextFile {
    /// The text of a file that a complaint is about, be it one that a user named or one of the home;
    /// nil when it cannot be read.
    static func contents(_ path: String) -> String? {
        let limit = 64 << 20
        if case .content(let bytes)? = Invocation.current?.request.files[path] {
            return String(decoding: bytes, as: UTF8.self)
        }
        return (try? bytes(here: path, limit: limit)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// - Parameter path: `-` is standard input.
    static func bytes(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        guard let invocation = Invocation.current else {
            return try bytes(here: path, limit: limit)
        }
        let bytes = try invocation.file(path)
        guard bytes.count <= limit else { throw tooLarge(path, limit: limit) }
        return bytes
    }

    /// A file of this machine, whoever asks; for those that no user has named.
    static func bytes(here path: String, limit: Int) throws(Failure) -> [UInt8] {
        let descriptor = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(path, errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw isFolder(path) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(max(Int(status.st_size), 0), limit) + 1)
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw unreadable(path, errno)
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
            guard bytes.count <= limit else { throw tooLarge(path, limit: limit) }
        }
    }

    /// The text of a file, which must be UTF-8; in normal form C.
    static func text(_ path: String, limit: Int = 16 << 20) throws(Failure) -> String {
        let bytes = try bytes(path, limit: limit)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(
                .invalid, "not-utf8", vi: "Tệp \(path) không phải văn bản UTF-8.",
                en: "The file \(path) is not UTF-8 text.")
        }
        return TextFolding.nfc(text)
    }

    // MARK: Why not

    /// - Parameter error: the number of the error of the system.
    static func unreadable(_ path: String, _ error: Int32) -> Failure {
        let isMissing = error == ENOENT || error == ENOTDIR
        let why = LocalizedText(ofSystemError: error)
        return Failure(
            isMissing ? .notFound : .io, isMissing ? "no-such-file" : "unreadable-file",
            LocalizedText(
                vi: isMissing ? "Không có tệp \(path)." : "Không đọc được \(path): \(why.vi).",
                en: isMissing ? "There is no file \(path)." : "\(path) cannot be read: \(why.en)."))
    }

    static func isFolder(_ path: String) -> Failure {
        Failure(
            .invalid, "not-a-file", vi: "\(path) là thư mục, không phải tệp.",
            en: "\(path) is a folder, not a file.")
    }

    static func tooLarge(_ path: String, limit: Int) -> Failure {
        Failure(
            .invalid, "file-too-large", vi: "Tệp \(path) lớn hơn \(limit >> 20) MB.",
            en: "The file \(path) is larger than \(limit >> 20) MB.")
    }
}
