import Foundation

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
