import Diagnostics
package import WorkflowCalendar
package import WorkflowStorage

/// Which items a list is of, as people and programs ask for it.
package struct ItemFilter: Sendable {
    /// The name of an active state.
    package var state: String?
    /// The code of an agency that leads or owns.
    package var agency: String?
    package var workflow: String?
    package var plan: String?
    /// The item they were opened below.
    package var parent: String?
    package var isOverdue = false
    /// A limit from now, as it is typed: `5 working days`.
    package var dueWithin: String?
    /// Words, typed with or without marks, all of which occur.
    package var search: String?
    /// Those that are finished, too.
    package var includesFinished = false

    package init() {}

    /// - Parameters:
    ///   - after: the item the page before ended with.
    ///   - calendar: asked for only when a limit has to be counted.
    /// - Throws: `bad-limit`, and what `calendar` throws.
    package func query(
        after: String?, limit: Int, now: Instant, calendar: () throws -> WorkingCalendar
    ) throws -> ItemQuery {
        var dueBefore: Instant?
        if let dueWithin {
            guard let limit = Limit(parsing: dueWithin) else {
                throw Failure.usage(
                    "bad-limit",
                    vi: "“\(dueWithin)” không phải khoảng thời gian; viết \"5 ngày làm việc\".",
                    en: "“\(dueWithin)” is not a limit; write \"5 working days\".")
            }
            // What is due at the end of the last day is still within.
            let end = try calendar().deadline(from: now, limit: limit, receipt: .onArrival)
            dueBefore = end.instant.adding(milliseconds: 1)
        }
        // Overdue is what is past its end now, whether or not a tick has flagged it yet.
        if isOverdue {
            let now = now.adding(milliseconds: 1)
            dueBefore = dueBefore.map { min($0, now) } ?? now
        }
        let words = search.map { TextFolding.fold($0).split(separator: " ").map(String.init) }
        return ItemQuery(
            state: state, agency: agency, workflow: workflow, plan: plan, parent: parent,
            isFinished: includesFinished ? nil : false, dueBefore: dueBefore, words: words ?? [],
            after: after, limit: limit)
    }
}
