import Logging
import ServiceLifecycle

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Tells systemd how the server is (sd_notify(3)): that it is ready, reads its settings again, ends,
/// and that it is alive.
package struct ServiceManager: Service {
    private let socket: String
    /// How often it wants to hear that one is alive; nil when it does not.
    private let watchdog: Duration?
    private let isAlive: @Sendable () async -> Bool

    /// Nil when nobody listens.
    ///
    /// - Parameters:
    ///   - environment: `NOTIFY_SOCKET`, `WATCHDOG_USEC`.
    ///   - isAlive: asked before it is told so.
    package init?(
        environment: (String) -> String?, isAlive: @escaping @Sendable () async -> Bool
    ) {
        guard let socket = environment("NOTIFY_SOCKET"), let first = socket.first,
            first == "/" || first == "@"
        else { return nil }
        self.socket = socket
        watchdog = environment("WATCHDOG_USEC").flatMap { Int64($0) }.flatMap {
            $0 > 0 ? .microseconds($0) : nil
        }
        self.isAlive = isAlive
    }

    /// The server listens.
    package func ready() { send("READY=1\nSTATUS=listening") }

    package func reloading() {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        let microseconds = Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
        send("RELOADING=1\nMONOTONIC_USEC=\(microseconds)")
    }

    @concurrent package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                // Twice as often as asked for; without a watchdog there is nothing to do but wait.
                try await Task.sleep(for: watchdog.map { $0 / 2 } ?? .seconds(86_400))
                if watchdog != nil, await isAlive() { send("WATCHDOG=1") }
            }
        }
        send("STOPPING=1\nSTATUS=finishing what was taken")
    }

    /// Whether it arrives is not told either way: the server runs all the same.
    private func send(_ text: String) {
        #if os(Linux)
            let descriptor = Self.openSocket()
            guard descriptor >= 0 else { return }
            defer { close(descriptor) }
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            var path = Array(socket.utf8)
            // An abstract name begins with a zero byte.
            if path[0] == UInt8(ascii: "@") { path[0] = 0 }
            guard path.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
            let length = MemoryLayout<sa_family_t>.size + path.count
            let bytes = Array(text.utf8)
            _ = withUnsafePointer(to: &address) { address in
                address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                    sendto(
                        descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), address,
                        socklen_t(length))
                }
            }
        #endif
    }

    #if os(Linux)
        private static func openSocket() -> Int32 {
            #if canImport(Musl)
                Musl.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)
            #else
                Glibc.socket(
                    AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
            #endif
        }
    #endif
}
