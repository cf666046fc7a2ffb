/// A sink of the rules, as the delivery worker uses it.
public enum Outlet: Sendable {
    /// Takes notifications in batches. What it does not take stays where it is until the next time.
    case batches(any Sink)
    /// Takes them one by one. What it does not take is sent again, and given up, by the policy.
    case receiver(any Receiver, retry: RetryPolicy)

    /// As notification rules name it, and the outbox.
    public var name: String {
        switch self {
        case .batches(let sink): sink.name
        case .receiver(let receiver, _): receiver.name
        }
    }

    var isReceiver: Bool {
        if case .receiver = self { return true }
        return false
    }
}
