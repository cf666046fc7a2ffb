public import Diagnostics
public import WorkflowModel

/// Whether an office takes a file as a document: its size, its type by its name and by its content.
public struct FileCheck: Sendable {
    public let rules: DocumentRules.Files

    public init(_ rules: DocumentRules.Files) {
        self.rules = rules
    }

    public enum Fault: Error, Hashable, Sendable {
        case empty(name: String)
        case tooLarge(name: String, limit: Int)
        /// The name has characters that hide what it is, or is too long.
        case badName(name: String)
        /// The ending says no type, or one this office does not take.
        case notAccepted(name: String, accepted: [FileType])
        /// The content is of another type than the name says; nil for none there is.
        case otherContent(name: String, says: FileType, is: FileType?)
    }

    /// - Returns: the type of the file.
    public func check(_ name: String, _ bytes: [UInt8]) throws(Fault) -> FileType {
        if bytes.isEmpty { throw .empty(name: name) }
        if bytes.count > rules.sizeLimit { throw .tooLarge(name: name, limit: rules.sizeLimit) }
        guard Self.isPlain(name) else { throw .badName(name: name) }
        guard let type = FileType(ofFileNamed: name), rules.types.contains(type) else {
            throw .notAccepted(name: name, accepted: rules.types)
        }
        guard type.matches(bytes) else {
            throw .otherContent(name: name, says: type, is: FileType.type(of: bytes))
        }
        return type
    }

    /// Some characters turn the direction of what follows, so that `exe.pdf` is shown for what ends
    /// in `fdp.exe`.
    private static func isPlain(_ name: String) -> Bool {
        name.utf8.count <= 255 && name != "." && name != ".."
            && name.unicodeScalars.allSatisfy { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: false
                default: scalar != "/" && scalar != "\\"
                }
            }
    }
}

extension FileCheck.Fault {
    public var code: String {
        switch self {
        case .empty: "empty-file"
        case .tooLarge: "file-too-large"
        case .badName: "bad-file-name"
        case .notAccepted: "file-type"
        case .otherContent: "file-content"
        }
    }

    public var message: LocalizedText {
        switch self {
        case .empty(let name):
            LocalizedText(vi: "Tệp \(name) rỗng.", en: "The file \(name) is empty.")
        case .tooLarge(let name, let limit):
            LocalizedText(
                vi: "Tệp \(name) lớn hơn \(limit.sizeText).",
                en: "The file \(name) is larger than \(limit.sizeText).")
        case .badName(let name):
            LocalizedText(
                vi: "Tên tệp “\(name.visible)” quá dài hoặc có ký tự ẩn, ký tự điều khiển.",
                en: "The file name “\(name.visible)” is too long or has hidden characters.")
        case .notAccepted(let name, _):
            LocalizedText(
                vi: "Không nhận tệp \(name): cơ quan không nhận loại tệp này.",
                en: "The file \(name) is not accepted: the office does not take this type.")
        case .otherContent(let name, let says, let content):
            LocalizedText(
                vi: "Nội dung tệp \(name) không phải là \(says.rawValue)"
                    + (content.map { "; theo nội dung là \($0.rawValue)." } ?? "."),
                en: "The content of the file \(name) is not \(says.rawValue)"
                    + (content.map { "; by its content it is \($0.rawValue)." } ?? "."))
        }
    }

    public var hint: LocalizedText? {
        switch self {
        case .notAccepted(_, let accepted):
            let list = accepted.map(\.rawValue).joined(separator: ", ")
            return LocalizedText(
                vi: "nhận các loại: \(list) (rules/documents.yaml)",
                en: "accepted: \(list) (rules/documents.yaml)")
        case .otherContent(_, _, let content?):
            return LocalizedText(
                vi: "đổi đuôi tên tệp thành .\(content.rawValue), nếu đúng là tệp cần gửi",
                en: "call it .\(content.rawValue), if it is the file you mean")
        case .otherContent(_, let says, nil):
            return LocalizedText(
                vi: "mở tệp bằng phần mềm và lưu lại thành \(says.rawValue)",
                en: "open it in its program and save it as \(says.rawValue)")
        case .empty, .tooLarge, .badName:
            return nil
        }
    }
}

extension Int {
    /// A number of bytes, as `50 MB`.
    var sizeText: String {
        switch self {
        case (1 << 20)... where self & 0xF_FFFF == 0: "\(self >> 20) MB"
        case 1024... where self & 0x3FF == 0: "\(self >> 10) KB"
        default: "\(self) B"
        }
    }
}

extension String {
    /// With a mark in the place of what cannot be seen.
    fileprivate var visible: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.prefix(80).map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
                    default: scalar
                    }
                }))
    }
}
