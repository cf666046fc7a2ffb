import Diagnostics
package import HTTPTypes
package import JSON
import WorkflowAccounts

/// The OpenAPI 3.1 document of the routes declared.
package struct OpenAPI {
    let endpoints: [Endpoint]

    package init(_ endpoints: [Endpoint]) {
        self.endpoints = endpoints
    }

    package var json: JSON {
        var paths = JSONObject()
        for endpoint in endpoints {
            let path = APIRoutes.prefix + endpoint.path
            var operations = paths[path]?.object ?? [:]
            operations[endpoint.method.rawValue.lowercased()] = operation(endpoint)
            paths[path] = .object(operations)
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "wf", "version": "1",
                "summary": "A rules-driven workflow engine",
                "description": .string(Self.about),
                "license": ["name": "MIT", "identifier": "MIT"],
            ],
            "servers": [["url": "/", "description": "This server."]],
            "security": [["token": []], ["session": []]],
            "tags": .array(
                Endpoint.Tag.allCases.map { tag in
                    ["name": .string(tag.rawValue), "description": .string(tag.about)]
                }),
            "paths": .object(paths),
            "components": [
                "securitySchemes": [
                    "token": [
                        "type": "http", "scheme": "bearer",
                        "description": "An API token, made on the account page.",
                    ],
                    "session": [
                        "type": "apiKey", "in": "cookie", "name": .string(Identification.cookie),
                        "description": .string(
                            "The session of a browser; what changes something also needs the header"
                                + " `X-CSRF-Token`."),
                    ],
                ],
                "schemas": .object(
                    JSONObject(
                        Schema.components.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) }
                    )),
            ],
        ]
    }

    private static let about = """
        Items follow workflows written in YAML; this API does all that the command `wf` does with \
        them. Texts are in Vietnamese or English: `?lang=`, else what the account says, else \
        `Accept-Language`. Errors are `application/problem+json` (RFC 9457) and say who could do \
        what was refused and what would make it possible. Lists are read page by page: follow \
        `next`, or the `Link` header, until there is none. A change may carry `If-Match` with the \
        version it was decided on, and an `Idempotency-Key` by which it is made once however often \
        it is sent.
        """

    private func operation(_ endpoint: Endpoint) -> JSON {
        var operation: JSONObject = [
            "operationId": .string(endpoint.id), "tags": [.string(endpoint.tag.rawValue)],
            "summary": .string(endpoint.summary.en), "x-summary-vi": .string(endpoint.summary.vi),
        ]
        operation["description"] = endpoint.about.map(JSON.string)
        switch endpoint.access {
        case .open: operation["security"] = []
        case .known: break
        case .token: operation["security"] = [["token": []]]
        case .scope(let scope): operation["x-scope"] = .string(scope.rawValue)
        }
        if !endpoint.parameters.isEmpty {
            operation["parameters"] = .array(endpoint.parameters.map(Self.parameter))
        }
        if let body = endpoint.body {
            var content: JSONObject = ["schema": body.schema.json]
            content["example"] = body.example
            operation["requestBody"] = [
                "required": .bool(body.isRequired),
                "content": .object([body.mediaType: .object(content)]),
            ]
        }
        operation["responses"] = responses(endpoint)
        return .object(operation)
    }

    private static func parameter(_ parameter: Endpoint.Parameter) -> JSON {
        [
            "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
            "required": .bool(parameter.isRequired), "description": .string(parameter.about),
            "schema": parameter.schema.json,
        ]
    }

    private func responses(_ endpoint: Endpoint) -> JSON {
        var responses = JSONObject()
        for answer in endpoint.answers {
            var response: JSONObject = ["description": .string(answer.about)]
            if !answer.headers.isEmpty {
                response["headers"] = .object(
                    JSONObject(
                        answer.headers.map { header in
                            (
                                header.name,
                                [
                                    "description": .string(header.about),
                                    "required": .bool(header.isRequired),
                                    "schema": ["type": "string"],
                                ]
                            )
                        }))
            }
            if let mediaType = answer.mediaType {
                var content: JSONObject = ["schema": answer.schema.json]
                content["example"] = answer.example
                response["content"] = .object([mediaType: .object(content)])
            }
            responses[String(answer.status.code)] = .object(response)
        }
        for status in endpoint.problems {
            responses[String(status.code)] = [
                "description": .string(Self.problem(status)),
                "content": [
                    "application/problem+json": ["schema": Schema.reference("Problem").json]
                ],
            ]
        }
        return .object(responses)
    }

    private static func problem(_ status: HTTPResponse.Status) -> String {
        switch status.code {
        case 400: "The request is malformed."
        case 401: "Nobody is signed in, or the token is unknown, expired or revoked."
        case 403: "Not permitted; `who_could` names people who may."
        case 404: "There is nothing of that name."
        case 409: "A rule says no, with its reasons; or somebody was quicker."
        case 412: "The item is at another version than `If-Match` names."
        case 413: "The body is too large."
        case 415: "The body is of another type than this route takes."
        case 422: "What was sent is not valid; `pointer` or `field` says where."
        case 429: "Too many requests; see `Retry-After`."
        case 503: "The store is busy or cannot be reached; see `Retry-After`."
        default: status.reasonPhrase
        }
    }
}

extension Endpoint {
    /// The statuses of all errors it may answer, in order.
    package var problems: [HTTPResponse.Status] {
        // A token that is unknown is told so wherever it is sent.
        var statuses: [HTTPResponse.Status] = [
            .badRequest, .unauthorized, .tooManyRequests, .serviceUnavailable,
        ]
        if access != .open { statuses.append(.forbidden) }
        if body != nil {
            statuses += [.contentTooLarge, .unsupportedMediaType, .unprocessableContent]
        }
        return Set((statuses + refusals).map(\.code)).sorted().map { .init(code: $0) }
    }
}
