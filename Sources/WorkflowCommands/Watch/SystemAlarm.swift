package import WorkflowPresentation

#if os(Linux)
    import CLinux
    import Diagnostics
    package import WorkflowCalendar
    package import WorkflowEngine

    #if canImport(Musl)
        import Musl
    #else
        import Glibc
    #endif

    /// Waits for the clock, for changes of the store and the rules, and for being asked to end, all at
    /// once and without using the processor meanwhile.
    ///
    /// - The clock is a timer on the time of day, which goes on counting while the machine is suspended
    ///   and tells when it was set.
    /// - A store has changed when somebody wrote to its file or to the log beside it.
    /// - SIGTERM and SIGINT are kept from ending the process and are read here instead.
    /// - The program that delivers over the network runs beside; its end counts as a change.
    ///
    /// A wait blocks its thread: `wf watch` has nothing else to do.
    package final class SystemAlarm: Alarm {
        /// Kept for as long as they are to be heard.
        private let signals: EndingSignals?
        /// Can be read once one is asked to end.
        private let ending: Descriptor
        private let timer: Descriptor
        private let changes: ChangeQueue
        /// Read while it runs, so that it never waits to be heard.
        private var process: NetProcess?

        /// From then on SIGTERM and SIGINT end the process only where it waits.
        init() throws(Failure) {
            let signals = try EndingSignals()
            self.signals = signals
            ending = signals.arrived
            timer = try Descriptor(
                "timerfd_create", timerfd_create(CLOCK_REALTIME, Int32(TFD_CLOEXEC)))
            changes = try ChangeQueue()
        }

        /// For a program that has its own way with signals: it ends when it is told to.
        package init(endedBy request: EndRequest) throws(Failure) {
            signals = nil
            ending = request.arrived
            timer = try Descriptor(
                "timerfd_create", timerfd_create(CLOCK_REALTIME, Int32(TFD_CLOEXEC)))
            changes = try ChangeQueue()
        }

        package func watchStore(at path: String) throws(Failure) {
            try changes.watchStore(at: path)
        }

        /// Those in the folders inside as well. What is watched already stays so.
        package func watchDefinitions(in folder: String) throws(Failure) {
            try changes.watchDefinitions(in: folder)
        }

        /// Wakes when the process has ended.
        func watch(_ process: NetProcess?) {
            self.process = process
        }

        package func forgetChanges() throws(Failure) {
            try changes.drain()
            changes.storeHasChanged = false
        }

        package func wait(until moment: Instant?) async throws -> AlarmReason {
            guard try set(moment) else { return .clockSet }
            var waiting = [ending, timer, changes.descriptor].map {
                pollfd(fd: $0.number, events: Int16(POLLIN), revents: 0)
            }
            while true {
                waiting[3...] =
                    processToRead.map {
                        [pollfd(fd: $0.output, events: Int16(POLLIN), revents: 0)]
                    } ?? []
                let hasNews = changes.storeHasChanged || changes.definitionsHaveChanged
                guard poll(&waiting, nfds_t(waiting.count), hasNews ? 0 : -1) >= 0 else {
                    if errno == EINTR { continue }
                    throw Failure(waiting: "poll", errno)
                }
                if waiting[0].revents != 0 { return .stop }
                if waiting[2].revents != 0 { try changes.drain() }
                if waiting.count > 3, waiting[3].revents != 0, let process = processToRead {
                    try process.read()
                    if process.hasEnded { return .changed }
                }
                if changes.definitionsHaveChanged {
                    changes.definitionsHaveChanged = false
                    return .definitionsChanged
                }
                if waiting[1].revents != 0 { return try timerReason() }
                if changes.storeHasChanged { return .changed }
            }
        }

        private var processToRead: NetProcess? {
            process.flatMap { $0.hasEnded ? nil : $0 }
        }

        // MARK: The timer

        /// - Returns: false when the clock was set since the timer was last asked.
        private func set(_ moment: Instant?) throws(Failure) -> Bool {
            var setting = itimerspec()
            if let moment {
                // Zero would switch the timer off, and nothing before it is a time for it.
                let milliseconds = max(moment.millisecondsSinceEpoch, 1)
                setting.it_value.tv_sec = Int(milliseconds / 1_000)
                setting.it_value.tv_nsec = Int(milliseconds % 1_000) * 1_000_000
            }
            let flags = Int32(TFD_TIMER_ABSTIME) | Int32(TFD_TIMER_CANCEL_ON_SET)
            if timerfd_settime(timer.number, flags, &setting, nil) == 0 { return true }
            guard errno == ECANCELED else { throw Failure(waiting: "timerfd_settime", errno) }
            return false
        }

        private func timerReason() throws(Failure) -> AlarmReason {
            var expirations: UInt64 = 0
            if read(timer.number, &expirations, MemoryLayout<UInt64>.size) > 0 { return .due }
            guard errno == ECANCELED else { throw Failure(waiting: "timerfd", errno) }
            return .clockSet
        }
    }

    /// An open descriptor, closed with its owner.
    final class Descriptor {
        let number: Int32

        /// - Parameter number: what the call gave, -1 if it failed.
        init(_ call: String, _ number: Int32) throws(Failure) {
            guard number >= 0 else { throw Failure(waiting: call, errno) }
            self.number = number
        }

        deinit {
            close(number)
        }
    }

    extension Failure {
        init(waiting call: String, _ number: Int32) {
            let why = "\(call): \(String(cString: strerror(number)))"
            self.init(
                .io, "cannot-wait",
                LocalizedText(
                    vi: "Hệ điều hành không cho chờ sự kiện (\(why)).",
                    en: "The operating system does not let one wait (\(why))."),
                hint: LocalizedText(
                    vi: "tăng fs.inotify.max_user_instances và max_user_watches, hoặc chạy wf tick"
                        + " bằng cron",
                    en: "raise fs.inotify.max_user_instances and max_user_watches, or let cron run"
                        + " wf tick"))
        }
    }
#endif
