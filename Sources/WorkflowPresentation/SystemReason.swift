package import Diagnostics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension LocalizedText {
    /// Why a call of the system failed.
    ///
    /// - Parameter number: its `errno`.
    package init(ofSystemError number: Int32) {
        self.init(systemReason: String(cString: strerror(number)))
    }

    /// What the system says, in English alone; of what people can do something about, in Vietnamese
    /// too.
    init(systemReason english: String) {
        let known = Self.reasons.first { String(cString: strerror($0.number)) == english }
        self.init(vi: known?.vietnamese ?? english, en: english)
    }

    private static let reasons: [(number: Int32, vietnamese: String)] = [
        (ENOENT, "không có tệp hoặc thư mục ấy"), (EACCES, "không có quyền"),
        (EPERM, "không được phép"), (ENOSPC, "ổ đĩa đã đầy"),
        (EDQUOT, "đã dùng hết dung lượng được cấp"), (EROFS, "ổ đĩa chỉ đọc được"),
        (EIO, "ổ đĩa đọc ghi lỗi"), (EEXIST, "đã có tên ấy"),
        (EISDIR, "là thư mục, không phải tệp"),
        (ENOTDIR, "một phần của đường dẫn không phải thư mục"),
        (ENAMETOOLONG, "tên quá dài"), (EMFILE, "mở quá nhiều tệp cùng lúc"),
        (ENOMEM, "thiếu bộ nhớ"),
        (EADDRINUSE, "địa chỉ hoặc cổng đang có chương trình khác dùng"),
        (EADDRNOTAVAIL, "máy này không có địa chỉ ấy"),
    ]
}
