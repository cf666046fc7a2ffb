import HTTPTypes
import Testing
import WorkflowStorage

@testable import WorkflowServer

@Suite("The page of all events")
struct AuditPageTests {
    /// The events a page shows, by their numbers.
    private func numbers(_ text: String) -> [Int64] {
        text.matches(of: #/<span class="quiet">#([0-9]+) /#).compactMap { Int64($0.output.1) }
    }

    @Test("It begins with the last one and goes back to the first")
    func all() async throws {
        let house = try await House()
        let events = try await house.office.store.events(item: nil, after: 0, limit: 1_000)
        try await house.visit { visitor in
            var found: [Int64] = []
            var path = "/audit"
            while true {
                let page = try await visitor.get(path, as: KnownSessions.administrator)
                #expect(page.status == .ok)
                found += numbers(page.text)
                guard found.count < events.count, let last = found.last else { break }
                path = "/audit?before=\(last)"
            }
            #expect(found == events.map(\.sequence).reversed())
        }
    }

    @Test("The events of one item are found among those of all", arguments: House.items)
    func item(_ item: String) async throws {
        let house = try await House()
        let events = try await house.office.store.events(item: item, after: 0, limit: 1_000)
        #expect(!events.isEmpty)
        try await house.visit { visitor in
            let page = try await visitor.get("/audit?item=\(item)", as: KnownSessions.administrator)
            #expect(numbers(page.text) == events.map(\.sequence).reversed())
            let first = try #require(events.last).sequence
            let older = try await visitor.get(
                "/audit?item=\(item)&before=\(first)", as: KnownSessions.administrator)
            #expect(numbers(older.text) == events.dropLast().map(\.sequence).reversed())
        }
    }

    @Test(
        "From where there is nothing one is not told of anything",
        arguments: [Int64.min, Int64.min + 1, -1, 0, 1] as [Int64])
    func before(_ number: Int64) async throws {
        try await House().visit { visitor in
            let page = try await visitor.get(
                "/audit?before=\(number)", as: KnownSessions.administrator)
            #expect(page.status == .ok)
            #expect(numbers(page.text) == [])
        }
    }

    @Test("Of an item there is not there is nothing")
    func unknown() async throws {
        try await House().visit { visitor in
            let page = try await visitor.get("/audit?item=PL.XX", as: KnownSessions.administrator)
            #expect(page.status == .ok)
            #expect(numbers(page.text) == [])
        }
    }
}
