import Foundation
import JSON
import Testing

/// A real provider in a process of its own: Authlib, in a virtual environment made once for this
/// machine, from PyPI.
final class OpenIDProcess: @unchecked Sendable {
    // Unchecked: the process and its pipe are set up once and only ever ended.
    private let process: Process
    private let input: Pipe
    let issuer: String

    /// One for all tests, which come one after another and say each time what they want of it.
    static let shared = Task { try await OpenIDProcess() }

    static let secret = "secret-of-the-client.0"
    private static let packages = ["authlib==1.9.10", "flask==3.1.3"]

    /// The Python that has Authlib; nil, with what to do, where it cannot be installed.
    static let python = Result<String, any Error> { try prepare() }

    static var missing: String? {
        if case .failure(let error) = python { "\(error)" } else { nil }
    }

    struct NotInstalled: Error, CustomStringConvertible {
        let why: String
        var description: String {
            "needs Python 3 with venv (apt install python3-venv) and PyPI: \(why)"
        }
    }

    private static func prepare() throws -> String {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("wf-openid-\(packages.joined(separator: "-"))")
        let python = folder.appendingPathComponent("bin/python").path
        let ready = folder.appendingPathComponent("ready")
        if !FileManager.default.fileExists(atPath: ready.path) {
            try run("/usr/bin/env", ["python3", "-m", "venv", folder.path])
            try run(python, ["-m", "pip", "install", "--quiet"] + packages)
            try Data().write(to: ready)
        }
        return python
    }

    private static func run(_ program: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw NotInstalled(why: String(decoding: said.suffix(500), as: UTF8.self))
        }
    }

    init() async throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("oidc_provider.py")
        let place = FileManager.default.temporaryDirectory
            .appendingPathComponent("wf-openid-port-\(UUID().uuidString)")
        process = Process()
        process.executableURL = URL(fileURLWithPath: try Self.python.get())
        process.arguments = [script.path, place.path]
        input = Pipe()
        process.standardInput = input
        process.standardError = FileHandle.nullDevice
        try process.run()
        var port: String?
        for _ in 0..<600 where port == nil {
            port = try? String(contentsOf: place, encoding: .utf8)
            guard process.isRunning else { break }
            if port == nil { try await Task.sleep(for: .milliseconds(100)) }
        }
        try? FileManager.default.removeItem(at: place)
        issuer = "http://127.0.0.1:\(try #require(port, "the provider did not start"))"
    }

    deinit {
        // It ends when its input does.
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Who comes next, and what is wrong with what is said of them.
    func control(_ wish: JSON) throws {
        let answer = try Self.curl(
            [
                "-X", "PUT", "-H", "Content-Type: application/json", "-d", wish.canonical,
                issuer + "/control",
            ])
        try #require(answer.status == 204)
    }

    /// Goes where the browser was sent, and comes back with where it is sent next.
    func authorize(_ url: String) throws -> (status: Int, location: String) {
        let answer = try Self.curl([url])
        return (answer.status, answer.location)
    }

    private static func curl(
        _ arguments: [String]
    ) throws -> (status: Int, location: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["curl", "-s", "-o", "/dev/null", "-w", "%{http_code} %{redirect_url}"] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let parts = String(decoding: said, as: UTF8.self)
            .split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        return (Int(parts[0]) ?? 0, parts.count > 1 ? String(parts[1]) : "")
    }
}
