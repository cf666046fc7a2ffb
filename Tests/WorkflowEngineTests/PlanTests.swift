import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowStorage

@Suite("The plan's activities, from proposal to report")
struct PlanTests {
    static let item = "PL.I.1"

    func loaded() async throws -> Office {
        let office = try Office()
        let engine = try office.engine(at: "2021-04-14T08:00:00+07:00")
        let plan = try #require(office.library.plans["plan-149-2021"])
        let outcome = try await engine.load(plan, as: "khcn.minh")
        #expect(outcome.started.count == 16)
        return office
    }

    func submitted(_ office: Office, _ id: String, at time: String) async throws {
        try await office.advance(
            id, "submit", as: "khcn.linh", at: time,
            [("estimate", .estimate), ("finish_by", .day("2021-09-30"))],
            documents: ["to-trinh"])
    }

    @Test("Loading a plan twice changes nothing")
    func idempotentLoad() async throws {
        let office = try await loaded()
        let engine = try office.engine(at: "2021-05-01")
        let plan = try #require(office.library.plans["plan-149-2021"])
        let again = try await engine.load(plan, as: "khcn.linh")
        #expect(again.started.isEmpty)
        #expect(again.unchanged.count == 16)
    }

    @Test("The estimate is due after ten working days, Giỗ Tổ not counted (S01)")
    func estimateDue() async throws {
        let office = try await loaded()
        #expect(
            try await office.deadline("proposal", of: "PL.II.8")?.due
                == CalendarDate(parsing: "2021-04-29"))
    }

    @Test("Appraisal across 30/4 and 1/5 is due on 17/05/2021 (S02); approval then on 24/05 (S04)")
    func appraisalDue() async throws {
        let office = try await loaded()
        try await submitted(office, "PL.II.8", at: "2021-04-29T09:00:00+07:00")
        #expect(
            try await office.deadline("appraisal", of: "PL.II.8")?.due
                == CalendarDate(parsing: "2021-05-17"))
        try await office.advance(
            "PL.II.8", "pass", as: "tc.hoa", at: "2021-05-17T09:00:00+07:00")
        #expect(
            try await office.deadline("approval", of: "PL.II.8")?.due
                == CalendarDate(parsing: "2021-05-24"))
    }

    @Test("A returned dossier is counted again from zero when it is complete (S03, then S04)")
    func returned() async throws {
        let office = try await loaded()
        try await submitted(office, "PL.II.8", at: "2021-04-29T09:00:00+07:00")
        try await office.advance(
            "PL.II.8", "return", as: "tc.hoa", at: "2021-05-06T09:00:00+07:00",
            note: "Thiếu báo giá")
        #expect(
            try await office.deadline("supplement", of: "PL.II.8")?.due
                == CalendarDate(parsing: "2021-05-17"))
        try await office.advance(
            "PL.II.8", "resubmit", as: "khcn.linh", at: "2021-05-17T09:00:00+07:00")
        #expect(
            try await office.deadline("appraisal", of: "PL.II.8")?.due
                == CalendarDate(parsing: "2021-05-31"))
        try await office.advance(
            "PL.II.8", "pass", as: "tc.hoa", at: "2021-05-31T09:00:00+07:00")
        #expect(
            try await office.deadline("approval", of: "PL.II.8")?.due
                == CalendarDate(parsing: "2021-06-07"))
    }

    @Test("A return after three working days is no longer the appraiser's to make (S03)")
    func lateReturn() async throws {
        let office = try await loaded()
        try await submitted(office, "PL.II.8", at: "2021-04-29T09:00:00+07:00")
        await #expect(throws: EngineError.self) {
            try await office.advance(
                "PL.II.8", "return", as: "tc.hoa", at: "2021-05-07T09:00:00+07:00", note: "Thiếu")
        }
        try await office.advance(
            "PL.II.8", "return-late", as: "tc.nam", at: "2021-05-07T09:00:00+07:00",
            note: "Thiếu")
    }

    @Test("Who sits elsewhere, or prepared the estimate, is refused")
    func refused() async throws {
        let office = try await loaded()
        try await submitted(office, "PL.II.8", at: "2021-04-20T09:00:00+07:00")
        for person in ["khcn.linh", "khcn.director", "ubnd.chair"] {
            let error = await #expect(throws: EngineError.self) {
                try await office.advance(
                    "PL.II.8", "pass", as: person, at: "2021-04-22T09:00:00+07:00")
            }
            guard case .refused(let refusal)? = error else {
                Issue.record("\(person) should be refused")
                continue
            }
            #expect(refusal.reasons.first?.whoCould == ["tc.hoa", "tc.binh"])
        }
    }

    @Test("A difficulty is reported and decided while the item goes on (S07)")
    func difficulty() async throws {
        let office = try await loaded()
        try await office.advance(
            "PL.II.8", "report-difficulty", as: "khcn.linh", at: "2021-04-20T16:10:00+07:00",
            note: "Chưa có đơn vị giảng dạy", documents: ["van-ban-phan-anh"])
        #expect(try await office.states(of: "PL.II.8") == ["proposal", "difficulty-reported"])
        #expect(
            try await office.deadline("difficulty-report", of: "PL.II.8")?.due
                == CalendarDate(parsing: "2021-04-26"))
        try await submitted(office, "PL.II.8", at: "2021-04-22T09:00:00+07:00")
        #expect(try await office.states(of: "PL.II.8") == ["review", "difficulty-reported"])
        try await office.advance(
            "PL.II.8", "submit-difficulty", as: "khcn.minh", at: "2021-04-23T09:00:00+07:00",
            documents: ["bao-cao-vuong-mac"])
        try await office.advance(
            "PL.II.8", "decide-difficulty", as: "ubnd.vice", at: "2021-04-26T09:00:00+07:00",
            note: "Đồng ý thuê ngoài")
        #expect(try await office.states(of: "PL.II.8") == ["review"])
    }

    @Test("Suspended from anywhere, it resumes where it was")
    func suspended() async throws {
        let office = try await loaded()
        try await submitted(office, "PL.II.8", at: "2021-04-20T09:00:00+07:00")
        try await office.advance(
            "PL.II.8", "suspend", as: "khcn.director", at: "2021-04-22T09:00:00+07:00",
            note: "Dịch bệnh")
        #expect(try await office.states(of: "PL.II.8") == ["suspended"])
        #expect(try await office.deadline("appraisal", of: "PL.II.8")?.isPaused == true)
        try await office.advance(
            "PL.II.8", "resume", as: "khcn.director", at: "2021-05-10T09:00:00+07:00")
        #expect(try await office.states(of: "PL.II.8") == ["review"])
        #expect(try await office.deadline("appraisal", of: "PL.II.8")?.isRunning == true)
    }

    @Test("An inbox holds what lies on one's desk and nothing else")
    func inbox() async throws {
        let office = try await loaded()
        try await submitted(office, "PL.II.8", at: "2021-04-20T09:00:00+07:00")
        let engine = try office.engine(at: "2021-04-22T09:00:00+07:00")
        #expect(try await engine.inbox(as: "tc.hoa").map(\.item.id) == ["PL.II.8"])
        #expect(try await engine.inbox(as: "tc.binh").map(\.item.id) == ["PL.II.8"])
        #expect(try await engine.inbox(as: "ubnd.vice").isEmpty)
    }

    @Test("A tick flags what is overdue once, climbs the ladder, and fills the outbox")
    func tick() async throws {
        let office = try await loaded()
        let early = try await office.engine(at: "2021-04-23T09:00:00+07:00").tick()
        #expect(early.fired == 0)
        let engine = try office.engine(at: "2021-05-04T08:00:00+07:00")
        let late = try await engine.tick()
        #expect(late.events.contains { $0.event.type == "deadline.overdue" })
        #expect(late.notifications > 0)
        #expect(try await engine.tick().fired == 0)
        let overdue = try await engine.items(ItemQuery(isOverdue: true, limit: 50))
        // Three activities have more time for their proposal: `limits` in the plan.
        #expect(overdue.count == 13)
    }

    @Test("An idempotency key gives the first answer again; a stale version is refused")
    func keys() async throws {
        let office = try await loaded()
        let engine = try office.engine(at: "2021-04-20T09:00:00+07:00")
        func ask() async throws -> Outcome {
            try await engine.advance(
                "PL.II.8", "suspend", note: "x", key: "k-1", as: "khcn.director")
        }
        let first = try await ask()
        let second = try await ask()
        #expect(second.isRepeated)
        #expect(first.events == second.events)
        await #expect(throws: EngineError.self) {
            try await engine.advance("PL.II.8", "resume", ifVersion: 1, as: "khcn.director")
        }
    }

    @Test("What is stored is what the history gives")
    func verify() async throws {
        let office = try await loaded()
        try await submitted(office, "PL.II.8", at: "2021-04-20T09:00:00+07:00")
        let report = try await office.engine(at: "2021-05-04T08:00:00+07:00").verify()
        #expect(report.isClean)
        #expect(report.events == 17)
        #expect(report.items == 16)
    }
}
