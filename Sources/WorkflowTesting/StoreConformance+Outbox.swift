import WorkflowStorage

extension StoreConformance {
    static let delivering = [
        Case("notifications wait for their sink, in order, until they are delivered") { store in
            for (id, sinks) in [("a", ["log", "web"]), ("b", ["log"]), ("c", ["log", "log"])] {
                _ = try await store.commit(
                    Sample.commit(Sample.projection(Sample.row(id)), sinks: sinks))
            }
            let log = try await store.waitingNotifications(sink: "log", limit: 9)
            let web = try await store.waitingNotifications(sink: "web", limit: 9)
            try expect(log.map(\.item), ["a", "b", "c", "c"])
            try expect(web.map(\.item), ["a"])
            try expect(Set((log + web).map(\.id)).count, 5, "the number of ids")
            try expect(Set((log + web).map(\.eventID)).count, 5, "the number of event ids")
            try expect(log.map(\.id), log.map(\.id).sorted())
            let page = try await store.waitingNotifications(sink: "log", limit: 2)
            try expect(page, Array(log.prefix(2)))
            try expect(try await store.waitingNotifications(sink: "mail", limit: 2), [])

            try await store.deliver([log[0], log[2]], at: Sample.instant(0))
            try await store.deliver([log[0]], at: Sample.instant(1))
            try await store.deliver([], at: Sample.instant(1))
            let rest = try await store.waitingNotifications(sink: "log", limit: 9)
            try expect(rest, [log[1], log[3]])
            try expect(try await store.waitingNotifications(sink: "web", limit: 9), web)
        },
        Case("the id of a notification is not used again") { store in
            _ = try await store.commit(
                Sample.commit(Sample.projection(Sample.row("a")), sinks: ["log"]))
            let first = try await store.waitingNotifications(sink: "log", limit: 9)
            try await store.deliver(first, at: Sample.instant(0))
            _ = try await store.commit(
                Sample.commit(Sample.projection(Sample.row("a", version: 2)), sinks: ["log"]))
            let second = try await store.waitingNotifications(sink: "log", limit: 9)
            try expect(second.count, 1)
            try expect(first[0].id < second[0].id, true, "the later id is larger")
        },
    ]

    static let rebuilding = [
        Case("projections are replaced, and history stays") { store in
            _ = try await store.commit(
                batch: ["a", "b"].map { id in
                    Sample.commit(
                        Sample.projection(
                            Sample.row(id), tasks: [Sample.task(id)],
                            timers: [Sample.timer(id, "t", at: 1)]))
                })
            let events = try await store.events(item: nil, after: 0, limit: 9)
            let untouched = try await store.projection("b")
            var row = Sample.row("a")
            row.states = ["approval"]
            row.searchText = "khac"
            row.owner = "ubnd"
            var task = Sample.task("a", roles: ["chair"])
            task.agency = "ubnd"
            let rebuilt = Sample.projection(
                row, tasks: [task], timers: [Sample.timer("a", "u", at: 2)])
            let added = Sample.projection(Sample.row("c"))
            try await store.replaceProjections([rebuilt, added])
            try await store.replaceProjections([])

            try expect(try await store.projection("a"), rebuilt)
            try expect(try await store.projection("b"), untouched)
            try expect(try await store.projection("c"), added)
            try expect(try await store.items(ItemQuery(state: "approval")).map(\.id), ["a"])
            try expect(try await store.items(ItemQuery(state: "review")).map(\.id), ["b", "c"])
            try expect(try await store.items(ItemQuery(words: ["khac"])).map(\.id), ["a"])
            try expect(try await store.items(ItemQuery(agency: "ubnd")).map(\.id), ["a"])
            let due = try await store.dueItems(at: Sample.instant(9), after: nil, limit: 9)
            try expect(due.map(\.id), ["b", "a"])
            let desk = TaskQuery(agency: "ubnd", roles: ["chair"], person: "x")
            try expect(try await store.tasks(desk).map(\.item), ["a"])
            try expect(try await store.events(item: nil, after: 0, limit: 9), events)

            _ = try await store.commit(Sample.commit("a", version: 2))
            try expect(try await store.item("a")?.row.version, 2)
            try expect(try await store.damage(), [])
        },
        Case("projections of items that have gone on are not replaced") { store in
            let old = Sample.commit("a").projection
            _ = try await store.commit(Sample.commit("a"))
            _ = try await store.commit(Sample.commit("b"))
            _ = try await store.commit(Sample.commit("a", version: 2))
            let new = try await store.projection("a")
            var row = Sample.row("b")
            row.states = ["approval"]
            let rebuilt = Sample.projection(row)
            try await store.replaceProjections([old, rebuilt])
            try expect(try await store.projection("a"), new)
            try expect(try await store.projection("b"), rebuilt)
            try expect(try await store.damage(), [])
        },
        Case("a snapshot stays as it was while the store goes on") { store in
            _ = try await store.commit(Sample.commit("a"))
            let before = try await store.projection("a")
            let snapshot = try await store.snapshot()
            _ = try await store.commit(Sample.commit("a", version: 2))
            _ = try await store.commit(Sample.commit("b"))
            for _ in 1...2 {
                try expect(try await snapshot.projection("a"), before)
                try expect(try await snapshot.items(ItemQuery()).map(\.id), ["a"])
                try expect(try await snapshot.events(item: nil, after: 0, limit: 9).count, 1)
                try expect(try await snapshot.head().sequence, 1)
                try expect(try await snapshot.damage(), [])
            }
            let later = try await store.snapshot()
            try expect(try await later.items(ItemQuery()).map(\.id), ["a", "b"])
            await later.close()
            await snapshot.close()
            try expect(try await store.head().sequence, 3)
            _ = try await store.commit(Sample.commit("b", version: 2))
            try expect(try await store.head().sequence, 4)
        },
    ]
}
