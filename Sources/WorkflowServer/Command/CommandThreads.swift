import Dispatch

/// Threads that may wait. Commands wait for locks, for the disk and for other processes; the few
/// threads that serve connections must not.
final class CommandThreads: TaskExecutor {
    private let queue = DispatchQueue(label: "wf.commands", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
