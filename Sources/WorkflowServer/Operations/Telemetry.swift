import Synchronization
package import WorkflowCalendar
import WorkflowEngine
package import WorkflowStorage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the server counts of its own work.
package final class Telemetry: Sendable {
    package let registry: MetricRegistry
    private let begun = EngineClock.system.now
    private let commitDuration, commitSize: HistogramSeries
    /// Looked up for every request, which is not to write the labels each time.
    private let requests = Mutex<[RequestKind: RequestSeries]>([:])
    private let transitions = Mutex<[Transition: NumberSeries]>([:])
    private let lastLook = Mutex<ContinuousClock.Instant?>(nil)
    /// Looking through the store costs it something: once in so long is enough.
    private static let pause = Duration.seconds(5)
    private static let dueWithin: Int64 = 3 * 86_400_000
    /// More items than this are counted as so many.
    private static let most = 100_000

    package init(registry: MetricRegistry = MetricRegistry()) {
        self.registry = registry
        commitDuration = registry.histogram("wf_store_commit_duration_seconds")
        commitSize = registry.histogram("wf_store_commit_size", bounds: HistogramSeries.numbers)
        // There from the beginning, so that rates can be taken of them.
        for name in ["wf_stream_cut", "wf_tick_fired"] { _ = registry.counter(name) }
        registry.gauge("wf_stream_clients").set(0.0)
    }

    package func answered(route: String, method: String, status: Int, _ duration: Duration) {
        let kind = RequestKind(route: route, method: method, status: status)
        let known = requests.withLock { $0[kind] }
        let series = known ?? RequestSeries(kind, registry)
        if known == nil { requests.withLock { $0[kind] = series } }
        series.count.increment(by: 1.0)
        series.duration.record(duration)
    }

    package func refused(_ code: String) {
        registry.counter("wf_refusals", [("code", code)]).increment(by: 1.0)
    }

    package func advanced(workflow: String, action: String) {
        let transition = Transition(workflow: workflow, action: action)
        let known = transitions.withLock { $0[transition] }
        let series =
            known
            ?? registry.counter(
                "wf_transitions", [("action", action), ("workflow", workflow)])
        if known == nil { transitions.withLock { $0[transition] = series } }
        series.increment(by: 1.0)
    }

    package func committed(_ commits: Int, _ duration: Duration) {
        commitDuration.record(duration)
        commitSize.record(Double(commits))
    }

    /// All there is to read, what is counted in the store among it.
    ///
    /// - Throws: `StoreError` when the store cannot be read.
    package func text(_ store: any Store, at now: Instant) async throws -> String {
        let began = ContinuousClock.now
        if lastLook.withLock({ $0.map { began - $0 >= Self.pause } ?? true }) {
            try await look(into: store, at: now)
            lastLook.withLock { $0 = began }
        }
        measureProcess()
        return registry.text()
    }

    private func look(into store: any Store, at now: Instant) async throws {
        let soon = now.adding(milliseconds: Self.dueWithin)
        let due = try await store.itemsDue(before: soon, limit: Self.most)
        registry.gauge("wf_items_due").set(Double(due.count))
        registry.gauge("wf_items_overdue").set(Double(due.count { $0.isOverdue }))
        for counts in try await store.deliveryCounts() {
            let labels = [("sink", counts.sink)]
            registry.gauge("wf_outbox_waiting", labels).set(Double(counts.waiting))
            registry.gauge("wf_outbox_retrying", labels).set(Double(counts.retrying))
            registry.gauge("wf_outbox_dead", labels).set(Double(counts.dead - counts.dropped))
            registry.gauge("wf_outbox_held", labels).set(Double(counts.held))
        }
    }

    private func measureProcess() {
        registry.gauge("process_start_time_seconds")
            .set(Double(begun.millisecondsSinceEpoch) / 1_000)
        if let pages = Self.words("/proc/self/statm").dropFirst().first.flatMap(Double.init) {
            registry.gauge("process_resident_memory_bytes")
                .set(pages * Double(sysconf(Int32(_SC_PAGESIZE))))
        }
        var usage = rusage()
        // The first argument has another type in each C library.
        if getrusage(.init(0), &usage) == 0 {
            let user = Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6
            let system = Double(usage.ru_stime.tv_sec) + Double(usage.ru_stime.tv_usec) / 1e6
            registry.counter("process_cpu_seconds").set(user + system)
        }
        if let folder = opendir("/proc/self/fd") {
            var count = -3  // itself, `.` and `..`
            while readdir(folder) != nil { count += 1 }
            closedir(folder)
            registry.gauge("process_open_fds").set(Double(count))
        }
    }

    private static func words(_ path: String) -> [String] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var buffer = [CChar](repeating: 0, count: 256)
        guard fgets(&buffer, Int32(buffer.count), file) != nil else { return [] }
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
            .map(String.init)
    }
}

private struct Transition: Hashable, Sendable {
    var workflow: String
    var action: String
}

/// What requests are counted by: of routes, methods and statuses there are only so many.
private struct RequestKind: Hashable, Sendable {
    /// The template, never what a client made up.
    var route: String
    var method: String
    var status: Int
}

private struct RequestSeries: Sendable {
    let count: NumberSeries
    let duration: HistogramSeries

    init(_ kind: RequestKind, _ registry: MetricRegistry) {
        let labels = [
            ("method", kind.method), ("route", kind.route), ("status", String(kind.status)),
        ]
        count = registry.counter("wf_http_requests", labels)
        duration = registry.histogram("wf_http_request_duration_seconds", labels)
    }
}
