import AsyncHTTPClient
import Diagnostics
import NIOCore
import NIOPosix
import NIOSSL

/// An HTTP client for each address of a host, which connects to that address whatever the name
/// stands for, and asks for the certificate of the name.
actor PinnedClients {
    private let host: String
    private let configuration: HTTPClient.Configuration
    private var clients: [IPAddress: HTTPClient] = [:]

    init(host: String, _ configuration: HTTPClient.Configuration) {
        self.host = host
        self.configuration = configuration
    }

    /// Whoever forgot to close gets no more answers, and no crash.
    deinit {
        for client in clients.values { client.shutdown { _ in } }
    }

    func client(for address: IPAddress) -> HTTPClient {
        if let client = clients[address] { return client }
        var configuration = configuration
        configuration.dnsOverride = [host: address.description]
        let client = HTTPClient(
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
        clients[address] = client
        return client
    }

    func close() async {
        // Taken out first: who asks meanwhile gets one of their own.
        let closing = clients.values
        clients = [:]
        for client in closing {
            do {
                try await client.shutdown()
            } catch {
                // It was closed already, or was still in use and what was under way has failed:
                // either way nothing is left open.
                continue
            }
        }
    }
}

extension HTTPClient.Configuration {
    init(timeout: TimeAmount, connections: Int, certificates: String?) throws(WebhookFault) {
        var pool = ConnectionPool()
        pool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
        // Trying again is for the worker, which knows the policy.
        pool.retryConnectionEstablishment = false
        var encryption = TLSConfiguration.makeClientConfiguration()
        encryption.minimumTLSVersion = .tlsv12
        if let certificates {
            do {
                let trusted = try NIOSSLCertificate.fromPEMFile(certificates)
                encryption.trustRoots = .certificates(trusted)
            } catch {
                throw WebhookFault(
                    LocalizedText(
                        vi: "không đọc được chứng thư (PEM) trong \(certificates): \(error)",
                        en: "no certificates (PEM) can be read from \(certificates): \(error)"))
            }
        }
        self.init(
            tlsConfiguration: encryption, redirectConfiguration: .disallow,
            timeout: Timeout(
                connect: min(.seconds(5), .nanoseconds(timeout.nanoseconds / 2)), read: timeout),
            connectionPool: pool, decompression: .disabled)
        httpVersion = .http1Only
    }
}
