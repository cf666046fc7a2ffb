import Crypto
import Diagnostics
import WorkflowDelivery
import WorkflowModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A key that a receiver shares, by which it knows that a delivery comes from here and is whole.
///
/// Source: Standard Webhooks 1.0.0, symmetric signatures.
struct SigningKey: Sendable {
    private let key: SymmetricKey

    /// What a key begins with as text; base64 follows.
    private static let prefix = "whsec_"
    /// The least the standard allows, in bytes.
    private static let shortest = 24

    /// - Throws: when the secret cannot be read or is not a key. Never says what it is.
    init(_ secret: NotificationRules.Secret) throws(SecretError) {
        let text = try secret.read().revealed
        guard text.hasPrefix(Self.prefix),
            let bytes = Data(base64Encoded: String(text.dropFirst(Self.prefix.count)))
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
        key = SymmetricKey(data: bytes)
    }

    /// `v1,` and the HMAC-SHA256, in base64, of the identifier, the time and the body, with a dot
    /// between them.
    ///
    /// - Parameter timestamp: in seconds since 1970.
    func signature(id: String, timestamp: Int64, body: String) -> String {
        var code = HMAC<SHA256>(key: key)
        code.update(data: Array("\(id).\(timestamp).".utf8))
        code.update(data: Array(body.utf8))
        return "v1," + Data(code.finalize()).base64EncodedString()
    }
}
