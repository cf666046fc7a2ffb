import WorkflowStorage

extension StoreConformance {
    static let reading = [
        Case("history is read in pages, whole or of one item") { store in
            for version in 1...3 {
                for id in ["a", "b"] {
                    _ = try await store.commit(Sample.commit(id, version: version))
                }
            }
            for (item, after, limit, sequences) in [
                (nil, 0, 4, [1, 2, 3, 4]), (nil, 4, 4, [5, 6]), (nil, 6, 4, []), (nil, 0, 0, []),
                ("a", 0, 9, [1, 3, 5]), ("b", 0, 2, [2, 4]), ("b", 4, 2, [6]), ("c", 0, 9, []),
            ] as [(String?, Int64, Int, [Int64])] {
                let events = try await store.events(item: item, after: after, limit: limit)
                try expect(events.map(\.sequence), sequences, "\(item ?? "all") after \(after)")
            }
        },
        Case("the version of an item is known without reading it") { store in
            for version in 1...2 {
                _ = try await store.commit(Sample.commit("a", version: version))
            }
            _ = try await store.commit(Sample.commit("b"))
            for (item, version) in [("a", 2), ("b", 1), ("c", nil)] as [(String, Int?)] {
                try expect(try await store.version(of: item), version, item)
            }
        },
        Case("items come in the order their first timers are due, those due now included") {
            store in
            _ = try await store.commit(
                Sample.commit(
                    Sample.projection(
                        Sample.row("a"),
                        timers: [
                            Sample.timer("a", "z", at: 30), Sample.timer("a", "y", at: 10),
                            Sample.timer("a", "x", at: 99),
                        ])))
            _ = try await store.commit(
                Sample.commit(
                    Sample.projection(
                        Sample.row("b"),
                        timers: [Sample.timer("b", "w", at: 20), Sample.timer("b", "v", at: 10)])))
            _ = try await store.commit(
                Sample.commit(
                    Sample.projection(Sample.row("0"), timers: [Sample.timer("0", "u", at: 20)])))
            _ = try await store.commit(Sample.commit(Sample.projection(Sample.row("c"))))
            for (now, limit, items) in [
                (9, 9, []), (10, 9, ["a", "b"]), (20, 9, ["a", "b", "0"]), (20, 1, ["a"]),
                (20, 2, ["a", "b"]), (1_000, 9, ["a", "b", "0"]), (1_000, 0, []),
            ] as [(Int64, Int, [String])] {
                let due = try await store.dueItems(
                    at: Sample.instant(now), after: nil, limit: limit)
                try expect(due.map(\.id), items, "at \(now)")
            }
            for (moment, id, items) in [
                (10, "", ["a", "b", "0"]), (10, "a", ["b", "0"]), (10, "aa", ["b", "0"]),
                (10, "b", ["0"]), (15, "a", ["0"]), (20, "0", []), (30, "", []),
            ] as [(Int64, String, [String])] {
                let place = DueItem.Place(wakeAt: Sample.instant(moment), id: id)
                let due = try await store.dueItems(
                    at: Sample.instant(20), after: place, limit: 9)
                try expect(due.map(\.id), items, "after \(moment) \(id)")
            }
            let first = try await store.dueItems(at: Sample.instant(10), after: nil, limit: 1)
            let record = try await store.item("a")
            try expect(
                first.map { [$0.snapshot, Array($0.definition.utf8)] },
                [[record?.snapshot ?? [], Array((record?.row.definition ?? "").utf8)]])
            try expect(first.map(\.wakeAt), [Sample.instant(10)])
        },
        Case("the next moment to wake is that of the earliest timer") { store in
            try expect(try await store.nextWake(), nil)
            let steps: [(String, version: Int, timers: [Int64], next: Int64?)] = [
                ("a", 1, [30, 10, 99], 10), ("b", 1, [20], 10), ("c", 1, [], 10),
                ("a", 2, [40], 20), ("b", 2, [], 40), ("a", 3, [], nil),
            ]
            for (id, version, timers, next) in steps {
                _ = try await store.commit(
                    Sample.commit(
                        Sample.projection(
                            Sample.row(id, version: version),
                            timers: timers.map { Sample.timer(id, "t\($0)", at: $0) })))
                try expect(try await store.nextWake(), next.map(Sample.instant), "\(id) \(version)")
            }
        },
        Case("the next moment after another is that of the first timer of some item") { store in
            for (id, timers) in [("a", [10, 25]), ("b", [20, 30]), ("c", [20])]
                as [(
                    String, [Int64]
                )]
            {
                _ = try await store.commit(
                    Sample.commit(
                        Sample.projection(
                            Sample.row(id),
                            timers: timers.map { Sample.timer(id, "t\($0)", at: $0) })))
            }
            for (after, next) in [(0, 10), (9, 10), (10, 20), (19, 20), (20, nil)]
                as [(
                    Int64, Int64?
                )]
            {
                let found = try await store.nextWake(after: Sample.instant(after))
                try expect(found, next.map(Sample.instant), "after \(after)")
            }
        },
        Case("who waits for others that write does not wait when none does") { store in
            try await store.awaitWriters()
            _ = try await store.commit(Sample.commit("a"))
            let before = try await contents(of: store)
            try await store.awaitWriters()
            try expect(try await contents(of: store), before)
        },
        Case("a commit replaces the timers and tasks of its item and no others") { store in
            for id in ["a", "b"] {
                _ = try await store.commit(
                    Sample.commit(
                        Sample.projection(
                            Sample.row(id), tasks: [Sample.task(id)],
                            timers: [
                                Sample.timer(id, "old", at: 1), Sample.timer(id, "kept", at: 2),
                            ])))
            }
            _ = try await store.commit(
                Sample.commit(
                    Sample.projection(
                        Sample.row("a", version: 2), tasks: [Sample.task("a", roles: ["chair"])],
                        timers: [
                            Sample.timer("a", "kept", at: 2), Sample.timer("a", "new", at: 3),
                        ])))
            let due = try await store.dueItems(at: Sample.instant(9), after: nil, limit: 9)
            try expect(due.map(\.id), ["b", "a"])
            try expect(due.map(\.wakeAt), [Sample.instant(1), Sample.instant(2)])
            try expect(
                try await store.projection("a")?.timers.map(\.key).sorted(), ["kept", "new"])
            try expect(try await inbox(store, roles: ["appraiser"]), ["b"])
            try expect(try await inbox(store, roles: ["chair"]), ["a"])

            _ = try await store.commit(
                Sample.commit(Sample.projection(Sample.row("a", version: 3))))
            let left = try await store.dueItems(at: Sample.instant(9), after: nil, limit: 9)
            try expect(left.map(\.id), ["b"])
            try expect(try await inbox(store, roles: ["chair", "appraiser"]), ["b"])
        },
        Case("a desk has the tasks for a role, a person or everybody of the agency") { store in
            let tasks: [(String, agency: String, roles: [String], people: [String])] = [
                ("all", "so-tai-chinh", [], []),
                ("both", "so-tai-chinh", ["appraiser", "chief"], ["stc.mai"]),
                ("elsewhere", "so-khcn", ["appraiser"], []),
                ("person", "so-tai-chinh", [], ["stc.mai"]),
                ("role", "so-tai-chinh", ["chief"], []),
            ]
            for (id, agency, roles, people) in tasks {
                var task = Sample.task(id, roles: roles)
                task.agency = agency
                task.people = people
                _ = try await store.commit(
                    Sample.commit(Sample.projection(Sample.row(id), tasks: [task])))
            }
            for (agency, roles, person, items) in [
                (
                    "so-tai-chinh", ["chief", "appraiser"], "stc.mai",
                    ["all", "both", "person", "role"]
                ),
                ("so-tai-chinh", ["chief"], "stc.an", ["all", "both", "role"]),
                ("so-tai-chinh", [], "stc.mai", ["all", "both", "person"]),
                ("so-tai-chinh", [], "stc.an", ["all"]),
                ("so-khcn", ["appraiser"], "stc.mai", ["elsewhere"]),
                ("so-tai-chin", ["chief"], "stc.mai", []),
            ] as [(String, [String], String, [String])] {
                let query = TaskQuery(agency: agency, roles: roles, person: person)
                try expect(try await store.tasks(query).map(\.item), items, "\(query)")
            }
            let whole = TaskQuery(
                agency: "so-tai-chinh", roles: [], person: "stc.an", isWholeAgency: true)
            try expect(
                try await store.tasks(whole).map(\.item).sorted(),
                ["all", "both", "person", "role"], "the whole agency")
        },
        Case("what somebody has is found behind any number of more urgent tasks") { store in
            for number in 0..<5 {
                let id = "urgent-\(number)"
                var task = Sample.task(id)
                task.dueAt = Sample.instant(Int64(number))
                if number == 3 { task.claimedBy = "stc.an" }
                _ = try await store.commit(
                    Sample.commit(Sample.projection(Sample.row(id), tasks: [task])))
            }
            for (id, holder, people) in [
                ("claimed", "stc.mai", []), ("deputised", "khcn.minh", []),
                ("named", nil, ["stc.mai"]), ("taken", "stc.an", ["stc.mai"]),
            ] as [(String, String?, [String])] {
                var task = Sample.task(id)
                task.claimedBy = holder
                if !people.isEmpty { (task.roles, task.people) = ([], people) }
                _ = try await store.commit(
                    Sample.commit(Sample.projection(Sample.row(id), tasks: [task])))
            }
            for (holders, limit, items) in [
                (["stc.mai"], 9, ["claimed", "named", "taken"]), (["stc.mai"], 1, ["claimed"]),
                (["khcn.minh", "stc.mai"], 9, ["claimed", "deputised", "named", "taken"]),
                (["stc.an"], 9, ["urgent-3", "taken", "named"]), ([], 9, ["named", "taken"]),
            ] as [([String], Int, [String])] {
                let query = TaskQuery(
                    agency: "so-tai-chinh", roles: ["appraiser"], person: "stc.mai",
                    holders: holders, limit: limit)
                try expect(
                    try await store.tasks(query).map(\.item).sorted(), items.sorted(), "\(query)")
            }
        },
        Case("the most urgent task comes first, what is never due last") { store in
            let tasks: [(String, due: Int64?, opened: Int64)] = [
                ("a", nil, 1), ("b", 30, 5), ("c", 20, 9), ("d", 30, 4), ("e", nil, 0),
                ("f", 30, 4),
            ]
            for (id, due, opened) in tasks {
                var task = Sample.task(id)
                task.dueAt = due.map(Sample.instant)
                task.openedAt = Sample.instant(opened)
                _ = try await store.commit(
                    Sample.commit(Sample.projection(Sample.row(id), tasks: [task])))
            }
            try expect(
                try await inbox(store, roles: ["appraiser"]), ["c", "d", "f", "b", "e", "a"])
            try expect(try await inbox(store, roles: ["appraiser"], limit: 2), ["c", "d"])
        },
        Case("several tasks of one item are several tasks") { store in
            var second = Sample.task("a")
            second.state = "opinion"
            second.member = "so-khcn"
            second.claimedBy = "tc.hoa"
            let tasks = [Sample.task("a"), second, Sample.task("a")]
            _ = try await store.commit(
                Sample.commit(Sample.projection(Sample.row("a"), tasks: tasks)))
            let query = TaskQuery(agency: "so-tai-chinh", roles: ["appraiser"], person: "x")
            try expect(try await store.tasks(query), tasks)
            var short = query
            short.limit = 2
            try expect(try await store.tasks(short), Array(tasks.prefix(2)))
        },
    ]

    private static func inbox(
        _ store: any Store, roles: [String], limit: Int = 100
    ) async throws -> [String] {
        let query = TaskQuery(agency: "so-tai-chinh", roles: roles, person: "nobody", limit: limit)
        return try await store.tasks(query).map(\.item)
    }
}
