import Diagnostics
import Testing
import WorkflowCalendar
import WorkflowModel

@testable import WorkflowLoading

@Suite("What a plan becomes")
struct PlanDecodingTests {
    private static let text = """
        plan: plan-149
        number: 149/KH-UBND
        title: Kế hoạch
        issued_on: 14/04/2021
        issuer: ubnd-tinh
        signer: {name: Nguyễn Văn A, capacity: KT. CHỦ TỊCH, title: PHÓ CHỦ TỊCH}
        legal_bases: [{number: null, date: 2013-06-18, name: Luật KH&CN, text: Căn cứ Luật}]
        recipients: [Bộ KH&CN, "Lưu: VT, CN"]
        sections: [{id: II, title: {vi: Nâng cao năng lực, en: Capacity}}]
        objectives:
          - id: I.2.a
            text: Đào tạo
            indicators: [{title: Số lượt, op: ">=", min: 100, max: null, unit: lượt}]
            activities: [PL.II.5]
        projects: [{id: p1, title: Đề tài, status: approved, year: 2021, activity: PL.II.5}]
        funding: [{code: su-nghiep, title: Kinh phí sự nghiệp}]
        activities:
          - id: PL.II.5
            section: II
            stt: 5
            content: Mở lớp đào tạo
            quantity: 01-02 dự án
            lead: so-khcn
            lead_text: Sở Khoa học và Công nghệ
            lead_requested: false
            coordinating: [so-tai-chinh]
            workflow: task
            fields: {budget: 420.000.000, source: state}
            limits: {proposal: 15 working days, implementation: 2021-12-15}
          - {id: PL.II.6, stt: null, quantity: null, lead: so-khcn, workflow: task}
          - {id: PL.II.7, workflow: bare}
        """

    @Test("the document: number, signer, bases, objectives, projects, funding")
    func document() throws {
        let loaded = LoadedPlan(Self.text)
        #expect(loaded.rendered == "")
        let plan = try #require(loaded.plan)
        #expect(plan.number == "149/KH-UBND")
        #expect(plan.issuedOn == CalendarDate(year: 2021, month: 4, day: 14))
        #expect(plan.signer?.capacity == "KT. CHỦ TỊCH")
        #expect(plan.legalBases.first?.number == nil)
        #expect(plan.recipients == ["Bộ KH&CN", "Lưu: VT, CN"])
        #expect(plan.sections.map(\.id) == ["II"])
        let indicator = try #require(plan.objectives.first?.indicators.first)
        #expect(indicator.comparison == ">=")
        #expect(indicator.minimum == 100)
        #expect(indicator.maximum == nil)
        #expect(plan.objectives.first?.activities == ["PL.II.5"])
        #expect(plan.projects.first?.status == .approved)
        #expect(plan.projects.first?.activity == "PL.II.5")
        #expect(plan.funding.map(\.code) == ["su-nghiep"])
    }

    @Test("an activity gives the fields of its workflow values of their types")
    func fields() throws {
        let activity = try #require(LoadedPlan(Self.text).plan?.activities.first)
        let expected: [String: FieldValue] = [
            "plan": .string("plan-149"), "section": .string("II"), "stt": .int(5),
            "content": .string("Mở lớp đào tạo"), "quantity": .quantity(Quantity("01-02 dự án")),
            "lead": .string("so-khcn"), "lead_requested": .bool(false),
            "coordinating": .list([.string("so-tai-chinh")]), "budget": .money(420_000_000),
            "source": .string("state"),
        ]
        #expect(activity.fields == expected)
        let day = try #require(CalendarDate(year: 2021, month: 12, day: 15))
        #expect(
            activity.limits == ["proposal": .limit(.workingDays(15)), "implementation": .date(day)])
    }

    @Test("what the document leaves blank stays without a value")
    func blanks() throws {
        let plan = try #require(LoadedPlan(Self.text).plan)
        #expect(Set(plan.activities[1].fields.keys) == ["plan", "lead"])
        #expect(plan.activities[2].fields.isEmpty)
    }
}
