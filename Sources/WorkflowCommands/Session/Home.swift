import Diagnostics
package import WorkflowPresentation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The folder with the definitions, and the data beside them in `.wf/`.
package struct Home: Sendable {
    /// As the user would name it, without a slash at the end.
    package let path: String

    package var workflows: String { inside("workflows") }
    package var rules: String { inside("rules") }
    package var data: String { inside(".wf") }
    package var files: String { data + "/files" }
    package var cache: String { data + "/cache" }
    package var database: String { data + "/wf.sqlite" }

    private func inside(_ name: String) -> String {
        switch path {
        case ".": name
        case "/": "/" + name
        default: path + "/" + name
        }
    }

    /// The folder given, else the nearest one upwards that has `workflows/` and `rules/`.
    package static func find(_ given: String?) throws(Failure) -> Home {
        if let given {
            let home = Home(
                path: given.count > 1 && given.hasSuffix("/") ? String(given.dropLast()) : given)
            guard FilePlace.isFolder(home.path) else {
                throw Failure(
                    .notFound, "no-home", vi: "Không có thư mục \(given).",
                    en: "There is no folder \(given).")
            }
            guard home.hasDefinitions else {
                throw Failure(
                    .notFound, "no-home",
                    vi: "Trong \(given) không có workflows/ và rules/.",
                    en: "\(given) has no workflows/ and rules/.")
            }
            return home
        }
        var path = "."
        // Deeper than any real folder; stops where links go in circles.
        for _ in 0..<64 {
            let home = Home(path: path)
            if home.hasDefinitions { return home }
            if isRoot(path) { break }
            path = path == "." ? ".." : path + "/.."
        }
        throw Failure(
            .notFound, "no-home",
            LocalizedText(
                vi: "Ở đây và các thư mục bên trên không có workflows/ và rules/.",
                en: "Neither this folder nor those above it have workflows/ and rules/."),
            hint: LocalizedText(
                vi: "vào thư mục chứa chúng, hoặc dùng --home THƯ-MỤC",
                en: "go to the folder that has them, or give --home DIR"))
    }

    private var hasDefinitions: Bool { FilePlace.isFolder(workflows) && FilePlace.isFolder(rules) }

    /// Makes a folder of the data unless it is there: for the owner, and for the group as far as
    /// the umask allows, so that a few accounts can share one home.
    package func makeFolder(_ path: String) throws(Failure) {
        guard mkdir(path, 0o770) != 0, errno != EEXIST else { return }
        let why = LocalizedText(ofSystemError: errno)
        throw Failure(
            .io, "cannot-create", vi: "Không tạo được \(path): \(why.vi).",
            en: "\(path) cannot be created: \(why.en).")
    }

    private static func isRoot(_ path: String) -> Bool {
        var here = stat()
        var above = stat()
        guard stat(path, &here) == 0, stat(path + "/..", &above) == 0 else { return true }
        return here.st_ino == above.st_ino && here.st_dev == above.st_dev
    }
}
