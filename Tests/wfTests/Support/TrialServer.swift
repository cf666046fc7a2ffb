import Foundation
import Synchronization
import Testing

/// A server over a home (Tests/TrialServer), for the pass of the suite in which every command goes through
/// one (`WF_TEST_SERVER=1`).
final class TrialServer: Sendable {
    /// Whether commands are run against servers.
    static let isWanted = ProcessInfo.processInfo.environment["WF_TEST_SERVER"] == "1"

    static let token = "wf_trial_gateway"
    private static let running = Mutex<[String: TrialServer]>([:])

    let url: String
    private let process: Process
    private let input: Pipe

    struct Silent: Error {
        var said: String
    }

    /// - Parameter tokens: what the server knows; the token of the suite may do everything, in the
    ///   name of whoever a command says.
    init(
        over folder: URL,
        tokens: String = """
        {"\(TrialServer.token)": {"person": "", "scopes": ["read", "write", "administer",
          "impersonate"]}}
        """
    ) throws {
        let file = folder.appendingPathComponent(".trial-tokens.json")
        try Data(tokens.utf8).write(to: file)
        process = Process()
        input = Pipe()
        let output = Pipe()
        process.executableURL = Tool.executable.deletingLastPathComponent()
            .appendingPathComponent("trial-server")
        process.arguments = [file.path]
        process.environment = ["PATH": "/usr/bin:/bin"]
        process.currentDirectoryURL = folder
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        // The line with the port, or the end of a server that could not start.
        var said: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A {
            said.append(byte)
        }
        let text = String(decoding: said, as: UTF8.self)
        guard let port = UInt16(text) else { throw Silent(said: text) }
        url = "http://127.0.0.1:\(port)"
    }

    deinit { stop() }

    /// Asks it to end and waits for that.
    func stop() {
        guard process.isRunning else { return }
        kill(process.processIdentifier, SIGTERM)
        process.waitUntilExit()
    }

    // MARK: Those of offices

    static func start(over folder: URL) throws {
        let server = try TrialServer(over: folder)
        running.withLock { $0[folder.path] = server }
    }

    static func stop(over folder: URL) {
        let server = running.withLock { $0.removeValue(forKey: folder.path) }
        server?.stop()
    }

    /// What sends a command to the server over this folder. Without a folder it is one that no
    /// server is needed for, which is seen by its working with one that is not there.
    static func environment(for folder: URL?) -> [String: String] {
        guard isWanted else { return [:] }
        guard let folder else { return ["WF_SERVER": "http://127.0.0.1:1", "WF_TOKEN": token] }
        guard let server = running.withLock({ $0[folder.path] }) else { return [:] }
        return ["WF_SERVER": server.url, "WF_TOKEN": token]
    }
}

extension Trait where Self == ConditionTrait {
    /// A test that is about what happens on the machine of the store, and is left out where commands
    /// go through a server.
    static func local(_ why: Comment) -> Self {
        .disabled(if: TrialServer.isWanted, why)
    }
}
