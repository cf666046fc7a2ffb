import Logging

extension Logger {
    /// For servers whose log no test reads. A handler that keeps no metadata will not do: Hummingbird
    /// has the id of a request there.
    static var silent: Logger {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }
}
