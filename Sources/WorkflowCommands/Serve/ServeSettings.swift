import Diagnostics
package import WorkflowDocuments
import WorkflowPresentation

/// Everything `wf-server` has to know, checked.
package struct ServeSettings: Sendable {
    package var home: Home
    /// The path of the store.
    package var store: String
    package var contents: ContentStore
    package var host: String
    /// 0 for any that is free.
    package var port: Int
    /// Both are given, or neither.
    package var tls: (certificate: String, key: String)?
    package var trustedProxies: [Network] = []
    package var metricsFrom: [Network] = []
    package var logFormat: LogFormat
    package var logLevel: LogLevel
    package var maxConnections: Int
    package var maxStreams: Int
    /// Seconds.
    package var grace: Int
    package var wantsJSON: Bool

    init(_ options: ServeOptions, in session: Session) throws {
        home = try session.whereHomeIs()
        store = try session.storePath(create: true)
        contents = try session.contents()
        (host, port) = try Self.address(
            options.listen ?? ProcessEnvironment.value("WF_LISTEN") ?? "127.0.0.1:8149")
        switch (options.tlsCertificate, options.tlsKey) {
        case (let certificate?, let key?):
            try FilePlace.requireExistence(certificate)
            try FilePlace.requireExistence(key)
            tls = (certificate, key)
        case (nil, nil): tls = nil
        case (nil, _?), (_?, nil):
            throw Failure.usage(
                "half-tls", vi: "--tls-certificate và --tls-key phải đi cùng nhau.",
                en: "--tls-certificate and --tls-key go together.")
        }
        trustedProxies = try options.trustedProxies.map(Self.network)
        metricsFrom = try options.metricsFrom.map(Self.network)
        logFormat = options.logFormat
        logLevel = options.logLevel
        maxConnections = try Self.positive(options.maxConnections, "--max-connections")
        maxStreams = try Self.positive(options.maxStreams, "--max-streams")
        grace = try Self.positive(options.grace, "--grace")
        wantsJSON = session.wantsJSON
    }

    /// `HOST:PORT`, `[::1]:8149`, `:8149` for every address of this machine.
    private static func address(_ text: String) throws(Failure) -> (String, Int) {
        let failure = Failure.usage(
            "bad-address", vi: "“\(text)” không phải nơi nghe; viết 127.0.0.1:8149.",
            en: "“\(text)” is not a place to listen; write 127.0.0.1:8149.")
        guard let colon = text.lastIndex(of: ":"),
            let port = Int(text[text.index(after: colon)...]), (0...65_535).contains(port)
        else { throw failure }
        var host = text[..<colon]
        if host.first == "[", host.last == "]" {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            throw failure
        }
        return (host.isEmpty ? "0.0.0.0" : String(host), port)
    }

    private static func network(_ text: String) throws(Failure) -> Network {
        guard let network = Network(text) else {
            throw Failure.usage(
                "bad-network", vi: "“\(text)” không phải mạng; viết 10.0.0.0/8 hoặc fd00::/8.",
                en: "“\(text)” is not a network; write 10.0.0.0/8 or fd00::/8.")
        }
        return network
    }

    private static func positive(_ number: Int, _ option: String) throws(Failure) -> Int {
        guard number > 0 else {
            throw Failure.usage(
                "bad-number", vi: "\(option) phải lớn hơn 0, đang là \(number).",
                en: "\(option) must be more than 0, it is \(number).")
        }
        return number
    }
}
