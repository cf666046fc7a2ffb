public import WorkflowCalendar

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where the engine reads the time. The only clock in the house.
public struct EngineClock: Sendable {
    private let read: @Sendable () -> Instant

    public init(_ read: @escaping @Sendable () -> Instant) {
        self.read = read
    }

    public var now: Instant { read() }

    /// The clock of the machine.
    public static let system = EngineClock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(
            millisecondsSinceEpoch: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// A clock that stands still, for `--now` and tests.
    public static func fixed(_ instant: Instant) -> EngineClock {
        EngineClock { instant }
    }
}
