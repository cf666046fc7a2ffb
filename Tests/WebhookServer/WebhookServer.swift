public import Foundation
public import JSON

/// A real receiver of webhooks, as a process of its own; see `webhook_server.py` for how it behaves.
public final class WebhookServer {
    public struct Failure: Error, CustomStringConvertible {
        public var description: String
    }

    /// Of a request.
    public struct Entry: Sendable {
        public var id: String
        public var path: String
        public var isAccepted: Bool
        public var headers: [String: String]
        public var body: String
        /// The port it came from, the same for all requests of one connection.
        public var connection: Int64
        public var json: JSON
    }

    public let folder: URL
    public let port: Int
    private let process = Process()

    /// Only ever used up when something is wrong.
    private static let patience: TimeInterval = 60
    private static let mostLooks = 12_000

    /// - Parameters:
    ///   - folder: where it keeps what it received; another one goes on from what is there.
    ///   - port: 0 for any that is free.
    ///   - certificate: shown to clients, with its key beside it; nil for HTTP in the open.
    public init(in folder: URL, port: Int = 0, certificate: URL? = nil) throws {
        self.folder = folder
        var arguments = [
            Self.file("webhook_server.py"), folder.appendingPathComponent("received").path,
            "--port", String(port),
        ]
        if let certificate {
            let key = certificate.deletingPathExtension().appendingPathExtension("key")
            arguments += ["--tls", certificate.path, key.path]
        }
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        try process.run()
        var line = Data()
        while !line.contains(0x0A) {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { break }
            line += more
        }
        let text = String(decoding: line, as: UTF8.self)
        guard let port = Int(text.trimmingCharacters(in: .newlines)) else {
            throw Failure(description: "the receiver did not start; is there a python3?")
        }
        self.port = port
    }

    deinit {
        stop()
    }

    /// Kills it, as a machine does that loses its power.
    public func stop() {
        guard process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Lets it answer those who wait at `/hold`.
    public func release() throws {
        try Data().write(to: folder.appendingPathComponent("received.release"))
    }

    /// Everything it received, in order.
    public func entries() throws -> [Entry] {
        let file = folder.appendingPathComponent("received")
        guard let data = try? Data(contentsOf: file) else { return [] }
        return try String(decoding: data, as: UTF8.self).split(separator: "\n").map { line in
            let json = try JSON.parse(String(line))
            return Entry(
                id: json["id"].string ?? "", path: json["path"].string ?? "",
                isAccepted: json["accepted"].bool ?? false,
                headers: (json["headers"].object?.members ?? []).reduce(into: [:]) {
                    $0[$1.name] = $1.value.string
                }, body: json["body"].string ?? "", connection: json["connection"].int ?? 0,
                json: json)
        }
    }

    /// Waits until it has received so many, without keeping a thread from what is waited for.
    @discardableResult
    public func entries(atLeast count: Int) async throws -> [Entry] {
        // Counted and not timed: what is waited for may be in the queue of the same threads.
        for _ in 0..<Self.mostLooks {
            let entries = try entries()
            if entries.count >= count { return entries }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw Failure(description: "\(try entries().count) of \(count) were received")
    }

    /// Waits until it has received so many; what is waited for is another process.
    @discardableResult
    public func entriesBlocking(atLeast count: Int) throws -> [Entry] {
        let end = Date().addingTimeInterval(Self.patience)
        while true {
            let entries = try entries()
            if entries.count >= count { return entries }
            guard Date() < end else {
                throw Failure(description: "\(entries.count) of \(count) were received")
            }
            usleep(5_000)
        }
    }

    /// A folder with `ca.pem` and certificates of it; see `certificates.sh`.
    public static func makeCertificates(in folder: URL) throws {
        let script = Process()
        script.executableURL = URL(fileURLWithPath: "/bin/sh")
        script.arguments = [file("certificates.sh"), folder.path]
        try script.run()
        script.waitUntilExit()
        guard script.terminationStatus == 0 else {
            throw Failure(description: "no certificates could be made; is there an openssl?")
        }
    }

    private static func file(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(name)
            .path
    }
}
