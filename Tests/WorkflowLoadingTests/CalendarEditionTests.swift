import Diagnostics
import Testing
import WorkflowCalendar
import WorkflowModel

@testable import WorkflowLoading

/// What was known of 2026 before and after Công văn 12729/VPCP-KGVX of 25/12/2025, which a week
/// before the day exchanged Friday 02/01/2026 for Saturday 10/01/2026.
@Suite("Editions of a calendar")
struct CalendarEditionTests {
    static let before = """
        calendar: vn-state
        version: 2025.2
        zone: Asia/Ho_Chi_Minh
        receipt: "15:00"
        week:
          monday:    ["07:30-11:30", "13:30-17:00"]
          tuesday:   ["07:30-11:30", "13:30-17:00"]
          wednesday: ["07:30-11:30", "13:30-17:00"]
          thursday:  ["07:30-11:30", "13:30-17:00"]
          friday:    ["07:30-11:30", "13:30-17:00"]
        years:
          2025: {off: [{date: 2025-01-01, reason: Tết Dương lịch}]}
          2026:
            decision: {text: Thông báo 9441/TB-BNV, known_on: 2025-10-16}
            off:
              - {date: 2026-01-01, reason: Tết Dương lịch}
              - {date: 2026-08-31, in_lieu_of: 2026-08-22, reason: Hoán đổi}
            worked: [{date: 2026-08-22, reason: Làm bù}]
        """

    static let swap = """
        calendar: vn-state
        version: 2026.1
        extends: 2025.2
        years:
          2026:
            decision: {text: Công văn 12729/VPCP-KGVX ngày 25/12/2025, known_on: 2025-12-25}
            off: [{date: 2026-01-02, in_lieu_of: 2026-01-10, reason: Hoán đổi với 10/01/2026}]
            worked: [{date: 2026-01-10, reason: Làm bù cho 02/01/2026}]
        """

    static func date(_ text: String) throws -> CalendarDate {
        try #require(CalendarDate(parsing: text))
    }

    @Test(
        "who may adopt an edition is taken over from the one below, unless it says so itself",
        arguments: [
            ("", "", []),
            ("adopted_by: {role: clerk, agency: vp}", "", [Adopter(["clerk"], "vp", nil)]),
            (
                "adopted_by: [{role: [clerk, director]}, {person: thu}]", "",
                [Adopter(["clerk", "director"], nil, nil), Adopter([], nil, "thu")]
            ),
            (
                "adopted_by: {role: clerk}", "adopted_by: {agency: vp}",
                [Adopter([], "vp", nil)]
            ),
        ])
    func adopters(_ below: String, _ above: String, _ expected: [Adopter]) throws {
        let loaded = LoadedRules([
            Self.before + "\n" + below, Self.swap + "\n" + above, Self.organisation,
        ])
        #expect(loaded.rendered == "")
        let edition = try #require(loaded.rules.calendars["vn-state"]?.edition("2026.1"))
        #expect(edition.adopters == expected.map(\.value))
    }

    struct Adopter: Sendable {
        var value: CalendarAdopter

        init(_ roles: [String], _ agency: String?, _ person: String?) {
            value = CalendarAdopter(roles: roles, agency: agency, person: person)
        }
    }

    static let organisation = """
        organisation: test
        roles: {clerk: Clerk, director: Director}
        agencies: [{code: vp, name: VP}]
        people: [{id: thu, name: Thu, agency: vp, roles: [clerk], demo: true}]
        """

    @Test("a swap decided days before is a file of a few lines", arguments: [false, true])
    func swap(isFirst: Bool) throws {
        let texts = isFirst ? [Self.swap, Self.before] : [Self.before, Self.swap]
        let loaded = LoadedRules(texts)
        #expect(loaded.rendered == "")
        let editions = try #require(loaded.rules.calendars["vn-state"])
        #expect(editions.all.map(\.version) == ["2025.2", "2026.1"])

        let start = try Self.date("2025-12-31")
        let eve = editions.inForce(on: try Self.date("2025-12-24"))
        #expect(eve.due(from: start, limit: .workingDays(7)).due == (try Self.date("2026-01-12")))
        let after = editions.inForce(on: try Self.date("2025-12-25"))
        #expect(after.due(from: start, limit: .workingDays(7)).due == (try Self.date("2026-01-12")))
        #expect(eve.due(from: start, limit: .workingDays(1)).due == (try Self.date("2026-01-02")))
        #expect(after.due(from: start, limit: .workingDays(1)).due == (try Self.date("2026-01-05")))
        #expect(after.due(from: start, limit: .workingDays(6)).due == (try Self.date("2026-01-10")))
    }

    @Test("what an edition does not say is as in the one it extends")
    func inherited() throws {
        let editions = try #require(LoadedRules(Self.before, Self.swap).rules.calendars["vn-state"])
        let (old, new) = (editions.all[0], editions.all[1])
        #expect(new.receipt == .cutoff(minuteOfDay: 900))
        #expect(new.roll == .forward)
        #expect(new.week == old.week)
        #expect(new.zone == old.zone)
        #expect(new.days(2025) == old.days(2025))
        #expect(old.knownSince == (try Self.date("2025-10-16")))
        #expect(new.knownSince == (try Self.date("2025-12-25")))
    }

    @Test("days are added to a year that is extended, and its basis names both decisions")
    func basis() throws {
        let editions = try #require(LoadedRules(Self.before, Self.swap).rules.calendars["vn-state"])
        let year = try #require(editions.all[1].days(2026))
        #expect(
            year.basis.text.vi
                == "Thông báo 9441/TB-BNV; Công văn 12729/VPCP-KGVX ngày 25/12/2025")
        #expect(
            year.offDates.map(\.description) == ["2026-01-01", "2026-01-02", "2026-08-31"])
        #expect(year.workedDates.map(\.description) == ["2026-01-10", "2026-08-22"])
        let exchanged = try #require(year.off[try Self.date("2026-01-02")])
        #expect(exchanged.kind == .swap)
        #expect(exchanged.decision == "Công văn 12729/VPCP-KGVX ngày 25/12/2025")
        #expect(year.off[try Self.date("2026-08-31")]?.decision == "Thông báo 9441/TB-BNV")
    }

    @Test("a day of the edition below may be withdrawn, and given anew")
    func withdrawn() throws {
        let loaded = LoadedRules(
            Self.before,
            """
            calendar: vn-state
            version: 2026.2
            extends: 2025.2
            known_on: 2026-07-01
            roll: none
            years:
              2026:
                withdrawn: [2026-08-31, 2026-08-22, 2026-01-01]
                off: [{date: 2026-01-01, reason: Ngày đầu năm}]
            """)
        #expect(loaded.rendered == "")
        let edition = try #require(loaded.rules.calendars["vn-state"]?.edition("2026.2"))
        let year = try #require(edition.days(2026))
        #expect(year.offDates.map(\.description) == ["2026-01-01"])
        #expect(year.workedDates.isEmpty)
        #expect(year.off[try Self.date("2026-01-01")]?.text.vi == "Ngày đầu năm")
        #expect(edition.roll == .stay)
    }

    @Test("each mistake is one complaint at its place", arguments: mistakes)
    func complaint(_ bad: BadText) {
        #expect(LoadedRules(bad.texts).rendered == bad.expected)
    }

    private static func extending(_ version: String, _ rest: String) -> String {
        "calendar: vn-state\nversion: \(version)\n" + rest
    }

    private static let mistakes = [
        BadText(
            "two files with one version",
            [before, before],
            """
            b.yaml:1:11: error: “vn-state” is already the name of a calendar [duplicate-name]
             1 | calendar: vn-state
               |           ^^^^^^^^
              hint: another edition of the same calendar takes another “version” (both are 2025.2)
            a.yaml:1:11: note: first written here
             1 | calendar: vn-state
               |           ^^^^^^^^
            """),
        BadText(
            "an edition nobody wrote",
            [before, extending("2026.1", "known_on: 2025-12-25\nextends: 2025.1")],
            """
            b.yaml:4:10: error: expected an edition of the calendar “vn-state”, but there is no “2025.1” [unknown-name]
             4 | extends: 2025.1
               |          ^^^^^^
              hint: did you mean “2025.2”?
                    Known here: 2025.2
            """),
        BadText(
            "editions in a circle",
            [
                extending("1", "known_on: 2025-12-25\nextends: 2"),
                extending("2", "known_on: 2025-12-25\nextends: 1"),
            ],
            """
            b.yaml:4:10: error: these editions extend one another in a circle [extends-itself]
             4 | extends: 1
               |          ^
            """),
        BadText(
            "an extending edition without a date",
            [before, extending("2026.1", "extends: 2025.2")],
            """
            b.yaml:1:11: error: an edition that extends another says since when it is known [undated-edition]
             1 | calendar: vn-state
               |           ^^^^^^^^
              hint: add “known_on: DATE” (or the “known_on” of a decision)
            """),
        BadText(
            "an edition known before the one it extends",
            [before, extending("2026.1", "known_on: 2025-10-01\nextends: 2025.2")],
            """
            b.yaml:3:11: error: this edition is known on 2025-10-01, before the one it extends (2025-10-16) [wrong-order]
             3 | known_on: 2025-10-01
               |           ^^^^^^^^^^
            """),
        BadText(
            "an edition known before its own decision",
            [
                before,
                extending(
                    "2026.1",
                    """
                    known_on: 2025-12-01
                    extends: 2025.2
                    years: {2026: {decision: {text: CV, known_on: 2025-12-25}}}
                    """),
            ],
            """
            b.yaml:3:11: error: this edition cannot be known before the decision of 2025-12-25 that it holds [wrong-order]
             3 | known_on: 2025-12-01
               |           ^^^^^^^^^^
            """),
        BadText(
            "a day that the edition below lists already",
            [
                before,
                extending(
                    "2026.1",
                    """
                    known_on: 2025-12-25
                    extends: 2025.2
                    years: {2026: {off: [{date: 2026-08-31, reason: Hoán đổi}]}}
                    """),
            ],
            """
            b.yaml:5:29: error: 2026-08-31 is already listed [duplicate-day]
             5 | years: {2026: {off: [{date: 2026-08-31, reason: Hoán đổi}]}}
               |                             ^^^^^^^^^^
            a.yaml:17:16: note: first written here
             17 |       - {date: 2026-08-31, in_lieu_of: 2026-08-22, reason: Hoán đổi}
                |                ^^^^^^^^^^
            """),
        BadText(
            "a day withdrawn that was not listed",
            [
                before,
                extending(
                    "2026.1",
                    """
                    known_on: 2025-12-25
                    extends: 2025.2
                    years: {2026: {withdrawn: [2026-09-01]}}
                    """),
            ],
            """
            b.yaml:5:28: error: the edition that is extended lists no 2026-09-01 in 2026: there is nothing to withdraw [not-listed]
             5 | years: {2026: {withdrawn: [2026-09-01]}}
               |                            ^^^^^^^^^^
            """),
        BadText(
            "two editions of which neither has a date",
            [
                extending("1", #"week: {monday: ["07:30-11:30"]}"#),
                extending("2", #"week: {monday: ["07:30-11:30"]}"#),
            ],
            """
            b.yaml:1:11: error: of several editions of a calendar two do not say since when they are known [undated-edition]
             1 | calendar: vn-state
               |           ^^^^^^^^
              hint: add “known_on: DATE” (or the “known_on” of a decision)
            a.yaml:1:11: note: the other is here
             1 | calendar: vn-state
               |           ^^^^^^^^
            """),
        BadText(
            "settings of counting that are none",
            extending(
                "1",
                """
                receipt: 25:00
                roll: sideways
                week: {monday: ["07:30-11:30"]}
                """),
            """
            a.yaml:3:10: error: expected a receipt rule (on arrival, at closing, or a time such as "15:00"), found the text “25:00” [wrong-type]
             3 | receipt: 25:00
               |          ^^^^^

            a.yaml:4:7: error: expected where a limit that ends on a day off moves, but there is no “sideways” [unknown-name]
             4 | roll: sideways
               |       ^^^^^^^^
              hint: Known here: forward, backward, none
            """),
    ]
}
