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
        row.isOverdue = number % 6 == 0
        row.outcome = number % 5 == 0 ? "completed" : nil
        row.dueAt = number % 7 == 0 ? nil : Sample.instant(Int64(number % 13))
        row.searchText =
            "nhiem vu \(number) "
            + ["chuyen doi so", "nang suat 100%", "do luong"][number % 3]
        return row
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
            ItemQuery(section: "I"), ItemQuery(words: ["doi", "so"]), ItemQuery(words: ["%"]),
            ItemQuery(words: ["_"]), ItemQuery(words: ["nothing"]), ItemQuery(limit: 0),
            ItemQuery(state: "none"), ItemQuery(after: "zzz"), ItemQuery(limit: 1_000),
        ]
        return queries
    }()
}
