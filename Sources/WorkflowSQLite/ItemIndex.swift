import WorkflowCalendar
import WorkflowStorage

/// What an item is found by: the rows that the tables beside `items` must have for it.
///
/// A pure function of the projection. Its written form stands in the item's own row, so that a
/// commit can see what the tables have without reading them, and writes only the difference.
struct ItemIndex {
    /// Rows of `item_facets`, a line for each; no name has a line feed in it. As it stands in the
    /// row of the item.
    var facetLines: String
    /// Rows of `item_places`, in the same way.
    var placeLines: String
    /// The row of `wakes`: when the first timer fires, in milliseconds since 1970.
    var wakeAt: Int64?
    /// Tells texts apart without reading them.
    var textHash: Int64

    init(facetLines: String, placeLines: String, wakeAt: Int64?, textHash: Int64) {
        self.facetLines = facetLines
        self.placeLines = placeLines
        self.wakeAt = wakeAt
        self.textHash = textHash
    }

    init(_ projection: borrowing Projection) {
        let row = projection.row
        facetLines = Facet.lines(of: row)
        placeLines = PlaceRow.lines(of: row, tasks: projection.tasks)
        wakeAt = nil
        for timer in projection.timers {
            wakeAt = min(wakeAt ?? .max, timer.dueAt.millisecondsSinceEpoch)
        }
        textHash = Self.hash(row.searchText)
    }

    var facets: [String] { Lines.fields(facetLines) { $0[0].text } }
    var places: [PlaceRow.Columns] { Lines.fields(placeLines) { PlaceRow.Columns($0) } }

    /// FNV-1a: not against forgers, who can change the text itself as well.
    private static func hash(_ text: String) -> Int64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var text = text
        text.withUTF8 { bytes in
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        }
        return Int64(bitPattern: hash)
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
        /// The item it was opened below.
        case parent
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

    /// Those of an item, each once, a line for each.
    static func lines(of row: ItemRow) -> String {
        var lines = LineWriter(reserving: 128)
        func add(_ kind: Kind, _ value: String?) {
            guard let value else { return }
            lines.beginLine()
            lines.text(kind.rawValue)
            lines.byte(UInt8(ascii: ":"))
            lines.text(value)
        }
        add(.phase, phase(isFinished: row.isFinished).value)
        add(.workflow, row.workflow)
        add(.lead, row.lead)
        add(.plan, row.plan)
        add(.section, row.section)
        if row.isOverdue { add(.overdue, overdue.value) }
        add(.parent, row.parent)
        return lines.text
    }

    /// The item it was opened below, among the lines of an item; nil for nearly all.
    static func parent(in lines: String) -> String? {
        var lines = lines
        return lines.withUTF8 { bytes in
            let name = UnsafeBufferPointer(
                start: parentName.utf8Start, count: parentName.utf8CodeUnitCount)
            var start = 0
            while start < bytes.count {
                let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
                let line = bytes[start..<end]
                if line.starts(with: name) {
                    return String(decoding: line.dropFirst(name.count), as: UTF8.self)
                }
                start = end + 1
            }
            return nil
        }
    }

    private static let parentName: StaticString = "parent:"
}
