import WorkflowCalendar
import WorkflowStorage

extension StoreConformance {
    static let delegating = [
        Case("delegations are found by number, by deputy and by their days") { store in
            try expect(try await store.delegationVersion(), 0)
            try expect(try await store.delegations(DelegationQuery()), [])
            let rows = [
                row(1, "b", to: "a", 0...4), row(2, "c", to: "a", 3...9),
                row(3, "b", to: "d", 5...5),
            ]
            for (version, row) in rows.enumerated() {
                let sealed = try await store.put(row, over: version, by: event("given"))
                try expect(sealed.event.version, version + 1)
            }
            try expect(try await store.delegationVersion(), 3)
            try expect(try await store.delegations(DelegationQuery()), rows)
            try expect(try await numbers(DelegationQuery(number: 2), in: store), [2])
            try expect(try await numbers(DelegationQuery(deputy: "a"), in: store), [1, 2])
            try expect(try await numbers(DelegationQuery(heldSince: day(5)), in: store), [2, 3])
            try expect(try await numbers(DelegationQuery(overBefore: day(5)), in: store), [1])
            let over = DelegationQuery(deputy: "d", overBefore: day(6))
            try expect(try await numbers(over, in: store), [3])
        },
        Case("a delegation is changed together with the event that tells of it, or not") { store in
            let first = row(1, "b", to: "a", 0...4)
            _ = try await store.put(first, over: 0, by: event("given"))
            var ended = first
            ended.until = day(2)
            let before = try await contents(of: store)
            try await expect(.conflict) { [ended] in
                try await store.put(ended, over: 0, by: event("ended"))
            }
            try expect(try await contents(of: store), before)
            _ = try await store.put(ended, over: 1, by: event("ended"))
            try expect(try await store.delegations(DelegationQuery()), [ended])
            try expect(
                try await store.events(item: DelegationRow.register, after: 0, limit: 9)
                    .map(\.event.type), ["delegation.given", "delegation.ended"])
            try expect(try await store.damage(), [])
        },
        Case("delegations have a history in the chain, beside those of items and documents") {
            store in
            _ = try await store.commit(Sample.commit("x"))
            _ = try await store.put(row(1, "b", to: "a", 0...4), over: 0, by: event("given"))
            _ = try await store.commit(Sample.commit("y"))
            _ = try await store.put(row(2, "b", to: "c", 0...4), over: 1, by: event("given"))
            let events = try await store.events(item: nil, after: 0, limit: 9)
            try expect(
                events.map(\.event.item),
                ["x", DelegationRow.register, "y", DelegationRow.register])
            try expect(events.map(\.event.version), [1, 1, 1, 2])
            var chain = HashChain()
            try expect(chain.verify(events), [])
        },
        Case("what was decided by a delegation is not written once the register moved on") {
            store in
            _ = try await store.put(row(1, "b", to: "a", 0...4), over: 0, by: event("given"))
            _ = try await store.commit(Sample.commit("x", delegationVersion: 1))
            _ = try await store.put(row(2, "b", to: "c", 0...4), over: 1, by: event("given"))
            let late = Sample.commit("x", version: 2, delegationVersion: 1)
            let before = try await contents(of: store)
            try await expect(.conflict) { try await store.commit(late) }
            try expect(try await contents(of: store), before)
            _ = try await store.commit(Sample.commit("x", version: 2, delegationVersion: 2))
            try expect(try await store.version(of: "x"), 2)
        },
        Case("of commits that stand together none is written once the register moved on") {
            store in
            _ = try await store.put(row(1, "b", to: "a", 0...4), over: 0, by: event("given"))
            let commits = [
                Sample.commit("x", delegationVersion: 1), Sample.commit("y", delegationVersion: 0),
            ]
            let before = try await contents(of: store)
            try await expect(.conflict) { try await store.commit(together: commits) }
            try expect(try await contents(of: store), before)
            try expect(try await store.version(of: "x"), nil)
            try expect(try await store.damage(), [])
        },
        Case("delegations are put right from the history") { store in
            _ = try await store.put(row(1, "b", to: "a", 0...4), over: 0, by: event("given"))
            let right = [row(1, "b", to: "a", 0...3), row(2, "c", to: "a", 0...1)]
            try await store.replaceDelegations(right)
            try expect(try await store.delegations(DelegationQuery()), right)
            try expect(try await store.delegationVersion(), 1)
        },
    ]

    private static func numbers(
        _ query: DelegationQuery, in store: any Store
    ) async throws -> [Int] {
        try await store.delegations(query).map(\.number)
    }

    private static func day(_ number: Int) -> CalendarDate {
        CalendarDate(daysSinceEpoch: 18_700 + Int32(number))
    }

    private static func row(
        _ number: Int, _ principal: String, to deputy: String, _ days: ClosedRange<Int>
    ) -> DelegationRow {
        DelegationRow(
            number: number, principal: principal, deputy: deputy, from: day(days.lowerBound),
            until: day(days.upperBound), at: Sample.instant(1), actor: principal, data: "{}")
    }

    private static func event(_ what: String) -> DelegationEvent {
        DelegationEvent(
            type: "delegation.\(what)", at: Sample.instant(1), actor: "b", data: "{}")
    }
}
