#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Files by the calls of the system. What fails is thrown as its `errno`.
enum SystemFile {
    struct Fault: Error {
        var code: Int32
        var path: String

        init(_ path: String) {
            code = errno
            self.path = path
        }

        var isMissing: Bool { code == ENOENT || code == ENOTDIR }
        var why: String { String(cString: strerror(code)) }
    }

    /// Written beside under a name of its own, on the disk, then renamed: whole or not at all.
    ///
    /// - Parameter mode: as far as the umask allows.
    static func write(
        _ bytes: [UInt8], to path: String, mode: mode_t, replacing: Bool = true
    ) throws(Fault) {
        let draft = "\(path).\(getpid())-\(UInt32.random(in: 0 ... .max))\(draftEnding)"
        let descriptor = opened(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw Fault(path) }
        do throws(Fault) {
            try fillAndSync(descriptor, with: bytes, path)
            // `link` finds out whether there is such a file and makes it in one step.
            let isPlaced =
                replacing ? rename(draft, path) == 0 : link(draft, path) == 0
            guard isPlaced else { throw Fault(path) }
            if !replacing { unlink(draft) }
        } catch {
            unlink(draft)
            throw error
        }
        try sync(folder: folder(of: path))
    }

    static let draftEnding = ".part"

    private static func fillAndSync(
        _ descriptor: Int32, with bytes: [UInt8], _ path: String
    ) throws(Fault) {
        defer { close(descriptor) }
        try fill(descriptor, with: bytes, path)
        guard fsync(descriptor) == 0 else { throw Fault(path) }
    }

    static func fill(
        _ descriptor: Int32, with bytes: [UInt8], _ path: String
    ) throws(Fault) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: buffer[written...]))
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw Fault(path)
            }
            written += count
        }
    }

    /// Without it a power failure could lose the name of a file whose content is on the disk.
    static func sync(folder: String) throws(Fault) {
        let descriptor = opened(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
        guard descriptor >= 0 else { throw Fault(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Fault(folder) }
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The content of a plain file; of anything else, and of links, nothing is read.
    static func read(_ path: String) throws(Fault) -> [UInt8] {
        let descriptor = opened(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { throw Fault(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Fault(path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            errno = EINVAL
            throw Fault(path)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(max(Int(status.st_size), 0))
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = systemRead(descriptor, &chunk)
            if count < 0 {
                if errno == EINTR { continue }
                throw Fault(path)
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
        }
    }

    /// For the owner, and for the group as far as the umask allows, unless it is there.
    static func makeFolder(_ path: String) throws(Fault) {
        if mkdir(path, 0o770) != 0, errno != EEXIST { throw Fault(path) }
    }

    /// Names in a folder, in the order of their bytes; nothing for one that is not there.
    static func names(in folder: String) throws(Fault) -> [String] {
        guard let directory = opendir(folder) else {
            let fault = Fault(folder)
            if fault.isMissing { return [] }
            throw fault
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    static func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func size(of path: String) -> Int64 {
        var status = stat()
        return lstat(path, &status) == 0 ? Int64(status.st_size) : 0
    }

    static func remove(_ path: String) throws(Fault) {
        if unlink(path) != 0, errno != ENOENT { throw Fault(path) }
    }

    // MARK: Names that are taken

    /// `open`, `read` and `write` are variadic or names of methods here.
    static func opened(_ path: String, _ flags: Int32, _ mode: mode_t = 0) -> Int32 {
        open(path, flags, mode)
    }

    private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
            Musl.write(descriptor, bytes.baseAddress, bytes.count)
        #else
            Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }

    private static func systemRead(_ descriptor: Int32, _ chunk: inout [UInt8]) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, &chunk, chunk.count)
        #elseif canImport(Musl)
            Musl.read(descriptor, &chunk, chunk.count)
        #else
            Darwin.read(descriptor, &chunk, chunk.count)
        #endif
    }
}
