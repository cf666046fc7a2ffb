public import Diagnostics
public import WorkflowModel

/// Why a secret cannot be used. Names where it is kept, never what it is.
public struct SecretError: Error, Hashable, Sendable {
    public var secret: NotificationRules.Secret
    public var message: LocalizedText

    public init(_ secret: NotificationRules.Secret, _ message: LocalizedText) {
        self.secret = secret
        self.message = message
    }
}
