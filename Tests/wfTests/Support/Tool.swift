import Foundation

/// The command as it was built, run as a process.
enum Tool {
    struct Run {
        var status: Int32
        var output: String
        var errors: String

        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// Beside the tests. `swift test` runs them as NAME.xctest, by itself or through a helper that
    /// gets its path.
    static let executable: URL = {
        let bundle = ProcessInfo.processInfo.arguments.first { $0.contains(".xctest") }
        let folder = bundle.map { path in
            let parts = path.components(separatedBy: "/")
            let end = parts.firstIndex { $0.hasSuffix(".xctest") } ?? parts.count
            return URL(fileURLWithPath: parts[..<end].joined(separator: "/"))
        }
        return (folder ?? Bundle.main.bundleURL).appendingPathComponent("wf")
    }()

    /// With a server over the folder, if that is how commands are run.
    ///
    /// - Parameter environment: nothing of the environment of the tests gets through.
    static func run(
        _ arguments: [String], in folder: URL? = nil, environment: [String: String] = [:],
        input: String = ""
    ) throws -> Run {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin"]
            .merging(TrialServer.environment(for: folder)) { $1 }.merging(environment) { $1 }
        process.currentDirectoryURL = folder ?? URL(fileURLWithPath: "/")
        // Files rather than pipes: a pipe that nobody empties stops its writer.
        let scratch = FileManager.default.temporaryDirectory
            .appendingPathComponent("wf-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        func file(_ name: String, _ text: String = "") throws -> URL {
            let file = scratch.appendingPathComponent(name)
            try Data(text.utf8).write(to: file)
            return file
        }
        let (output, errors) = (try file("out"), try file("err"))
        process.standardInput = try FileHandle(forReadingFrom: file("in", input))
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return Run(
            status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
}
