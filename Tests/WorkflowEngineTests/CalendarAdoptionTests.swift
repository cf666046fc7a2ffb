import Diagnostics
import JSON
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowStorage

/// A decision about days off comes while items wait.
@Suite("Adopting an edition of the calendar")
struct CalendarAdoptionTests {
    /// The shipped calendar with one more day off in April 2021.
    static func swapped(
        _ calendar: WorkingCalendar, off: CalendarDate, adopters: [CalendarAdopter]? = nil
    ) -> WorkingCalendar {
        WorkingCalendar(
            name: calendar.name, version: "swap", title: calendar.title, zone: calendar.zone,
            week: calendar.week,
            decreed: calendar.decreed.map { year in
                guard year.year == off.year else { return year }
                var days = year.off
                days[off] = DayReason(.swap, calendar.title)
                return CalendarYear(
                    year: year.year, basis: year.basis, off: days, worked: year.worked)
            },
            law: calendar.law, adopters: adopters ?? calendar.adopters)
    }

    private func editions(_ office: Office) throws -> (old: WorkingCalendar, new: WorkingCalendar) {
        let old = try #require(office.library.rules.calendars["vn-state"]?.all.first)
        let day = try #require(CalendarDate(parsing: "2021-04-26"))
        return (old, Self.swapped(old, off: day))
    }

    @Test("What would move is told without moving it; adopting moves it, once")
    func adopt() async throws {
        let office = try Office()
        let plan = try #require(office.library.plans.values.first)
        let engine = try office.engine(at: "2021-04-14T08:00:00+07:00")
        let loaded = try await engine.load(plan, as: "khcn.linh")
        let (old, new) = try editions(office)
        let moves = try await engine.moves(from: old, to: new)
        #expect(!moves.isEmpty && moves.count <= loaded.started.count)
        #expect(moves.map(\.item) == moves.map(\.item).sorted())
        for move in moves where move.before.description == "2021-04-29" {
            // 30/4 and 1/5 to 3/5 are off.
            #expect(move.after.description == "2021-05-04")
        }
        let before = try await engine.store.events(item: nil, after: 0, limit: 1_000).count

        let outcome = try await engine.adopt(new, as: "vp.thu")
        #expect(outcome.moved == moves)
        let events = try await engine.store.events(item: nil, after: Int64(before), limit: 1_000)
        #expect(events.map(\.event.item) == Array(Set(moves.map(\.item))).sorted())
        #expect(events.allSatisfy { $0.event.type == "deadline.recounted" })
        #expect(events.allSatisfy { $0.event.actor == "vp.thu" })
        let first = try #require(events.first)
        let data = try JSON.parse(first.event.data)
        #expect(data["was_due"][0].string == moves[0].before.description)
        #expect(data["deadlines"][0]["due"].string == moves[0].after.description)

        #expect(try await engine.adopt(new, as: "vp.thu").moved.isEmpty)
        #expect(try await engine.verify().isClean)
    }

    struct Rule: Sendable, CustomTestStringConvertible {
        var adopters: [CalendarAdopter]
        /// Who could, of all demo users.
        var could: [String]
        var testDescription: String { "\(adopters)" }
    }

    @Test(
        "Only who the calendar names may adopt it; a refusal says who that is",
        arguments: [
            Rule(adopters: [], could: []),
            Rule(
                adopters: [CalendarAdopter(agency: "vp-ubnd-tinh")], could: ["vp.thu", "vp.quang"]),
            Rule(
                adopters: [CalendarAdopter(roles: ["director", "chair"], agency: "vp-ubnd-tinh")],
                could: ["vp.quang"]),
            Rule(
                adopters: [CalendarAdopter(person: "tt.mai"), CalendarAdopter(roles: ["chair"])],
                could: ["ubnd.chair", "tt.mai"]),
        ])
    func whoMay(_ rule: Rule) async throws {
        let office = try Office()
        let old = try #require(office.library.rules.calendars["vn-state"]?.all.first)
        let day = try #require(CalendarDate(parsing: "2021-04-26"))
        let new = Self.swapped(old, off: day, adopters: rule.adopters)
        let engine = try office.engine(at: "2021-04-14T08:00:00+07:00")
        let plan = try #require(office.library.plans.values.first)
        try await engine.load(plan, as: "khcn.linh")
        // khcn.linh is none of them.
        let error = await #expect(throws: EngineError.self) {
            try await engine.adopt(new, as: "khcn.linh")
        }
        guard case .refused(let refusal)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(refusal.code == .notPermitted)
        #expect(refusal.reasons.first?.whoCould.sorted() == rule.could.sorted())
        for id in rule.could { #expect(refusal.message.vi.contains(id)) }
        #expect(refusal.message.en.contains("adopted_by") == rule.could.isEmpty)
        for id in rule.could {
            #expect(try await engine.adopt(new, as: id).looked > 0)
        }
    }

    @Test("Somebody nobody knows adopts nothing")
    func stranger() async throws {
        let office = try Office()
        let engine = try office.engine(at: "2021-04-14T08:00:00+07:00")
        let (_, new) = try editions(office)
        await #expect(throws: EngineError.self) { try await engine.adopt(new, as: "nobody") }
    }
}
