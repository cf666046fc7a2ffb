package import JSON
package import WorkflowCalendar
import WorkflowCore
package import WorkflowEngine
package import WorkflowReports
package import WorkflowStorage

/// What is due by a moment: items by their deadlines, and what moves on by itself.
package struct DueList: Sendable {
    package var items: [ItemRow] = []
    package var moves: [TimedMove] = []
    /// There are more items than were asked for.
    package var hasMore = false

    package var isEmpty: Bool { items.isEmpty && moves.isEmpty }

    /// `{"items","timed","more"?}`
    package func view(_ clock: DueClock) -> JSON {
        var view: JSONObject = ["items": .array(items.map { $0.view(clock.status(of: $0)) })]
        view["timed"] = .array(moves.map(\.view))
        if hasMore { view["more"] = true }
        return .object(view)
    }
}

extension Engine {
    /// The open items that are due before a moment, the earliest first, and what moves by itself
    /// before it.
    ///
    /// - Parameter agency: the code of one that leads or owns.
    package func due(
        before instant: Instant, agency: String? = nil, workflow: String? = nil, limit: Int
    ) async throws -> DueList {
        let query = ItemQuery(agency: agency, workflow: workflow)
        let found = try await items(dueBefore: instant, query, limit)
        return DueList(
            items: Array(found.prefix(limit)),
            moves: try await moves(before: instant, query, limit), hasMore: found.count > limit)
    }

    private func moves(
        before instant: Instant, _ query: ItemQuery, _ limit: Int
    ) async throws -> [TimedMove] {
        var moves: [TimedMove] = []
        for timer in try await store.timedTransitions(before: instant, limit: limit) {
            guard let row = try await store.item(timer.item)?.row, query.matches(row),
                try await !shown([row]).isEmpty
            else { continue }
            let state = try await state(of: timer.item)
            moves += state.timers.filter { state.key(of: $0) == timer.key }
                .map { TimedMove($0, of: state) }
        }
        return moves
    }

    /// One more than `limit`, if there are, to know that there are more.
    private func items(
        dueBefore instant: Instant, _ query: ItemQuery, _ limit: Int
    ) async throws -> [ItemRow] {
        var asked = limit + 1
        while true {
            let due = try await store.itemsDue(before: instant, limit: asked)
            let found = try await shown(due.filter(query.matches))
            if found.count > limit || due.count < asked { return found }
            // The soonest of others fill the page: look further ahead.
            asked *= 4
        }
    }
}
