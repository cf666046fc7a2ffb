import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

/// What only tools from outside can say of the API. They are installed with pip into a folder of
/// the build, once.
@Suite(
    "The API from outside", .serialized,
    .enabled(if: Tools.arePossible, "python3 with venv is needed: apt install python3-venv"))
struct ExplorationTests {
    @Test("The document is valid OpenAPI 3.1", .timeLimit(.minutes(5)))
    func valid() async throws { try await explore("validate") }

    @Test("A client generated from it works", .timeLimit(.minutes(5)))
    func client() async throws { try await explore("client") }

    /// No 5xx, no status, header or content type that is not documented, no answer that does not
    /// fit its schema, no input taken that the document excludes.
    @Test("Whatever is sent, the answers are the documented ones", .timeLimit(.minutes(10)))
    func properties() async throws { try await explore("explore") }

    private func explore(_ what: String) async throws {
        let office = try await APIOffice()
        try await office.application.test(.live) { client in
            let port = try #require(client.port)
            let made = office.folder.appendingPathComponent("made")
            try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
            let (status, output) = try await Tools.run(
                what, "http://127.0.0.1:\(port)", made.path)
            #expect(status == 0, "\(output.suffix(20_000))")
        }
    }
}

private enum Tools {
    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("explore.sh")
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent(".build/api-tools")

    static let arePossible: Bool = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", "import venv, ensurepip"]
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    /// - Returns: the status, and all that was printed.
    static func run(
        _ what: String, _ server: String, _ made: String
    ) async throws -> (Int32, String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [script.path, what, server, folder.path, made]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        return try await withCheckedThrowingContinuation { continuation in
            // Reading waits until the process ends, which is not for a thread of the pool to do.
            Thread {
                do {
                    try process.run()
                    let output = pipe.fileHandleForReading.readDataToEndOfFile()
                    process.waitUntilExit()
                    continuation.resume(
                        returning: (
                            process.terminationStatus, String(decoding: output, as: UTF8.self)
                        ))
                } catch {
                    continuation.resume(throwing: error)
                }
            }.start()
        }
    }
}
