import WorkflowStorage

extension StoreConformance {
    static let committing = [
        Case("an item comes back as it was committed") { store in
            let tasks = [Sample.task("a"), Sample.task("a", roles: [])]
            let timers = [
                Sample.timer("a", "deadline:x", at: 50), Sample.timer("a", "after:y:0", at: 9),
            ]
            let projection = Sample.projection(Sample.row("a"), tasks: tasks, timers: timers)
            _ = try await store.commit(Sample.commit(projection))
            try expect(try await store.projection("a"), projection)
            let record = ItemRecord(row: projection.row, snapshot: projection.snapshot)
            try expect(try await store.item("a"), record)
            try expect(try await store.items(ItemQuery()), [projection.row])
        },
        Case("any text and any missing value is kept") { store in
            var row = Sample.row("Ấn phẩm \"II.9\"\n\t\\ 😀 ' ; -- %_?")
            row.plan = nil
            row.section = nil
            row.title = ""
            row.searchText = ""
            row.states = []
            row.lead = nil
            row.owner = nil
            row.dueAt = nil
            row.dueOn = nil
            row.outcome = ""
            row.expected = "04"
            row.delivered = "\u{1}"
            var task = Sample.task(row.id)
            task.dueAt = nil
            task.dueOn = nil
            task.people = ["khcn.linh", "Nguyễn \"A\""]
            task.isOverdue = true
            let projection = Sample.projection(row, tasks: [task])
            let sealed = try await store.commit(Sample.commit(projection))
            try expect(try await store.projection(row.id), projection)
            try expect(try await store.events(item: row.id, after: 0, limit: 9), sealed)
        },
        Case("what is not there is nil") { store in
            try expect(try await store.item("a"), nil)
            try expect(try await store.projection("a"), nil)
            try expect(try await store.answer(forKey: "k"), nil)
            try expect(try await store.definition("d"), nil)
        },
        Case("a commit on an outdated version is a conflict and writes nothing") { store in
            _ = try await store.commit(Sample.commit("a"))
            _ = try await store.commit(Sample.commit("a", version: 2))
            let before = try await contents(of: store)
            let late = Sample.projection(
                Sample.row("a", version: 2), tasks: [Sample.task("a")],
                timers: [Sample.timer("a", "t", at: 1)])
            let commits = [
                Sample.commit(late, sinks: ["log"], key: "k"), Sample.commit("a"),
                Sample.commit("a", version: 4), Sample.commit("b", version: 2),
            ]
            for commit in commits {
                try await expect(.conflict) { try await store.commit(commit) }
            }
            try expect(try await contents(of: store), before)
            try expect(try await store.answer(forKey: "k"), nil)
        },
        Case("a key is good once, whatever else is wrong with the commit") { store in
            let first = try await store.commit(
                Sample.commit(Sample.projection(Sample.row("a", version: 2)), events: 2, key: "k"))
            _ = try await store.commit(Sample.commit("b", key: "other"))
            let before = try await contents(of: store)
            for commit in [
                Sample.commit("a", version: 2, key: "k"), Sample.commit("a", version: 3, key: "k"),
                Sample.commit("c", key: "k"),
            ] {
                try await expect(.duplicateKey) { try await store.commit(commit) }
            }
            try expect(try await contents(of: store), before)
            try expect(
                try await store.answer(forKey: "k"),
                RememberedAnswer(
                    item: "a", first: first[0].sequence, last: first[1].sequence, key: "k"))
            try expect(
                try await store.answer(forKey: "other"),
                RememberedAnswer(item: "b", first: 3, last: 3, key: "other"))
            // With what was asked, a key is the same key, and no other that begins like it.
            let asked = IdempotencyKey(name: "asked", request: "1")
            _ = try await store.commit(Sample.commit("d", key: asked.text))
            try await expect(.duplicateKey) {
                try await store.commit(Sample.commit("e", key: "asked"))
            }
            try expect(try await store.answer(forKey: "asked")?.key, asked.text)
            try expect(
                try await store.answer(
                    forKey: IdempotencyKey(name: "asked", request: "2").text)?.item, "d")
            try expect(try await store.answer(forKey: "aske"), nil)
        },
        Case("the events of all items are one chain without a gap") { store in
            for version in 1...3 {
                for id in ["a", "b"] {
                    _ = try await store.commit(Sample.commit(id, version: version))
                }
            }
            _ = try await store.commit(
                Sample.commit(Sample.projection(Sample.row("c", version: 4)), events: 4))
            let events = try await store.events(item: nil, after: 0, limit: 100)
            try expect(events.map(\.sequence), Array(1...10))
            var chain = HashChain()
            try expect(chain.verify(events), [])
        },
        Case("in a batch each commit succeeds or fails alone, in order") { store in
            let results = try await store.commit(batch: [
                Sample.commit("a", key: "k"),
                Sample.commit("a", version: 2),
                Sample.commit("b", version: 7),
                Sample.commit("c", key: "k"),
                Sample.commit("d"),
            ])
            let codes = results.map { result in
                switch result {
                case .success(let sealed): "\(sealed.map(\.sequence))"
                case .failure(let error): error.code.rawValue
                }
            }
            try expect(codes, ["[1]", "[2]", "conflict", "duplicateKey", "[3]"])
            try expect(try await store.items(ItemQuery()).map(\.id), ["a", "d"])
            try expect(try await store.item("a")?.row.version, 2)
            var chain = HashChain()
            try expect(chain.verify(try await store.events(item: nil, after: 0, limit: 9)), [])
        },
        Case("in a batch, what follows a failed commit of the same item fails too") { store in
            _ = try await store.commit(Sample.commit("a"))
            _ = try await store.commit(Sample.commit("a", version: 2))
            let before = try await contents(of: store)
            // The first was decided on version 1, the second on what the first would have led to.
            let results = try await store.commit(batch: [
                Sample.commit("a", version: 2), Sample.commit("a", version: 3),
            ])
            for result in results {
                try await expect(.conflict) { try result.get() }
            }
            try expect(try await contents(of: store), before)
            // With the next batch it starts afresh.
            let again = try await store.commit(batch: [
                Sample.commit("a", version: 3), Sample.commit("a", version: 4),
            ])
            try expect(try again.map { try $0.get().map(\.sequence) }, [[3], [4]])
        },
        Case("commits that stand together are all written, in order, as one chain") { store in
            let sealed = try await store.commit(together: [
                Sample.commit("a", key: "k"), Sample.commit("b"), Sample.commit("a", version: 2),
            ])
            try expect(sealed.map { "\($0.event.item) \($0.sequence)" }, ["a 1", "b 2", "a 3"])
            try expect(try await store.item("a")?.row.version, 2)
            try expect(
                try await store.answer(forKey: "k"),
                RememberedAnswer(item: "a", first: 1, last: 3, key: "k"))
            _ = try await store.commit(Sample.commit("c"))
            let events = try await store.events(item: nil, after: 0, limit: 9)
            try expect(events.map(\.sequence), [1, 2, 3, 4])
            var chain = HashChain()
            try expect(chain.verify(events), [])
        },
        Case("of commits that stand together none is written when one cannot be") { store in
            _ = try await store.commit(Sample.commit("a", key: "k"))
            _ = try await store.commit(Sample.commit("b"))
            let before = try await contents(of: store)
            let rich = Sample.projection(
                Sample.row("c"), tasks: [Sample.task("c")],
                timers: [Sample.timer("c", "t", at: 1)])
            let first = Sample.commit(rich, sinks: ["log"], key: "new")
            for (second, code) in [
                (Sample.commit("b"), StoreError.Code.conflict),
                (Sample.commit("b", version: 3), .conflict),
                (Sample.commit("c"), .conflict),
            ] {
                try await expect(code) {
                    try await store.commit(together: [first, Sample.commit("d"), second])
                }
                do {
                    _ = try await store.commit(together: [first, second])
                } catch let error as StoreError {
                    try expect(error.subject, second.item, "whose conflict it is")
                }
            }
            try await expect(.duplicateKey) {
                try await store.commit(together: [
                    Sample.commit("d"), Sample.commit("a", version: 2, key: "k"),
                ])
            }
            try expect(try await contents(of: store), before)
            try expect(try await store.answer(forKey: "new"), nil)
            // Nothing of it stands in the way afterwards.
            let sealed = try await store.commit(together: [first, Sample.commit("b", version: 2)])
            try expect(sealed.map(\.sequence), [3, 4])
            try expect(try await store.damage(), [])
        },
        Case("no commits together do nothing") { store in
            try expect(try await store.commit(together: []), [])
            try expect(try await store.events(item: nil, after: 0, limit: 9), [])
        },
        Case("an empty batch does nothing") { store in
            try expect(try await store.commit(batch: []).count, 0)
        },
        Case("a definition is kept once, by itself or with a commit") { store in
            let one = DefinitionRecord(hash: "h1", name: "x", version: 1, sources: "[]")
            let two = DefinitionRecord(
                hash: "h2", name: "x", version: 2, sources: #"[{"path":"p"}]"#)
            var again = one
            again.sources = "changed"
            try await store.keep(one)
            try await store.keep(again)
            for id in ["a", "b"] {
                let projection = Sample.projection(Sample.row(id))
                _ = try await store.commit(Sample.commit(projection, definition: two))
            }
            try expect(try await store.definition("h1"), one)
            try expect(try await store.definition("h2"), two)
        },
        Case("whether a definition mentions a word") { store in
            let texts = DefinitionRecord(
                hash: "h", name: "x", version: 1, sources: #"[{"path":"vào.yaml"}]"#)
            try await store.keep(texts)
            for (word, isMentioned) in [("path", true), ("vào", true), ("paths", false)] {
                try expect(try await store.definition("h", mentions: word), isMentioned)
            }
            try expect(try await store.definition("g", mentions: "path"), nil)
        },
    ]
}
