import SystemFiles
public import WorkflowStorage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writes notifications as lines of CloudEvents JSON to the end of a file, or to standard output.
///
/// The file is opened anew for every batch, so it may be rotated at any time, and locked while it
/// is written, so several processes may write to it. A batch is written as a whole, or what was
/// written of it is taken back. It is on the disk before it counts as delivered.
public struct LogSink: Sink {
    public enum Destination: Hashable, Sendable {
        /// Created if need be, readable by its owner and group; its folder must exist.
        case file(String)
        case standardOutput
    }

    public let name: String
    private let destination: Destination

    public init(_ destination: Destination, name: String = "log") {
        self.destination = destination
        self.name = name
    }

    public func deliver(_ notifications: [OutboxRow]) async -> SinkReport {
        let lines = Array(notifications.map { $0.envelope + "\n" }.joined().utf8)
        do throws(SystemError) {
            switch destination {
            case .standardOutput: try write(lines, to: STDOUT_FILENO)
            case .file(let path): try append(lines, to: path)
            }
            return SinkReport(delivered: notifications.map(\.id))
        } catch {
            return SinkReport(
                failures: notifications.map {
                    DeliveryFailure(sink: name, notification: $0.id, reason: error.description)
                })
        }
    }

    private func append(_ lines: [UInt8], to path: String) throws(SystemError) {
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC
        let file = try SystemError.check("open \(path)") { open(path, flags, 0o640) }
        defer { close(file) }
        try SystemError.check("lock \(path)") { flock(file, LOCK_EX) }
        let end = lseek(file, 0, SEEK_END)
        do throws(SystemError) {
            try write(lines, to: file)
        } catch {
            // Half a line would make the next one unreadable too. Where there is no end to go
            // back to, on a pipe or a terminal, there is no next line to protect either.
            if end >= 0 { ftruncate(file, end) }
            throw error
        }
        try sync(file, path)
        if end == 0 { try syncFolder(of: path) }
    }

    private func write(_ bytes: [UInt8], to file: Int32) throws(SystemError) {
        do throws(SystemFile.Fault) {
            try SystemFile.writeAll(bytes, to: file)
        } catch {
            throw SystemError(call: "write", number: error.code)
        }
    }

    private func sync(_ file: Int32, _ path: String) throws(SystemError) {
        do throws(SystemError) {
            try SystemError.check("sync \(path)") { fsync(file) }
        } catch {
            // A pipe or a terminal, which keeps nothing.
            if error.number != EINVAL && error.number != ENOTSUP { throw error }
        }
    }

    /// The first time, the name of the file has to reach the disk as well.
    private func syncFolder(of path: String) throws(SystemError) {
        let folder = SystemFile.folder(of: path)
        let file = try SystemError.check("open \(folder)") { open(folder, O_RDONLY | O_CLOEXEC) }
        defer { close(file) }
        try sync(file, folder)
    }
}

/// What the operating system said no to.
private struct SystemError: Error, CustomStringConvertible {
    var call: String
    var number: Int32

    var description: String { "\(call): \(String(cString: strerror(number)))" }

    /// The result, or the error of the thread when it is -1. Interrupted calls are made again.
    @discardableResult
    static func check<Result: SignedInteger>(
        _ call: @autoclosure () -> String, _ body: () -> Result
    ) throws(SystemError) -> Result {
        while true {
            let result = body()
            if result != -1 { return result }
            let number = errno
            if number != EINTR { throw SystemError(call: call(), number: number) }
        }
    }
}
