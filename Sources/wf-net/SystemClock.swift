import WorkflowCalendar

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The only place here that reads the time.
enum SystemClock {
    static var now: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(
            millisecondsSinceEpoch: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// The clock of a job: one that stands still at `fixed`, or that of the machine.
    static func reading(_ fixed: Instant?) -> @Sendable () -> Instant {
        if let fixed { return { fixed } }
        return { now }
    }
}
