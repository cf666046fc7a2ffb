import Hashing

/// A file that pages refer to, compiled into the program. Its name has the hash of its content, so
/// that a browser may keep it for ever and never shows an old one.
package struct Asset: Sendable {
    /// Such as `wf-0123456789ab.css`.
    package let name: String
    package let contentType: String
    package let bytes: [UInt8]

    init(_ stem: String, _ ending: String, contentType: String, _ text: String) {
        bytes = Array(text.utf8)
        let hash = SHA256.hexadecimal(of: bytes).prefix(12)
        name = "\(stem)-\(hash).\(ending)"
        self.contentType = contentType
    }

    package var path: String { "/assets/" + name }

    package static let stylesheet = Asset(
        "wf", "css", contentType: "text/css; charset=utf-8",
        Stylesheet.parts.joined(separator: "\n"))
    package static let script = Asset(
        "wf", "js", contentType: "text/javascript; charset=utf-8", Script.text)
    package static let icon = Asset("wf", "svg", contentType: "image/svg+xml", Icon.text)

    package static let all = [stylesheet, script, icon]

    /// The one of that name; nil when there is none, or none of that content any more.
    package static func named(_ name: String) -> Asset? { all.first { $0.name == name } }
}

/// A sheet with a tick: what the browser shows on its tab.
enum Icon {
    static let text = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
        <rect width="32" height="32" rx="7" fill="#5a3d85"/>
        <path d="M9 17l5 5 10-12" fill="none" stroke="#fff" stroke-width="3.5" \
        stroke-linecap="round" stroke-linejoin="round"/>
        </svg>

        """
}
