#if canImport(Glibc)
    package import Glibc
#elseif canImport(Musl)
    package import Musl
#else
    package import Darwin
#endif

/// Files by the calls of the system. What fails is thrown as its `errno`.
package enum SystemFile {
    package struct Fault: Error {
        package let code: Int32
        package let path: String

        /// By the last error of the system.
        package init(_ path: String) {
            code = errno
            self.path = path
        }

        package var isMissing: Bool { code == ENOENT || code == ENOTDIR }
        package var why: String { String(cString: strerror(code)) }
    }

    /// Written beside under a name of its own, then renamed: whole or not at all.
    ///
    /// - Parameters:
    ///   - mode: as far as the umask allows.
    ///   - isExact: whether the umask takes nothing from `mode`.
    ///   - isDurable: whether content and name are on the disk when this returns. Of one that is not,
    ///     a loss of power may leave a part, which whoever reads it has to find out.
    package static func write(
        _ bytes: [UInt8], to path: String, mode: mode_t, isExact: Bool = false,
        replacing: Bool = true, isDurable: Bool = true
    ) throws(Fault) {
        // By chance too: a draft that a process left behind is in nobody's way, should another get
        // its number.
        let draft = "\(path).\(getpid())-\(UInt32.random(in: 0 ... .max))\(draftEnding)"
        let descriptor = opened(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw Fault(path) }
        do throws(Fault) {
            defer { close(descriptor) }
            if isExact, fchmod(descriptor, mode) != 0 { throw Fault(path) }
            try writeAll(bytes, to: descriptor, path)
            if isDurable, fsync(descriptor) != 0 { throw Fault(path) }
        } catch {
            unlink(draft)
            throw error
        }
        // `link` finds out whether there is such a file and makes it in one step.
        guard (replacing ? rename(draft, path) : link(draft, path)) == 0 else {
            let fault = Fault(path)
            unlink(draft)
            throw fault
        }
        if !replacing { unlink(draft) }
        if isDurable { try sync(folder: folder(of: path)) }
    }

    package static let draftEnding = ".part"

    /// Writes to what is open, and waits for it where it takes no more at the moment.
    ///
    /// - Parameter name: what a fault says could not be written.
    package static func writeAll(
        _ bytes: [UInt8], to descriptor: Int32, _ name: String = ""
    ) throws(Fault) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: buffer[written...]))
            }
            if count >= 0 {
                written += count
            } else if errno == EAGAIN {
                try waitUntilWritable(descriptor, name)
            } else if errno != EINTR {
                throw Fault(name)
            }
        }
    }

    /// Others may have made a pipe or a terminal that is shared with them one nobody waits for.
    private static func waitUntilWritable(_ descriptor: Int32, _ name: String) throws(Fault) {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        while poll(&wanted, 1, -1) < 0 {
            guard errno == EINTR else { throw Fault(name) }
        }
    }

    /// Without it a power failure could lose the name of a file whose content is on the disk.
    package static func sync(folder: String) throws(Fault) {
        let descriptor = opened(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
        guard descriptor >= 0 else { throw Fault(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Fault(folder) }
    }

    /// The folder a file is in.
    package static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The content of a plain file; of anything else, and of links, nothing is read.
    package static func read(_ path: String) throws(Fault) -> [UInt8] {
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
    package static func makeFolder(_ path: String) throws(Fault) {
        if mkdir(path, 0o770) != 0, errno != EEXIST { throw Fault(path) }
    }

    /// Names in a folder, in the order of their bytes, which is the same on every machine; without
    /// those of itself and of the folder it is in.
    package static func names(in folder: String) throws(Fault) -> [String] {
        guard let directory = opendir(folder) else { throw Fault(folder) }
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

    /// The same; nothing for a folder that is not there.
    package static func namesIfThere(in folder: String) throws(Fault) -> [String] {
        do throws(Fault) {
            return try names(in: folder)
        } catch {
            if error.isMissing { return [] }
            throw error
        }
    }

    package static func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }

    package static func size(of path: String) -> Int64 {
        var status = stat()
        return lstat(path, &status) == 0 ? Int64(status.st_size) : 0
    }

    package static func remove(_ path: String) throws(Fault) {
        if unlink(path) != 0, errno != ENOENT { throw Fault(path) }
    }

    // MARK: Names that are taken

    /// `open`, `read` and `write` are variadic or names of methods here.
    package static func opened(_ path: String, _ flags: Int32, _ mode: mode_t = 0) -> Int32 {
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
