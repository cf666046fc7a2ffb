import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

/// Keeps cookies and reads forms, as far as these pages need one.
final class WebClient {
    let client: any TestClientProtocol
    private(set) var cookies: [String: String] = [:]
    /// As the servers sent them last.
    private(set) var setCookies: [String] = []

    init(_ client: any TestClientProtocol) {
        self.client = client
    }

    struct Answer {
        let status: Int
        let headers: HTTPFields
        let text: String

        var location: String? { headers[.location] }
        /// The token of the forms on the page.
        var csrf: String? {
            text.firstMatch(of: #/name="csrf" value="([^"]+)"/#).map { String($0.1) }
        }
    }

    @discardableResult
    func get(_ path: String, headers: HTTPFields = [:]) async throws -> Answer {
        try await send(.get, path, headers, nil)
    }

    /// Sends a form, with the token of the page it is on unless another is given.
    @discardableResult
    func post(
        _ path: String, _ fields: [(String, String)], csrf: String? = nil,
        headers: HTTPFields = [:]
    ) async throws -> Answer {
        let all = (csrf.map { [("csrf", $0)] } ?? []) + fields
        let body = all.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
        var headers = headers
        headers[.contentType] = headers[.contentType] ?? "application/x-www-form-urlencoded"
        return try await send(.post, path, headers, body)
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: String?
    ) async throws -> Answer {
        var headers = headers
        if !cookies.isEmpty {
            headers[.cookie] = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                .joined(separator: "; ")
        }
        let response = try await client.execute(
            uri: path, method: method, headers: headers,
            body: body.map { ByteBuffer(string: $0) })
        setCookies = response.headers[values: .setCookie]
        for cookie in setCookies {
            let pair = cookie.prefix { $0 != ";" }.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            cookies[String(pair[0])] = cookie.contains("Max-Age=0") ? nil : String(pair[1])
        }
        return Answer(
            status: response.status.code, headers: response.headers,
            text: String(buffer: response.body))
    }

    func forget(_ cookie: String) { cookies[cookie] = nil }
    func keep(_ cookie: String, _ value: String) { cookies[cookie] = value }

    /// Signs in by the form.
    @discardableResult
    func signIn(
        _ person: String, _ password: String = AccountOffice.password, next: String? = nil
    ) async throws -> Answer {
        let page = try await get("/sign-in" + (next.map { "?next=" + Self.encoded($0) } ?? ""))
        return try await post(
            "/sign-in", [("person", person), ("password", password), ("next", next ?? "/")],
            csrf: page.csrf)
    }

    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
