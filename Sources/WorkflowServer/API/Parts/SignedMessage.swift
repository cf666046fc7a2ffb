import Diagnostics
import Hashing
import WorkflowCalendar
import WorkflowCommands
import WorkflowDelivery
import WorkflowModel
import WorkflowPresentation

/// A message signed as Standard Webhooks 1.0.0 prescribes, symmetric.
struct SignedMessage {
    let id: String
    let timestamp: String
    let signatures: String
    let body: [UInt8]

    /// How far the clock of the sender may be from this one, and how old a message may be.
    private static let window: Int64 = 5 * 60 * 1000

    /// Tells this message from another one under the same identifier.
    var fingerprint: String { SHA256.hexadecimal(of: body) }

    /// - Throws: unless one of the keys signed it within the last five minutes. Nothing says which
    ///   of the two was wrong, but for a clock that is.
    func check(against secrets: [NotificationRules.Secret], now: Instant) throws(Failure) {
        guard let seconds = Int64(timestamp), seconds.magnitude < UInt64(Int64.max / 2000) else {
            throw Self.badSignature
        }
        let content = Array("\(id).\(timestamp).".utf8) + body
        let given = signatures.split(separator: " ").compactMap { entry -> [UInt8]? in
            guard entry.hasPrefix("v1,") else { return nil }
            return Base64.decode(String(entry.dropFirst(3)))
        }
        var isSigned = false
        for secret in secrets {
            let mac = HMAC.sha256(content, key: try Self.key(secret))
            for signature in given where Self.isEqual(signature, mac) { isSigned = true }
        }
        guard isSigned else { throw Self.badSignature }
        let sent = Instant(millisecondsSinceEpoch: seconds * 1000)
        guard sent.milliseconds(to: now).magnitude <= UInt64(Self.window) else {
            throw Failure(
                .notPermitted, "stale-message",
                LocalizedText(
                    vi: "Thông điệp gửi lúc \(sent.formatted(in: .vietnam)), quá 5 phút.",
                    en: "The message was sent at \(sent.formatted(in: .vietnam)), not within 5"
                        + " minutes."),
                hint: LocalizedText(
                    vi: "kiểm tra đồng hồ của nơi gửi, hoặc gửi lại",
                    en: "check the clock of the sender, or send it again"))
        }
    }

    private static var badSignature: Failure {
        Failure(
            .notPermitted, "bad-signature", vi: "Chữ ký của thông điệp không đúng.",
            en: "The signature of the message is not right.")
    }

    /// The bytes of `whsec_…`; a secret that cannot be read is a fault of this side.
    private static func key(_ secret: NotificationRules.Secret) throws(Failure) -> [UInt8] {
        let text: String
        do throws(SecretError) {
            text = try secret.read().revealed
        } catch {
            throw Failure(.io, "secret-unreadable", error.message)
        }
        guard text.hasPrefix("whsec_"), let bytes = Base64.decode(String(text.dropFirst(6))),
            bytes.count >= 24
        else {
            throw Failure(
                .io, "secret-unreadable",
                vi: "Bí mật trong \(secret.place) không có dạng whsec_… (base64, từ 24 byte).",
                en: "The secret in \(secret.place) is not of the form whsec_… (base64, 24 bytes or"
                    + " more).")
        }
        return bytes
    }

    /// Takes as long whatever they have in common.
    private static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// RFC 2104, over SHA-256.
enum HMAC {
    static func sha256(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        var block = key.count > 64 ? hash(key) : key
        block += [UInt8](repeating: 0, count: 64 - block.count)
        let inner = hash(block.map { $0 ^ 0x36 } + message)
        return hash(block.map { $0 ^ 0x5C } + inner)
    }

    private static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        bytes.withUnsafeBytes { hash.update($0) }
        return hash.bytes()
    }
}
