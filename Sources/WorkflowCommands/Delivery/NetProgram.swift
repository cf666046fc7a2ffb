import Diagnostics
import WorkflowPresentation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// `wf-net`, which speaks to the network for `wf`. A program of its own, so that `wf` itself starts
/// in milliseconds and needs nothing installed.
enum NetProgram {
    static let name = "wf-net"

    /// Where it is: what `WF_NET` names, else beside `wf`, else in `../libexec/wf`.
    ///
    /// - Throws: when it is in none of these places.
    static func find() throws(Failure) -> String {
        if let named = ProcessEnvironment.value("WF_NET") {
            guard access(named, X_OK) == 0 else { throw missing(named) }
            return named
        }
        guard let folder = ownFolder() else { throw missing(name) }
        for path in ["\(folder)/\(name)", "\(folder)/../libexec/wf/\(name)"]
        where access(path, X_OK) == 0 {
            return path
        }
        throw missing("\(folder)/\(name)")
    }

    private static func ownFolder() -> String? {
        guard let path = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(path) }
        let text = String(cString: path)
        return text.lastIndex(of: "/").map { String(text[..<$0]) }
    }

    private static func missing(_ place: String) -> Failure {
        Failure(
            .unavailable, "no-wf-net",
            LocalizedText(
                vi: "cần chương trình \(name), không có ở \(place)",
                en: "it needs the program \(name), which is not at \(place)"),
            hint: LocalizedText(
                vi: "tạo bằng make build, hoặc cài bằng make install",
                en: "make it with make build, or install it with make install"))
    }
}
