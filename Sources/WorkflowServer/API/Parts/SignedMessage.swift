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
        var isSigned = false
        for secret in secrets {
            let isByThis = try Self.key(secret).signed(
                id: id, timestamp: timestamp, body: body, signatures: signatures)
            if isByThis { isSigned = true }
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

    /// A secret that cannot be read is a fault of this side.
    private static func key(_ secret: NotificationRules.Secret) throws(Failure) -> SigningKey {
        do throws(SecretError) {
            return try SigningKey(secret)
        } catch {
            throw Failure(.io, "secret-unreadable", error.message)
        }
    }
}
