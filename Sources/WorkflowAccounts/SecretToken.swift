import Crypto
import Foundation

/// A secret that somebody holds and of which only the hash is kept.
///
/// 256 bits nobody can guess: a fast hash is enough, and there is nothing to be gained by trying.
package struct SecretToken: Sendable {
    /// Letters, digits, `-` and `_`, behind the prefix.
    package let text: String

    init(_ random: SecureRandom, prefix: String = "") {
        text = prefix + Base64URL.text(random.bytes(32))
    }

    var hash: Data { Self.hash(of: text) }

    /// What is kept of it: SHA-256.
    static func hash(of text: String) -> Data {
        var text = text
        return text.withUTF8 { bytes in
            var hash = SHA256()
            hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
            return hash.finalize().withUnsafeBytes { Data($0) }
        }
    }

    /// What forms of a session carry. It follows from the token, of which the file has the hash
    /// alone: who reads the file can make no form.
    static func csrf(of token: String) -> String {
        let key = SymmetricKey(data: Data(token.utf8))
        return Base64URL.text(
            Array(HMAC<SHA256>.authenticationCode(for: Data("wf form".utf8), using: key)))
    }

    /// Compares without telling by the time taken how much was right.
    package static func areEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// Base64 as addresses and tokens have it (RFC 4648, section 5), without padding.
package enum Base64URL {
    package static func text(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }

    /// Nil for anything else.
    package static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        guard text.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2F && $0 != 0x3D }) else { return nil }
        let standard = text.replacingOccurrences(of: "-", with: "+")
            .replacingOccurrences(of: "_", with: "/")
        let padding = String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
        return Data(base64Encoded: standard + padding).map(Array.init)
    }
}
