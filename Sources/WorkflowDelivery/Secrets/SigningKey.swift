import Base64
import Diagnostics
import Hashing
package import WorkflowModel

/// A key that a receiver shares, by which it knows that a message comes from here and is whole; or
/// the other way round.
///
/// Source: Standard Webhooks 1.0.0, symmetric signatures.
package struct SigningKey: Sendable {
    private let bytes: [UInt8]

    /// What a key begins with as text; base64 follows.
    private static let prefix = "whsec_"
    /// The least the standard allows, in bytes.
    private static let shortest = 24
    /// What a signature begins with.
    private static let scheme = "v1,"

    /// - Throws: when the secret cannot be read or is not a key. Never says what it is.
    package init(_ secret: NotificationRules.Secret) throws(SecretError) {
        let text = try secret.read().revealed
        guard text.hasPrefix(Self.prefix),
            let bytes = Base64.standard.decode(text.dropFirst(Self.prefix.count))
        else {
            throw SecretError(
                secret,
                LocalizedText(
                    vi: "bí mật trong \(secret.place) không có dạng whsec_… (base64)",
                    en: "the secret in \(secret.place) is not of the form whsec_… (base64)"))
        }
        guard bytes.count >= Self.shortest else {
            throw SecretError(
                secret,
                LocalizedText(
                    vi: "bí mật trong \(secret.place) ngắn hơn \(Self.shortest) byte; tạo mới bằng:"
                        + " echo whsec_$(openssl rand -base64 32)",
                    en: "the secret in \(secret.place) is shorter than \(Self.shortest) bytes; make"
                        + " one with: echo whsec_$(openssl rand -base64 32)"))
        }
        self.bytes = bytes
    }

    /// `v1,` and the HMAC-SHA256, in base64, of the identifier, the time and the body, with a dot
    /// between them.
    ///
    /// - Parameter timestamp: in seconds since 1970.
    package func signature(id: String, timestamp: Int64, body: String) -> String {
        Self.scheme + Base64.standard.encode(code(id, "\(timestamp)", Array(body.utf8)))
    }

    /// Whether one of the signatures is by this key.
    ///
    /// - Parameter signatures: as the header has them, with a space between two.
    package func signed(
        id: String, timestamp: String, body: [UInt8], signatures: String
    ) -> Bool {
        let code = code(id, timestamp, body)
        return signatures.split(separator: " ").reduce(false) { isSigned, entry in
            guard entry.hasPrefix(Self.scheme),
                let given = Base64.standard.decode(entry.dropFirst(Self.scheme.count))
            else { return isSigned }
            return ConstantTime.areEqual(given, code) || isSigned
        }
    }

    private func code(_ id: String, _ timestamp: String, _ body: [UInt8]) -> [UInt8] {
        SHA256.authenticationCode(of: Array("\(id).\(timestamp).".utf8), body, key: bytes)
    }
}
