import HTTPTypes
import HummingbirdTesting
import JSON
import NIOCore
import Testing
import WorkflowAccounts

@testable import WorkflowServer

/// What a server answered, as far as these tests look at it.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    var json: JSON {
        get throws { try JSON.parse(text) }
    }

    /// Without what tells one request from another.
    var anonymous: String {
        text.replacing(#/"urn:wf:request:[^"]*"/#, with: "\"REQUEST\"")
    }
}

extension TestClientProtocol {
    /// Sends a request as somebody: by an API token good for these, or by nobody.
    func send(
        _ method: HTTPRequest.Method, _ path: String, as person: String? = nil,
        _ scopes: [Scope] = Scope.allCases, headers: HTTPFields = [:], body: String? = nil
    ) async throws -> Answer {
        var headers = headers
        if let person { headers[.authorization] = "Bearer " + Badges.token(person, scopes) }
        if body != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
        return try await execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
        ) { Answer(status: $0.status.code, headers: $0.headers, text: String(buffer: $0.body)) }
    }
}

extension Endpoint {
    /// A path with these in place of its parameters.
    func path(_ values: [String: String]) -> String {
        var path = APIRoutes.prefix + self.path
        for parameter in parameters where parameter.place == .path {
            path = path.replacing(
                "{\(parameter.name)}", with: values[parameter.name] ?? "x")
        }
        let query = parameters.filter { $0.place == .query && $0.isRequired }
        if query.isEmpty { return path }
        return path + "?" + query.map { "\($0.name)=x" }.joined(separator: "&")
    }

    /// Something to send to it: what its declaration gives as an example.
    var sample: String? {
        guard let body else { return nil }
        guard body.mediaType == "application/json" else { return "x" }
        return body.example?.canonical ?? "{}"
    }

    var isAboutItem: Bool {
        parameters.contains { $0.name == "item" && $0.place == .path }
    }
}
