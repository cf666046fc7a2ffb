import CoreMetrics
import Synchronization

/// One number that is counted or measured.
package final class NumberSeries: CounterHandler, FloatingPointCounterHandler, MeterHandler,
    RecorderHandler
{
    private let held = Mutex(0.0)

    package var value: Double { held.withLock { $0 } }

    package func increment(by amount: Int64) { increment(by: Double(amount)) }
    package func increment(by amount: Double) { held.withLock { $0 += amount } }
    package func decrement(by amount: Double) { held.withLock { $0 -= amount } }
    package func set(_ value: Int64) { set(Double(value)) }
    package func set(_ value: Double) { held.withLock { $0 = value } }
    package func record(_ value: Int64) { set(Double(value)) }
    package func record(_ value: Double) { set(value) }
    package func reset() { set(0.0) }
}
