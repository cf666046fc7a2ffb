import Diagnostics
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowStorage

@Suite("Standing in, over a store")
struct StandingInTests {
    static let item = "PL.II.8"
    static let time = "2021-04-20T09:00:00+07:00"

    /// With an item on the desk of the Department of Finance.
    static func office(_ store: any Store = MemoryStore()) async throws -> Office {
        let office = try Office(store: store, library: Office.openLibrary.get())
        let engine = try office.engine(at: time)
        let plan = try #require(office.library.plans["plan-149-2021"])
        _ = try await engine.load(plan, as: "khcn.minh")
        try await office.advance(
            item, "submit", as: "khcn.linh", at: time,
            [("estimate", .estimate), ("finish_by", .day("2021-09-30"))],
            documents: ["to-trinh"])
        return office
    }

    static func absence(
        of principal: String, deputy: String, from: String = "2021-04-20",
        to: String = "2021-04-30"
    ) throws -> DelegationRequest {
        DelegationRequest(
            principal: principal, deputy: deputy, kind: .absence,
            from: try #require(CalendarDate(parsing: from)),
            to: try #require(CalendarDate(parsing: to)))
    }

    @Test("another engine that has worked before knows at once of what was given and ended")
    func fresh() async throws {
        let office = try await Self.office()
        let (one, other) = (try office.engine(at: Self.time), try office.engine(at: Self.time))
        _ = try await other.acting(as: "khcn.an")
        let request = try Self.absence(of: "tc.hoa", deputy: "khcn.an")
        let (given, _) = try await one.delegate(request, as: "tc.hoa")
        #expect(try await other.acting(as: "khcn.an").capacities.count == 2)
        _ = try await one.endDelegation(given.number, from: request.from, as: "tc.hoa")
        #expect(try await other.acting(as: "khcn.an").capacities.count == 1)
        let refusal = await #expect(throws: EngineError.self) {
            try await other.advance(Self.item, "pass", as: "khcn.an")
        }
        guard case .refused(let reason)? = refusal else {
            Issue.record("it should be refused, not \(String(describing: refusal))")
            return
        }
        #expect(reason.message.en.contains("was ended from 20/04/2021 on"))
    }

    @Test("an engine in the midst of its work decides anew once powers were given")
    func midst() async throws {
        let store = MemoryStore()
        let office = try await Self.office(store)
        let (one, other) = (try office.engine(at: Self.time), try office.engine(at: Self.time))
        // From here on it remembers the item, and that nobody stands in for anybody.
        try await other.advance(Self.item, "return", note: "Thiếu báo giá", as: "tc.binh")
        try await other.advance(Self.item, "resubmit", as: "khcn.linh")
        await #expect(throws: EngineError.self) {
            try await other.advance(Self.item, "pass", as: "khcn.an")
        }
        let request = try Self.absence(of: "tc.hoa", deputy: "khcn.an")
        _ = try await one.delegate(request, as: "tc.hoa")
        let outcome = try await other.advance(Self.item, "pass", as: "khcn.an")
        #expect(outcome.events[0].event.data.contains(#""for":"tc.hoa""#))
        #expect(try await other.verify().isClean)
    }

    @Test("what a deputy has taken is a colleague's while they are one, then anybody's")
    func claims() async throws {
        let office = try await Self.office()
        let engine = try office.engine(at: Self.time)
        let request = try Self.absence(of: "tc.hoa", deputy: "khcn.an")
        let (given, _) = try await engine.delegate(request, as: "tc.hoa")
        _ = try await engine.claim(Self.item, as: "khcn.an", for: "tc.hoa")
        let taken = try #require(try await engine.inbox(as: "tc.hoa").first)
        #expect(taken.section == .colleague && taken.task.claimedBy == "khcn.an")
        await #expect(throws: EngineError.self) {
            try await engine.advance(Self.item, "pass", as: "tc.hoa")
        }
        _ = try await engine.endDelegation(given.number, from: request.from, as: "tc.hoa")
        let free = try #require(try await engine.inbox(as: "tc.hoa").first)
        #expect(free.section == .role && free.task.claimedBy == nil)
        try await engine.advance(Self.item, "pass", as: "tc.hoa")
    }

    @Test("what one does oneself, too, is told to the deputies there are when it is written")
    func told() async throws {
        let store = MemoryStore()
        let office = try await Self.office(store)
        let (one, other) = (try office.engine(at: Self.time), try office.engine(at: Self.time))
        try await other.advance(Self.item, "return", note: "Thiếu báo giá", as: "tc.binh")
        _ = try await one.delegate(
            try Self.absence(of: "tc.hoa", deputy: "khcn.an"), as: "tc.hoa")
        let outcome = try await other.advance(Self.item, "resubmit", as: "khcn.linh")
        let messages = try await store.waitingNotifications(sink: "log", limit: 1_000)
        let told = messages.filter { $0.payload.contains("resubmit") }.map(\.payload)
        #expect(
            told.contains { $0.contains("khcn.an") && $0.contains(#""for":"tc.hoa""#) }, "\(told)")
        #expect(outcome.item.isActive("review"))
    }

    @Test("powers taken back while they are used are a conflict, and nothing is applied")
    func takenBack() async throws {
        let store = MemoryStore()
        let office = try await Self.office(store)
        let plain = try office.engine(at: Self.time)
        let request = try Self.absence(of: "tc.hoa", deputy: "khcn.an")
        let (given, _) = try await plain.delegate(request, as: "tc.hoa")
        let once = Once()
        let racing = RacingStore(store) { () async throws(StoreError) in
            guard await once.isFirst() else { return }
            do {
                _ = try await plain.endDelegation(given.number, from: request.from, as: "tc.hoa")
            } catch {
                throw StoreError(.io, subject: "test", detail: "\(error)")
            }
        }
        let engine = Engine(
            library: office.library, store: racing, clock: plain.clock)
        let error = await #expect(throws: EngineError.self) {
            try await engine.advance(Self.item, "pass", as: "khcn.an")
        }
        guard case .store(let fault)? = error else {
            Issue.record("it should be a conflict, not \(String(describing: error))")
            return
        }
        #expect(fault.code == .conflict)
        #expect(try await office.states(of: Self.item) == ["review"])
        #expect(try await plain.verify().isClean)
    }

    private actor Once {
        private var isOver = false
        func isFirst() -> Bool {
            defer { isOver = true }
            return !isOver
        }
    }

    @Test("the inbox of a deputy has their own first, then what waits for the principal")
    func inbox() async throws {
        let office = try await Self.office()
        let engine = try office.engine(at: Self.time)
        _ = try await engine.delegate(
            Self.absence(of: "tc.hoa", deputy: "khcn.linh"), as: "tc.hoa")
        let entries = try await engine.inbox(as: "khcn.linh")
        let theirs = entries.drop { $0.principal == nil }
        #expect(theirs.count < entries.count)
        #expect(theirs.allSatisfy { $0.principal?.id == "tc.hoa" })
        #expect(theirs.map(\.item.id) == [Self.item])
        let only = try await engine.inbox(as: "khcn.linh", for: "tc.hoa")
        #expect(only.map(\.item.id) == [Self.item])
        let later = try office.engine(at: "2021-05-01T09:00:00+07:00")
        #expect(try await later.inbox(as: "khcn.linh").allSatisfy { $0.principal == nil })
    }

    @Test("of somebody who gave nothing, or whose powers are over, nobody is the deputy")
    func nobody() async throws {
        let office = try await Self.office()
        let engine = try office.engine(at: Self.time)
        for _ in 0..<2 {
            let error = await #expect(throws: EngineError.self) {
                try await engine.acting(as: "khcn.an", for: "tc.hoa")
            }
            guard case .refused(let refusal)? = error else {
                Issue.record("it should be refused, not \(String(describing: error))")
                return
            }
            #expect(refusal.reasons.first?.whoCould == ["tc.hoa"])
            // The second time the register is no longer empty.
            _ = try? await engine.delegate(
                Self.absence(of: "tc.nam", deputy: "khcn.an"), as: "tc.nam")
        }
    }

    @Test("many delegations given at once are all given, each with its number")
    func atOnce() async throws {
        let office = try await Self.office()
        let engine = try office.engine(at: Self.time)
        let people = ["khcn.an", "khcn.linh", "khcn.minh", "khcn.van", "tc.binh", "tc.nam"]
        try await withThrowingTaskGroup { group in
            for person in people {
                group.addTask {
                    _ = try await engine.delegate(
                        Self.absence(of: "tc.hoa", deputy: person), as: "tc.hoa")
                }
            }
            try await group.waitForAll()
        }
        let all = try await engine.delegations(DelegationQuery())
        #expect(all.map(\.number) == Array(1...people.count))
        #expect(Set(all.map(\.deputy)) == Set(people))
        #expect(try await engine.verify().isClean)
    }

    @Test("what the store says of delegations is compared with the history, and put right")
    func verified() async throws {
        let store = MemoryStore()
        let office = try await Self.office(store)
        let engine = try office.engine(at: Self.time)
        _ = try await engine.delegate(
            Self.absence(of: "tc.hoa", deputy: "khcn.an"), as: "tc.hoa")
        _ = try await engine.delegate(
            Self.absence(of: "tc.nam", deputy: "khcn.an"), as: "tc.nam")
        let day = try #require(CalendarDate(parsing: "2021-04-25"))
        _ = try await engine.endDelegation(2, from: day, note: "về sớm", as: "khcn.an")
        #expect(try await engine.verify().isClean)
        let right = try await store.delegations(DelegationQuery())
        var longer = right
        longer[1].until = longer[1].until.adding(days: 30)
        for wrong in [longer, [right[0]], []] {
            try await store.replaceDelegations(wrong)
            let report = try await engine.verify()
            #expect(Set(report.problems.map(\.code)) == ["delegation-differs"])
            _ = try await engine.rebuild()
            #expect(try await store.delegations(DelegationQuery()) == right)
            #expect(try await engine.verify().isClean)
        }
    }
}
