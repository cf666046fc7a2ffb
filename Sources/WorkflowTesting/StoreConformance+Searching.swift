import WorkflowCalendar
import WorkflowStorage

extension StoreConformance {
    static let searching = [
        Case("every query finds what matches it, in order") { store in
            let rows = manyRows
            _ = try await store.commit(
                batch: rows.map { Sample.commit(Sample.projection($0)) })
            for query in manyQueries {
                let expected = rows.filter(query.matches)
                    .sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
                try expect(
                    try await store.items(query), Array(expected.prefix(query.limit)), "\(query)")
            }
        },
        Case("an item is found by what it is now, not by what it was") { store in
            let rows = manyRows
            _ = try await store.commit(batch: rows.map { Sample.commit(Sample.projection($0)) })
            // Each takes over what another one had.
            let moved = zip(rows, rows.dropFirst(7) + rows.prefix(7)).map { row, other in
                var moved = other
                moved.id = row.id
                moved.version = 2
                return moved
            }
            _ = try await store.commit(
                batch: moved.map { Sample.commit(Sample.projection($0)) })
            for query in manyQueries {
                let expected = moved.filter(query.matches)
                    .sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
                try expect(
                    try await store.items(query), Array(expected.prefix(query.limit)), "\(query)")
            }
        },
        Case("pages put together are the whole list") { store in
            let rows = manyRows
            _ = try await store.commit(batch: rows.map { Sample.commit(Sample.projection($0)) })
            for filter in [ItemQuery(), ItemQuery(agency: "so-khcn"), ItemQuery(state: "review")] {
                var whole = filter
                whole.limit = 1_000
                var page = filter
                page.limit = 7
                var found: [ItemRow] = []
                while true {
                    let rows = try await store.items(page)
                    found += rows
                    guard rows.count == page.limit, let last = rows.last else { break }
                    page.after = last.id
                }
                try expect(found, try await store.items(whole), "\(filter)")
            }
        },
        Case("what is due comes in the order of its due dates, what is overdue included") { store in
            let items = manyDue
            _ = try await store.commit(batch: items.map { Sample.commit($0) })
            for (seconds, limit) in [(0, 9), (1, 500), (6, 500), (6, 7), (13, 500), (99, 0)] {
                let instant = Sample.instant(Int64(seconds))
                let expected = items.map(\.row).filter { row in
                    !row.isFinished && row.dueAt.map { $0 < instant } == true
                }.sorted(by: ItemRow.isDueBefore)
                try expect(
                    try await store.itemsDue(before: instant, limit: limit),
                    Array(expected.prefix(limit)), "before \(seconds), at most \(limit)")
            }
        },
        Case("an item is due by what it is now, not by what it was") { store in
            for (version, due) in ([5, 9, nil, 2] as [Int64?]).enumerated() {
                var row = Sample.row("a", version: version + 1)
                row.dueAt = due.map(Sample.instant)
                let timers = due.map { Sample.timer("a", "deadline:x", at: $0) }
                _ = try await store.commit(
                    Sample.commit(
                        Sample.projection(row, timers: timers.map { [$0] } ?? [])))
                for end in [3, 6, 10] as [Int64] {
                    let found = try await store.itemsDue(before: Sample.instant(end), limit: 9)
                    try expect(found, due.map { $0 < end } == true ? [row] : [], "before \(end)")
                }
            }
        },
        Case("timed transitions come in the order of their moments, those of deadlines do not") {
            store in
            let timers: [(item: String, key: String, at: Int64)] = [
                ("b", "after:x:0", 5), ("a", "after:x:0", 5), ("a", "after:x:1", 3),
                ("a", "deadline:x", 1), ("c", "deadline:x", 2), ("c", "after:y:0", 9),
            ]
            for item in ["a", "b", "c"] {
                let own = timers.filter { $0.item == item }
                    .map { Sample.timer(item, $0.key, at: $0.at) }
                _ = try await store.commit(
                    Sample.commit(Sample.projection(Sample.row(item), timers: own)))
            }
            let expected = ["a after:x:1", "a after:x:0", "b after:x:0", "c after:y:0"]
            for (end, count) in [(3, 0), (4, 1), (6, 3), (10, 4)] as [(Int64, Int)] {
                for limit in [1, 9] {
                    let found = try await store.timedTransitions(
                        before: Sample.instant(end), limit: limit)
                    try expect(
                        found.map { "\($0.item) \($0.key)" },
                        Array(expected.prefix(min(count, limit))),
                        "before \(end), at most \(limit)")
                }
            }
        },
        Case("ids are ordered byte by byte") { store in
            let ids = ["b", "a.10", "a.2", "A", "Đ", "a", "\u{FB33}", "😀"]
            _ = try await store.commit(batch: ids.map { Sample.commit($0) })
            try expect(
                try await store.items(ItemQuery()).map(\.id),
                ["A", "a", "a.10", "a.2", "b", "Đ", "\u{FB33}", "😀"])
        },
    ]

    /// Items that differ in all a query can ask for, in every combination that matters.
    private static let manyRows: [ItemRow] = (0..<120).map { number in
        var row = Sample.row("item-\(number * 7 % 120)")
        row.states =
            [
                ["proposal"], ["appraisal", "review"], ["appraisal", "supplement"], [],
            ][number % 4]
        row.lead = [nil, "so-khcn", "so-tai-chinh"][number % 3]
        row.owner = ["so-tai-chinh", nil, "so-khcn", "ubnd"][number / 3 % 4]
        row.workflow = ["task", "course"][number / 5 % 2]
        row.plan = [nil, "plan-149", "plan-150"][number / 7 % 3]
        row.section = row.plan == nil ? nil : ["I", "II"][number / 11 % 2]
        row.parent = [nil, nil, "item-1", "item:2"][number / 2 % 4]
        row.isOverdue = number % 6 == 0
        row.outcome = number % 5 == 0 ? "completed" : nil
        row.dueAt = number % 7 == 0 ? nil : Sample.instant(Int64(number % 13))
        row.searchText =
            "nhiem vu \(number) "
            + ["chuyen doi so", "nang suat 100%", "do luong"][number % 3]
        return row
    }

    /// As an engine leaves them: who has a due date and is not overdue wakes by then.
    private static let manyDue: [Projection] = manyRows.enumerated().map { number, row in
        var row = row
        if row.isFinished { row.dueAt = nil }
        guard let dueAt = row.dueAt else {
            row.isOverdue = false
            return Sample.projection(row)
        }
        let wake = row.isOverdue ? 1_000 : [0, -5, -500][number % 3]
        let timer = TimerRow(
            item: row.id, key: "deadline:x", dueAt: dueAt.adding(milliseconds: Int64(wake) * 1_000))
        // Who is overdue need not wake any more.
        return Sample.projection(row, timers: row.isOverdue && number % 4 == 0 ? [] : [timer])
    }

    private static let manyQueries: [ItemQuery] = {
        var queries = [ItemQuery()]
        func extend(_ change: (inout ItemQuery) -> Void...) {
            queries += queries.flatMap { query in
                change.map { change in
                    var query = query
                    change(&query)
                    return query
                }
            }
        }
        extend({ $0.state = "appraisal" }, { $0.state = "proposal" })
        extend({ $0.agency = "so-khcn" })
        extend({ $0.dueBefore = Sample.instant(6) })
        extend({ $0.isOverdue = true }, { $0.isOverdue = false })
        extend({ $0.isFinished = false }, { $0.isFinished = true })
        extend({ $0.words = ["nang", "suat"] }, { $0.words = ["0%"] })
        extend({
            $0.plan = "plan-149"; $0.section = "II"
        })
        extend({
            $0.limit = 5; $0.after = "item-3"
        })
        queries += [
            ItemQuery(agency: "ubnd"), ItemQuery(agency: "nobody"), ItemQuery(state: "review"),
            ItemQuery(workflow: "course"), ItemQuery(workflow: "course", plan: "plan-150"),
            ItemQuery(parent: "item-1"), ItemQuery(workflow: "task", parent: "item:2"),
            ItemQuery(parent: "item"), ItemQuery(state: "review", parent: "item-1"),
            ItemQuery(section: "I"), ItemQuery(words: ["doi", "so"]), ItemQuery(words: ["%"]),
            ItemQuery(words: ["_"]), ItemQuery(words: ["nothing"]), ItemQuery(limit: 0),
            ItemQuery(state: "none"), ItemQuery(after: "zzz"), ItemQuery(limit: 1_000),
        ]
        return queries
    }()
}
