public import WorkflowCalendar

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where the engine reads the time. The only clock in the house.
public struct EngineClock: Sendable {
    private let read: @Sendable () -> Instant
    /// Whether somebody set it. What they do is then not recorded as done before what was: the
    /// clock of a machine is believed.
    let isFixed: Bool

    public init(_ read: @escaping @Sendable () -> Instant) {
        self.init(read, isFixed: false)
    }

    private init(_ read: @escaping @Sendable () -> Instant, isFixed: Bool) {
        self.read = read
        self.isFixed = isFixed
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
        EngineClock({ instant }, isFixed: true)
    }
}
