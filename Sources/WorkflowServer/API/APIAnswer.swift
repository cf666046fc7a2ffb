package import HTTPTypes
package import Hummingbird
package import JSON
import NIOCore

/// What a route of the API answers.
package struct APIAnswer: Sendable {
    package enum Content: Sendable {
        case none
        case json(JSON)
        case bytes([UInt8], mediaType: String)
        /// Anything else, such as a stream of events.
        case body(ResponseBody, mediaType: String)
    }

    package var status: HTTPResponse.Status
    package var headers: HTTPFields
    package var content: Content

    package init(
        _ content: Content, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) {
        self.status = status
        self.headers = headers
        self.content = content
    }

    package static func json(
        _ json: JSON, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) -> APIAnswer {
        APIAnswer(.json(json), status: status, headers: headers)
    }

    var response: Response {
        var headers = headers
        headers[.xContentTypeOptions] = "nosniff"
        if headers[.cacheControl] == nil {
            // What one person may see is not for a shared cache; a validator is asked each time.
            headers[.cacheControl] = "private, no-cache"
        }
        let body: ResponseBody
        switch content {
        case .none: body = ResponseBody()
        case .json(let json):
            headers[.contentType] = "application/json"
            body = ResponseBody(byteBuffer: ByteBuffer(json))
        case .bytes(let bytes, let mediaType):
            headers[.contentType] = mediaType
            body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        case .body(let stream, let mediaType):
            headers[.contentType] = mediaType
            body = stream
        }
        return Response(status: status, headers: headers, body: body)
    }
}

extension ByteBuffer {
    /// The text of a JSON value, on one line, members in their own order.
    init(_ json: JSON) {
        var buffer = ByteBuffer()
        json.withCompactBytes { _ = buffer.writeBytes($0) }
        self = buffer
    }
}
