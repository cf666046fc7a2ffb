import Diagnostics
import Testing
import WorkflowCalendar
import WorkflowLoading
import WorkflowModel

@Suite("Schedules")
struct ScheduleTests {
    private static func load(_ lines: String) throws -> (Schedule, WorkingCalendar, Library) {
        let library = try ScheduleSources.definitions(ScheduleSources.schedule(lines)).load()
        let schedule = try #require(library.rules.schedules.first)
        return (schedule, try #require(library.rules.calendars["office"]?.all.first), library)
    }

    private static func rest(
        every: String = "quarter", window: String = "decree09",
        start: String = "10 days before the end", id: String = "BC-{{year}}-{{number}}",
        more: String = ""
    ) -> String {
        """
        every: \(every)
        window: \(window)
        start: \(start)
        from: 2021-01-01
        due: {day: 20}
        id: "\(id)"
        fields: {lead: so-a, due_on: "{{due}}"}
        \(more)
        """
    }

    static func instant(_ text: String) throws -> Instant {
        try #require(Instant(parsing: text, in: .vietnam))
    }

    static func date(_ text: String) throws -> CalendarDate {
        try #require(CalendarDate(parsing: text))
    }

    // MARK: When

    /// The first period that begins on 01/01/2021 or later, when its items start and how they are
    /// called.
    @Test(
        "the periods of all cycles, by both ways of dividing the year",
        arguments: [
            ("month", "decree09", "2021-01-15", "2021-02-14", "BC-2021-02"),
            ("month", "calendar", "2021-01-01", "2021-01-31", "BC-2021-01"),
            ("quarter", "decree09", "2021-03-15", "2021-06-14", "BC-2021-2"),
            ("quarter", "calendar", "2021-01-01", "2021-03-31", "BC-2021-1"),
            ("half-year", "decree09", "2021-06-15", "2021-12-14", "BC-2021-2"),
            ("half-year", "calendar", "2021-01-01", "2021-06-30", "BC-2021-1"),
            ("year", "decree09", "2021-12-15", "2022-12-14", "BC-2022-1"),
            ("year", "calendar", "2021-01-01", "2021-12-31", "BC-2021-1"),
        ])
    func cycles(
        _ every: String, _ window: String, _ first: String, _ last: String, _ id: String
    ) throws {
        let (schedule, calendar, _) = try Self.load(Self.rest(every: every, window: window))
        let next = try #require(
            schedule.nextOccurrence(after: try Self.instant("2020-06-01"), calendar))
        #expect(next.period.first == (try Self.date(first)))
        #expect(next.period.last == (try Self.date(last)))
        #expect(schedule.starts(in: next.period, calendar).map(\.id) == [id])
    }

    /// Quarter II of 2021 by the decree: 15/03 to 14/06; its last month is June.
    @Test(
        "an item starts when the office opens on the day the schedule says, or a working day near",
        arguments: [
            ("first day", "2021-03-15"), ("last day", "2021-06-14"),
            // A Tuesday; a Saturday, so the Monday after.
            ("day 1 of the last month", "2021-06-01"), ("day 5 of the last month", "2021-06-07"),
            ("day 31 of the last month", "2021-06-30"),
            ("10 days before the end", "2021-06-04"), ("9 days before the end", "2021-06-04"),
            ("5 working days before the end", "2021-06-07"), ("1 day after the end", "2021-06-15"),
            ("1 month before the start", "2021-02-15"), ("5 days after the start", "2021-03-22"),
            // Due on Sunday the 20th, moved to Monday the 21st.
            ("5 working days before due", "2021-06-14"), ("1 week before due", "2021-06-14"),
        ])
    func start(_ start: String, _ day: String) throws {
        let (schedule, calendar, _) = try Self.load(Self.rest(start: start))
        let period = try #require(ReportingPeriod(.quarter, 2, of: 2021))
        #expect(
            schedule.startsAt(period, calendar) == (try Self.instant(day + "T07:30:00+07:00")))
    }

    @Test(
        "the day it is due is a day of the last month, moved off days off",
        arguments: [
            ("{day: 20}", "2021-06-21"), ("{day: 18}", "2021-06-18"),
            ("{day: 20, roll: backward}", "2021-06-18"), ("{day: 20, roll: none}", "2021-06-20"),
            ("{day: 5, months_later: 1}", "2021-07-05"), ("{day: 31}", "2021-06-30"),
        ])
    func due(_ due: String, _ day: String) throws {
        let lines = Self.rest().replacing("due: {day: 20}", with: "due: \(due)")
        let (schedule, calendar, _) = try Self.load(lines)
        let period = try #require(ReportingPeriod(.quarter, 2, of: 2021))
        #expect(schedule.due(of: period, calendar) == (try Self.date(day)))
    }

    @Test(
        "the newest period is the last whose start has come, between from and until",
        arguments: [
            ("2020-12-31T08:00", nil, "BC-2021-2"), ("2021-06-07T07:29", nil, "BC-2021-2"),
            ("2021-06-07T07:30", "BC-2021-2", "BC-2021-3"),
            ("2021-09-07T07:29", "BC-2021-2", "BC-2021-3"),
            ("2021-09-07T07:30", "BC-2021-3", "BC-2021-4"),
            ("2021-12-07T08:00", "BC-2021-4", nil), ("2031-01-01T08:00", "BC-2021-4", nil),
        ] as [(String, String?, String?)])
    func newest(_ now: String, _ newest: String?, _ next: String?) throws {
        let (schedule, calendar, _) = try Self.load(
            Self.rest(start: "5 working days before the end", more: "until: 2021-12-14"))
        let moment = try Self.instant(now)
        func id(_ period: ReportingPeriod?) -> String? {
            period.map { schedule.start(in: $0, agency: nil, calendar).id }
        }
        #expect(id(schedule.newestPeriod(at: moment, calendar)) == newest)
        #expect(id(schedule.nextOccurrence(after: moment, calendar)?.period) == next)
    }

    @Test("what comes next begins after what came last, for every day of three years")
    func consistent() throws {
        for every in ["month", "quarter", "half-year", "year"] {
            for start in ["first day", "3 months before the start", "2 months after the end"] {
                let (schedule, calendar, _) = try Self.load(Self.rest(every: every, start: start))
                var now = try Self.instant("2020-06-01T12:00")
                for _ in 0..<1100 {
                    let newest = schedule.newestPeriod(at: now, calendar)
                    let next = try #require(schedule.nextOccurrence(after: now, calendar))
                    #expect(next.startsAt > now)
                    if let newest {
                        #expect(schedule.startsAt(newest, calendar) <= now)
                        #expect(newest.next == next.period)
                    } else {
                        #expect(!schedule.includes(next.period.previous))
                    }
                    now = now.adding(milliseconds: 24 * 3600 * 1000)
                }
            }
        }
    }

    // MARK: What

    @Test("one item for each agency, with the period written into its fields")
    func fields() throws {
        let (schedule, calendar, library) = try Self.load(
            """
            every: quarter
            window: decree09
            start: first day
            from: 2021-01-01
            due: {day: 20}
            for_each: [so-a, so-b]
            id: "BC-{{agency}}-{{first}}"
            fields:
              lead: "{{agency}}"
              period: "{{period}}, từ {{first}} đến {{last}}"
              first: "{{first}}"
              due_on: "{{due}}"
              year: "{{year}}"
              others: [so-a, "{{agency}}"]
            """)
        let period = try #require(ReportingPeriod(.quarter, 2, of: 2021))
        let starts = schedule.starts(in: period, calendar)
        #expect(starts.map(\.id) == ["BC-so-a-2021-03-15", "BC-so-b-2021-03-15"])
        let workflow = try #require(library.workflows["report"])
        let fields = try schedule.fields(
            for: starts[1], of: workflow, in: library.rules.organisation)
        let expected: [String: FieldValue] = [
            "lead": .string("so-b"),
            "period": .string("Quý II năm 2021, từ 15/03/2021 đến 14/06/2021"),
            "first": .date(try Self.date("2021-03-15")),
            "due_on": .date(try Self.date("2021-06-21")), "year": .int(2021),
            "others": .list([.string("so-a"), .string("so-b")]),
        ]
        #expect(
            Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.value) }) == expected)
    }

    // MARK: Mistakes

    @Test("each mistake is one complaint at its place", arguments: mistakes)
    func complaint(_ mistake: Mistake) {
        let definitions = ScheduleSources.definitions(ScheduleSources.schedule(mistake.text))
        #expect(definitions.complaints == mistake.complaints)
    }

    private static let mistakes = [
        Mistake(
            "a cycle nobody knows", rest(every: "week"),
            "s.yaml:4:12 error unknown-name: expected a cycle, but there is no “week” "
                + "(Known here: month, quarter, half-year, year)"),
        Mistake(
            "a way of dividing the year nobody knows", rest(window: "decree9"),
            "s.yaml:5:13 error unknown-name: expected a way of dividing the year into periods, but "
                + "there is no “decree9” (did you mean “decree09”?)"),
        Mistake(
            "a start that cannot be read", rest(start: "10 days before the finish"),
            "s.yaml:6:12 error wrong-type: expected when to start (first day, last day, day 1 of "
                + "the last month, 10 days before the end, 5 working days before due …), found the "
                + "text “10 days before the finish”"),
        Mistake(
            "a start within a day", rest(start: "5 working hours before the end"),
            "s.yaml:6:12 error wrong-type: expected when to start (first day, last day, day 1 of "
                + "the last month, 10 days before the end, 5 working days before due …), found the "
                + "text “5 working hours before the end”"),
        Mistake(
            "a start far away", rest(start: "3 years before the end"),
            "s.yaml:6:12 error out-of-range: the start is more than a year away from its period"),
        Mistake(
            "no first period", rest().replacing("from: 2021-01-01\n", with: ""),
            "s.yaml:3:5 error missing-key: the key “from” is missing in a schedule"),
        Mistake(
            "an end before the beginning", rest(more: "until: 2020-12-31"),
            "s.yaml:11:12 error wrong-order: “until” (2020-12-31) is before “from” (2021-01-01)"),
        Mistake(
            "identifiers that are the same in every quarter", rest(id: "BC-{{year}}"),
            "s.yaml:9:9 error not-unique: several items of this schedule would have the same "
                + "identifier (add {{number}})"),
        Mistake(
            "identifiers that are the same every year", rest(every: "year", id: "BC"),
            "s.yaml:9:9 error not-unique: several items of this schedule would have the same "
                + "identifier (add {{year}})"),
        Mistake(
            "identifiers that are the same for every agency",
            rest(more: "for_each: [so-a, so-b]"),
            "s.yaml:9:9 error not-unique: several items of this schedule would have the same "
                + "identifier (add {{agency}})"),
        Mistake(
            "an identifier no item can have", rest(id: "BC {{first}}"),
            "s.yaml:9:9 error bad-id: the identifier “BC 2020-12-15” has spaces or slashes, or over "
                + "128 characters"),
        Mistake(
            "a gap nobody fills", rest(id: "BC-{{yaer}}-{{number}}"),
            "s.yaml:9:13 error unknown-name: expected a placeholder, but there is no “yaer” "
                + "(did you mean “year”?)"),
        Mistake(
            "an agency where there is none", rest(id: "BC-{{agency}}-{{first}}"),
            "s.yaml:9:13 error unknown-name: expected a placeholder, but there is no “agency” "
                + "(Known here: year, number, first, last, due)"),
        Mistake(
            "an agency nobody knows", rest(id: "BC-{{agency}}-{{first}}", more: "for_each: [so-c]"),
            "s.yaml:11:16 error unknown-name: expected the code of an agency, but there is no "
                + "“so-c” (did you mean “so-a”?)"),
        Mistake(
            "an agency twice",
            rest(id: "BC-{{agency}}-{{first}}", more: "for_each: [so-a, so-a]"),
            "s.yaml:11:22 error duplicate-name: “so-a” is already the name of an agency"),
        Mistake(
            "a start counted from a day that is not given",
            rest(start: "3 days before due").replacing("due: {day: 20}\n", with: "")
                .replacing("due_on: \"{{due}}\"", with: "due_on: \"{{last}}\""),
            "s.yaml:6:12 error missing-key: “start” counts from the due day, but the schedule has "
                + "no “due”"),
        Mistake(
            "a day no month has",
            rest().replacing("{day: 20}", with: "{day: 32}")
                .replacing("due_on: \"{{due}}\"", with: "due_on: \"{{last}}\""),
            "s.yaml:8:16 error out-of-range: the number must be from 1 to 31"),
        Mistake(
            "a field the workflow does not have",
            rest().replacing("lead: so-a", with: "lead: so-a, perod: x"),
            "s.yaml:10:26 error unknown-name: expected a field of the workflow “report”, but there "
                + "is no “perod” (did you mean “period”?)"),
        Mistake(
            "a field that is computed", rest().replacing("lead: so-a", with: "lead: so-a, days: 3"),
            "s.yaml:10:26 error computed-field: the field “days” is computed, never set by hand"),
        Mistake(
            "a value of another type",
            rest().replacing("lead: so-a", with: "lead: so-a, year: \"{{period}}\""),
            "s.yaml:10:32 error wrong-type: expected a whole number, found the text “Quý I năm "
                + "2021”"),
        Mistake(
            "an agency as a value that nobody knows",
            rest().replacing("lead: so-a", with: "lead: so-c"),
            "s.yaml:10:20 error unknown-name: expected the code of an agency, but there is no "
                + "“so-c” (did you mean “so-a”?)"),
        Mistake(
            "a field that has to be given", rest().replacing("lead: so-a, ", with: ""),
            "s.yaml:2:3 error missing-field: the workflow “report” needs the field “lead” (lead)"),
        Mistake(
            "a calendar nobody knows", rest(more: "calendar: offce"),
            "s.yaml:11:15 error unknown-name: expected the name of a calendar, but there is no "
                + "“offce” (did you mean “office”?)"),
        Mistake(
            "a key nobody knows", rest(more: "forEach: [so-a]"),
            "s.yaml:11:5 error unknown-key: unknown key “forEach” in a schedule (did you mean "
                + "“for_each”?)"),
    ]

    @Test("a workflow nobody wrote is named where it stands")
    func unknownWorkflow() {
        let text = ScheduleSources.schedule(Self.rest())
            .replacing("workflow: report", with: "workflow: reprot")
        #expect(
            ScheduleSources.definitions(text).complaints == [
                "s.yaml:3:15 error unknown-name: expected the name of a workflow, but there is no "
                    + "“reprot” (did you mean “report”?)"
            ])
    }

    @Test("two schedules with the same identifiers would take each other's items for their own")
    func sameIdentifiers() {
        let text = ScheduleSources.schedule(Self.rest())
        let other = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
            .joined(separator: "\n").replacing("reports:", with: "others:")
        #expect(
            ScheduleSources.definitions(text + other).complaints == [
                "s.yaml:18:9 error not-unique: the schedule “others” gives items the same "
                    + "identifiers as “reports”"
            ])
    }
}
