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
        DocumentType("CV", "Công văn", "Official letter", "cong-van"),
        DocumentType("NQ", "Nghị quyết", "Resolution", "nghi-quyet"),
        DocumentType("QĐ", "Quyết định", "Decision", "quyet-dinh"),
        DocumentType("CT", "Chỉ thị", "Directive", "chi-thi"),
        DocumentType("QC", "Quy chế", "Regulation", "quy-che"),
        DocumentType("QyĐ", "Quy định", "Rule", "quy-dinh"),
        DocumentType("TC", "Thông cáo", "Communiqué", "thong-cao"),
        DocumentType("TB", "Thông báo", "Notice", "thong-bao"),
        DocumentType("HD", "Hướng dẫn", "Guideline", "huong-dan"),
        DocumentType("CTr", "Chương trình", "Programme", "chuong-trinh"),
        DocumentType("KH", "Kế hoạch", "Plan", "ke-hoach"),
        DocumentType("PA", "Phương án", "Scheme", "phuong-an"),
        DocumentType("ĐA", "Đề án", "Proposal of a scheme", "de-an"),
        DocumentType("DA", "Dự án", "Project", "du-an"),
        DocumentType("BC", "Báo cáo", "Report", "bao-cao"),
        DocumentType("BB", "Biên bản", "Minutes", "bien-ban"),
        DocumentType("TTr", "Tờ trình", "Submission", "to-trinh"),
        DocumentType("HĐ", "Hợp đồng", "Contract", "hop-dong"),
        DocumentType("CĐ", "Công điện", "Official telegram", "cong-dien"),
        DocumentType("BGN", "Bản ghi nhớ", "Memorandum", "ban-ghi-nho"),
        DocumentType("BTT", "Bản thỏa thuận", "Agreement", "ban-thoa-thuan"),
        DocumentType("GUQ", "Giấy ủy quyền", "Letter of authorisation", "giay-uy-quyen"),
        DocumentType("GM", "Giấy mời", "Invitation", "giay-moi"),
        DocumentType("GGT", "Giấy giới thiệu", "Letter of introduction", "giay-gioi-thieu"),
        DocumentType("GNP", "Giấy nghỉ phép", "Leave permit", "giay-nghi-phep"),
        DocumentType("PG", "Phiếu gửi", "Dispatch note", "phieu-gui"),
        DocumentType("PC", "Phiếu chuyển", "Transfer note", "phieu-chuyen"),
        DocumentType("PB", "Phiếu báo", "Notification note", "phieu-bao"),
    ]

    // The kind is the Vietnamese title folded; it is written out, as every `wf` process reads these
    // and folding all of them takes longer than the rest of the rules on documents.
    private init(_ code: String, _ vi: String, _ en: String, _ kind: String) {
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
