import Diagnostics
import WorkflowPresentation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What proves to a server who asks: `WF_TOKEN`, else what a file of the user says. It is never an
/// argument, where other users of the machine could read it.
enum AccessToken {
    /// The file has lines of `SERVER TOKEN`; a line of a token alone is for every other server.
    ///
    /// - Throws: when there is none, or others may read the file.
    static func find(for server: ServerAddress) throws(Failure) -> String {
        if let token = ProcessEnvironment.value("WF_TOKEN") { return try checked(token) }
        guard let path = file(), FilePlace.exists(path) else { throw missing(server) }
        try requirePrivate(path)
        var usual: String?
        for line in try TextFile.text(path, limit: 1 << 16).split(separator: "\n") {
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            if words.count == 1 {
                usual = first
            } else if try ServerAddress(first) == server {
                return try checked(words[1])
            }
        }
        guard let usual else { throw missing(server) }
        return try checked(usual)
    }

    /// In `$XDG_CONFIG_HOME/wf`, else in `~/.config/wf`.
    private static func file() -> String? {
        if let folder = ProcessEnvironment.value("XDG_CONFIG_HOME") { return folder + "/wf/token" }
        return ProcessEnvironment.value("HOME").map { $0 + "/.config/wf/token" }
    }

    /// A token goes into a line of HTTP.
    private static func checked(_ token: String) throws(Failure) -> String {
        guard token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .usage(
                "bad-token", vi: "Khóa API có ký tự không dùng được; chép lại cả dòng.",
                en: "The token has characters that none has; copy it again as a whole.")
        }
        return token
    }

    private static func requirePrivate(_ path: String) throws(Failure) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw TextFile.unreadable(path, errno) }
        guard status.st_mode & 0o077 == 0 else {
            throw Failure(
                .notPermitted, "token-exposed",
                LocalizedText(
                    vi: "Người khác trên máy này đọc được \(path).",
                    en: "Others on this machine may read \(path)."),
                hint: LocalizedText(vi: "chmod 600 \(path)", en: "chmod 600 \(path)"))
        }
    }

    private static func missing(_ server: ServerAddress) -> Failure {
        Failure(
            .notPermitted, "no-token",
            LocalizedText(
                vi: "Chưa có khóa API cho \(server.text).",
                en: "There is no token for \(server.text)."),
            hint: howToGet(server))
    }

    static func howToGet(_ server: ServerAddress) -> LocalizedText {
        LocalizedText(
            vi: "lấy ở \(server.text)/account, rồi đặt WF_TOKEN hoặc ghi vào ~/.config/wf/token"
                + " (chmod 600)",
            en: "get one at \(server.text)/account, then set WF_TOKEN or write it to"
                + " ~/.config/wf/token (chmod 600)")
    }
}
