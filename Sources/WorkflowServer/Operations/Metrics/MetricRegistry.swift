package import CoreMetrics
import Synchronization

/// Everything that is counted, for Prometheus to read. A backend of swift-metrics too, so that what
/// libraries count is found here as well.
///
/// A name has at most `maxSeries` combinations of labels; whatever else is counted under
/// `other`, so that nobody outside can fill the memory by making up names.
package final class MetricRegistry: MetricsFactory {
    private let families = Mutex<[String: MetricFamily]>([:])
    fileprivate static let maxSeries = 1_000

    package init() {}

    /// Counts up only.
    package func counter(_ name: String, _ labels: [(String, String)] = []) -> NumberSeries {
        families.withLock { $0[name, default: MetricFamily(.counter)].number(labels) }
    }

    /// Goes up and down.
    package func gauge(_ name: String, _ labels: [(String, String)] = []) -> NumberSeries {
        families.withLock { $0[name, default: MetricFamily(.gauge)].number(labels) }
    }

    /// - Parameter bounds: upper bounds of the buckets, rising; what is above all is counted too.
    package func histogram(
        _ name: String, _ labels: [(String, String)] = [],
        bounds: [Double] = HistogramSeries.seconds
    ) -> HistogramSeries {
        families.withLock {
            $0[name, default: MetricFamily(.histogram(bounds))].histogram(labels, bounds)
        }
    }

    /// Forgets the series of a gauge, which are about to be set anew.
    package func forget(_ name: String) {
        families.withLock { _ = $0.removeValue(forKey: name) }
    }

    /// In the text format of Prometheus, version 0.0.4; names and labels in order.
    package func text() -> String {
        let families = families.withLock { $0 }
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            family.write(name, to: &text)
        }
        return text
    }

    // MARK: As a backend of swift-metrics

    package func makeCounter(
        label: String, dimensions: [(String, String)]
    ) -> any CounterHandler {
        counter(Self.name(label), dimensions)
    }

    package func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        counter(Self.name(label), dimensions)
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        gauge(Self.name(label), dimensions)
    }

    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        aggregate
            ? histogram(Self.name(label), dimensions, bounds: HistogramSeries.numbers)
            : gauge(Self.name(label), dimensions)
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(Self.name(label) + "_seconds", dimensions)
    }

    // What was counted stays so until the process ends.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    /// Libraries name things with dots.
    static func name(_ label: String) -> String {
        let name = String(
            label.map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == ":" ? $0 : "_" })
        return name.first?.isNumber ?? true ? "_" + name : name
    }

    /// All series of one name.
    private struct MetricFamily: Sendable {
        enum Kind: Sendable {
            case counter, gauge
            case histogram([Double])
        }

        let kind: Kind
        private var numbers: [String: NumberSeries] = [:]
        private var histograms: [String: HistogramSeries] = [:]

        init(_ kind: Kind) { self.kind = kind }

        mutating func number(
            _ labels: [(String, String)], isLast: Bool = false
        ) -> NumberSeries {
            let key = Self.key(labels)
            if let series = numbers[key] { return series }
            guard isLast || numbers.count < MetricRegistry.maxSeries else {
                return number(Self.others(labels), isLast: true)
            }
            let series = NumberSeries()
            numbers[key] = series
            return series
        }

        mutating func histogram(
            _ labels: [(String, String)], _ bounds: [Double], isLast: Bool = false
        ) -> HistogramSeries {
            let key = Self.key(labels)
            if let series = histograms[key] { return series }
            guard isLast || histograms.count < MetricRegistry.maxSeries else {
                return histogram(Self.others(labels), bounds, isLast: true)
            }
            let series = HistogramSeries(bounds)
            histograms[key] = series
            return series
        }

        /// The one series that may be made above the limit.
        private static func others(_ labels: [(String, String)]) -> [(String, String)] {
            labels.isEmpty ? [("other", "true")] : labels.map { ($0.0, "other") }
        }

        /// The labels as they are written: `a="b",c="d"`.
        private static func key(_ labels: [(String, String)]) -> String {
            labels.map { name, value in
                "\(MetricRegistry.name(name))=\"\(escaped(value))\""
            }.joined(separator: ",")
        }

        private static func escaped(_ value: String) -> String {
            // Looked at byte by byte: this happens for every request.
            let special: [UInt8] = [0x5C, 0x22, 0x0A]
            guard value.utf8.contains(where: special.contains) else { return value }
            var escaped = ""
            for scalar in value.unicodeScalars {
                switch scalar {
                case "\\": escaped += "\\\\"
                case "\"": escaped += "\\\""
                case "\n": escaped += "\\n"
                default: escaped.unicodeScalars.append(scalar)
                }
            }
            return escaped
        }

        func write(_ name: String, to text: inout String) {
            let type: String
            var full = name
            switch kind {
            case .counter:
                type = "counter"
                if !name.hasSuffix("_total") { full += "_total" }
            case .gauge: type = "gauge"
            case .histogram: type = "histogram"
            }
            if let help = MetricHelp.text[name] { text += "# HELP \(full) \(help)\n" }
            text += "# TYPE \(full) \(type)\n"
            for (labels, series) in numbers.sorted(by: { $0.key < $1.key }) {
                text += full + (labels.isEmpty ? "" : "{\(labels)}") + " "
                text += HistogramSeries.number(series.value) + "\n"
            }
            for (labels, series) in histograms.sorted(by: { $0.key < $1.key }) {
                series.write(full, labels, to: &text)
            }
        }
    }
}
