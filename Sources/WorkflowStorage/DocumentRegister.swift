public import WorkflowCalendar

/// The registers of the offices: which document has which number.
///
/// Numbers of a series follow one another without gaps and doubles, however many processes give
/// them: the number is taken, and what says so is written, in one transaction. What was given once
/// stays taken, be it withdrawn.
public protocol DocumentRegister: Sendable {
    /// Gives a document its number and writes what comes of it, or does nothing at all.
    ///
    /// Throws `.lateDocument` when a document dated before another of its series may not have a
    /// number, `.duplicateKey` and `.conflict` as `Store.commit` does.
    ///
    /// - Parameter decide: called with the number, inside the transaction: it must not wait.
    func register(
        _ draft: DocumentDraft, _ decide: @Sendable (DocumentNumber) -> Registration
    ) async throws(StoreError) -> (row: DocumentRow, events: [SealedEvent])
    /// Marks a document as withdrawn. Throws `.conflict` when it is already, or is not there.
    func withdraw(
        _ document: DocumentRow, by event: RegistrationEvent
    ) async throws(StoreError) -> [SealedEvent]
    /// In the order of office, year, series, number and suffix; texts compared byte by byte.
    func documents(_ query: DocumentQuery) async throws(StoreError) -> [DocumentRow]
}

/// What a number is asked for.
public struct DocumentDraft: Hashable, Sendable {
    public enum Late: Hashable, Sendable {
        /// None for a document dated before the last one.
        case refuse
        /// The next number.
        case next
        /// The number of the last document up to its date, with a letter.
        case suffix
    }

    public var office: String
    public var year: Int
    public var series: String
    /// What follows the number.
    public var symbol: String
    public var date: CalendarDate
    public var late: Late
    /// Numbers up to this one were given elsewhere.
    public var after: Int
    public var item: String?

    public init(
        office: String, year: Int, series: String, symbol: String, date: CalendarDate,
        late: Late = .refuse, after: Int = 0, item: String? = nil
    ) {
        self.office = office
        self.year = year
        self.series = series
        self.symbol = symbol
        self.date = date
        self.late = late
        self.after = after
        self.item = item
    }

    /// The letters of late numbers, as lists in Vietnamese have them: no f, j, w and z.
    package static let letters = Array("abcdeghiklmnopqrstuvxy")

    /// What a document is registered under that belongs to no item; no item is called so.
    package var registerID: String { "\(office)/\(year)" }
}

/// The number given.
public struct DocumentNumber: Hashable, Sendable {
    public var number: Int
    /// Empty, or a letter.
    public var suffix: String
    /// A document of a later date had its number first.
    public var isLate: Bool

    public init(number: Int, suffix: String, isLate: Bool) {
        self.number = number
        self.suffix = suffix
        self.isLate = isLate
    }
}

/// What is written once the number is known.
public struct Registration: Sendable {
    /// Number and symbol as printed: `12/TTr-SKHCN`.
    public var text: String
    public var at: Instant
    public var actor: String
    /// The document as a canonical JSON object.
    public var data: String
    public var event: RegistrationEvent

    public init(text: String, at: Instant, actor: String, data: String, event: RegistrationEvent) {
        self.text = text
        self.at = at
        self.actor = actor
        self.data = data
        self.event = event
    }
}

/// In whose history it is told.
public enum RegistrationEvent: Sendable {
    /// That of the item.
    case item(Commit)
    /// That of the register.
    case register(type: String, at: Instant, actor: String, data: String, key: String?)
}

/// A document in a register.
public struct DocumentRow: Hashable, Sendable {
    public var office: String
    public var year: Int
    public var series: String
    public var number: Int
    public var suffix: String
    public var text: String
    public var date: CalendarDate
    public var item: String?
    public var isWithdrawn: Bool
    public var at: Instant
    public var actor: String
    public var data: String

    public init(
        office: String, year: Int, series: String, number: Int, suffix: String, text: String,
        date: CalendarDate, item: String?, isWithdrawn: Bool = false, at: Instant, actor: String,
        data: String
    ) {
        self.office = office
        self.year = year
        self.series = series
        self.number = number
        self.suffix = suffix
        self.text = text
        self.date = date
        self.item = item
        self.isWithdrawn = isWithdrawn
        self.at = at
        self.actor = actor
        self.data = data
    }

    package init(_ draft: DocumentDraft, _ number: DocumentNumber, _ registration: Registration) {
        self.init(
            office: draft.office, year: draft.year, series: draft.series, number: number.number,
            suffix: number.suffix, text: registration.text, date: draft.date, item: draft.item,
            at: registration.at, actor: registration.actor, data: registration.data)
    }

    /// What it is registered under if it belongs to no item.
    package var registerID: String { "\(office)/\(year)" }

    /// Where it stands in the order of all.
    public var place: Place {
        Place(office: office, year: year, series: series, number: number, suffix: suffix)
    }

    public struct Place: Hashable, Sendable {
        public var office: String
        public var year: Int
        public var series: String
        public var number: Int
        public var suffix: String

        package func isBefore(_ other: Place) -> Bool {
            if office != other.office {
                return office.utf8.lexicographicallyPrecedes(other.office.utf8)
            }
            if year != other.year { return year < other.year }
            if series != other.series {
                return series.utf8.lexicographicallyPrecedes(other.series.utf8)
            }
            if number != other.number { return number < other.number }
            return suffix.utf8.lexicographicallyPrecedes(other.suffix.utf8)
        }
    }
}

/// Which documents; nil stands for any.
public struct DocumentQuery: Hashable, Sendable {
    public var office: String?
    public var year: Int?
    public var series: String?
    public var text: String?
    public var item: String?
    /// Only those behind this place.
    public var after: DocumentRow.Place?
    public var limit: Int

    public init(
        office: String? = nil, year: Int? = nil, series: String? = nil, text: String? = nil,
        item: String? = nil, after: DocumentRow.Place? = nil, limit: Int = .max
    ) {
        self.office = office
        self.year = year
        self.series = series
        self.text = text
        self.item = item
        self.after = after
        self.limit = limit
    }

    package func matches(_ row: DocumentRow) -> Bool {
        (office.map { $0 == row.office } ?? true) && (year.map { $0 == row.year } ?? true)
            && (series.map { $0 == row.series } ?? true) && (text.map { $0 == row.text } ?? true)
            && (item.map { $0 == row.item } ?? true)
            && (after.map { $0.isBefore(row.place) } ?? true)
    }
}

extension DocumentDraft {
    /// The number for this draft.
    ///
    /// - Parameters:
    ///   - last: the highest number of the series.
    ///   - latest: the latest date of the series.
    ///   - base: the highest number of those dated up to a date; asked only for a late one.
    ///   - letters: the letters given to a number, each once.
    package func number(
        last: Int?, latest: CalendarDate?, base: (CalendarDate) throws(StoreError) -> Int?,
        letters: (Int) throws(StoreError) -> [String]
    ) throws(StoreError) -> DocumentNumber {
        let next = DocumentNumber(number: max(last ?? 0, after) + 1, suffix: "", isLate: false)
        guard let latest, date < latest else { return next }
        switch late {
        case .refuse:
            throw StoreError(
                .lateDocument, subject: "\(office)/\(year)/\(series)", detail: latest.description)
        case .next:
            return DocumentNumber(number: next.number, suffix: "", isLate: true)
        case .suffix:
            // Before the first of the year there is none to go behind.
            guard let base = try base(date) ?? (after > 0 ? after : nil) else {
                return DocumentNumber(number: next.number, suffix: "", isLate: true)
            }
            let taken = try letters(base)
            guard let letter = Self.letters.map(String.init).first(where: { !taken.contains($0) })
            else {
                return DocumentNumber(number: next.number, suffix: "", isLate: true)
            }
            return DocumentNumber(number: base, suffix: letter, isLate: true)
        }
    }
}

extension StoreError {
    /// The document is withdrawn, or not there.
    package static func notInForce(_ document: DocumentRow) -> StoreError {
        StoreError(
            .conflict, subject: "\(document.registerID)/\(document.text)",
            detail: "it is withdrawn, or not there")
    }

    /// The number and symbol are those of another document, of another series.
    package static func symbolTaken(_ row: DocumentRow) -> StoreError {
        StoreError(
            .conflict, subject: "\(row.registerID)/\(row.text)",
            detail: "there is another document of this number and symbol")
    }
}
