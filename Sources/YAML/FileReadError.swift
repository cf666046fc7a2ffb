public import Diagnostics

extension FileReadError {
    /// The complaint about `file`, which has no place in it.
    public var message: LocalizedText {
        switch self {
        case .missing:
            LocalizedText(vi: "không có tệp này", en: "there is no such file")
        case .notPermitted:
            LocalizedText(vi: "không có quyền đọc tệp này", en: "no permission to read this file")
        case .isDirectory:
            LocalizedText(
                vi: "đây là thư mục, không phải tệp", en: "this is a directory, not a file")
        case .notRegular:
            LocalizedText(
                vi: "đây không phải tệp thường (là ống dẫn, thiết bị …)",
                en: "this is not a regular file (a pipe, a device …)")
        case .tooLarge(let size, let limit):
            LocalizedText(
                vi: "tệp quá lớn: \(size) byte, tối đa \(limit) byte",
                en: "the file is too large: \(size) bytes, at most \(limit) bytes")
        case .system(let code):
            LocalizedText(
                vi: "không đọc được tệp (lỗi hệ thống \(code))",
                en: "the file cannot be read (system error \(code))")
        }
    }
}

extension FileReadError {
    /// A stable name, such as `file-missing`.
    public var code: String {
        switch self {
        case .missing: "file-missing"
        case .notPermitted: "file-not-permitted"
        case .isDirectory: "file-is-directory"
        case .notRegular: "file-not-regular"
        case .tooLarge: "file-too-large"
        case .system: "file-unreadable"
        }
    }

    /// The complaint, placed at the file's beginning.
    public func diagnostic(file: String) -> Diagnostic {
        .error(code, message, at: SourceRange(file: file, line: 1, column: 1))
    }
}
