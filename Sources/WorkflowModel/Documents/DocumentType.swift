public import Diagnostics

/// A type of administrative document and its abbreviation.
public struct DocumentType: Hashable, Sendable {
    /// As it stands in the symbol: `TTr` in `12/TTr-SKHCN`.
    public var code: String
    /// As it stands above the subject: `Tờ trình`.
    public var title: LocalizedText
    /// The kind that workflows ask for such a document by: `to-trinh`.
    public var kind: String

    public init(code: String, title: LocalizedText, kind: String) {
        self.code = code
        self.title = title
        self.kind = kind
    }

    /// An official letter has no name of its type and no abbreviation in its symbol:
    /// `123/SKHCN-QLKH` (Decree 30/2020/NĐ-CP, annex I, part II, 3).
    public static let letterCode = "CV"
    public var isLetter: Bool { code == Self.letterCode }

    /// Decree 30/2020/NĐ-CP, annex III, and the official letter.
    public static let decreed: [DocumentType] = [
        DocumentType("CV", "Công văn", "Official letter"),
        DocumentType("NQ", "Nghị quyết", "Resolution"),
        DocumentType("QĐ", "Quyết định", "Decision"),
        DocumentType("CT", "Chỉ thị", "Directive"),
        DocumentType("QC", "Quy chế", "Regulation"),
        DocumentType("QyĐ", "Quy định", "Rule"),
        DocumentType("TC", "Thông cáo", "Communiqué"),
        DocumentType("TB", "Thông báo", "Notice"),
        DocumentType("HD", "Hướng dẫn", "Guideline"),
        DocumentType("CTr", "Chương trình", "Programme"),
        DocumentType("KH", "Kế hoạch", "Plan"),
        DocumentType("PA", "Phương án", "Scheme"),
        DocumentType("ĐA", "Đề án", "Proposal of a scheme"),
        DocumentType("DA", "Dự án", "Project"),
        DocumentType("BC", "Báo cáo", "Report"),
        DocumentType("BB", "Biên bản", "Minutes"),
        DocumentType("TTr", "Tờ trình", "Submission"),
        DocumentType("HĐ", "Hợp đồng", "Contract"),
        DocumentType("CĐ", "Công điện", "Official telegram"),
        DocumentType("BGN", "Bản ghi nhớ", "Memorandum"),
        DocumentType("BTT", "Bản thỏa thuận", "Agreement"),
        DocumentType("GUQ", "Giấy ủy quyền", "Letter of authorisation"),
        DocumentType("GM", "Giấy mời", "Invitation"),
        DocumentType("GGT", "Giấy giới thiệu", "Letter of introduction"),
        DocumentType("GNP", "Giấy nghỉ phép", "Leave permit"),
        DocumentType("PG", "Phiếu gửi", "Dispatch note"),
        DocumentType("PC", "Phiếu chuyển", "Transfer note"),
        DocumentType("PB", "Phiếu báo", "Notification note"),
    ]

    private init(_ code: String, _ vi: String, _ en: String) {
        let kind = TextFolding.fold(vi).split(separator: " ").joined(separator: "-")
        self.init(code: code, title: LocalizedText(vi: vi, en: en), kind: kind)
    }
}

/// In what capacity somebody signs (Decree 30/2020/NĐ-CP, art. 13; annex I, part II, 7).
public enum SigningCapacity: String, CaseIterable, Hashable, Sendable {
    /// Thay mặt: for the collective.
    case tm = "TM"
    /// Quyền: acting head.
    case q = "Q"
    /// Ký thay: for the head, by a deputy.
    case kt = "KT"
    /// Thừa lệnh: by order of the head.
    case tl = "TL"
    /// Thừa ủy quyền: authorised in writing by the head.
    case tuq = "TUQ"

    /// As it stands before whom one signs for: `KT.`
    public var abbreviation: String { rawValue + "." }

    public var title: LocalizedText {
        switch self {
        case .tm: LocalizedText(vi: "thay mặt", en: "for the collective")
        case .q: LocalizedText(vi: "quyền", en: "acting")
        case .kt: LocalizedText(vi: "ký thay", en: "for the head")
        case .tl: LocalizedText(vi: "thừa lệnh", en: "by order")
        case .tuq: LocalizedText(vi: "thừa ủy quyền", en: "by authorisation")
        }
    }
}

/// How urgent a document is (Decree 30/2020/NĐ-CP, art. 8; annex I, part II, 10).
public enum DocumentUrgency: String, CaseIterable, Hashable, Sendable {
    case khan
    case thuongKhan = "thuong-khan"
    case hoaToc = "hoa-toc"

    public var title: LocalizedText {
        switch self {
        case .khan: LocalizedText(vi: "Khẩn", en: "Urgent")
        case .thuongKhan: LocalizedText(vi: "Thượng khẩn", en: "Very urgent")
        case .hoaToc: LocalizedText(vi: "Hỏa tốc", en: "Express")
        }
    }
}
