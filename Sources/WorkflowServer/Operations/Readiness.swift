package import Diagnostics
import Synchronization
package import WorkflowStorage

/// Whether the server can do its work, and if not, why.
package final class Readiness: Sendable {
    private struct Held: Sendable {
        var isStopping = false
        /// When the ticker last showed that it lives; nil before it has begun.
        var beat: ContinuousClock.Instant?
    }

    private let held = Mutex(Held())
    /// Whether something ticks in this process.
    private let ticks: Bool
    /// The ticker shows itself at least every minute.
    private static let silence = Duration.seconds(180)

    package init(ticks: Bool = false) {
        self.ticks = ticks
    }

    /// From now on nobody is to send further requests.
    package func stop() { held.withLock { $0.isStopping = true } }

    package func beat() { held.withLock { $0.beat = .now } }

    /// Whether it is worth going on: a store that is full for a while is no reason to begin anew, a
    /// ticker that hangs is.
    package var isAlive: Bool {
        guard let beat = held.withLock({ $0.beat }) else { return true }
        return Self.fault(ofBeat: beat) == nil
    }

    /// A condition of being ready; `fault` is nil when it holds.
    package struct Check: Sendable {
        package var name: String
        package var fault: LocalizedText?
    }

    /// That the definitions on disk have faults is told, and does not make the server less ready: those
    /// in force go on being so.
    package func checks(_ store: any Store) async -> [Check] {
        let (isStopping, beat) = held.withLock { ($0.isStopping, $0.beat) }
        var checks = [
            Check(
                name: "accepting",
                fault: isStopping
                    ? LocalizedText(vi: "đang dừng", en: "it is stopping") : nil),
            await Self.check("store-readable") { () async throws(StoreError) in
                _ = try await store.nextWake()
            },
            await Self.check("store-writable") { () async throws(StoreError) in
                try await store.awaitWriters()
            },
        ]
        if ticks {
            checks.append(Check(name: "ticker", fault: Self.fault(ofBeat: beat)))
        }
        return checks
    }

    private static func fault(ofBeat beat: ContinuousClock.Instant?) -> LocalizedText? {
        guard let beat else {
            return LocalizedText(vi: "chưa chạy vòng đầu", en: "it has not begun yet")
        }
        let seconds = (ContinuousClock.now - beat).components.seconds
        guard seconds > silence.components.seconds else { return nil }
        return LocalizedText(
            vi: "không thấy động tĩnh đã \(seconds) giây", en: "silent for \(seconds) seconds")
    }

    private static func check(
        _ name: String, _ call: () async throws(StoreError) -> Void
    ) async -> Check {
        do throws(StoreError) {
            try await call()
            return Check(name: name)
        } catch {
            let why = error.code.rawValue + (error.detail.map { ": \($0)" } ?? "")
            return Check(name: name, fault: LocalizedText(vi: why, en: why))
        }
    }
}
