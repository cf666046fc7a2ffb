import WorkflowStorage

/// Which changes one listener wants, of those they may see.
struct ChangeFilter: Sendable {
    /// Those of these items; empty for all.
    var items: Set<String> = []
    /// Of items this agency leads or has on its desk.
    var agency: String?
    /// What they did themselves, and what concerns items of their own agency.
    var mine: (person: String, agency: String)?

    func wants(_ change: Change) -> Bool {
        let row = change.row
        if !items.isEmpty, !items.contains(row.id) { return false }
        if let agency, row.lead != agency, row.owner != agency { return false }
        if let mine, change.event.actor != mine.person, row.lead != mine.agency,
            row.owner != mine.agency
        {
            return false
        }
        return true
    }
}
