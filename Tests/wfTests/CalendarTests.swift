import Foundation
import JSON
import Testing

@Suite("Counting limits on the command line")
struct CalendarTests {
    struct Scenario: Sendable, CustomTestStringConvertible {
        var name: String
        var arguments: [String]
        var due: String
        /// Other members of the answer.
        var members: [String: String] = [:]

        init(
            _ name: String, _ start: String, _ limit: String, _ options: [String] = [],
            due: String, _ members: [String: String] = [:]
        ) {
            self.name = name
            arguments = [start, limit] + options
            self.due = due
            self.members = members
        }

        var testDescription: String { name }
    }

    /// The dates of the office's scenarios, worked out by hand.
    static let scenarios = [
        Scenario("S01 estimate, over Giỗ Tổ", "2021-04-14", "10 working days", due: "2021-04-29"),
        Scenario("S02 appraisal over 30/4–1/5", "2021-04-29", "10 working days", due: "2021-05-17"),
        Scenario("S03 last day to return", "2021-04-29", "3 working days", due: "2021-05-06"),
        Scenario("S03 the supplement", "2021-05-06", "7 working days", due: "2021-05-17"),
        Scenario("S03 from zero again", "2021-05-17", "10 working days", due: "2021-05-31"),
        Scenario("S04 approval", "2021-05-17", "5 working days", due: "2021-05-24"),
        Scenario("S04 after S03", "2021-05-31", "5 working days", due: "2021-06-07"),
        Scenario("S05 over Tết", "2021-02-05", "5 working days", due: "2021-02-19"),
        Scenario("S05 next working day", "2021-02-09", "1 working day", due: "2021-02-17"),
        Scenario(
            "S06 calendar days end on a holiday", "2021-03-31", "30 days", due: "2021-05-04",
            ["raw": "2021-04-30"]),
        Scenario(
            "S06 not moved", "2021-03-31", "30 days", ["--roll", "none"], due: "2021-04-30"),
        Scenario(
            "S06 moved back", "2021-03-31", "30 days", ["--roll", "backward"], due: "2021-04-29"),
        Scenario("S07 register by", "2021-04-20T16:10", "1 working day", due: "2021-04-22"),
        Scenario(
            "S07 from arrival", "2021-04-20T16:10:00+07:00", "3 working days", due: "2021-04-26",
            ["counted_from": "2021-04-20"]),
        Scenario(
            "S07 from registration", "2021-04-20T16:10", "3 working days", ["--receipt", "15:00"],
            due: "2021-04-27", ["counted_from": "2021-04-22"]),
        Scenario(
            "S07 before closing", "2021-04-20T16:10", "3 working days",
            ["--receipt", "at-closing"],
            due: "2021-04-26", ["counted_from": "2021-04-20"]),
        Scenario(
            "S08 notice in case A", "2021-04-29", "1 day", ["--before"], due: "2021-04-28",
            ["raw": "2021-04-28"]),
        Scenario(
            "S08 notice in case B: by law, and when the office must act", "2021-05-04", "1 day",
            ["--before"], due: "2021-04-29", ["raw": "2021-05-03"]),
    ]

    @Test("gives the dates of the scenarios", arguments: scenarios)
    func scenario(_ scenario: Scenario) throws {
        let run = try Tool.run(
            ["calendar", "due"] + scenario.arguments + ["--json"], in: Office.root,
            environment: ["WF_LANG": "en"])
        try #require(run.status == 0, "\(run.errors)")
        let answer = try JSON.parse(run.output)
        #expect(answer["due"].string == scenario.due)
        #expect(answer["provisional"] == false)
        for (name, value) in scenario.members { #expect(answer[name].string == value) }
    }

    @Test("explains a receipt that counts as of the next working day", arguments: ["vi", "en"])
    func explainedReceipt(language: String) throws {
        let office = try Office(isLoaded: false)
        let run = try office.run(
            "calendar", "due", "2021-04-20T16:10", "3 ngày làm việc", "--receipt", "15:00",
            "--explain", lang: language)
        try Snapshot.expect(run.output, is: "calendar-due-receipt-\(language)")
    }

    @Test("explains an end that moved", arguments: ["vi", "en"])
    func explainedRoll(language: String) throws {
        let office = try Office(isLoaded: false)
        let run = try office.run(
            "calendar", "due", "2021-03-31", "30 ngày", "--explain", lang: language)
        try Snapshot.expect(run.output, is: "calendar-due-roll-\(language)")
    }

    // MARK: Periods

    @Test("the quarters of a year by the decree, and the day they are to be sent")
    func quarters() throws {
        let office = try Office(isLoaded: false)
        let answer = try office.json("calendar", "periods", "2021", "--day", "20")
        let periods = answer["periods"].array ?? []
        #expect(
            periods.map { $0["first"] } == ["2020-12-15", "2021-03-15", "2021-06-15", "2021-09-15"])
        #expect(
            periods.map { $0["last"] } == ["2021-03-14", "2021-06-14", "2021-09-14", "2021-12-14"])
        // The 20th of March was a Saturday, that of June a Sunday.
        #expect(
            periods.map { $0["due"] } == ["2021-03-22", "2021-06-21", "2021-09-20", "2021-12-20"])
        #expect(periods[0]["raw"] == "2021-03-20")
        #expect(answer["calendar"] == "2026.1")
        for language in ["vi", "en"] {
            let run = try office.run(
                "calendar", "periods", "2021", "--day", "20", lang: language)
            try Snapshot.expect(run.output, is: "calendar-periods-\(language)")
        }
    }

    @Test(
        "other cycles and whole months",
        arguments: [
            ("month", "calendar", 12, "2021-01-01", "2021-12-31"),
            ("month", "decree09", 12, "2020-12-15", "2021-12-14"),
            ("half-year", "decree09", 2, "2020-12-15", "2021-12-14"),
            ("year", "decree09", 1, "2020-12-15", "2021-12-14"),
            ("year", "calendar", 1, "2021-01-01", "2021-12-31"),
        ])
    func cycles(
        _ cycle: String, _ window: String, _ count: Int, _ first: String, _ last: String
    ) throws {
        let office = try Office(isLoaded: false)
        let answer = try office.json(
            "calendar", "periods", "2021", "--cycle", cycle, "--window", window)
        let periods = try #require(answer["periods"].array)
        #expect(periods.count == count)
        #expect(periods.first?["first"].string == first)
        #expect(periods.last?["last"].string == last)
        #expect(periods.first?["due"] == .null)
    }

    @Test("the day moves as the calendar or the option says")
    func periodRoll() throws {
        let office = try Office(isLoaded: false)
        let answer = try office.json(
            "calendar", "periods", "2021", "--day", "20", "--roll", "backward")
        #expect(answer["periods"][0]["due"] == "2021-03-19")
    }

    @Test("limits one after the other, each from the end of the one before")
    func chain() throws {
        let office = try Office(isLoaded: false)
        let answer = try office.json(
            "calendar", "due", "2021-04-14", "30 days, then 3 working days, then 15 working days")
        #expect(answer["due"] == "2021-06-09")
        #expect(answer["counted_from"] == "2021-04-14")
        #expect(
            answer["parts"].array?.map { $0["due"] } == ["2021-05-14", "2021-05-19", "2021-06-09"])
        let far = try office.run(
            "calendar", "due", "2021-04-14", "100000 years, then 3 working days", lang: "en")
        #expect(far.status == 64 && far.errors.contains("9999"))
        let text = try office.run(
            "calendar", "due", "2021-04-14", "30 ngày, rồi 3 ngày làm việc", "--explain")
        #expect(text.output.contains("19/05/2021") && text.output.contains("17/5=1 18=2 19=3"))
    }

    // MARK: Editions

    @Test("a day off decided while items run: what moves is shown, then moved, once")
    func adoption() throws {
        let office = try Office()
        let known = try office.json("list", "--state", "proposal")["items"].array?.count
        let swap = """
            calendar: vn-state
            version: 2021.2
            extends: 2026.1
            known_on: 2026-12-25
            years:
              2021:
                off: [{date: 2021-04-26, in_lieu_of: 2021-05-08, reason: Hoán đổi}]
                worked: [{date: 2021-05-08, reason: Làm bù}]
            """
        try office.write("swap.yaml", swap)
        let diff = try office.json("calendar", "diff", "swap.yaml")
        #expect(diff["old"] == "2026.1" && diff["new"] == "2021.2")
        #expect(
            diff["days"] == [
                ["date": "2021-04-26", "worked": false, "why": "Hoán đổi"],
                ["date": "2021-05-08", "worked": true, "why": "Làm bù"],
            ])
        #expect(diff["moves"].array?.count == known)
        #expect(diff["moves"][0]["was_due"] == "2021-04-29")
        #expect(diff["moves"][0]["due"] == "2021-05-04")

        try office.write("rules/swap.yaml", swap)
        // Known years later, it is not in force yet.
        let early = try office.run("calendar", "adopt", "2021.2", "--as", "vp.thu")
        #expect(early.status == 1)
        office.now = "2026-12-25T08:00:00+07:00"
        let adopted = try office.json("calendar", "adopt", "--as", "vp.thu")
        #expect(adopted["moves"] == diff["moves"])
        #expect(try office.json("calendar", "adopt", "--as", "vp.thu")["moves"] == [])
        let item = try #require(diff["moves"][0]["item"].string)
        let history = try office.json("history", item)
        let last = try #require(history["events"].array?.last)
        #expect(last["type"] == "deadline.recounted" && last["actor"] == "vp.thu")
        #expect(last["data"]["was_due"] == ["2021-04-29"])
        #expect(last["data"]["deadlines"][0]["due"] == "2021-05-04")
        #expect(try office.json("verify")["ok"] == true)
    }

    @Test("a day off moves what would happen by itself, with both moments in the history")
    func timedTransition() throws {
        let office = try Office(isLoaded: false)
        try office.write(
            "workflows/silence.yaml",
            """
            workflow: silence
            version: 1
            title: {vi: Lấy ý kiến, en: Opinions}
            calendar: vn-state
            states:
              asking:
                title: {vi: Đang hỏi, en: Asking}
                owner: so-khcn
                actions: {close: {by: anyone, to: agreed}}
                after: {within: 10 working days, to: agreed}
              agreed: {title: {vi: Coi như đồng ý, en: Taken as agreed}, final: done}
            """)
        _ = try office.json("start", "silence", "--id", "Y", as: "khcn.linh")
        try office.write(
            "rules/swap.yaml",
            """
            calendar: vn-state
            version: 2026.9
            extends: 2026.1
            known_on: 2026-12-25
            years: {2021: {off: [{date: 2021-04-26, reason: Nghỉ}]}}
            """)
        let moves = try office.json("calendar", "diff", "2026.9")["moves"]
        #expect(
            moves == [
                [
                    "item": "Y", "timer": "asking", "title": "Asking → Taken as agreed",
                    "owner": "so-khcn", "was_due": "2021-04-29", "due": "2021-05-04",
                ]
            ])
        office.now = "2026-12-25T08:00:00+07:00"
        let refused = try office.run("calendar", "adopt", "--as", "khcn.linh")
        #expect(refused.status == 77)
        #expect(refused.errors.contains("vp.thu"))
        #expect(try office.json("calendar", "adopt", "--as", "vp.thu")["moves"] == moves)
        let history = try office.json("history", "Y")
        let timer = try #require(history["events"].array?.last)["data"]["timers"][0]
        #expect(timer["was_due_at"].int == 1_619_715_600_000, "30/4, 00:00")
        #expect(timer["due_at"].int == 1_620_147_600_000, "5/5, 00:00")
        let text = try office.run("history", "Y").output
        #expect(text.contains("05/05/2021") && text.contains("30/04/2021)"))
        #expect(try office.json("verify")["ok"] == true)
    }

    static let swap = """
        calendar: vn-state
        version: 2026.2
        extends: 2026.1
        known_on: 2026-07-01
        receipt: at closing
        years:
          2026:
            withdrawn: [2026-08-31, 2026-08-22]
        """

    @Test("the edition in force now counts, unless another is asked for")
    func editions() throws {
        let office = try Office(isLoaded: false)
        try office.write("rules/calendar-2026-2.yaml", Self.swap)
        func due(_ now: String, _ options: String...) throws -> String? {
            let run = try Tool.run(
                ["calendar", "due", "2026-08-28", "1 working day", "--json"] + options,
                in: office.folder, environment: ["WF_NOW": now])
            try #require(run.status == 0, "\(run.errors)")
            return try JSON.parse(run.output)["due"].string
        }
        #expect(try due("2026-06-30T12:00:00+07:00") == "2026-09-03")
        #expect(try due("2026-07-01T00:00:00+07:00") == "2026-08-31")
        #expect(try due("2026-07-01T00:00:00+07:00", "--version", "2026.1") == "2026-09-03")

        office.now = "2026-07-01T08:00:00+07:00"
        let days = try office.json("calendar", "days", "2026")
        #expect(days["calendar"] == "2026.2")
        #expect(days["known_since"] == "2026-07-01")
        #expect(days["basis"] == "decreed")
        #expect(days["off"].array?.contains("2026-08-31") == false)
        #expect(try office.json("calendar", "days", "2030")["basis"] == "projected")
    }

    @Test("they are listed with the day each became known, and which is in force")
    func versions() throws {
        let office = try Office(isLoaded: false)
        try office.write("rules/calendar-2026-2.yaml", Self.swap)
        office.now = "2026-06-30T08:00:00+07:00"
        let answer = try office.json("calendar", "versions")["versions"]
        #expect(answer.array?.map { $0["version"] } == ["2026.1", "2026.2"])
        #expect(answer.array?.map { $0["known_since"] } == ["2025-12-25", "2026-07-01"])
        #expect(answer.array?.map { $0["in_force"] } == [true, false])
        #expect(answer[1]["receipt"] == "at closing")
        for language in ["vi", "en"] {
            let run = try office.run("calendar", "versions", lang: language)
            try Snapshot.expect(run.output, is: "calendar-versions-\(language)")
        }
    }
}
