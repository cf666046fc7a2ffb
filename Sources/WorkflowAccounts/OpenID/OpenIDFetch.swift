import AsyncHTTPClient
import Diagnostics
import Foundation
import JSON
import Logging
import NIOCore
import NIOHTTP1

/// Asks the provider. Seldom, so that a connection of its own for each question costs nothing that
/// anybody would notice, and nothing has to be closed at the end.
struct OpenIDFetch: Sendable {
    private static let mostBytes = 1 << 20
    private static let patience = TimeAmount.seconds(10)

    func get(_ url: String, bearer: String? = nil) async throws -> JSON {
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "Accept", value: "application/json")
        if let bearer { request.headers.add(name: "Authorization", value: "Bearer \(bearer)") }
        return try await send(request).json
    }

    /// The answer and its status: a token endpoint says why it refuses.
    func post(
        _ url: String, form: [(String, String)], authorization: String?
    ) async throws -> (status: UInt, json: JSON) {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Accept", value: "application/json")
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        if let authorization { request.headers.add(name: "Authorization", value: authorization) }
        let body = form.map { "\($0.formEncoded)=\($1.formEncoded)" }.joined(separator: "&")
        request.body = .bytes(ByteBuffer(string: body))
        return try await send(request, acceptsRefusal: true)
    }

    private func send(
        _ request: HTTPClientRequest, acceptsRefusal: Bool = false
    ) async throws -> (status: UInt, json: JSON) {
        var configuration = HTTPClient.Configuration()
        // Where secrets are sent is what was configured, not where somebody points.
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: Self.patience, read: Self.patience)
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let response = try await client.execute(request, timeout: Self.patience)
            let body = try await response.body.collect(upTo: Self.mostBytes)
            try await client.shutdown()
            let status = response.status.code
            guard status == 200 || acceptsRefusal else {
                throw OpenIDError.unreachable(request.url, "HTTP \(status)")
            }
            guard let json = try? JSON.parse(Array(body.readableBytesView)) else {
                throw OpenIDError.unreachable(request.url, "HTTP \(status), no JSON")
            }
            return (status, json)
        } catch let error as AccountError {
            throw error
        } catch {
            // What went wrong is told; that nothing is left to close is not news.
            try? await client.shutdown()
            throw OpenIDError.unreachable(request.url, "\(error)")
        }
    }
}

extension String {
    /// All but letters, digits and `-._~` as `%XX` (RFC 3986).
    package var formEncoded: String {
        var allowed = CharacterSet(charactersIn: "-._~")
        allowed.insert(charactersIn: "a"..."z")
        allowed.insert(charactersIn: "A"..."Z")
        allowed.insert(charactersIn: "0"..."9")
        return addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
    }
}
