import Foundation
import JSON

/// `wf-server` as it was built, run as a process in a home of its own.
final class ServerProcess: @unchecked Sendable {
    // Unchecked: a test uses it from one task, and `Process` guards itself.
    private let process = Process()
    private let output = Pipe()
    let port: Int
    let url: String
    private let errors: URL

    struct Silent: Error {
        var errors: String
    }

    init(
        _ folder: ServerFolder, _ arguments: [String] = [], environment: [String: String] = [:],
        command: [String] = ["wf-server"]
    ) throws {
        errors = URL(fileURLWithPath: folder.path).appendingPathComponent("errors.log")
        _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
        process.executableURL = Product.folder.appendingPathComponent(command[0])
        process.arguments =
            Array(command.dropFirst()) + ["--listen", "127.0.0.1:0", "--json", "--lang", "en"]
            + arguments
        process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(output.fileHandleForReading.fileDescriptor, &byte, 1) == 1, byte != 0x0A {
            line.append(byte)
        }
        let listening = try? JSON.parse(String(decoding: line, as: UTF8.self))["listening"]
        guard let port = listening?["port"].int, let url = listening?["url"].string else {
            process.waitUntilExit()
            throw Silent(errors: (try? String(contentsOf: errors, encoding: .utf8)) ?? "")
        }
        self.port = Int(port)
        self.url = url
    }

    deinit {
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    }

    var log: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }
    var isRunning: Bool { process.isRunning }

    func signal(_ number: Int32) { Foundation.kill(process.processIdentifier, number) }

    /// The exit status; negative when a signal ended it.
    func end() async throws -> Int32 {
        try await offThread { [self] in
            process.waitUntilExit()
            return process.terminationReason == .exit
                ? process.terminationStatus : -process.terminationStatus
        }
    }
}

/// A program of the system, run to its end.
struct SystemRun: Sendable {
    var status: Int32
    var output: String
    var errors: String

    init(_ words: [String], in folder: String = "/", environment: [String: String] = [:])
        async throws
    {
        self = try await offThread { try Self.run(words, folder, environment) }
    }

    private init(status: Int32, output: String, errors: String) {
        self.status = status
        self.output = output
        self.errors = errors
    }

    /// The same, on the thread it is called on.
    static func run(
        _ words: [String], _ folder: String, _ environment: [String: String] = [:]
    ) throws -> SystemRun {
        let process = Process()
        process.executableURL = URL(
            fileURLWithPath: words[0].hasPrefix("/") ? words[0] : "/usr/bin/env")
        process.arguments = words[0].hasPrefix("/") ? Array(words.dropFirst()) : words
        process.environment = ["PATH": "/usr/sbin:/usr/bin:/bin"].merging(environment) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(
            "wf-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let (out, err) = (scratch.appendingPathComponent("o"), scratch.appendingPathComponent("e"))
        for file in [out, err] {
            _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: out)
        process.standardError = try FileHandle(forWritingTo: err)
        try process.run()
        process.waitUntilExit()
        return SystemRun(
            status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: out), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: err), as: UTF8.self))
    }

    static func exists(_ program: String) -> Bool {
        ["/usr/bin/", "/usr/sbin/", "/bin/"].contains {
            FileManager.default.isExecutableFile(atPath: $0 + program)
        }
    }
}
