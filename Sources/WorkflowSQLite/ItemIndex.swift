import WorkflowCalendar
import WorkflowStorage

/// What an item is found by: the rows that the tables beside `items` must have for it.
///
/// A pure function of the projection. Its written form stands in the item's own row, so that a
/// commit can see what the tables have without reading them, and writes only the difference.
struct ItemIndex {
    /// Rows of `item_facets`, each once.
    var facets: [String]
    /// Rows of `item_places`, each once.
    var places: [PlaceRow.Columns]
    /// The row of `wakes`: when the first timer fires, in milliseconds since 1970.
    var wakeAt: Int64?
    /// Tells texts apart without reading them.
    var textHash: Int64

    init(_ projection: Projection) {
        let row = projection.row
        facets = Facet.all(of: row).map(\.text)
        places = PlaceRow.all(of: row, tasks: projection.tasks).map(\.columns)
        wakeAt = projection.timers.lazy.map(\.dueAt.millisecondsSinceEpoch).min()
        textHash = Self.hash(row.searchText)
    }

    // MARK: As it stands in the row of the item: a line for each row. No name has a line feed in it.

    init(facets: String, places: String, wakeAt: Int64?, textHash: Int64) {
        self.facets = Lines.split(facets).map(String.init)
        self.places = Lines.split(places).map(PlaceRow.Columns.init(line:))
        self.wakeAt = wakeAt
        self.textHash = textHash
    }

    var facetLines: String { facets.joined(separator: "\n") }
    var placeLines: String { places.map(\.line).joined(separator: "\n") }

    /// FNV-1a: not against forgers, who can change the text itself as well.
    private static func hash(_ text: String) -> Int64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return Int64(bitPattern: hash)
    }
}

/// Lines, and fields within them parted by tabs; cut by bytes, because by characters it takes ten
/// times as long.
enum Lines {
    static func split(_ text: String) -> [Substring] {
        text.utf8.split(separator: 0x0A).map(Substring.init)
    }

    static func fields(_ line: Substring) -> [Substring] {
        line.utf8.split(separator: 0x09, omittingEmptySubsequences: false).map(Substring.init)
    }
}

/// The rows to take out and to put in to get from one list of rows to another.
struct RowChange<Row: Hashable> {
    private(set) var removed: [Row] = []
    private(set) var added: [Row] = []

    init(from old: [Row], to new: [Row]) {
        if old == new { return }
        // Nearly always one or two; the sets are for the item that lies on a hundred desks.
        if old.count + new.count <= 8 {
            removed = old.filter { !new.contains($0) }
            added = new.filter { !old.contains($0) }
        } else {
            let kept = (Set(old), Set(new))
            removed = old.filter { !kept.1.contains($0) }
            added = new.filter { !kept.0.contains($0) }
        }
    }
}

/// A property of an item that lists are filtered by and that seldom changes.
struct Facet: Hashable {
    enum Kind: String {
        /// The agency that leads.
        case lead
        case workflow, plan, section
        /// `open` or `finished`.
        case phase
        /// Of overdue items only: there are few, and of the others one would rather know more.
        case overdue
    }

    var kind: Kind
    var value: String

    /// As in the table.
    var text: String { kind.rawValue + ":" + value }

    static func phase(isFinished: Bool) -> Facet {
        Facet(kind: .phase, value: isFinished ? "finished" : "open")
    }

    static let overdue = Facet(kind: .overdue, value: "yes")

    static func all(of row: ItemRow) -> [Facet] {
        var facets = [
            phase(isFinished: row.isFinished), Facet(kind: .workflow, value: row.workflow),
        ]
        if let lead = row.lead { facets.append(Facet(kind: .lead, value: lead)) }
        if let plan = row.plan { facets.append(Facet(kind: .plan, value: plan)) }
        if let section = row.section { facets.append(Facet(kind: .section, value: section)) }
        if row.isOverdue { facets.append(overdue) }
        return facets
    }
}
