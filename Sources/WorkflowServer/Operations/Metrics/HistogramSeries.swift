import CoreMetrics
import Synchronization

/// How often a measure lay in which range.
package final class HistogramSeries: TimerHandler, RecorderHandler {
    private struct Held {
        /// One for each bound, and one for what is above all.
        var counts: [Int]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let held: Mutex<Held>

    /// From a millisecond to ten seconds.
    package static let seconds = [
        0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]
    /// From one to some thousands.
    package static let numbers: [Double] = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, 4_096]

    init(_ bounds: [Double]) {
        self.bounds = bounds
        held = Mutex(Held(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    package func record(_ value: Double) {
        let place = bounds.firstIndex { value <= $0 } ?? bounds.count
        held.withLock { held in
            held.counts[place] += 1
            held.sum += value
        }
    }

    package func record(_ value: Int64) { record(Double(value)) }

    package func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    package func record(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        record(Double(seconds) + Double(attoseconds) / 1e18)
    }

    func write(_ name: String, _ labels: String, to text: inout String) {
        let (counts, sum) = held.withLock { ($0.counts, $0.sum) }
        let before = labels.isEmpty ? "" : labels + ","
        var total = 0
        for (bound, count) in zip(bounds.map(Self.number) + ["+Inf"], counts) {
            total += count
            text += "\(name)_bucket{\(before)le=\"\(bound)\"} \(total)\n"
        }
        let all = labels.isEmpty ? "" : "{\(labels)}"
        text += "\(name)_sum\(all) \(Self.number(sum))\n"
        text += "\(name)_count\(all) \(total)\n"
    }

    /// `3`, not `3.0`.
    static func number(_ value: Double) -> String {
        if let whole = Int64(exactly: value) { return String(whole) }
        if value.isNaN { return "NaN" }
        return value.isInfinite ? (value < 0 ? "-Inf" : "+Inf") : "\(value)"
    }
}
