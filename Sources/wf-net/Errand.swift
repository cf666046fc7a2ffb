import JSON
import WorkflowCalendar
import WorkflowDelivery
import WorkflowSQLite
import WorkflowStorage

/// What `wf-net` can be asked to do with a job.
enum Errand: String, CaseIterable {
    /// Delivers what waits for the sinks of the job and may be sent now.
    case deliver
    /// Sends one test notification to each sink of the job. The store is not touched.
    case test

    /// - Throws: `StoreError` when the store cannot be read or written. What was recorded stays so.
    func run(_ job: DeliveryJob) async throws(StoreError) -> DeliveryReport {
        let clock = SystemClock.reading(job.now)
        let receivers = Receivers(job, clock: clock)
        var report = DeliveryReport(faults: receivers.faults, warnings: receivers.warnings)
        do throws(StoreError) {
            switch self {
            case .deliver: report.summary = try await deliver(job, receivers.outlets, clock)
            case .test: report.summary = await test(job, receivers.outlets, clock)
            }
        } catch {
            await receivers.close()
            throw error
        }
        await receivers.close()
        return report
    }

    private func deliver(
        _ job: DeliveryJob, _ outlets: [Outlet], _ clock: @escaping @Sendable () -> Instant
    ) async throws(StoreError) -> DeliveryWorker.Summary {
        guard !outlets.isEmpty else { return DeliveryWorker.Summary() }
        let store = try SQLiteStore(path: job.store, create: false)
        let worker = DeliveryWorker(store: store, sinks: outlets, clock: clock)
        do throws(StoreError) {
            let summary = try await worker.deliver()
            await store.close()
            return summary
        } catch {
            await store.close()
            throw error
        }
    }

    private func test(
        _ job: DeliveryJob, _ outlets: [Outlet], _ clock: @Sendable () -> Instant
    ) async -> DeliveryWorker.Summary {
        var summary = DeliveryWorker.Summary()
        for case .receiver(let receiver, _) in outlets {
            let row = TestNotification.row(sink: receiver.name, at: clock(), to: job.recipient)
            let reply = await receiver.send(row)
            summary.sinks[receiver.name] = DeliveryWorker.SinkSummary(reply, to: row)
        }
        return summary
    }
}
