import JSON
import Testing
import WorkflowCalendar
import WorkflowEngine
import WorkflowStorage

@Suite("Releasing messages held for quiet hours")
struct QuietReleaseTests {
    private static let arrives = """
        {name: arrives, on: wf.item.started, to: lead, sinks: log, text: x, quiet: "18:00-07:00"}
        """

    @Test(
        "happens when they are over, whether the office is open or not, and in no other quiet hour",
        arguments: Province.Kind.allCases)
    func whenOver(_ kind: Province.Kind) async throws {
        let province = try Province(kind, more: [Self.arrives])
        // A Friday evening.
        try await province.start("a", at: "2021-04-23T19:00")
        #expect(try await province.waiting().isEmpty)
        let night = try await province.engine(at: "2021-04-24T06:59").releaseHeld()
        #expect(night.released == 0)
        #expect(night.held == 1)
        #expect(night.nextAt == Instant(parsing: "2021-04-24T07:00", in: .vietnam))
        // Nobody looked all day: the evening is as quiet as the one before.
        let evening = try await province.engine(at: "2021-04-24T18:30").releaseHeld()
        #expect(evening.released == 0)
        #expect(evening.nextAt == Instant(parsing: "2021-04-25T07:00", in: .vietnam))
        let morning = try await province.engine(at: "2021-04-25T07:00").releaseHeld()
        #expect(morning.released == 1)
        #expect(morning.nextAt == nil)
        #expect(try await province.recipients() == [["an", "binh"]])
        #expect(try await province.store.damage() == [])
    }

    @Test("is not needed for what is caused outside of them")
    func atOnce() async throws {
        let province = try Province(more: [Self.arrives])
        try await province.start("a", at: "2021-04-23T17:59")
        #expect(try await province.waiting().count == 1)
    }

    @Test(
        "keeps to office hours as well for the steps of a ladder", arguments: Province.Kind.allCases
    )
    func steps(_ kind: Province.Kind) async throws {
        let province = try Province(kind, digest: "digest: true\n      quiet: \"17:00-09:00\"")
        try await province.start("a")
        try await province.start("b")
        // Due on 28/4; the reminder comes at 07:30, which is quiet.
        let early = try await province.tick("2021-04-28T07:30")
        #expect(early.released == 0)
        #expect(early.nextAt == Instant(parsing: "2021-04-28T09:00", in: .vietnam))
        let noon = try await province.tick("2021-04-28T12:00")
        #expect(noon.released == 0)
        #expect(noon.nextAt == Instant(parsing: "2021-04-28T13:30", in: .vietnam))
        let outcome = try await province.tick("2021-04-28T13:30")
        #expect(outcome.released == 2)
        #expect(outcome.digests == 1)
        let message = try #require(try await province.messages().first)
        #expect(message["time"] == "2021-04-28T13:30:00+07:00")
    }
}
