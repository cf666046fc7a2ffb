#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Compares files by what they are, whichever way they are named.
enum SamePlace {
    static func isSame(_ left: String, _ right: String) -> Bool {
        var one = stat()
        var other = stat()
        guard stat(left, &one) == 0, stat(right, &other) == 0 else { return left == right }
        return one.st_ino == other.st_ino && one.st_dev == other.st_dev
    }
}
