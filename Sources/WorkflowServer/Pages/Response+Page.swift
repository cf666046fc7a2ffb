import HTTPTypes
import Hummingbird
import NIOCore
import WorkflowPages

extension Response {
    init(_ page: Page, status: HTTPResponse.Status = .ok) {
        self.init(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: page.html)))
    }

    /// To a page of this server, after something was done.
    static func seeOther(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }
}

/// What every page is sent with: nothing from elsewhere, nothing inline, in no frame.
enum SecurityHeaders {
    static let policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        + "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
        + "base-uri 'none'"

    static func add(to headers: inout HTTPFields) {
        if headers[.contentSecurityPolicy] == nil { headers[.contentSecurityPolicy] = policy }
        for (name, value) in fields where headers[name] == nil { headers[name] = value }
        // What one person may see is kept by no cache, and not on the machine of an office after
        // they left.
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
    }

    private static let fields: [(HTTPField.Name, String)] =
        [
            ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"),
            ("X-Frame-Options", "DENY"), ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
        ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
}
