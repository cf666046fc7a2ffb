import Diagnostics
package import NIOSSL
import Synchronization
package import WorkflowPresentation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The certificates the server shows, which can be replaced while it runs: connections that are there
/// keep those they began with.
package final class TLSIdentity: Sendable {
    private struct Held: Sendable {
        var context: NIOSSLContext
        var stamp: String
    }

    private let certificate: String
    private let key: String
    private let held: Mutex<Held>

    /// - Parameters:
    ///   - certificate: the path of a PEM file with the whole chain, the server's first.
    ///   - key: the path of a PEM file.
    /// - Throws: when one cannot be read, or they do not belong together.
    package init(certificate: String, key: String) throws(Failure) {
        self.certificate = certificate
        self.key = key
        held = Mutex(
            Held(
                context: try Self.read(certificate, key), stamp: Self.stamp(certificate, key)))
    }

    package var context: NIOSSLContext { held.withLock { $0.context } }

    /// Reads the files again.
    ///
    /// - Parameter evenIfUnchanged: else only when they look different from last time.
    /// - Returns: whether they were read.
    /// - Throws: when they cannot be used; the certificates before go on being shown then.
    @discardableResult
    package func reload(evenIfUnchanged: Bool = false) throws(Failure) -> Bool {
        let stamp = Self.stamp(certificate, key)
        guard evenIfUnchanged || held.withLock({ $0.stamp != stamp }) else { return false }
        let context = try Self.read(certificate, key)
        held.withLock { $0 = Held(context: context, stamp: stamp) }
        return true
    }

    private static func read(
        _ certificate: String, _ key: String
    ) throws(Failure) -> NIOSSLContext {
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(certificate)
            let privateKey = try NIOSSLPrivateKey(file: key, format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) },
                privateKey: .privateKey(privateKey))
            configuration.minimumTLSVersion = .tlsv12
            configuration.applicationProtocols = ["http/1.1"]
            // Fails when key and certificate do not belong together.
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw Failure(
                .invalid, "bad-certificate",
                LocalizedText(
                    vi: "Không dùng được chứng thư \(certificate) với khóa \(key): \(error).",
                    en: "The certificate \(certificate) with the key \(key) is unusable: \(error)."),
                hint: LocalizedText(
                    vi: "cần hai tệp PEM đọc được và thuộc về nhau",
                    en: "it takes two readable PEM files that belong together"))
        }
    }

    /// When the files were changed, and which they are.
    private static func stamp(_ paths: String...) -> String {
        paths.map { path in
            var status = stat()
            guard stat(path, &status) == 0 else { return "-" }
            #if canImport(Darwin)
                let time = status.st_mtimespec
            #else
                let time = status.st_mtim
            #endif
            return "\(status.st_ino).\(status.st_size).\(time.tv_sec).\(time.tv_nsec)"
        }.joined(separator: " ")
    }
}
