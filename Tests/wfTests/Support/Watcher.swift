import Foundation
import JSON

/// `wf watch` as a process that runs beside the test, its output and errors read from a pipe as
/// they come.
final class Watcher {
    private let process = Process()
    private let output = Pipe()
    private var unread: [UInt8] = []

    /// How long to wait for a line before the test fails; only ever used up when something is wrong.
    private static let patience: Int32 = 60_000

    struct Silence: Error {
        var unread: String
    }

    init(_ office: Office, _ arguments: String...) throws {
        process.executableURL = Tool.executable
        process.arguments = ["watch"] + arguments
        process.environment = ["PATH": "/usr/bin:/bin", "WF_LANG": "en"]
        process.currentDirectoryURL = office.folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    var identifier: Int32 { process.processIdentifier }

    /// Reads on to the first line that `isWanted`.
    func line(where isWanted: (String) -> Bool) throws -> String {
        while true {
            while let end = unread.firstIndex(of: 0x0A) {
                let line = String(decoding: unread[..<end], as: UTF8.self)
                unread.removeSubrange(...end)
                if isWanted(line) { return line }
            }
            var waiting = pollfd(
                fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
            var chunk = [UInt8](repeating: 0, count: 4096)
            let isReady = poll(&waiting, 1, Self.patience) == 1
            let count = isReady ? read(waiting.fd, &chunk, chunk.count) : 0
            guard count > 0 else { throw Silence(unread: String(decoding: unread, as: UTF8.self)) }
            unread += chunk[..<count]
        }
    }

    func line(with text: String) throws -> String {
        try line { $0.contains(text) }
    }

    /// Sends the signal; gives the exit status, negative if the signal ended it by itself.
    func end(_ signal: Int32 = SIGTERM) -> Int32 {
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        return process.terminationReason == .exit
            ? process.terminationStatus : -process.terminationStatus
    }
}
