package import WorkflowPresentation

#if os(Linux)
    import CLinux

    #if canImport(Musl)
        import Musl
    #else
        import Glibc
    #endif

    /// A request to end that other threads may make of one that waits.
    ///
    /// Unchecked, because a descriptor is no more than a number that stays the same.
    package final class EndRequest: @unchecked Sendable {
        /// Can be read once the request was made, and from then on.
        let arrived: Descriptor

        package init() throws(Failure) {
            arrived = try Descriptor(
                "eventfd", eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK)))
        }

        package func make() {
            var one: UInt64 = 1
            // Fails only when it was made so often before that it cannot be counted any more.
            _ = write(arrived.number, &one, MemoryLayout<UInt64>.size)
        }
    }
#endif
