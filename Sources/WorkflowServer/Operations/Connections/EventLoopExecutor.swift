import NIOCore

/// Runs tasks on the thread of an event loop, where what they wait for comes from and what they
/// answer goes out: nobody has to be woken for either. What takes long must not run here, as it holds
/// up all connections of the thread.
final class EventLoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}
