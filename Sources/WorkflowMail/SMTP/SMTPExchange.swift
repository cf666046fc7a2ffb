import CCurl
import WorkflowDelivery

/// What is said while one mail is sent: the content to hand over, and the server's last answer.
///
/// Used by libcurl on one thread, from when a transfer begins to when it ends.
final class SMTPExchange {
    private let content: [UInt8]
    private var position = 0
    /// The command the last answer is to; empty for the greeting.
    private(set) var command = ""
    /// The lines of the last answer: `250-mail.example.vn`, `250 OK`.
    private var lines: [String] = []
    private var isComplete = true
    private var isOver = false

    init(_ content: [UInt8]) {
        self.content = content
    }

    /// Of the last answer.
    var status: Int? { lines.last.flatMap { Int($0.prefix(3)) } }

    /// The last answer on one line.
    var answer: String { lines.joined(separator: " ").visible }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, content.count - position)
        buffer.copyBytes(from: content[position..<position + count])
        position += count
        return count
    }

    func sent(_ bytes: UnsafeRawBufferPointer) {
        // The first word alone, and only if it is one of these: what follows AUTH is a secret.
        let word = String(decoding: bytes.prefix { $0 > 0x20 }.prefix(10), as: UTF8.self)
        if Self.commands.contains(word) { command = word }
        // libcurl takes its leave by itself, and what is answered to that says nothing of the mail.
        if word == "QUIT" { isOver = true }
    }

    private static let commands: Set<String> = [
        "EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA",
    ]

    func received(_ bytes: UnsafeRawBufferPointer) {
        if isOver { return }
        for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            if isComplete { lines = [] }
            // More than this is not kept anyway.
            if lines.count < 20 { lines.append(String(decoding: line.prefix(512), as: UTF8.self)) }
            isComplete = line.dropFirst(3).first != UInt8(ascii: "-")
        }
    }
}

extension String {
    /// With control characters as spaces, and no longer than is kept of an answer.
    var visible: String {
        var text = ""
        for scalar in unicodeScalars {
            let scalar = scalar.properties.generalCategory == .control ? " " : scalar
            if text.utf8.count + String(scalar).utf8.count > Reply.Problem.longestText { break }
            text.unicodeScalars.append(scalar)
        }
        return text
    }
}
