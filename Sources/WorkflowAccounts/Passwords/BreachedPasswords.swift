import Crypto
import Diagnostics
import Foundation

/// A file of leaked passwords beside the accounts: lines in order of SHA-1 in hexadecimal, as whole
/// hashes or prefixes of at least 10 digits, with or without `:count` — what the downloader of Have
/// I Been Pwned writes. Looked up in place, however large, without the network.
package struct BreachedPasswords: Sendable {
    package static let fileName = "passwords-breached"
    private let path: String

    /// Nil when there is no such file.
    package init?(path: String) {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        self.path = path
    }

    /// - Throws: `.unavailable` when the file cannot be read or is none of that kind.
    package func contains(_ password: String) throws(AccountError) -> Bool {
        let digest = Insecure.SHA1.hash(data: Data(password.utf8))
        let wanted = Array(digest.map { String(format: "%02X", $0) }.joined().utf8)
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            return try Self.search(file, for: wanted)
        } catch let error as AccountError {
            throw error
        } catch {
            throw unreadable("\(error)")
        }
    }

    /// Halves the range of places at which a line with the hash could begin.
    private static func search(_ file: FileHandle, for wanted: [UInt8]) throws -> Bool {
        var low: UInt64 = 0
        var high = try file.seekToEnd()
        while low < high {
            let middle = low + (high - low) / 2
            guard let line = try line(of: file, beginningFrom: middle, before: high) else {
                high = middle
                continue
            }
            let prefix = wanted.prefix(line.hash.count)
            if line.hash.elementsEqual(prefix) { return true }
            if line.hash.lexicographicallyPrecedes(wanted) {
                low = line.end
            } else {
                high = middle
            }
        }
        return false
    }

    /// The first line that begins at a place or behind it.
    private static func line(
        of file: FileHandle, beginningFrom place: UInt64, before end: UInt64
    ) throws -> (hash: [UInt8], end: UInt64)? {
        let from = place == 0 ? 0 : place - 1
        try file.seek(toOffset: from)
        let bytes = [UInt8](try file.read(upToCount: 256) ?? Data())
        var start = 0
        if place > 0 {
            guard let newline = bytes.firstIndex(of: 0x0A) else { return nil }
            start = newline + 1
        }
        guard from + UInt64(start) < end, start < bytes.count else { return nil }
        let rest = bytes[start...]
        let stop = rest.firstIndex(of: 0x0A) ?? rest.endIndex
        let hash = rest[..<stop].prefix { $0 != 0x3A && $0 != 0x0D }.map { byte in
            (0x61...0x66).contains(byte) ? byte - 0x20 : byte
        }
        let isHex = hash.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x46).contains($0) }
        guard (10...40).contains(hash.count), isHex else { throw Self.notAList }
        return (hash, from + UInt64(stop) + 1)
    }

    private static let notAList = AccountError(
        .unavailable, "bad-breach-list",
        vi: "Tệp \(fileName) phải gồm các dòng SHA-1 viết hệ 16, xếp theo thứ tự.",
        en: "The file \(fileName) must consist of lines of SHA-1 in hexadecimal, in order.")

    private func unreadable(_ why: String) -> AccountError {
        AccountError(
            .unavailable, "bad-breach-list", vi: "Không đọc được \(path): \(why).",
            en: "\(path) cannot be read: \(why).")
    }
}
