import WorkflowPresentation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What a path leads to.
enum FilePlace {
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Also what one may not look at is there.
    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0 || errno != ENOENT && errno != ENOTDIR
    }

    static func requireExistence(_ path: String) throws(Failure) {
        guard access(path, F_OK) != 0 else { return }
        throw Failure(
            .notFound, "no-such-file", vi: "Không có \(path).", en: "There is no \(path).")
    }

    /// Whether two paths lead to one file.
    static func isSame(_ left: String, _ right: String) -> Bool {
        var one = stat()
        var other = stat()
        guard stat(left, &one) == 0, stat(right, &other) == 0 else { return left == right }
        return one.st_ino == other.st_ino && one.st_dev == other.st_dev
    }
}
