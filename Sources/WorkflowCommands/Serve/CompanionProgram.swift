import Diagnostics
import WorkflowPresentation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A program that comes with `wf` and does what would make `wf` itself slow to start.
struct CompanionProgram {
    let name: String
    /// The environment variable that names another place for it.
    let variable: String

    /// Where it is: what the variable names, else beside `wf`, else in `../libexec/wf`.
    ///
    /// - Throws: when it is in none of these places.
    func find() throws(Failure) -> String {
        if let named = ProcessEnvironment.ofProcess(variable) {
            guard access(named, X_OK) == 0 else { throw missing(named) }
            return named
        }
        guard let folder = Self.ownFolder() else { throw missing(name) }
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

    private func missing(_ place: String) -> Failure {
        Failure(
            .unavailable, "no-\(name)",
            LocalizedText(
                vi: "cần chương trình \(name), không có ở \(place)",
                en: "it needs the program \(name), which is not at \(place)"),
            hint: LocalizedText(
                vi: "tạo bằng make build, hoặc cài bằng make install",
                en: "make it with make build, or install it with make install"))
    }
}
