import JSON
import NIOCore
import WorkflowCommands
import WorkflowPresentation

/// Where the server is reached, for people and programs.
struct Listening {
    private let host: String
    private let port: Int
    private let isSecure: Bool
    private let isLocal: Bool
    /// Where people open it.
    let address: String

    /// - Parameter address: where people open it; nil: where it listens.
    init(_ channel: any Channel, _ settings: ServeSettings, address: String?) {
        // As it was bound, which is another port than was asked for when that was 0.
        let bound = channel.localAddress?.ipAddress ?? settings.host
        host = bound.contains(":") ? "[\(bound)]" : bound
        port = channel.localAddress?.port ?? settings.port
        isSecure = settings.tls != nil
        isLocal = Network.loopback.contains { $0.contains(bound) }
        self.address = address ?? "\(isSecure ? "https" : "http")://\(host):\(port)"
    }

    private var url: String { "\(isSecure ? "https" : "http")://\(host):\(port)" }

    /// `{"listening":{"url","host","port","tls"}}`
    var json: JSON {
        [
            "listening": [
                "url": .string(url), "host": .string(host), "port": .int(Int64(port)),
                "tls": .bool(isSecure),
            ]
        ]
    }

    var lines: [String] {
        var lines = [
            say(
                vi: "Máy chủ wf đang nghe ở \(url); dừng bằng Ctrl-C.",
                en: "The wf server listens on \(url); stop it with Ctrl-C.")
        ]
        if !isSecure && !isLocal {
            lines.append(
                say(
                    vi: "Không có TLS: chỉ để proxy trên mạng tin cậy vào; xem docs/may-chu.md.",
                    en: "Without TLS: for a proxy on a trusted network only; see docs/server.md."))
        } else if !isSecure {
            lines.append(
                say(
                    vi: "Không có TLS: cookie đăng nhập không có thuộc tính Secure, chỉ dùng trên"
                        + " máy này.",
                    en: "Without TLS: the cookie of a session is not Secure, for this machine"
                        + " only."))
        }
        return lines
    }
}
