import Foundation
import Testing
import WorkflowEngine
import WorkflowModel

@testable import WorkflowServer

/// The pages in Chromium; see Tests/Browser/README.md.
@Suite(
    .serialized,
    .enabled(
        if: Browser.isThere,
        "needs chromium and python3-venv: apt-get install chromium python3-venv"))
struct BrowserTests {
    @Test("From the sign-in, three estimates are appraised in under two minutes")
    func financeDay() async throws {
        try await Browser.run("finance_day.py", in: House())
    }

    @Test("Texts that try to be markup stay text")
    func hostile() async throws {
        let text = HostileTextTests.texts.joined(separator: " ")
        let paths = try JSONSerialization.data(withJSONObject: HostileTextTests.paths)
        try await Browser.run(
            "hostile.py", in: HostileTextTests.house(text),
            environment: ["WF_PATHS": String(decoding: paths, as: UTF8.self)])
    }

    @Test(
        "A script of one's own, while working on pages",
        .enabled(if: ProcessInfo.processInfo.environment["WF_BROWSER_SCRIPT"] != nil))
    func ownScript() async throws {
        let script = try #require(ProcessInfo.processInfo.environment["WF_BROWSER_SCRIPT"])
        try await Browser.run(script, in: House())
    }

    @Test("Pages fit the screen, speak the language asked for, and print")
    func looks() async throws {
        try await Browser.run("look.py", in: House())
    }

    @Test("Every page is usable with a keyboard and a screen reader, on a phone and on paper")
    func accessible() async throws {
        let house = try await House()
        let workflows = house.office.engine.library.workflows.keys.sorted()
        try await Browser.run(
            "accessible.py", in: house,
            environment: ["WF_WORKFLOWS": workflows.joined(separator: ",")])
    }
}

/// Runs the scripts of Tests/Browser against a server.
enum Browser {
    private static let scripts = House.package.appendingPathComponent("Tests/Browser")
    /// A script that takes longer hangs.
    private static let patience: TimeInterval = 600

    static var isThere: Bool {
        found("chromium") && found("python3")
            && (try? shell(["python3", "-c", "import ensurepip, venv"])) != nil
    }

    struct Failure: Error, CustomStringConvertible { var description: String }

    /// - Throws: with what the script printed, when it ends with another status than 0.
    static func run(
        _ script: String, in house: House, environment more: [String: String] = [:]
    ) async throws {
        let python = try python.get()
        try await house.serve { address in
            var environment = ProcessInfo.processInfo.environment.merging(more) { $1 }
            environment["WF_URL"] = address
            environment["WF_ITEMS"] = House.items.joined(separator: ",")
            let sessions = Dictionary(
                uniqueKeysWithValues: House.people.map { ($0, KnownSessions.session($0)) })
            environment["WF_SESSIONS"] = String(
                decoding: try JSONSerialization.data(withJSONObject: sessions), as: UTF8.self)
            environment["PYTHONDONTWRITEBYTECODE"] = "1"
            let path = script.hasPrefix("/") ? script : scripts.appendingPathComponent(script).path
            let arguments = [python, path]
            let settings = environment
            // Not on a thread that the server needs.
            let output = try await withCheckedThrowingContinuation { continuation in
                Thread.detachNewThread {
                    continuation.resume(with: Result { try shell(arguments, settings) })
                }
            }
            print(output, terminator: "")
        }
    }

    /// Made once for all tests; kept between runs in `.build`.
    private static let python = Result<String, any Error> {
        let venv = House.package.appendingPathComponent(".build/browser-venv").path
        let prepare = scripts.appendingPathComponent("prepare.sh").path
        return try shell(["sh", prepare, venv]).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func found(_ program: String) -> Bool {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
        }
    }

    /// What a program prints; ended when it takes too long.
    @discardableResult
    private static func shell(
        _ arguments: [String], _ environment: [String: String]? = nil
    ) throws -> String {
        let process = Process()
        let output = FileManager.default.temporaryDirectory
            .appendingPathComponent("wf-browser-\(UUID().uuidString)")
        FileManager.default.createFile(atPath: output.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: output) }
        let handle = try FileHandle(forWritingTo: output)
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["timeout", "-k", "5", String(Int(patience))] + arguments
        process.standardOutput = handle
        process.standardError = handle
        process.standardInput = FileHandle.nullDevice
        if let environment { process.environment = environment }
        try process.run()
        process.waitUntilExit()
        try handle.close()
        let text = try String(contentsOf: output, encoding: .utf8)
        guard process.terminationStatus == 0 else {
            let name = arguments.last ?? ""
            throw Failure(description: "\(name) ended with \(process.terminationStatus):\n\(text)")
        }
        return text
    }
}
