import Synchronization

/// Held by the one who delivers for a sink. Released when told, or when nobody has it any more.
public final class DeliveryLock: Sendable {
    private let holding: Mutex<(@Sendable () -> Void)?>

    /// - Parameter release: What gives the lock back; called once.
    public init(release: @escaping @Sendable () -> Void) {
        holding = Mutex(release)
    }

    public func release() {
        let release = holding.withLock { held in
            defer { held = nil }
            return held
        }
        release?()
    }

    deinit {
        release()
    }
}
