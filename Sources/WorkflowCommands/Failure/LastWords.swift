import WorkflowPresentation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What is said when the program itself fails, in place of a stack of frames: one sentence, and the
/// exit status of a bug.
package enum LastWords {
    package static func install() {
        // Made before anything can go wrong: a signal handler may not allocate.
        let text = say(
            vi: "wf: chương trình gặp lỗi và dừng lại; dữ liệu đã lưu không bị ảnh hưởng.\n",
            en: "wf: the program failed and stopped; what was stored is not affected.\n")
        let bytes = Array(text.utf8)
        let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
        buffer.initialize(from: bytes, count: bytes.count)
        words = UnsafeBufferPointer(start: buffer, count: bytes.count)

        // A stack of its own, for when the other one is used up.
        var stack = stack_t()
        stack.ss_size = 64 * 1024
        stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: stack.ss_size, alignment: 16)
        sigaltstack(&stack, nil)
        var action = sigaction()
        #if canImport(Darwin)
            action.__sigaction_u.__sa_handler = { _ in LastWords.speak() }
        #else
            action.__sigaction_handler.sa_handler = { _ in LastWords.speak() }
        #endif
        action.sa_flags = Int32(SA_ONSTACK) | Int32(bitPattern: UInt32(SA_RESETHAND))
        for signal in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] {
            sigaction(signal, &action, nil)
        }
        // A reader that went away is found out when writing.
        signal(SIGPIPE, SIG_IGN)
    }

    private static func speak() {
        _ = write(2, words.baseAddress, words.count)
        _exit(ExitStatus.bug.rawValue)
    }

    /// Written once, before any handler is installed, and only read afterwards.
    nonisolated(unsafe) private static var words = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
}
