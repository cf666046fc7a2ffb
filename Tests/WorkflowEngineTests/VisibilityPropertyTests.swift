import TestSupport
import Testing
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowStorage

@Suite("Whatever happened, everything one is shown one may see, and all one may see is shown")
struct VisibilityPropertyTests {
    /// An office in which people did whatever they could.
    private func office(_ seed: UInt64) async throws -> ComplaintOffice {
        var numbers = SeededGenerator(seed: seed)
        let office = try ComplaintOffice()
        let engine = try office.engine()
        let people = ComplaintOffice.people
        for number in 0..<8 {
            let person = people.randomElement(using: &numbers) ?? "an"
            if number % 3 == 2 {
                try await engine.start("memo", id: "H.\(number)", as: person)
            } else {
                let lead = Bool.random(using: &numbers) ? "so-a" : "so-b"
                try await office.file("H.\(number)", lead: lead, by: person)
            }
        }
        for _ in 0..<60 {
            let rows = try await engine.items(ItemQuery(limit: .max))
            let person = people.randomElement(using: &numbers) ?? "an"
            guard let row = rows.randomElement(using: &numbers) else { continue }
            let state = try await engine.state(of: row.id)
            let open = try await engine.actions(on: state, as: person).filter { $0.reasons.isEmpty }
            guard let action = open.randomElement(using: &numbers) else { continue }
            do {
                _ = try await engine.advance(row.id, action.action.name, note: "x", as: person)
            } catch {
                // Only somebody who does not see an item is told that there is none.
                guard case .notFound(.item, _, _) = error else { throw error }
                #expect(try await !engine.sees(state, as: person))
            }
        }
        return office
    }

    @Test(
        "in lists, states, histories, inboxes and among changes",
        arguments: 1...12 as ClosedRange<UInt64>)
    func shown(_ seed: UInt64) async throws {
        let office = try await office(seed)
        let engine = try office.engine()
        let everything = try await engine.items(ItemQuery(limit: .max))
        let changes = try await office.store.events(item: nil, after: 0, limit: .max)
        for person in ComplaintOffice.people {
            let eyes = engine.seen(by: person)
            var seen: Set<String> = []
            for row in everything {
                let isSeen = try await engine.sees(
                    try await engine.state(of: row.id), as: person)
                #expect(try await engine.sees(row, as: person) == isSeen)
                if isSeen { seen.insert(row.id) }
            }
            let hidden = Set(everything.map(\.id)).subtracting(seen)
            #expect(
                try await eyes.items(ItemQuery(limit: .max)).map(\.id)
                    == everything.map(\.id).filter(seen.contains))
            var paged: [String] = []
            while true {
                let page = try await eyes.items(ItemQuery(after: paged.last, limit: 2))
                paged += page.map(\.id)
                if page.count < 2 { break }
            }
            #expect(Set(paged) == seen)
            for scope in [InboxScope.mine, .own, .agency] {
                let inbox = try await engine.inbox(as: person, scope, limit: .max)
                #expect(inbox.allSatisfy { seen.contains($0.item.id) })
            }
            for id in seen {
                let state = try await eyes.state(of: id)
                #expect(state.children.allSatisfy { seen.contains($0.id) })
                #expect(state.parent.map(seen.contains) ?? true)
                #expect(
                    try await eyes.items(ItemQuery(parent: id)).map(\.id)
                        == state.children.map(\.id).sorted())
                for event in try await eyes.history(of: id) {
                    #expect(hidden.allSatisfy { !event.event.data.contains("\"\($0)\"") })
                }
            }
            for id in hidden {
                await #expect(throws: EngineError.self) { _ = try await eyes.state(of: id) }
                await #expect(throws: EngineError.self) { _ = try await eyes.history(of: id) }
            }
            for event in try await eyes.visible(changes) {
                #expect(seen.contains(event.event.item))
                #expect(hidden.allSatisfy { !event.event.data.contains("\"\($0)\"") })
            }
        }
        #expect(try await engine.verify().problems == [])
    }
}
