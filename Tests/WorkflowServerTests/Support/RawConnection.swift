import Foundation
import Synchronization

/// A connection to a port of this machine, byte by byte as the test wants it. Waits on threads of its
/// own, since the server under test needs those of the concurrency runtime.
final class RawConnection: Sendable {
    private let descriptor: Int32
    private let unread = Mutex<[UInt8]>([])
    /// Milliseconds until a wait counts as failed; only used up when something is wrong.
    static let patience: Int32 = 60_000

    struct Broken: Error {
        var call: String
        var text = ""
    }

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { [descriptor] in
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Broken(call: "connect") }
    }

    deinit { close(descriptor) }

    func send(_ text: String) async throws {
        try await offThread { [descriptor] in
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { throw Broken(call: "send") }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// What came, up to and with `end`; what comes after it stays to be read.
    func read(through end: String) async throws -> String {
        let end = Array(end.utf8)
        if let text = take(through: end) { return text }
        return try await offThread { [self] in
            while true {
                if let text = take(through: end) { return text }
                guard try more() else {
                    throw Broken(
                        call: "end", text: String(decoding: unread.withLock { $0 }, as: UTF8.self))
                }
            }
        }
    }

    /// Everything until the other side closes.
    func readToEnd() async throws -> String {
        try await offThread { [self] in
            while try more() {}
            return unread.withLock { bytes in
                defer { bytes = [] }
                return String(decoding: bytes, as: UTF8.self)
            }
        }
    }

    private func take(through end: [UInt8]) -> String? {
        unread.withLock { bytes in
            let start = bytes.withUnsafeBufferPointer { all -> Int? in
                guard all.count >= end.count else { return nil }
                var place = 0
                while place <= all.count - end.count {
                    var length = 0
                    while length < end.count, all[place + length] == end[length] { length += 1 }
                    if length == end.count { return place }
                    place += 1
                }
                return nil
            }
            guard let start else { return nil }
            defer { bytes.removeFirst(start + end.count) }
            return String(decoding: bytes[..<(start + end.count)], as: UTF8.self)
        }
    }

    /// Waits for more; false when the other side has closed.
    private func more() throws -> Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, Self.patience) == 1 else {
            throw Broken(
                call: "poll", text: String(decoding: unread.withLock { $0 }, as: UTF8.self))
        }
        var chunk = [UInt8](repeating: 0, count: 64 * 1_024)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        // A connection that is reset has ended too.
        if count <= 0 { return false }
        unread.withLock { $0 += chunk[..<count] }
        return true
    }
}

/// Runs what waits on a thread that nobody else needs.
func offThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}

/// An answer, read to its end.
struct RawAnswer: Sendable {
    var status: Int
    var headers: [String: String] = [:]
    var body: String

    /// Sends one request on a connection of its own.
    static func get(
        _ path: String, port: Int, headers: [String: String] = [:]
    ) async throws -> RawAnswer {
        let connection = try RawConnection(port: port)
        let lines = headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }
        try await connection.send(
            "GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(lines.joined())\r\n")
        return RawAnswer(try await connection.readToEnd())
    }

    /// Sends one request with JSON on a connection of its own; nil when no whole answer came.
    static func post(
        _ path: String, port: Int, headers: [String: String], _ body: String
    ) async throws -> RawAnswer? {
        do {
            let connection = try RawConnection(port: port)
            let lines = headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }
            try await connection.send(
                "POST \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
                    + "\(lines.joined())\r\n\(body)")
            let answer = RawAnswer(try await connection.readToEnd())
            let length = answer.headers["content-length"].flatMap { Int($0) }
            return length == answer.body.utf8.count ? answer : nil
        } catch is RawConnection.Broken {
            return nil
        }
    }

    init(_ text: String) {
        let parts = text.components(separatedBy: "\r\n\r\n")
        var lines = parts[0].components(separatedBy: "\r\n")
        let words = lines.isEmpty ? [] : lines.removeFirst().split(separator: " ")
        status = words.count > 1 ? Int(words[1]) ?? 0 : 0
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] =
                line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
        body = parts.dropFirst().joined(separator: "\r\n\r\n")
    }
}

/// Waits until something is so, looking again and again; false when it never is.
func eventually(_ condition: @Sendable () async throws -> Bool) async throws -> Bool {
    let end = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < end {
        if try await condition() { return true }
        try await Task.sleep(for: .milliseconds(10))
    }
    // Whoever slept for long, because others had the processor, has not looked for long.
    return try await condition()
}
