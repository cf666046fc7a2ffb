import Logging

extension Logger {
    /// For servers whose log no test reads.
    static var silent: Logger {
        Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    }
}
