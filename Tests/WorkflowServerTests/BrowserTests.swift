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
        try await Browser.run(
            "finance_day.py", in: House(isOpen: true), as: ["tc.hoa", "khcn.linh"])
    }

    @Test("Texts that try to be markup stay text")
    func hostile() async throws {
        let text = HostileTextTests.texts.joined(separator: " ")
        let house = try await HostileTextTests.house(text, isOpen: true)
        func json(_ texts: [String]) throws -> String {
            String(decoding: try JSONSerialization.data(withJSONObject: texts), as: UTF8.self)
        }
        try await Browser.run(
            "hostile.py", in: house, as: ["tc.hoa", "tc.nam", "khcn.linh", "khcn.minh"],
            environment: [
                "WF_PATHS": try json(HostileTextTests.paths + HostileTextTests.morePaths),
                "WF_TEXT": text, "WF_TEXTS": try json(HostileTextTests.texts),
                "WF_SETUP": try await house.invitation("khcn.an"),
            ])
    }

    @Test(
        "A script of one's own, while working on pages",
        .enabled(if: ProcessInfo.processInfo.environment["WF_BROWSER_SCRIPT"] != nil))
    func ownScript() async throws {
        let script = try #require(ProcessInfo.processInfo.environment["WF_BROWSER_SCRIPT"])
        let house = try await House(isOpen: true)
        try await Browser.run(
            script, in: house, as: Self.everybody, environment: try await Self.pages(house))
    }

    @Test("The core of the work needs no script")
    func plain() async throws {
        try await Browser.run("plain.py", in: House(isOpen: true), as: ["tc.hoa"])
    }

    @Test(
        "Screenshots of every page, to be looked at",
        .enabled(if: ProcessInfo.processInfo.environment["WF_BROWSER_SHOTS"] != nil))
    func looks() async throws {
        let house = try await House(isOpen: true)
        try await Browser.run(
            "look.py", in: house, as: Self.everybody, environment: try await Self.pages(house))
    }

    @Test("Every page fits the screen, and is usable by keyboard, screen reader and on paper")
    func accessible() async throws {
        let house = try await House(isOpen: true)
        try await Browser.run(
            "accessible.py", in: house, as: Self.everybody,
            environment: try await Self.pages(house))
    }

    private static let everybody = [
        "tc.hoa", "tc.nam", "khcn.linh", "khcn.minh", "ubnd.vice", "bo.anh",
    ]

    /// What scripts that go through all pages have to know.
    private static func pages(_ house: House) async throws -> [String: String] {
        [
            "WF_WORKFLOWS": house.office.engine.library.workflows.keys.sorted()
                .joined(separator: ","),
            "WF_SETUP": try await house.invitation("khcn.an"),
        ]
    }
}

/// Runs the scripts of Tests/Browser against a server.
enum Browser {
    private static let scripts = House.package.appendingPathComponent("Tests/Browser")
    /// A script that takes longer hangs.
    private static let patience: TimeInterval = 1_200

    static var isThere: Bool {
        found("chromium") && found("python3")
            && (try? shell(["python3", "-c", "import ensurepip, venv"])) != nil
    }

    struct Failure: Error, CustomStringConvertible { var description: String }

    /// - Throws: with what the script printed, when it ends with another status than 0.
    static func run(
        _ script: String, in house: House, as people: [String],
        environment more: [String: String] = [:]
    ) async throws {
        let python = try python.get()
        for person in people { try await house.enrol(person) }
        try await house.serve { address in
            var environment = ProcessInfo.processInfo.environment.merging(more) { $1 }
            environment["WF_URL"] = address
            environment["WF_ITEMS"] = House.items.joined(separator: ",")
            environment["WF_PASSWORD"] = House.password
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
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
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
