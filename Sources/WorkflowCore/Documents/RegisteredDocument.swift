public import WorkflowCalendar
public import WorkflowModel

/// A document in the register of an office: what Decree 30/2020/NĐ-CP wants known of it.
public struct RegisteredDocument: Hashable, Sendable {
    /// What tells it from every other document, for ever.
    public struct ID: Hashable, Sendable, CustomStringConvertible {
        /// The code of the agency whose document it is.
        public var office: String
        public var year: Int
        /// Number and symbol as printed: `12/TTr-SKHCN`. Unique in the office and year.
        public var text: String

        public init(office: String, year: Int, text: String) {
            self.office = office
            self.year = year
            self.text = text
        }

        /// `so-khcn/2021/12/TTr-SKHCN`; nil for what is not like that.
        public init?(parsing id: String) {
            let parts = id.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, !parts[0].isEmpty, let year = Int(parts[1]), !parts[2].isEmpty
            else { return nil }
            self.init(office: String(parts[0]), year: year, text: String(parts[2]))
        }

        public var description: String { "\(office)/\(year)/\(text)" }
    }

    public struct Signer: Hashable, Sendable {
        public var name: String
        /// What they are: `Phó Giám đốc`.
        public var position: String?
        public var capacity: SigningCapacity?
        /// Whom they sign for: `Giám đốc`.
        public var principal: String?

        public init(
            name: String, position: String? = nil, capacity: SigningCapacity? = nil,
            principal: String? = nil
        ) {
            self.name = name
            self.position = position
            self.capacity = capacity
            self.principal = principal
        }
    }

    public var office: String
    /// The year of its date.
    public var year: Int
    /// What it is counted in: a type, or `*` for all together.
    public var series: String
    public var number: Int
    /// A letter, for a late one between two others; empty otherwise.
    public var suffix: String
    /// What follows the number: `TTr-SKHCN`.
    public var symbol: String
    /// The abbreviation of its type: `TTr`.
    public var type: String
    /// The kind workflows ask for it by: `to-trinh`.
    public var kind: String
    public var place: String
    public var date: CalendarDate
    /// Dated before a document that had its number first.
    public var isLate: Bool
    /// What it is about (trích yếu).
    public var summary: String
    public var signer: Signer?
    public var recipients: [String]
    public var urgency: DocumentUrgency?
    /// The content, when it is among the documents of the item.
    public var sha256: String?

    public init(
        office: String, year: Int, series: String, number: Int, suffix: String = "",
        symbol: String, type: String, kind: String, place: String, date: CalendarDate,
        isLate: Bool = false, summary: String, signer: Signer? = nil, recipients: [String] = [],
        urgency: DocumentUrgency? = nil, sha256: String? = nil
    ) {
        self.office = office
        self.year = year
        self.series = series
        self.number = number
        self.suffix = suffix
        self.symbol = symbol
        self.type = type
        self.kind = kind
        self.place = place
        self.date = date
        self.isLate = isLate
        self.summary = summary
        self.signer = signer
        self.recipients = recipients
        self.urgency = urgency
        self.sha256 = sha256
    }

    /// Number and symbol as printed. Numbers below 10 are padded: `01/KH-UBND`.
    public var text: String { Self.text(number: number, suffix: suffix, symbol: symbol) }

    public static func text(number: Int, suffix: String, symbol: String) -> String {
        (number < 10 ? "0" : "") + "\(number)\(suffix)/\(symbol)"
    }

    public var id: ID { ID(office: office, year: year, text: text) }
}

/// A document was given its number. In the history of its item, or, for one without, in that of the
/// register itself.
public final class DocumentRegistered: Sendable {
    public let document: RegisteredDocument
    /// What was handed in with it.
    public let documents: [DocumentRecord]

    public init(_ document: RegisteredDocument, documents: [DocumentRecord] = []) {
        self.document = document
        self.documents = documents
    }
}

/// A document was withdrawn. Its number stays taken.
public final class DocumentWithdrawn: Sendable {
    public let id: RegisteredDocument.ID
    public let reason: String

    public init(_ id: RegisteredDocument.ID, reason: String) {
        self.id = id
        self.reason = reason
    }
}
