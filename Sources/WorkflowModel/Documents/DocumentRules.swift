public import Diagnostics

/// What `rules/documents.yaml` says of papers: which files are taken, which offices number their
/// documents and how, and the types of document there are besides those of the decree.
public struct DocumentRules: Hashable, Sendable {
    public struct Files: Hashable, Sendable {
        /// Bytes of one file.
        public var sizeLimit: Int
        public var types: [FileType]

        public init(sizeLimit: Int = 50 << 20, types: [FileType] = Self.usualTypes) {
            self.sizeLimit = sizeLimit
            self.types = types
        }

        /// What cannot carry a program.
        public static let usualTypes: [FileType] = [
            .pdf, .docx, .xlsx, .odt, .ods, .png, .jpg, .tiff, .txt,
        ]
    }

    public var files: Files
    /// Types of document besides those of the decree.
    public var ownTypes: [DocumentType]
    /// What kinds that are of no type of document are called: `Danh sách học viên` for
    /// `danh-sach-hoc-vien`.
    public var kindTitles: [String: LocalizedText]
    public var offices: [DocumentOffice]

    public init(
        files: Files = Files(), ownTypes: [DocumentType] = [],
        kindTitles: [String: LocalizedText] = [:], offices: [DocumentOffice] = []
    ) {
        self.files = files
        self.ownTypes = ownTypes
        self.kindTitles = kindTitles
        self.offices = offices
    }

    /// Those of the office come before those of the decree.
    public var types: [DocumentType] {
        ownTypes
            + DocumentType.decreed.filter { type in !ownTypes.contains { $0.code == type.code } }
    }

    /// The type called so: by its abbreviation (`TTr`), its kind (`to-trinh`) or its title, with or
    /// without marks. The abbreviation as written comes first, because `CT` and `CTr`, `HĐ` and `HD`
    /// differ by little.
    public func type(called name: String) -> DocumentType? {
        let types = types
        if let type = types.first(where: { $0.code == name || $0.kind == name }) { return type }
        let folded = TextFolding.fold(name)
        let byTitle = types.filter {
            TextFolding.fold($0.title.vi) == folded || TextFolding.fold($0.title.en) == folded
        }
        if byTitle.count == 1 { return byTitle[0] }
        let byCode = types.filter { TextFolding.fold($0.code) == folded }
        return byCode.count == 1 ? byCode[0] : nil
    }

    /// What comes with an action and is of no kind that has a name.
    package static let otherKind = "tai-lieu-khac"

    /// What people call a kind of document: `Tờ trình` for `to-trinh`. One that no rule names is
    /// called as workflows write it, with spaces.
    package func title(ofKind kind: String) -> LocalizedText {
        if kind == Self.otherKind {
            return LocalizedText(vi: "Tài liệu khác", en: "Another document")
        }
        return kindTitles[kind] ?? type(called: kind)?.title
            ?? LocalizedText(String(kind.map { $0 == "-" ? " " : $0 }))
    }

    /// The office whose documents an agency issues.
    public func office(_ agency: String) -> DocumentOffice? {
        offices.first { $0.agency == agency }
    }
}

/// An office that numbers its own documents.
public struct DocumentOffice: Hashable, Sendable {
    public enum Series: String, CaseIterable, Hashable, Sendable {
        /// Each type counts for itself: 01/TTr-SKHCN, 01/BC-SKHCN.
        case byType = "by type"
        /// All types count together: 01/TTr-SKHCN, 02/BC-SKHCN.
        case one
    }

    /// What number a document gets that is dated before the last one.
    public enum LateNumber: String, CaseIterable, Hashable, Sendable {
        /// The next one, marked as late.
        case next
        /// That of the last document up to its date, with a letter: 12a.
        case suffix
    }

    /// The code of the agency.
    public var agency: String
    /// As it stands in the symbol: `SKHCN` in `12/TTr-SKHCN`.
    public var symbol: String
    /// The place before the date: `Thừa Thiên Huế`.
    public var place: String
    /// What whoever heads it signs as: `Chánh Văn phòng`; nil when that is not said.
    public var head: String?
    public var series: Series
    public var lateNumber: LateNumber
    /// Who may number: people with one of these roles …
    public var numberingRoles: [String]
    /// … in this agency.
    public var numberingAgency: String
    /// The last numbers given before this register was kept.
    public var continued: [LastNumber]

    public init(
        agency: String, symbol: String, place: String, head: String? = nil,
        series: Series = .byType, lateNumber: LateNumber = .next, numberingRoles: [String],
        numberingAgency: String? = nil, continued: [LastNumber] = []
    ) {
        self.agency = agency
        self.symbol = symbol
        self.place = place
        self.head = head
        self.series = series
        self.lateNumber = lateNumber
        self.numberingRoles = numberingRoles
        self.numberingAgency = numberingAgency ?? agency
        self.continued = continued
    }

    /// The last number of a series in a year, given before the register was kept.
    public struct LastNumber: Hashable, Sendable {
        public var year: Int
        public var series: String
        public var number: Int

        public init(year: Int, series: String, number: Int) {
            self.year = year
            self.series = series
            self.number = number
        }
    }

    /// After which number the register goes on; 0 where it begins.
    public func lastNumber(of series: String, in year: Int) -> Int {
        continued.first { $0.year == year && $0.series == series }?.number ?? 0
    }

    /// The name of a series of all types.
    public static let oneSeries = "*"

    /// The series a type counts in.
    public func series(of type: DocumentType) -> String {
        series == .one ? Self.oneSeries : type.code
    }

    /// What follows the number: `TTr-SKHCN`; of a letter `SKHCN-QLKH`, the unit that drafted it
    /// last.
    public func symbol(of type: DocumentType, unit: String?) -> String {
        type.isLetter
            ? symbol + (unit.map { "-" + $0 } ?? "") : "\(type.code)-\(symbol)"
    }
}

extension String {
    /// Letters, digits and hyphens, up to 32: what can stand in a symbol, such as `VP-UBND`.
    public var isDocumentCode: Bool {
        (1...32).contains(count) && allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
            && first != "-" && last != "-"
    }
}
