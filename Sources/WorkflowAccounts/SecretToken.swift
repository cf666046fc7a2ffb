import Base64
import Crypto
import Foundation

/// A secret that somebody holds and of which only the hash is kept.
///
/// 256 bits nobody can guess: a fast hash is enough, and there is nothing to be gained by trying.
package struct SecretToken: Sendable {
    /// Letters, digits, `-` and `_`, behind the prefix.
    package let text: String

    init(_ random: SecureRandom, prefix: String = "") {
        text = prefix + Base64.url.encode(random.bytes(32))
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
        return Base64.url.encode(
            Array(HMAC<SHA256>.authenticationCode(for: Data("wf form".utf8), using: key)))
    }
}
