import Diagnostics
import Hashing
import WorkflowCore
import WorkflowModel

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The documents given with `--attach`. Their content is kept under its own hash, so that the same
/// file handed in twice is kept once, and what the history says can be checked.
struct Attachments {
    /// As typed: `kind=file`, or a file alone where only one kind can be meant.
    let arguments: [String]
    let home: Home

    static let sizeLimit = 50 << 20

    struct Read {
        var record: DocumentRecord
        var bytes: [UInt8]
    }

    /// - Parameter kinds: the kinds of document the action asks for.
    func read(kinds: [String]) throws(Failure) -> [Read] {
        var documents: [Read] = []
        for argument in arguments {
            let (kind, path) = try split(argument, kinds: kinds)
            let bytes = try TextFile.bytes(path, limit: Self.sizeLimit)
            guard !bytes.isEmpty else {
                throw Failure(
                    .invalid, "empty-file", vi: "Tệp \(path) rỗng.",
                    en: "The file \(path) is empty.")
            }
            let name = path.split(separator: "/").last.map(String.init) ?? path
            documents.append(
                Read(
                    record: DocumentRecord(
                        kind: kind, name: TextFolding.nfc(name),
                        sha256: SHA256.hexadecimal(of: bytes),
                        size: Int64(bytes.count)),
                    bytes: bytes))
        }
        return documents
    }

    private func split(
        _ argument: String, kinds: [String]
    ) throws(Failure) -> (kind: String, path: String) {
        if let equals = argument.firstIndex(of: "="), equals != argument.startIndex {
            let kind = String(argument[..<equals])
            // A slash before the first “=” is part of a path.
            if !kind.contains("/") {
                return (kind, String(argument[argument.index(after: equals)...]))
            }
        }
        if kinds.count == 1 { return (kinds[0], argument) }
        throw .usage(
            "bad-attach", vi: "--attach \(argument): viết LOẠI=TỆP, như to-trinh=to-trinh.pdf.",
            en: "--attach \(argument): write KIND=FILE, such as to-trinh=to-trinh.pdf.")
    }

    /// Keeps the content of documents.
    ///
    /// - Returns: the files that were not there before.
    func keep(_ documents: [Read]) throws(Failure) -> [String] {
        guard !documents.isEmpty else { return [] }
        try home.makeFolder(home.data)
        try home.makeFolder(home.files)
        var made: [String] = []
        for document in documents {
            let path = home.files + "/" + document.record.sha256
            if access(path, F_OK) == 0 { continue }
            try Self.write(document.bytes, to: path)
            made.append(path)
        }
        return made
    }

    /// Takes back what `keep` made, for an action that was refused.
    func discard(_ files: [String]) {
        for file in files { unlink(file) }
    }

    /// Whole or not at all: written beside, put on the disk, then renamed.
    private static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let draft = "\(path).\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o660)
        guard descriptor >= 0 else { throw unwritable(path) }
        var written = 0
        var isWritten = true
        while written < bytes.count, isWritten {
            let count = bytes.withUnsafeBytes { buffer in
                #if canImport(Glibc)
                    Glibc.write(
                        descriptor, buffer.baseAddress?.advanced(by: written),
                        buffer.count - written)
                #elseif canImport(Musl)
                    Musl.write(
                        descriptor, buffer.baseAddress?.advanced(by: written),
                        buffer.count - written)
                #else
                    Darwin.write(
                        descriptor, buffer.baseAddress?.advanced(by: written),
                        buffer.count - written)
                #endif
            }
            if count < 0 {
                isWritten = errno == EINTR
            } else {
                written += count
            }
        }
        let isKept = isWritten && fsync(descriptor) == 0
        let failure = unwritable(path)
        close(descriptor)
        guard isKept, rename(draft, path) == 0 else {
            unlink(draft)
            throw failure
        }
    }

    private static func unwritable(_ path: String) -> Failure {
        let why = String(cString: strerror(errno))
        return Failure(
            .io, "cannot-write", vi: "Không ghi được \(path): \(why).",
            en: "\(path) cannot be written: \(why).")
    }
}
