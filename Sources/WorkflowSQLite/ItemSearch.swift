import WorkflowCalendar
import WorkflowStorage

/// An `ItemQuery` as SQL.
///
/// The order of the joins is given, not left to the planner, which has no statistics in a young
/// store: first the property that most likely leaves the fewest items, then the others as look-ups
/// for each of these, then the words, then the item itself. Facets and texts are in the order of
/// the items, so a page is read without sorting and reading stops when it is full.
struct ItemSearch {
    private(set) var sql = ""
    private var arguments: [Argument] = []

    private enum Argument {
        case text(String)
        case integer(Int64)
    }

    init(_ query: ItemQuery) {
        var facets = Self.facets(of: query)
        var conditions: [String] = []
        let id: String
        if query.dueBefore != nil && !facets.contains(where: Self.isSelective) {
            // Few items are about to be due; sorting these is less than looking through all.
            sql = "SELECT \(SQL.itemColumns) FROM items i INDEXED BY items_due"
            id = "i.id"
            join(facets, by: id)
            join("item_texts x ON x.item = i.id")
        } else if !facets.isEmpty {
            let first = facets.removeFirst()
            sql = "SELECT \(SQL.itemColumns) FROM item_facets f"
            id = "f.item"
            join(facets, by: id)
            join("item_texts x ON x.item = f.item")
            join("items i ON i.id = f.item")
            conditions.append("f.facet = ?")
            // Joins come before conditions in the text, and so do their arguments.
            arguments.append(.text(first.text))
        } else {
            sql = "SELECT \(SQL.itemColumns) FROM item_texts x"
            id = "x.item"
            join("items i ON i.id = x.item")
        }

        conditions.append("\(id) > ?")
        arguments.append(.text(query.after ?? ""))
        for word in query.words {
            conditions.append("instr(x.text, ?) > 0")
            arguments.append(.text(word))
        }
        if let dueBefore = query.dueBefore {
            conditions.append("i.due_at < ?")
            arguments.append(.integer(dueBefore.millisecondsSinceEpoch))
        }
        if query.isOverdue == false { conditions.append("i.is_overdue = 0") }
        sql += " WHERE " + conditions.joined(separator: " AND ") + " ORDER BY \(id) LIMIT ?"
        arguments.append(.integer(Int64(query.limit)))
    }

    func bind(to statement: PreparedStatement) {
        for argument in arguments {
            switch argument {
            case .text(let text): statement.bind(text)
            case .integer(let integer): statement.bind(integer)
            }
        }
    }

    private mutating func join(_ facets: [Facet], by id: String) {
        for (number, facet) in facets.enumerated() {
            join("item_facets f\(number) ON f\(number).facet = ? AND f\(number).item = \(id)")
            arguments.append(.text(facet.text))
        }
    }

    private mutating func join(_ table: String) {
        sql += " CROSS JOIN " + table
    }

    /// The facets asked for, those that most likely leave the fewest items first.
    private static func facets(of query: ItemQuery) -> [Facet] {
        var facets: [Facet] = []
        if query.isOverdue == true { facets.append(.overdue) }
        if let agency = query.agency { facets.append(Facet(kind: .agency, value: agency)) }
        if let state = query.state { facets.append(Facet(kind: .state, value: state)) }
        if let section = query.section { facets.append(Facet(kind: .section, value: section)) }
        if let plan = query.plan { facets.append(Facet(kind: .plan, value: plan)) }
        if let workflow = query.workflow { facets.append(Facet(kind: .workflow, value: workflow)) }
        if let isFinished = query.isFinished { facets.append(.phase(isFinished: isFinished)) }
        return facets
    }

    private static func isSelective(_ facet: Facet) -> Bool {
        switch facet.kind {
        case .overdue, .agency, .state, .section, .plan: true
        case .workflow, .phase: false
        }
    }
}
