public import WorkflowModel

extension FileType {
    /// Whether bytes are a file of this type, by what every such file begins with or contains.
    ///
    /// Strict at the start of the file, so that nothing can be two things at once.
    public func matches(_ bytes: [UInt8]) -> Bool {
        switch self {
        case .pdf: bytes.starts(with: "%PDF-".utf8)
        case .png: bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        case .jpg: bytes.starts(with: [0xFF, 0xD8, 0xFF])
        case .tiff:
            bytes.starts(with: [0x49, 0x49, 0x2A, 0x00])
                || bytes.starts(with: [0x4D, 0x4D, 0x00, 0x2A])
        case .doc, .xls:
            bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
        case .docx: Self.isPackage(bytes, with: "word/document.xml")
        case .xlsx: Self.isPackage(bytes, with: "xl/workbook.xml")
        case .pptx: Self.isPackage(bytes, with: "ppt/presentation.xml")
        case .odt, .ods, .odp: ZipNames.mediaType(of: bytes) == mediaType
        case .zip: ZipNames(bytes) != nil
        case .txt, .csv: Self.isText(bytes)
        }
    }

    /// A package of Office Open XML with that part and without macros.
    private static func isPackage(_ bytes: [UInt8], with part: String) -> Bool {
        guard let names = ZipNames(bytes)?.names else { return false }
        return names.contains("[Content_Types].xml") && names.contains(part)
            && !names.contains { $0.lowercased().hasSuffix("vbaproject.bin") }
    }

    /// UTF-8 without control characters, and no script.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        !bytes.starts(with: "#!".utf8)
            && bytes.allSatisfy { byte in
                switch byte {
                case 0x09, 0x0A, 0x0C, 0x0D: true
                case ..<0x20, 0x7F: false
                default: true
                }
            }
            && String(validating: bytes, as: UTF8.self) != nil
    }

    /// The type a file is of by its content, to tell who gave it a wrong name. Nil for none of
    /// these types.
    public static func type(of bytes: [UInt8]) -> FileType? {
        let byContent: [FileType] = [
            .pdf, .png, .jpg, .tiff, .docx, .xlsx, .pptx, .odt, .ods, .odp, .doc, .zip, .txt,
        ]
        return byContent.first { $0.matches(bytes) }
    }
}

/// The names of the entries of a ZIP archive, from its central directory (APPNOTE 4.3.12).
struct ZipNames {
    private(set) var names: [String] = []

    /// Nil for what is no archive.
    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: Self.localHeader), let end = Self.end(of: bytes) else {
            return nil
        }
        let count = Self.number(bytes, end + 10, 2)
        var at = Self.number(bytes, end + 16, 4)
        for _ in 0..<count {
            guard at + 46 <= bytes.count, Self.number(bytes, at, 4) == 0x0201_4B50 else {
                return nil
            }
            let length = Self.number(bytes, at + 28, 2)
            let next =
                at + 46 + length + Self.number(bytes, at + 30, 2)
                + Self.number(bytes, at + 32, 2)
            guard next <= bytes.count else { return nil }
            names.append(String(decoding: bytes[(at + 46)..<(at + 46 + length)], as: UTF8.self))
            at = next
        }
    }

    /// What an OpenDocument package says it is: its first entry is called `mimetype` and stored as
    /// it is (ODF 1.2 part 3, 3.3).
    static func mediaType(of bytes: [UInt8]) -> String? {
        guard bytes.starts(with: localHeader), bytes.count > 38,
            bytes[30..<38].elementsEqual("mimetype".utf8), number(bytes, 26, 2) == 8,
            number(bytes, 8, 2) == 0
        else { return nil }
        let start = 38 + number(bytes, 28, 2)
        let end = start + number(bytes, 18, 4)
        guard end <= bytes.count else { return nil }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private static let localHeader: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

    /// Where the record of the end of the central directory is: the last 22 bytes, unless a
    /// comment follows.
    private static func end(of bytes: [UInt8]) -> Int? {
        guard bytes.count >= 22 else { return nil }
        let last = bytes.count - 22
        return stride(from: last, through: max(0, last - 65_535), by: -1).first {
            number(bytes, $0, 4) == 0x0605_4B50
        }
    }

    /// Little-endian; 0 beyond the end.
    private static func number(_ bytes: [UInt8], _ at: Int, _ size: Int) -> Int {
        guard at >= 0, at + size <= bytes.count else { return 0 }
        return (0..<size).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }
}
