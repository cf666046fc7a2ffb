import Benchmarking
import Glibc

/// A connection over which one request after the other is sent and answered, with as little work
/// of its own as can be: what measures takes time from what is measured.
final class Connection {
    let socket: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var filled = 0

    struct Answer {
        var status: Int
        var body: [UInt8]
    }

    /// To a port of 127.0.0.1.
    init(port: UInt16) throws {
        socket = Glibc.socket(
            AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard socket >= 0, connected == 0 else {
            throw BenchFailure("no connection to port \(port): \(String(cString: strerror(errno)))")
        }
        var on: Int32 = 1
        setsockopt(
            socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(socket) }

    static func request(
        _ method: String, _ path: String, token: String, body: String? = nil
    ) -> [UInt8] {
        var text =
            "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer \(token)\r\n"
        if let body {
            text += "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
        }
        return Array((text + "\r\n" + (body ?? "")).utf8)
    }

    func send(_ request: [UInt8]) throws {
        var sent = 0
        while sent < request.count {
            let count = request.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress.map { $0 + sent }, $0.count - sent, 0)
            }
            guard count > 0 else { throw BenchFailure("the server hung up") }
            sent += count
        }
    }

    /// The next answer, whole.
    func receive() throws -> Answer {
        while true {
            if let answer = try answer() { return answer }
            try fill()
        }
    }

    /// Takes what has come, of which there is some.
    ///
    /// - Returns: The answer, once it is whole.
    func receiveSome() throws -> Answer? {
        try fill()
        return try answer()
    }

    private func answer() throws -> Answer? {
        guard let end = headEnd else { return nil }
        guard let status = number(after: "HTTP/1.1 ", before: end) else {
            throw BenchFailure("no answer of HTTP: \(text(end))")
        }
        guard let length = number(after: "content-length: ", before: end) else {
            throw BenchFailure("an answer without a length: \(text(end))")
        }
        guard filled >= end + length else { return nil }
        let body = Array(buffer[end..<(end + length)])
        take(end + length)
        return Answer(status: status, body: body)
    }

    /// The head of an answer whose body goes on without end, and which status it has.
    func receiveHead() throws -> Int {
        let end = try head()
        defer { take(end) }
        return number(after: "HTTP/1.1 ", before: end) ?? 0
    }

    /// Waits until a text has come.
    func wait(for text: String) throws {
        let wanted = Array(text.utf8)
        while find(wanted, in: 0..<filled) == nil { try fill() }
    }

    private func head() throws -> Int {
        while true {
            if let headEnd { return headEnd }
            try fill()
        }
    }

    private var headEnd: Int? {
        find(Self.blankLine, in: 0..<filled).map { $0 + Self.blankLine.count }
    }

    private static let blankLine = Array("\r\n\r\n".utf8)

    private func fill() throws {
        if filled == buffer.count { buffer += [UInt8](repeating: 0, count: buffer.count) }
        let count = buffer.withUnsafeMutableBytes {
            recv(socket, $0.baseAddress.map { $0 + filled }, $0.count - filled, 0)
        }
        guard count > 0 else { throw BenchFailure("the server hung up") }
        filled += count
    }

    private func take(_ count: Int) {
        buffer.withUnsafeMutableBytes {
            guard let start = $0.baseAddress else { return }
            memmove(start, start + count, filled - count)
        }
        filled -= count
    }

    private func text(_ end: Int) -> String { String(decoding: buffer[..<end], as: UTF8.self) }

    private func find(_ text: [UInt8], in range: Range<Int>) -> Int? {
        buffer.withUnsafeBytes { bytes in
            var place = range.lowerBound
            while place + text.count <= range.upperBound {
                guard let start = bytes.baseAddress,
                    let found = memchr(
                        start + place, Int32(text[0]), range.upperBound - place - text.count + 1)
                else { return nil }
                place = UnsafeRawPointer(found) - start
                if memcmp(found, text, text.count) == 0 { return place }
                place += 1
            }
            return nil
        }
    }

    /// Names of headers are written small here and by the server.
    private func number(after text: StaticString, before end: Int) -> Int? {
        let wanted = text.withUTF8Buffer(Array.init)
        guard let place = buffer[..<end].lowercasedFind(wanted, find) else { return nil }
        var number = 0
        var at = place + wanted.count
        while at < end, case 0x30...0x39 = buffer[at] {
            number = number * 10 + Int(buffer[at] - 0x30)
            at += 1
        }
        return number
    }
}

extension ArraySlice<UInt8> {
    /// Where a text begins, however a server writes the names of its headers.
    fileprivate func lowercasedFind(
        _ text: [UInt8], _ find: ([UInt8], Range<Int>) -> Int?
    ) -> Int? {
        if let place = find(text, startIndex..<endIndex) { return place }
        let capital = text.enumerated().map { index, byte in
            (index == 0 || text[index - 1] == 0x2D) && (0x61...0x7A).contains(byte)
                ? byte - 0x20 : byte
        }
        return find(capital, startIndex..<endIndex)
    }
}
