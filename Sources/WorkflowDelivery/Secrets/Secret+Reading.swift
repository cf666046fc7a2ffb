public import Diagnostics
public import WorkflowModel

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension NotificationRules.Secret {
    /// The longest file that is taken for a secret, in bytes.
    public static let longestFile = 4_096

    /// `WF_HOOK_SECRET` or the path of the file.
    public var place: String {
        switch self {
        case .environment(let name): name
        case .file(let path): path
        }
    }

    /// Reads the secret where it is kept, without the line break at the end of a file.
    ///
    /// - Throws: when it is not there, empty, longer than `longestFile`, or not UTF-8.
    public func read() throws(SecretError) -> SecretText {
        switch self {
        case .environment(let name):
            guard let value = getenv(name), value.pointee != 0 else {
                throw SecretError(
                    self,
                    LocalizedText(
                        vi: "chưa đặt biến môi trường \(name)",
                        en: "the environment variable \(name) is not set"))
            }
            return try text(Array(UnsafeRawBufferPointer(start: value, count: strlen(value))))
        case .file(let path):
            return try text(try bytes(of: path))
        }
    }

    /// That others than its owner and group may read the file; nil when they may not, or when it
    /// cannot be asked.
    public var warning: LocalizedText? {
        guard case .file(let path) = self else { return nil }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IROTH != 0 else { return nil }
        return LocalizedText(
            vi: "mọi người đều đọc được tệp bí mật \(path); chmod 640 \(path)",
            en: "everybody can read the secret in \(path); chmod 640 \(path)")
    }

    private func text(_ bytes: [UInt8]) throws(SecretError) -> SecretText {
        guard let text = String(validating: bytes, as: UTF8.self)
        else {
            throw SecretError(
                self,
                LocalizedText(
                    vi: "bí mật trong \(place) không phải chữ UTF-8",
                    en: "the secret in \(place) is not UTF-8 text"))
        }
        var kept = Substring(text)
        while let last = kept.unicodeScalars.last, last == "\n" || last == "\r" {
            kept.unicodeScalars.removeLast()
        }
        guard !kept.isEmpty else {
            throw SecretError(
                self,
                LocalizedText(
                    vi: "bí mật trong \(place) để trống", en: "the secret in \(place) is empty"))
        }
        return SecretText(String(kept))
    }

    private func bytes(of path: String) throws(SecretError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw unreadable(path, errno) }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1_024)
        while true {
            let count = systemRead(file, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw unreadable(path, errno)
            }
            bytes += chunk[..<count]
            guard bytes.count <= Self.longestFile else {
                throw SecretError(
                    self,
                    LocalizedText(
                        vi: "tệp bí mật \(path) dài hơn \(Self.longestFile) byte",
                        en: "the file of the secret, \(path), is longer than \(Self.longestFile)"
                            + " bytes"))
            }
        }
    }

    private func unreadable(_ path: String, _ number: Int32) -> SecretError {
        let why = String(cString: strerror(number))
        return SecretError(
            self,
            LocalizedText(
                vi: "không đọc được tệp bí mật \(path): \(why)",
                en: "the file of the secret, \(path), cannot be read: \(why)"))
    }
}

/// `read` is the name of a method here.
private func systemRead(_ file: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(file, bytes, count)
}
