import Glibc

/// Time that passed and time that was worked.
package struct Stopwatch {
    private let startedAt = Self.read(CLOCK_MONOTONIC)
    private let workedBefore = Self.read(CLOCK_PROCESS_CPUTIME_ID)

    package init() {}

    /// Seconds since it was made.
    package var elapsed: Double { Self.read(CLOCK_MONOTONIC) - startedAt }
    /// Seconds of processor time of this process since it was made, the kernel's share included.
    package var worked: Double { Self.read(CLOCK_PROCESS_CPUTIME_ID) - workedBefore }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

/// How fast something was done again and again.
package struct Pace {
    package var count: Int
    /// Seconds.
    package var elapsed: Double
    package var worked: Double

    package init(count: Int, elapsed: Double, worked: Double) {
        self.count = count
        self.elapsed = elapsed
        self.worked = worked
    }

    package var perSecond: Double { Double(count) / elapsed }
    package var perWorkedSecond: Double { Double(count) / worked }
    /// Microseconds of processor time for each.
    package var cpuMicroseconds: Double { worked / Double(count) * 1e6 }
}

extension Array where Element == Double {
    /// 0 for none.
    package var median: Double {
        if isEmpty { return 0 }
        let sorted = sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2)
            ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}

/// A benchmark that could not do what it measures.
package struct BenchFailure: Error, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}

/// Writes text to a descriptor, unbuffered.
package func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { _ = Glibc.write(descriptor, $0.baseAddress, $0.count) }
}
