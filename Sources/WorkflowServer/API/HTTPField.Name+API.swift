package import HTTPTypes

extension HTTPField.Name {
    package static let csrfToken = name("X-CSRF-Token")
    package static let idempotencyKey = name("Idempotency-Key")
    package static let link = name("Link")
    package static let lastEventID = name("Last-Event-ID")
    package static let accelBuffering = name("X-Accel-Buffering")
    package static let requestID = name("X-Request-Id")
    // Of Standard Webhooks.
    package static let webhookID = name("webhook-id")
    package static let webhookTimestamp = name("webhook-timestamp")
    package static let webhookSignature = name("webhook-signature")

    /// A name written into the program.
    private static func name(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no token") }
        return name
    }
}
