import WorkflowCalendar
package import WorkflowStorage

/// One way to the items of an `ItemQuery`, as SQL that gives their ids in order. A query may have
/// several ways (the places that fit it, say), whose results are put together.
///
/// The order of the joins is given, not left to the planner, which has no statistics in a young
/// store. The first table has its rows in the order of the items, so a page is read without sorting
/// and reading stops when it is full.
package struct ItemSearch {
    package private(set) var sql: String
    private var arguments: [Argument] = []

    private enum Argument {
        case text(String)
        case integer(Int64)
    }

    /// - Parameter places: All that occur in the store.
    package static func all(for query: ItemQuery, places: [Place]) -> [ItemSearch] {
        var facets = facets(of: query)
        if query.state != nil || query.dueBefore != nil {
            return places.filter { $0.fits(state: query.state) }.map { place in
                let isOwner = query.agency == nil || place.owner == query.agency
                let lead = isOwner ? [] : lead(of: query)
                return ItemSearch(query, in: .place(place), facets: lead + facets)
            }
        }
        if let agency = query.agency {
            return places.filter { $0.owner == agency }.map {
                ItemSearch(query, in: .place($0), facets: facets)
            } + lead(of: query).map { ItemSearch(query, in: .facet($0), facets: facets) }
        }
        if facets.isEmpty { return [ItemSearch(query, in: .everything, facets: [])] }
        let first = facets.removeFirst()
        return [ItemSearch(query, in: .facet(first), facets: facets)]
    }

    /// Where to start from.
    private enum Start {
        case place(Place)
        case facet(Facet)
        case everything
    }

    private init(_ query: ItemQuery, in start: Start, facets: [Facet]) {
        var conditions: [String] = []
        var key: Argument?
        switch start {
        case .place(let place):
            sql = "SELECT s.item FROM item_places s"
            conditions.append("s.place = ?")
            key = .text(place.text)
        case .facet(let facet):
            sql = "SELECT s.item FROM item_facets s"
            conditions.append("s.facet = ?")
            key = .text(facet.text)
        case .everything:
            sql = "SELECT s.item FROM item_texts s"
        }
        for (number, facet) in facets.enumerated() {
            let name = "f\(number)"
            sql += " CROSS JOIN item_facets \(name) ON \(name).facet = ? AND \(name).item = s.item"
            arguments.append(.text(facet.text))
        }
        if !query.words.isEmpty { sql += " CROSS JOIN item_texts x ON x.item = s.item" }
        // Joins come before conditions in the text, and so do their arguments.
        if let key { arguments.append(key) }
        conditions.append("s.item > ?")
        arguments.append(.text(query.after ?? ""))
        if let dueBefore = query.dueBefore {
            conditions.append("s.due_at < ?")
            arguments.append(.integer(dueBefore.millisecondsSinceEpoch))
        }
        if query.isOverdue == false {
            conditions.append(
                "NOT EXISTS (SELECT 1 FROM item_facets o WHERE o.facet = ? AND o.item = s.item)")
            arguments.append(.text(Facet.overdue.text))
        }
        for word in query.words {
            conditions.append("instr(x.text, ?) > 0")
            arguments.append(.text(word))
        }
        sql += " WHERE " + conditions.joined(separator: " AND ") + " ORDER BY s.item LIMIT ?"
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

    /// The facets asked for, those that most likely leave the fewest items first.
    private static func facets(of query: ItemQuery) -> [Facet] {
        var facets: [Facet] = []
        if let parent = query.parent { facets.append(Facet(kind: .parent, value: parent)) }
        if query.isOverdue == true { facets.append(.overdue) }
        if let section = query.section { facets.append(Facet(kind: .section, value: section)) }
        if let plan = query.plan { facets.append(Facet(kind: .plan, value: plan)) }
        if let workflow = query.workflow { facets.append(Facet(kind: .workflow, value: workflow)) }
        if let isFinished = query.isFinished { facets.append(.phase(isFinished: isFinished)) }
        return facets
    }

    private static func lead(of query: ItemQuery) -> [Facet] {
        query.agency.map { [Facet(kind: .lead, value: $0)] } ?? []
    }
}

extension Place {
    fileprivate func fits(state: String?) -> Bool {
        state.map(states.contains) ?? true
    }
}
