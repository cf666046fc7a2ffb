/// A type of file an office accepts as a document. The raw value is how rules name it and the
/// usual ending of a file of that type.
///
/// None of them is run by anything: what is a program, a script or carries macros has no type here.
public enum FileType: String, CaseIterable, Hashable, Sendable {
    case pdf
    case docx, xlsx, pptx
    case odt, ods, odp
    case doc, xls
    case png, jpg, tiff
    case txt, csv
    case zip

    /// The endings of file names that say this type, in lower case and without the dot.
    public var endings: [String] {
        switch self {
        case .jpg: ["jpg", "jpeg"]
        case .tiff: ["tiff", "tif"]
        default: [rawValue]
        }
    }

    /// The type that the ending of a file name says; nil for none or an unknown one.
    public init?(ofFileNamed name: String) {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        let ending = name[name.index(after: dot)...].lowercased()
        guard let type = Self.allCases.first(where: { $0.endings.contains(ending) }) else {
            return nil
        }
        self = type
    }

    /// RFC 6838, for whoever serves the content.
    public var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        case .odt: "application/vnd.oasis.opendocument.text"
        case .ods: "application/vnd.oasis.opendocument.spreadsheet"
        case .odp: "application/vnd.oasis.opendocument.presentation"
        case .doc: "application/msword"
        case .xls: "application/vnd.ms-excel"
        case .png: "image/png"
        case .jpg: "image/jpeg"
        case .tiff: "image/tiff"
        case .txt: "text/plain; charset=utf-8"
        case .csv: "text/csv; charset=utf-8"
        case .zip: "application/zip"
        }
    }
}
