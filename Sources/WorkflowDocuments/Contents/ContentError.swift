public import Diagnostics
import SystemFiles

/// What can go wrong with the content of documents.
public enum ContentError: Error, Hashable, Sendable {
    /// There is no content with this SHA-256.
    case missing(sha256: String)
    /// The content is not what its name, its SHA-256, says: changed, cut or damaged on the disk.
    case damaged(sha256: String, path: String)
    /// Another command is adding or removing contents right now.
    case busy(path: String)
    /// Reading or writing failed.
    case io(path: String, why: String)

    init(_ fault: SystemFile.Fault) {
        self = .io(path: fault.path, why: fault.why)
    }

    public var message: LocalizedText {
        switch self {
        case .missing(let sha256):
            LocalizedText(
                vi: "Không còn nội dung văn bản có SHA-256 \(sha256).",
                en: "The content of the document with SHA-256 \(sha256) is not there.")
        case .damaged(let sha256, let path):
            LocalizedText(
                vi: "Nội dung văn bản \(path) đã bị sửa hoặc hỏng: SHA-256 không còn là \(sha256).",
                en: "The content of the document \(path) was changed or damaged: its SHA-256 is no"
                    + " longer \(sha256).")
        case .busy(let path):
            LocalizedText(
                vi: "Có lệnh khác đang thêm hoặc dọn tệp trong \(path).",
                en: "Another command is adding or removing files in \(path).")
        case .io(let path, let why):
            LocalizedText(
                vi: "Đọc hoặc ghi \(path) không được: \(why).",
                en: "Reading or writing \(path) failed: \(why).")
        }
    }
}
