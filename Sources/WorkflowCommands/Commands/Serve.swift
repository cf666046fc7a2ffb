import ArgumentParser
import Diagnostics
import WorkflowPresentation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

struct Serve: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "serve",
            abstract: say(
                vi: "Chạy máy chủ: trang cho trình duyệt, API, nhắc việc, gửi thông báo.",
                en: "Run the server: pages for browsers, the API, ticking and notifying."),
            usage: say(
                vi: "wf serve [--listen <máy:cổng>] [<tùy-chọn>]",
                en: "wf serve [--listen <host:port>] [<options>]"),
            discussion: say(
                vi: """
                    Một máy chủ cho cả cơ quan, trên kho của thư mục này; làm luôn việc của wf
                    watch. Mặc định chỉ máy này vào được. Ra ngoài thì dùng TLS: đưa chứng thư,
                    hoặc đặt sau nginx (docs/may-chu.md). Dừng bằng Ctrl-C hoặc SIGTERM: việc đã
                    nhận được làm xong. SIGHUP đọc lại chứng thư và quy tắc. Với --json, dòng
                    đầu tiên là một dòng JSON cho biết nơi nghe.

                    Ví dụ:
                      wf serve
                      wf serve --listen 0.0.0.0:443 --tls-certificate a.pem --tls-key a.key
                      wf serve --trusted-proxy 127.0.0.1
                    """,
                en: """
                    One server for the whole office, over the store of this folder; it does the
                    work of wf watch too. Only this machine reaches it unless told otherwise. To
                    the outside speak TLS: give certificates, or put it behind nginx
                    (docs/server.md). Stop it with Ctrl-C or SIGTERM: what it took it finishes.
                    SIGHUP has it read certificates and rules again. With --json the first line
                    is one line of JSON that says where it listens.

                    Examples:
                      wf serve
                      wf serve --listen 0.0.0.0:443 --tls-certificate a.pem --tls-key a.key
                      wf serve --trusted-proxy 127.0.0.1
                    """))
    }

    @OptionGroup var serving: ServeOptions
    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .atTheServer }

    /// Becomes `wf-server`, with the same arguments.
    func run(in session: Session) async throws {
        // What is wrong is said before anything is replaced.
        _ = try settings(in: session)
        let path = try CompanionProgram(name: "wf-server", variable: "WF_SERVER_PROGRAM").find()
        let arguments = LeadingOptions.moved(in: Array(CommandLine.arguments.dropFirst()))
        await session.close()
        let words = ([path] + arguments.dropFirst()).map { strdup($0) }
        defer { words.forEach { free($0) } }
        execv(path, words + [nil])
        let why = LocalizedText(ofSystemError: errno)
        throw Failure(
            .io, "cannot-run", vi: "Không chạy được \(path): \(why.vi).",
            en: "\(path) cannot be run: \(why.en).")
    }

    func settings(in session: Session) throws -> ServeSettings {
        if let now = global.now ?? ProcessEnvironment.value("WF_NOW") {
            throw Failure.usage(
                "fixed-time",
                vi: "wf serve chạy theo đồng hồ thật; bỏ --now và WF_NOW (đang là “\(now)”).",
                en: "wf serve goes by the clock; leave out --now and WF_NOW (here “\(now)”).")
        }
        return try ServeSettings(serving, in: session)
    }
}
