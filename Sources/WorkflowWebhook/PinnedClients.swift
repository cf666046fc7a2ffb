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
        for client in clients.values {
            do {
                try await client.shutdown()
            } catch {
                // It was closed already, or was still in use and what was under way has failed:
                // either way nothing is left open.
                continue
            }
        }
        clients = [:]
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
