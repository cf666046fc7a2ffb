import JSON
import TestSupport
import Testing
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowSQLite
import WorkflowStorage
import WorkflowTesting

@Suite("Releasing held messages")
struct ReleaseTests {
    @Test("two engines that release at once put every message in the outbox once")
    func atOnce() async throws {
        for _ in 0..<10 {
            let province = try Province(.sqlite, targets: "[owner, {role: head, agency: owner}]")
            for number in 1...20 { try await province.start("item-\(number)") }
            _ = try await province.engine(at: "2021-04-28T20:00").tick()
            let path = try #require(province.path)
            let outcomes = try await withThrowingTaskGroup(of: ReleaseOutcome.self) { group in
                for _ in 0..<3 {
                    group.addTask {
                        let store = try SQLiteStore(path: path)
                        let engine = try province.engine(at: "2021-04-29T08:00", over: store)
                        let outcome = try await engine.releaseHeld()
                        await store.close()
                        return outcome
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.reduce(0) { $0 + $1.released } == 40)
            #expect(outcomes.reduce(0) { $0 + $1.digests } == 2)
            #expect(try await province.waiting().count == 2)
            #expect(try await province.store.damage() == [])
        }
    }

    @Test(
        "a message caused while others are released is in the next one",
        arguments: Province.Kind.allCases)
    func meanwhile(_ kind: Province.Kind) async throws {
        let province = try Province(kind)
        for id in ["a", "b"] { try await province.start(id) }
        _ = try await province.tick("2021-04-28T08:00")
        try await province.start("c", days: 1, at: "2021-04-27T08:00")
        #expect(try await province.tick("2021-04-28T08:15").released == 1)
        #expect(try await province.waiting().count == 2)
        let ids = try await province.waiting().map(\.eventID)
        #expect(Set(ids).count == 2)
    }

    @Test("released and not delivered, a digest keeps its id", arguments: Province.Kind.allCases)
    func again(_ kind: Province.Kind) async throws {
        let province = try Province(kind)
        for id in ["a", "b"] { try await province.start(id) }
        _ = try await province.tick("2021-04-28T08:00")
        let first = try await province.waiting()
        #expect(try await province.tick("2021-04-28T08:15").released == 0)
        #expect(try await province.waiting() == first)
        try await province.store.deliver(first, at: Instant(millisecondsSinceEpoch: 0))
        _ = try await province.tick("2021-04-28T08:30")
        #expect(try await province.waiting().isEmpty)
    }

    @Test(
        "what cannot be read goes out as it is, not lost and in nobody's way",
        arguments: Province.Kind.allCases)
    func unreadable(_ kind: Province.Kind) async throws {
        let province = try Province(kind)
        for id in ["a", "b", "c"] { try await province.start(id) }
        _ = try await province.engine(at: "2021-04-28T20:00").tick()
        var projection = try #require(try await province.store.projection("c"))
        projection.row.version += 1
        let now = try #require(Instant(parsing: "2021-04-28T20:00", in: .vietnam))
        let event = DraftEvent(
            item: "c", version: projection.row.version, type: "item.moved", at: now, actor: nil,
            data: "{}")
        let broken = DraftHeldMessage(
            sink: "log", recipient: "so-a/an", payload: #"{"type":"?"}"#, notBefore: now,
            calendar: "office")
        _ = try await province.store.commit(
            Commit(
                item: "c", expectedVersion: event.version - 1, events: [event],
                projection: projection, held: [broken]))
        let outcome = try await province.engine(at: "2021-04-29T07:30").releaseHeld()
        #expect(outcome.released == 4)
        #expect(outcome.gathered == 3)
        let payloads = try await province.waiting().map(\.payload)
        #expect(payloads.count == 2)
        #expect(payloads.contains(broken.payload))
    }

    @Test("a calendar that is gone holds nothing back")
    func lostCalendar() async throws {
        let province = try Province()
        try await province.start("a")
        _ = try await province.engine(at: "2021-04-28T20:00").tick()
        var library = province.library
        library.rules.calendars = [:]
        let later = try #require(Instant(parsing: "2021-04-29T22:00", in: .vietnam))
        let engine = Engine(library: library, store: province.store, clock: .fixed(later))
        #expect(try await engine.releaseHeld().released == 1)
    }

    // MARK: Whatever happens when

    @Test(
        "every message is in exactly one message of the outbox, and none is there out of hours",
        arguments: Province.Kind.allCases, 1...12 as ClosedRange<UInt64>)
    func exactlyOnce(_ kind: Province.Kind, seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let digest =
            ["", "digest: true", #"digest: "09:00""#, #"digest: "20:00""#]
            .randomElement(using: &random) ?? ""
        let province = try Province(
            kind, digest: digest, targets: "[owner, {superior: owner}, {role: head}]",
            steps: """
                [{before: 1 working day, remind: [owner, {superior: owner}]},
                 {after: 3 working hours, notify: [owner, {role: head}]},
                 {after: 1 working day, notify: [{superior: owner}]}]
                """)
        let calendar = try #require(province.library.rules.calendars["office"]?.all.first)
        for number in 0..<Int.random(in: 3...10, using: &random) {
            let lead = ["so-a", "so-b", "so-c"].randomElement(using: &random) ?? ""
            try await province.start(
                "item-\(number)", lead: lead, days: Int.random(in: 1...6, using: &random))
        }
        var now = try #require(Instant(parsing: "2021-04-26T08:00", in: .vietnam))
        var seen: Set<Int64> = []
        var caused = 0
        var told = 0
        for _ in 0..<40 {
            now = now.adding(minutes: Int.random(in: 5...900, using: &random))
            let engine = try province.engine(at: now.iso8601(in: .vietnam))
            caused += try await engine.tick().notifications
            _ = try await engine.releaseHeld()
            let new = try await province.waiting().filter { !seen.contains($0.id) }
            #expect(new.isEmpty || calendar.officeTime(onOrAfter: now) == now)
            for row in new {
                seen.insert(row.id)
                let data = try JSON.parse(row.payload)["data"]
                told += data["entries"].array?.count ?? 1
                #expect(data["count"].int.map { Int($0) } == data["entries"].array?.count)
            }
        }
        // A week later everything has been told.
        now = try #require(Instant(parsing: "2021-06-01T09:30", in: .vietnam))
        let engine = try province.engine(at: now.iso8601(in: .vietnam))
        caused += try await engine.tick().notifications
        _ = try await engine.releaseHeld()
        for row in try await province.waiting() where !seen.contains(row.id) {
            told += try JSON.parse(row.payload)["data"]["entries"].array?.count ?? 1
        }
        #expect(caused > 0)
        #expect(told == caused)
        #expect(try await province.store.nextRelease() == nil)
        #expect(try await province.store.damage() == [])
    }
}
