import Foundation
import JSON
import Testing

@Suite("What people read of a deadline")
struct DeadlineTextTests {
    private static let workflow = """
        workflow: question
        version: 1
        title: {vi: Câu hỏi, en: Question}
        calendar: vn-state
        fields: {is_waiting: {type: bool, default: false}}
        states:
          asked:
            title: {vi: Trả lời, en: To answer}
            owner: so-khcn
            deadline:
              within: 10 working days
              source: office setting
              escalate: standard
              pauses: {when: item.is_waiting, reason: {vi: Chờ văn bản, en: Awaiting papers}}
            actions:
              wait: {by: anyone, set: {is_waiting: "true"}}
              answer: {by: anyone, to: answered}
          answered: {final: done}
        """

    private func office(at now: String) throws -> Office {
        let office = try Office(isLoaded: false)
        office.now = now
        try office.write("workflows/question.yaml", Self.workflow)
        _ = try office.json("start", "question", "--id", "Q", as: "khcn.linh")
        return office
    }

    @Test("a date counted over days off that nobody has decided on is marked wherever it stands")
    func provisional() throws {
        // Of 2027 no decision is known to the shipped calendar.
        let office = try office(at: "2026-12-28T08:00:00+07:00")
        let marks = [("vi", "12/01/2027 (dự kiến)"), ("en", "12/01/2027 (expected)")]
        for (language, text) in marks {
            for command in ["show", "history"] {
                let run = try office.run(command, "Q", lang: language)
                #expect(run.output.contains(text), "\(command): \(run.output)")
            }
        }
        office.now = "2027-01-12T08:00:00+07:00"
        _ = try office.json("tick")
        let log = try String(
            contentsOf: office.folder.appendingPathComponent(".wf/notifications.log"),
            encoding: .utf8)
        for (_, text) in marks { #expect(log.contains(text)) }
    }

    @Test("what was overdue when it was paused does not have less than nothing left")
    func pausedLate() throws {
        let office = try office(at: "2021-04-14T08:00:00+07:00")
        office.now = "2021-05-05T08:00:00+07:00"
        _ = try office.json("advance", "Q", "wait", as: "khcn.linh")
        let vietnamese = try office.run("show", "Q", lang: "vi").output
        #expect(vietnamese.contains("Tạm dừng, đã quá 2 ngày") && !vietnamese.contains("-2"))
        let english = try office.run("show", "Q", lang: "en").output
        #expect(english.contains("Paused, 2 working days") && english.contains("over"))
    }

    @Test(
        "a step that moves the work to another desk says to whom, and nothing of older tasks",
        arguments: ["2 working days", "1 working day"])
    func reassigned(after limit: String) throws {
        let office = try Office(isLoaded: false)
        try office.write(
            "rules/own.yaml",
            """
            escalations:
              own:
                steps:
                  - after: 1 working day
                    open:
                      task: letter
                      title: {vi: Soạn công văn, en: Draft the letter}
                      to: {role: specialist, agency: owner}
                  - {after: \(limit), reassign: {role: division-head, agency: owner}}
            """)
        try office.write(
            "workflows/question.yaml",
            Self.workflow.replacing("escalate: standard", with: "escalate: own"))
        _ = try office.json("start", "question", "--id", "Q", as: "khcn.linh")
        for day in ["2021-05-04", "2021-05-05"] {
            office.now = "\(day)T08:00:00+07:00"
            _ = try office.json("tick")
        }
        let lines = try office.run("history", "Q", lang: "en").lines
        #expect(lines.count { $0.contains("new task: Draft the letter") } == 1)
        #expect(lines.count { $0.contains("work moved to: Department of Science") } == 1)
    }
}
