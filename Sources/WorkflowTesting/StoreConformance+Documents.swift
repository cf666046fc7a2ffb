import WorkflowCalendar
import WorkflowStorage

extension StoreConformance {
    static let registering = [
        Case("numbers follow one another, each office, year and series for itself") { store in
            for (office, year, series, number) in [
                ("a", 2021, "TTr", 1), ("a", 2021, "TTr", 2), ("a", 2021, "BC", 1),
                ("a", 2022, "TTr", 1), ("b", 2021, "TTr", 1), ("a", 2021, "TTr", 3),
            ] as [(String, Int, String, Int)] {
                let row = try await register(
                    draft(office, year, series, day: 0), in: store)
                try expect(row.number, number)
                try expect(row.suffix, "")
            }
            try expect(
                try await store.documents(DocumentQuery()).map(\.text),
                ["1/BC-a", "1/TTr-a", "2/TTr-a", "3/TTr-a", "1/TTr-a", "1/TTr-b"])
            try expect(
                try await store.documents(DocumentQuery(office: "a", year: 2021, series: "TTr"))
                    .map(\.number), [1, 2, 3])
            let query = DocumentQuery(office: "a", year: 2021, text: "2/TTr-a")
            let second = try await store.documents(query)
            try expect(second.map(\.number), [2])
            let rest = DocumentQuery(after: second.first?.place, limit: 2)
            try expect(try await store.documents(rest).map(\.text), ["3/TTr-a", "1/TTr-a"])
        },
        Case("numbers go on from those given elsewhere") { store in
            let first = try await register(draft("a", 2021, "TTr", day: 0, after: 11), in: store)
            try expect(first.number, 12)
            let second = try await register(draft("a", 2021, "TTr", day: 0, after: 11), in: store)
            try expect(second.number, 13)
        },
        Case("a document of an earlier date has no number unless it is said to be late") { store in
            _ = try await register(draft("a", 2021, "TTr", day: 5), in: store)
            try await expect(.lateDocument) {
                try await register(draft("a", 2021, "TTr", day: 4), in: store)
            }
            let same = try await register(draft("a", 2021, "TTr", day: 5), in: store)
            try expect(same.number, 2)
            let late = try await register(draft("a", 2021, "TTr", day: 4, late: .next), in: store)
            try expect(late.number, 3)
            // What counts is the latest date of all, and not that of the last number.
            try await expect(.lateDocument) {
                try await register(draft("a", 2021, "TTr", day: 4), in: store)
            }
            let other = try await register(draft("a", 2021, "BC", day: 4), in: store)
            try expect(other.number, 1)
        },
        Case("a late number with a letter goes behind those up to its date") { store in
            for day in [1, 1, 5, 9] {
                _ = try await register(draft("a", 2021, "TTr", day: day), in: store)
            }
            var found: [String] = []
            for day in [1, 6, 4, 9] {
                let row = try await register(
                    draft("a", 2021, "TTr", day: day, late: .suffix), in: store)
                found.append("\(row.number)\(row.suffix)")
            }
            // The last is not late at all.
            try expect(found, ["2a", "3a", "2b", "5"])
            let first = try await register(
                draft("a", 2021, "TTr", day: 0, late: .suffix), in: store)
            try expect("\(first.number)\(first.suffix)", "6")
        },
        Case("a withdrawn document keeps its number, and is withdrawn once") { store in
            let row = try await register(draft("a", 2021, "TTr", day: 0), in: store)
            let events = try await store.withdraw(row, by: event("document.withdrawn"))
            try expect(events.map(\.event.type), ["document.withdrawn"])
            try await expect(.conflict) {
                try await store.withdraw(row, by: event("document.withdrawn"))
            }
            try expect(
                try await store.documents(DocumentQuery()).map(\.isWithdrawn), [true])
            let next = try await register(draft("a", 2021, "TTr", day: 0), in: store)
            try expect(next.number, 2)
            var unknown = next
            unknown.number = 9
            try await expect(.conflict) { [unknown] in
                try await store.withdraw(unknown, by: event("document.withdrawn"))
            }
        },
        Case("registers have a history in the chain, counted for each") { store in
            _ = try await store.commit(Sample.commit("x"))
            for office in ["a", "b", "a"] {
                _ = try await register(draft(office, 2021, "TTr", day: 0), in: store)
            }
            let events = try await store.events(item: nil, after: 0, limit: 9)
            try expect(events.map(\.event.item), ["x", "a/2021", "b/2021", "a/2021"])
            try expect(events.map(\.event.version), [1, 1, 1, 2])
            var chain = HashChain()
            try expect(chain.verify(events), [])
            try expect(
                try await store.events(item: "a/2021", after: 2, limit: 9).map(\.sequence), [4])
            try expect(try await store.damage(), [])
        },
        Case("a number and the change of an item that uses it are written together or not") {
            store in
            _ = try await store.commit(Sample.commit("x"))
            let first = try await store.register(draft("a", 2021, "TTr", day: 0, item: "x")) {
                registration($0, .item(Sample.commit("x", version: 2)))
            }
            try expect(first.events.map(\.event.version), [2])
            try expect(first.row.item, "x")
            let before = try await contents(of: store)
            try await expect(.conflict) {
                try await store.register(draft("a", 2021, "TTr", day: 0, item: "x")) {
                    registration($0, .item(Sample.commit("x", version: 2)))
                }.row
            }
            try expect(try await contents(of: store), before)
            try expect(try await store.version(of: "x"), 2)
            let next = try await store.register(draft("a", 2021, "TTr", day: 0, item: "x")) {
                registration($0, .item(Sample.commit("x", version: 3)))
            }
            try expect(next.row.number, 2)
            try expect(
                try await store.documents(DocumentQuery(item: "x")).map(\.number), [1, 2])
        },
        Case("two series cannot give one number and symbol") { store in
            _ = try await register(draft("a", 2021, "TTr", day: 0), in: store)
            let before = try await contents(of: store)
            var other = draft("a", 2021, "BC", day: 0)
            other.symbol = "TTr-a"
            try await expect(.conflict) { [other] in try await register(other, in: store) }
            try expect(try await contents(of: store), before)
        },
        Case("a key gives one number") { store in
            let once = event("document.registered", key: "k")
            _ = try await store.register(draft("a", 2021, "TTr", day: 0)) {
                registration($0, once)
            }
            try await expect(.duplicateKey) {
                try await store.register(draft("a", 2021, "TTr", day: 0)) {
                    registration($0, once)
                }.row
            }
            try expect(
                try await store.answer(forKey: "k"),
                RememberedAnswer(item: "a/2021", first: 1, last: 1, key: "k"))
            try expect(try await store.documents(DocumentQuery()).count, 1)
        },
        Case("many number at once without gaps and doubles") { store in
            try await withThrowingTaskGroup { group in
                for _ in 0..<40 {
                    group.addTask {
                        _ = try await register(draft("a", 2021, "TTr", day: 0), in: store)
                    }
                }
                try await group.waitForAll()
            }
            try expect(
                try await store.documents(DocumentQuery()).map(\.number), Array(1...40))
            try expect(try await store.damage(), [])
        },
    ]

    private static func draft(
        _ office: String, _ year: Int, _ series: String, day: Int, after: Int = 0,
        late: DocumentDraft.Late = .refuse, item: String? = nil
    ) -> DocumentDraft {
        DocumentDraft(
            office: office, year: year, series: series, symbol: "\(series)-\(office)",
            date: CalendarDate(daysSinceEpoch: 18_700 + Int32(day)), late: late, after: after,
            item: item)
    }

    private static func event(_ type: String, key: String? = nil) -> RegistrationEvent {
        .register(type: type, at: Sample.instant(1), actor: "vp.thu", data: "{}", key: key)
    }

    private static func registration(
        _ number: DocumentNumber, _ event: RegistrationEvent, symbol: String = "TTr-a"
    ) -> Registration {
        Registration(
            text: "\(number.number)\(number.suffix)/\(symbol)", at: Sample.instant(1),
            actor: "vp.thu", data: "{}", event: event)
    }

    @discardableResult
    private static func register(
        _ draft: DocumentDraft, in store: any Store
    ) async throws -> DocumentRow {
        try await store.register(draft) { number in
            registration(number, event("document.registered"), symbol: draft.symbol)
        }.row
    }
}
