import Diagnostics
import Foundation
import JSON
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowLoading
import WorkflowModel
import WorkflowStorage

/// S03, S04, S07 and S08, end to end over the shipped workflows and rules, in which nothing is put
/// right for the test but, in S07, the setting that is being tried.
@Suite(
    "The office's scenarios over the shipped definitions",
    .enabled(if: ScenarioFile.isPresent, "no ../shared/domain/scenarios.json; set WF_SHARED"))
struct ScenarioTests {
    static let item = "PL.II.8"

    private func loaded(_ library: Library? = nil) async throws -> Office {
        let office = try Office(library: library)
        let plan = try #require(office.library.plans["plan-149-2021"])
        _ = try await office.engine(at: "2021-04-14T08:00:00+07:00").load(plan, as: "khcn.minh")
        return office
    }

    private func submit(_ office: Office, on day: String) async throws {
        try await office.advance(
            Self.item, "submit", as: "khcn.linh", at: day + "T09:00:00+07:00",
            [("estimate", .estimate), ("finish_by", .day("2021-09-30"))], documents: ["to-trinh"])
    }

    private func due(_ deadline: String, _ office: Office) async throws -> CalendarDate? {
        try await office.deadline(deadline, of: Self.item)?.due
    }

    @Test("S03: a returned dossier is counted again from zero; S04: the approval after it")
    func supplement() async throws {
        let s03 = try ScenarioFile.scenario("S03")
        let s04 = try ScenarioFile.scenario("S04")
        let office = try await loaded()
        try await submit(office, on: try s03.given("received"))
        // The last day it may be returned is the day it is; the day after is too late.
        let last = try s03.date("last_return_day")
        #expect(last.description == (try s03.given("returned_on")))
        let engine = try office.engine(at: "\(last.adding(days: 1))T09:00:00+07:00")
        let late = try await engine.why(Self.item, "return", as: "tc.hoa")
        #expect(late.contains { $0.code == .guardFailed })
        try await office.advance(
            Self.item, "return", as: "tc.hoa", at: try s03.given("returned_on") + "T16:00:00+07:00",
            note: "Thiếu báo giá")
        #expect(try await due("supplement", office) == (try s03.date("fix_due")))
        #expect(try await office.deadline("appraisal", of: Self.item)?.isPaused == true)
        try await office.advance(
            Self.item, "resubmit", as: "khcn.linh",
            at: try s03.given("resubmitted_on") + "T09:00:00+07:00")
        #expect(try await due("appraisal", office) == (try s03.date("new_due")))
        let wrong = try #require(s03.json["wrong_answers"].object)
        for member in wrong.members {
            let (given, why) = (CalendarDate(parsing: member.name), member.value)
            #expect(try await due("appraisal", office) != given, "\(why)")
        }
        try await office.advance(
            Self.item, "pass", as: "tc.hoa", at: try s03.expected("new_due") + "T09:00:00+07:00")
        #expect(try await due("approval", office) == (try s04.date("due_after_S03")))
        #expect(
            try await office.engine(at: "2021-06-01").state(of: Self.item).tasks.map(\.agency)
                == [try s04.given("owner")])
    }

    @Test("S04: the approval without a return")
    func approval() async throws {
        let s04 = try ScenarioFile.scenario("S04")
        let office = try await loaded()
        try await submit(office, on: "2021-04-29")
        try await office.advance(
            Self.item, "pass", as: "tc.hoa", at: try s04.given("start") + "T09:00:00+07:00")
        #expect(try await due("approval", office) == (try s04.date("due")))
        #expect(
            try await office.deadline("approval", of: Self.item)?.limit
                == .limit(try #require(Limit(parsing: try s04.given("limit")))))
    }

    @Test(
        "S07: a difficulty reported on the eve of a holiday, by both settings of the first day",
        arguments: [("on arrival", "due_from_arrival"), ("\"15:00\"", "due_from_registration")])
    func difficulty(_ receipt: String, _ expected: String) async throws {
        let s07 = try ScenarioFile.scenario("S07")
        let office = try await loaded(Self.shipped(receipt: receipt, of: "difficulty-report"))
        try await office.advance(
            Self.item, "report-difficulty", as: "khcn.linh", at: try s07.given("arrived"),
            note: "Chưa bố trí được hội trường", documents: ["van-ban-phan-anh"])
        #expect(try await due("difficulty-report", office) == (try s07.date(expected)))
        #expect(
            try await office.deadline("difficulty-report", of: Self.item)?.limit
                == .limit(try #require(Limit(parsing: try s07.given("report_to_ubnd")))))
        // Work goes on meanwhile.
        #expect(try await office.states(of: Self.item).contains("proposal"))
    }

    @Test("S08: an apology at latest one day before, once", arguments: ["A", "B"])
    func apology(_ name: String) async throws {
        let s08 = try ScenarioFile.scenario("S08")
        let office = try await loaded()
        let due = try s08.given("due_case_\(name)")
        try await submit(office, on: name == "A" ? "2021-04-14" : "2021-04-15")
        #expect(try await self.due("appraisal", office)?.description == due)
        // What the rules ask for is told on the last day somebody is in the office.
        let prompt = try s08.expected(name == "A" ? "A_notice_by" : "B_prompt_on")
        let asked = try await office.engine(at: prompt + "T07:31:00+07:00").tick()
        #expect(asked.events.contains { $0.event.data.contains("check-delay") })
        func apologise(on day: String, until newDay: String) async throws {
            try await office.advance(
                Self.item, "apologise", as: "tc.nam", at: day + "T10:00:00+07:00",
                [("appraise_by", .day(newDay))], note: "Hồ sơ phức tạp",
                documents: ["giay-xin-loi"])
        }
        await #expect(throws: EngineError.self, "on the due day it is too late") {
            try await apologise(on: due, until: "2021-05-14")
        }
        try await apologise(
            on: try s08.expected(name == "A" ? "A_notice_by" : "B_notice_by_legal"),
            until: "2021-05-14")
        #expect(try await self.due("appraisal", office)?.description == "2021-05-14")
        #expect(try s08.expected("second_extension") == "rejected")
        do {
            try await apologise(on: "2021-05-06", until: "2021-05-21")
            Issue.record("a second extension was given")
        } catch EngineError.refused(let refusal) {
            #expect(refusal.code == .extensionRefused)
        }
        let report = try await office.engine(at: "2021-05-06").verify()
        #expect(report.isClean, "\(report.problems)")
    }

    /// The shipped definitions with another setting of the first day for one deadline.
    private static func shipped(receipt: String, of deadline: String) throws -> Library {
        let folders = SourceFolders([
            Office.home.path + "/workflows", Office.home.path + "/rules",
        ])
        return try Library.load(
            from: EditedDeadlines(shipped: folders, deadline: deadline, receipt: receipt))
    }
}

/// The shipped files, with a line more in one of the shared deadlines.
private struct EditedDeadlines: SourceProvider {
    let shipped: SourceFolders
    let deadline: String
    let receipt: String

    func entries(_ sink: DiagnosticSink) -> [SourceEntry] { shipped.entries(sink) }

    func read(_ entry: SourceEntry, _ sink: DiagnosticSink) -> [UInt8]? {
        guard let bytes = shipped.read(entry, sink), entry.path == "rules/deadlines.yaml" else {
            return shipped.read(entry, sink)
        }
        let head = "  \(deadline):\n"
        let text = String(decoding: bytes, as: UTF8.self)
        precondition(text.contains(head))
        return Array(
            text.replacingOccurrences(of: head, with: head + "    receipt: \(receipt)\n").utf8)
    }

    func companion(_ name: String, of entry: SourceEntry) -> SourceCompanion {
        shipped.companion(name, of: entry)
    }

    func templates(_ sink: DiagnosticSink) -> [SourceEntry] { shipped.templates(sink) }
}
