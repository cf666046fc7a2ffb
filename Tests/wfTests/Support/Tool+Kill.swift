import Foundation
import Glibc

extension Tool {
    /// Runs the command and kills it, by SIGKILL, once it has changed the files of a folder so many
    /// times.
    ///
    /// - Returns: whether it was killed before it came to its end.
    static func isKilled(
        afterChanges changes: Int, of watched: URL, _ arguments: [String], in folder: URL,
        environment: [String: String]
    ) throws -> Bool {
        let watcher = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard watcher >= 0 else { throw POSIXError(.EMFILE) }
        defer { close(watcher) }
        let kinds = UInt32(IN_MODIFY | IN_CREATE | IN_DELETE)
        guard inotify_add_watch(watcher, watched.path, kinds) >= 0 else {
            throw POSIXError(.ENOENT)
        }
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        var seen = 0
        while seen < changes, process.isRunning {
            var waiting = pollfd(fd: watcher, events: Int16(POLLIN), revents: 0)
            // Looks up now and then whether the process has come to its end without a change.
            if poll(&waiting, 1, 20) > 0 { seen += countEvents(watcher) }
        }
        if seen >= changes { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal
    }

    /// How many changes the kernel has told of.
    private static func countEvents(_ watcher: Int32) -> Int {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let length = read(watcher, &bytes, bytes.count)
        let header = MemoryLayout<inotify_event>.size
        var count = 0
        var place = 0
        while place + header <= length {
            let event = bytes.withUnsafeBytes {
                $0.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
            }
            place += header + Int(event.len)
            count += 1
        }
        return count
    }
}
