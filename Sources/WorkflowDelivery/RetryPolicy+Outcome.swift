public import WorkflowCalendar
public import WorkflowStorage

extension RetryPolicy {
    /// What is to become of a notification after an attempt to send it.
    ///
    /// A receiver that asks to be left alone is, for as long as it asks, up to `longestAsked`. The
    /// last attempt is made when the notification would be given up, or then at last when the
    /// receiver asked for more time.
    ///
    /// - Parameters:
    ///   - attempts: How many there have been, this one counted.
    ///   - firstAt: When the first of them was made.
    ///   - now: When the reply came.
    public func outcome(
        of reply: Reply, to notification: Int64, attempts: Int, firstAt: Instant, at now: Instant
    ) -> DeliveryResult.Outcome {
        switch reply {
        case .accepted: return .delivered
        case .refused: return .dead
        case .failed(_, let after):
            let end = firstAt.adding(milliseconds: Self.milliseconds(giveUp))
            if now >= end { return .dead }
            let pause = pause(after: attempts, of: UInt64(bitPattern: notification))
            let next = min(now.adding(milliseconds: pause), end)
            return .retry(at: asked(after, at: now).map { max($0, next) } ?? next)
        }
    }

    /// What the attempts so far say of the receiver: after `failuresToOpen` failures in a row it is
    /// left alone for a while, then tried with one notification at a time. Any answer but a failure
    /// closes the circuit.
    public func circuit(
        _ circuit: Circuit, after reply: Reply, of sink: String, at now: Instant
    ) -> Circuit {
        guard case .failed(_, let after) = reply else { return Circuit() }
        var next = circuit
        // What was under way when it opened says nothing new, but for how long to wait.
        if !circuit.isOpen(at: now) {
            next.failures += 1
            if next.failures < Self.failuresToOpen { return next }
            let seed = sink.utf8.reduce(UInt64(0)) { $0 &* 31 &+ UInt64($1) }
            let pause = pause(after: next.failures - Self.failuresToOpen + 1, of: seed)
            next.openUntil = now.adding(
                milliseconds: min(pause, Self.milliseconds(Self.longestOpen)))
        }
        if let asked = asked(after, at: now), let openUntil = next.openUntil {
            next.openUntil = max(openUntil, asked)
        }
        return next
    }

    /// How many failures in a row open the circuit of a sink.
    public static let failuresToOpen = 5
    /// A receiver that works again is noticed after that many seconds at the latest.
    public static let longestOpen = 300
    /// A receiver is left alone for as many seconds as it asks, up to that; but for longer where
    /// pauses may be longer anyhow.
    public var longestAsked: Int { max(86_400, most) }

    /// From three to five quarters of what it would be, lest everything that failed at the same
    /// moment be sent again at the same moment; in milliseconds. The same for the same arguments.
    private func pause(after attempts: Int, of seed: UInt64) -> Int64 {
        var seconds = min(first, most)
        var doublings = attempts - 1
        while doublings > 0, seconds < most {
            seconds = seconds > most / 2 ? most : seconds * 2
            doublings -= 1
        }
        let whole = Self.milliseconds(seconds)
        let spread = Self.mixed(seed &+ UInt64(attempts) &* 0x9E37_79B9_7F4A_7C15)
        let pause = whole - whole / 4 + Int64(spread % UInt64(whole / 2 + 1))
        return min(pause, Self.milliseconds(most))
    }

    private func asked(_ seconds: Int?, at now: Instant) -> Instant? {
        seconds.map {
            now.adding(milliseconds: Self.milliseconds(min(max($0, 0), longestAsked)))
        }
    }

    private static func milliseconds(_ seconds: Int) -> Int64 {
        // Half of what there is room for, so that a quarter may be added.
        Int64(clamping: min(seconds, Int(Int64.max / 2_000))) * 1_000
    }

    /// The finaliser of SplitMix64: every bit of the argument turns about half of the result's.
    private static func mixed(_ seed: UInt64) -> UInt64 {
        var bits = seed
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
