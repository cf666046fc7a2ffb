import WorkflowPresentation

#if os(Linux)
    import CLinux

    #if canImport(Musl)
        import Musl
    #else
        import Glibc
    #endif

    /// SIGTERM and SIGINT, which can be waited for once there is one of these, and end the process no
    /// more: asked a second time, it still finishes what it has begun.
    ///
    /// They are caught and not blocked: which threads there are, and which of them the system chooses
    /// to tell, makes no difference then.
    final class EndingSignals {
        /// Can be read once a signal came, and from then on.
        let arrived: Descriptor

        init() throws(Failure) {
            arrived = try Descriptor(
                "eventfd", eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK)))
            Self.told = arrived.number
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { _ in EndingSignals.tell() }
            var both = sigset_t()
            sigemptyset(&both)
            for signal in [SIGTERM, SIGINT] {
                sigaction(signal, &action, nil)
                sigaddset(&both, signal)
            }
            // Whoever started the process may have left them blocked.
            pthread_sigmask(SIG_UNBLOCK, &both, nil)
        }

        deinit {
            Self.told = -1
        }

        /// May only do what a signal handler may.
        private static func tell() {
            let error = errno
            var one: UInt64 = 1
            _ = write(told, &one, MemoryLayout<UInt64>.size)
            errno = error
        }

        /// Written before the handler is there and when nobody waits any more; read by the handler.
        nonisolated(unsafe) private static var told: Int32 = -1
    }
#endif
