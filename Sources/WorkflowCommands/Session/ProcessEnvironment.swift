#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The environment variables a command sees: those of the process, or of whoever sent it to a server.
package enum ProcessEnvironment {
    /// Nil for those of the process.
    @TaskLocal package static var variables: [String: String]?

    /// Nil when the variable is not set or empty.
    static func value(_ name: String) -> String? {
        if let variables {
            return variables[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        return ofProcess(name)
    }

    /// What belongs to this machine, such as where its programs are, whoever asks.
    static func ofProcess(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }
}
