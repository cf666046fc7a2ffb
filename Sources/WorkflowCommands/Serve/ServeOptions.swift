import ArgumentParser
import WorkflowPresentation

/// What `wf serve` takes besides the options of every command.
struct ServeOptions: ParsableArguments {
    @Option(
        help: .say(
            vi: "Nơi nghe; mặc định 127.0.0.1:8149, cổng 0: máy tự chọn (WF_LISTEN).",
            en: "Where to listen; default 127.0.0.1:8149, port 0 for any free one (WF_LISTEN).",
            name: ("máy:cổng", "host:port")))
    var listen: String?

    @Option(
        help: .say(
            vi: "Chứng thư TLS, dạng PEM, cả chuỗi; đọc lại khi tệp đổi hoặc có SIGHUP.",
            en: "TLS certificates, PEM, the whole chain; read again when changed or on SIGHUP.",
            name: ("tệp", "file")))
    var tlsCertificate: String?

    @Option(
        help: .say(
            vi: "Khóa riêng của chứng thư, dạng PEM.", en: "The private key, PEM.",
            name: ("tệp", "file")))
    var tlsKey: String?

    @Option(
        name: .customLong("trusted-proxy"),
        help: .say(
            vi: "Mạng của proxy mà tiêu đề Forwarded, X-Forwarded-* được tin; nhắc lại được.",
            en: "Network of a proxy whose Forwarded and X-Forwarded-* count; may be repeated.",
            name: ("mạng", "cidr")))
    var trustedProxies: [String] = []

    @Option(
        name: .customLong("metrics-from"),
        help: .say(
            vi: "Mạng được đọc /metrics ngoài máy này; nhắc lại được.",
            en: "Network that may read /metrics besides this machine; may be repeated.",
            name: ("mạng", "cidr")))
    var metricsFrom: [String] = []

    @Option(
        help: .say(
            vi: "Dạng của nhật ký ở đầu ra lỗi.",
            en: "How lines of the log on standard error are written.", name: ("dạng", "format")))
    var logFormat: LogFormat = .logfmt

    @Option(
        help: .say(
            vi: "Ghi nhật ký từ mức này trở lên.",
            en: "What is logged from this level on.", name: ("mức", "level")))
    var logLevel: LogLevel = .info

    @Option(
        help: .say(
            vi: "Số kết nối cùng lúc.", en: "Connections at the same time.", name: ("số", "n")))
    var maxConnections = 4_096

    @Option(
        help: .say(
            vi: "Số luồng theo dõi thay đổi cùng lúc.",
            en: "Streams of changes at the same time.", name: ("số", "n")))
    var maxStreams = 2_048

    @Option(
        help: .say(
            vi: "Số giây chờ việc dở dang khi dừng.",
            en: "Seconds to wait for what is under way when stopping.", name: ("giây", "seconds")))
    var grace = 20
}

/// How a line of the log is written.
package enum LogFormat: String, Sendable, CaseIterable, ExpressibleByArgument {
    case json, logfmt
}

/// From where on something is worth a line, as swift-log names it.
package enum LogLevel: String, Sendable, CaseIterable, ExpressibleByArgument {
    case trace, debug, info, notice, warning, error
}
