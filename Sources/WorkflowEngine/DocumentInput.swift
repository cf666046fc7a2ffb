public import WorkflowCalendar
public import WorkflowCore
public import WorkflowModel
public import WorkflowStorage

/// A document that is to have a number.
public struct DocumentInput: Sendable {
    /// The agency whose document it is: its code, a name or an alias.
    public var office: String
    /// Its type: `TTr`, `to-trinh` or `Tờ trình`.
    public var type: String
    /// The kind workflows ask for it by; nil: that of its type.
    public var kind: String?
    /// Nil: today.
    public var date: CalendarDate?
    /// Nil: that of the office.
    public var place: String?
    public var summary: String
    public var signer: RegisteredDocument.Signer?
    public var recipients: [String]
    public var urgency: DocumentUrgency?
    /// The unit that drafted a letter, for its symbol: `QLKH` in `123/SKHCN-QLKH`.
    public var unit: String?
    /// Dated before one that has its number already.
    public var isLate: Bool
    /// The item it belongs to.
    public var item: String?
    /// Which of the documents of the item it is: SHA-256.
    public var sha256: String?
    /// What is handed in with it; the first is its content.
    public var documents: [DocumentRecord]

    public init(
        office: String, type: String, summary: String, kind: String? = nil,
        date: CalendarDate? = nil, place: String? = nil,
        signer: RegisteredDocument.Signer? = nil, recipients: [String] = [],
        urgency: DocumentUrgency? = nil, unit: String? = nil, isLate: Bool = false,
        item: String? = nil, sha256: String? = nil, documents: [DocumentRecord] = []
    ) {
        self.office = office
        self.type = type
        self.summary = summary
        self.kind = kind
        self.date = date
        self.place = place
        self.signer = signer
        self.recipients = recipients
        self.urgency = urgency
        self.unit = unit
        self.isLate = isLate
        self.item = item
        self.sha256 = sha256
        self.documents = documents
    }
}

/// A document with what the register keeps of it.
public struct DocumentEntry: Hashable, Sendable {
    public var document: RegisteredDocument
    public var item: String?
    public var isWithdrawn: Bool
    /// When it was registered, and by whom.
    public var at: Instant
    public var actor: String

    /// Nil when the row cannot be read.
    init?(_ row: DocumentRow) {
        guard let document = RegisteredDocument(stored: row.data) else { return nil }
        self.init(
            document: document, item: row.item, isWithdrawn: row.isWithdrawn, at: row.at,
            actor: row.actor)
    }

    init(
        document: RegisteredDocument, item: String?, isWithdrawn: Bool, at: Instant, actor: String
    ) {
        self.document = document
        self.item = item
        self.isWithdrawn = isWithdrawn
        self.at = at
        self.actor = actor
    }
}

/// What registering or withdrawing did.
public struct DocumentOutcome: Sendable {
    public var entry: DocumentEntry
    public var events: [SealedEvent]
    /// True when an idempotency key was used before and this is the answer given then.
    public var isRepeated = false
}
