import Foundation
import JSON
import Synchronization
import Testing

/// A real mail server: aiosmtpd, as a process of its own that keeps every mail in a folder.
final class MailServer {
    enum Security: String { case none, startTLS = "starttls", implicit }

    let folder: URL
    let port: Int
    private let process = Process()
    private let input = Pipe()

    /// - Parameters:
    ///   - certificate: shown to clients, with its key.
    ///   - password: of the user `wf`; nil: nobody has to log in.
    init(
        _ security: Security = .none, certificate: Certificates.Pair? = nil, password: String? = nil
    ) throws {
        folder = try Scratch.folder("mail")
        var arguments = [Python.script, "serve", folder.path]
        if security != .none { arguments += ["--tls", security.rawValue] }
        if let certificate {
            arguments += ["--certificate", certificate.certificate, "--key", certificate.key]
        }
        if let password { arguments += ["--user", "wf", "--password", password] }
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        process.environment = try Python.environment()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        // The line with the port, or nothing when it could not start.
        var line = Data()
        while !line.contains(0x0A) {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { break }
            line += more
        }
        let text = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .newlines)
        port = try #require(Int(text), "the mail server did not start")
    }

    deinit {
        stop()
        try? FileManager.default.removeItem(at: folder)
    }

    func stop() {
        guard process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// The commands it was given, in order.
    func commands() throws -> [JSON] {
        let file = folder.appendingPathComponent("commands.jsonl")
        guard FileManager.default.fileExists(atPath: file.path) else { return [] }
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
            try JSON.parse(String($0))
        }
    }

    /// The mails it keeps, as they came, in order.
    func mails() throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "eml" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
    }

    /// The only mail it keeps, as Python reads it.
    func onlyMail() throws -> JSON {
        let mails = try mails()
        #expect(mails.count == 1)
        return try Python.parse(try #require(mails.first))
    }
}

/// The Python of the system, with aiosmtpd.
enum Python {
    static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("smtp_server.py").path

    /// Why tests with a mail server cannot run; nil when they can.
    static let problem: Comment? = {
        guard (try? run(["-c", "import ssl"], [:])) != nil else { return "install python3" }
        guard packages != nil else {
            return "install aiosmtpd: python3 -m pip install aiosmtpd==1.4.6"
        }
        return nil
    }()

    static var isReady: Bool { problem == nil }

    static func environment() throws -> [String: String] {
        let packages = try #require(packages)
        return path.merging(packages.isEmpty ? [:] : ["PYTHONPATH": packages]) { $1 }
    }

    /// A mail, read by the library of Python.
    static func parse(_ file: URL) throws -> JSON {
        try JSON.parse(run([script, "parse", file.path], path))
    }

    /// The output of a program in Python that ended well.
    @discardableResult
    static func run(_ arguments: [String], _ environment: [String: String]) throws -> String {
        try Program.run("python3", arguments, environment: environment)
    }

    private static var path: [String: String] {
        ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
    }

    /// Where it was installed for this run of the tests.
    private static let installed = Mutex<URL?>(nil)

    /// Where aiosmtpd is: empty when Python finds it by itself, nil when it cannot be had.
    private static let packages: String? = {
        if (try? run(["-c", "import aiosmtpd"], path)) != nil { return "" }
        guard let folder = try? Scratch.folder("python") else { return nil }
        installed.withLock { $0 = folder }
        atexit {
            guard let folder = Python.installed.withLock({ $0 }) else { return }
            try? FileManager.default.removeItem(at: folder)
        }
        let pip = ["-m", "pip", "install", "--quiet", "--target", folder.path, "aiosmtpd==1.4.6"]
        return (try? run(pip, path)) == nil ? nil : folder.path
    }()
}

enum Program {
    struct Failed: Error {
        var program: String
        var status: Int32
        var errors: String
    }

    @discardableResult
    static func run(
        _ name: String, _ arguments: [String], environment: [String: String]? = nil
    ) throws -> String {
        let folder = try Scratch.folder("run")
        defer { try? FileManager.default.removeItem(at: folder) }
        func file(_ name: String) throws -> URL {
            let file = folder.appendingPathComponent(name)
            try Data().write(to: file)
            return file
        }
        let (output, errors) = (try file("out"), try file("err"))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [name] + arguments
        if let environment, !environment.isEmpty { process.environment = environment }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failed(
                program: name, status: process.terminationStatus,
                errors: try String(contentsOf: errors, encoding: .utf8))
        }
        return try String(contentsOf: output, encoding: .utf8)
    }
}

enum Scratch {
    /// A new folder that nobody else can look into.
    static func folder(_ name: String) throws -> URL {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("wf-\(name)-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
        return folder
    }
}
