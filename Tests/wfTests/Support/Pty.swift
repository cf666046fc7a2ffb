import Foundation
import Glibc

/// Runs the command with a terminal as its output.
enum Pty {
    /// TIOCSPTLCK and TIOCGPTN of Linux.
    private static let unlock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    static func run(
        _ arguments: [String], in folder: URL, environment: [String: String]
    ) throws -> String {
        // What `posix_openpt` and its kin do; Glibc hides their declarations from Swift.
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var isLocked: Int32 = 0
        var number: UInt32 = 0
        guard master >= 0, ioctl(master, unlock, &isLocked) == 0,
            ioctl(master, getNumber, &number) == 0
        else { throw POSIXError(.ENXIO) }
        var size = winsize(ws_row: 24, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        let slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
        guard slave >= 0 else { throw POSIXError(.ENXIO) }
        let process = Process()
        process.executableURL = Tool.executable
        process.arguments = arguments
        process.environment = ["TERM": "xterm"]
            .merging(TrialServer.environment(for: folder)) { $1 }.merging(environment) { $1 }
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
        process.standardError = FileHandle.nullDevice
        try process.run()
        close(slave)
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        // Reading fails once the last writer has closed the terminal.
        while true {
            let count = read(master, &chunk, chunk.count)
            if count <= 0 { break }
            bytes.append(contentsOf: chunk[..<count])
        }
        process.waitUntilExit()
        close(master)
        return String(decoding: bytes, as: UTF8.self)
    }
}
