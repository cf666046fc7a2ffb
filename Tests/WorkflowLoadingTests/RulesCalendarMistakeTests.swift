import Testing

@testable import WorkflowLoading

@Suite("Mistakes in a calendar")
struct RulesCalendarMistakeTests {
    @Test("each mistake is one complaint at its place", arguments: bad)
    func complaint(_ bad: BadText) {
        #expect(LoadedRules(bad.texts).rendered == bad.expected)
    }

    private static let bad = [
        BadText(
            "sessions out of order",
            """
            calendar: office
            version: 1
            week:
              monday: ["13:30-17:00", "07:30-11:30"]
            """,
            """
            a.yaml:4:27: error: this session starts at 07:30, before the one in front of it ends (17:00) [wrong-order]
             4 |   monday: ["13:30-17:00", "07:30-11:30"]
               |                           ^^^^^^^^^^^^^
            """),
        BadText(
            "sessions that overlap",
            """
            calendar: office
            version: 1
            week:
              monday: ["07:30-11:30", "11:00-17:00"]
            """,
            """
            a.yaml:4:27: error: this session starts at 11:00, before the one in front of it ends (11:30) [wrong-order]
             4 |   monday: ["07:30-11:30", "11:00-17:00"]
               |                           ^^^^^^^^^^^^^
            """),
        BadText(
            "a session that ends before it begins",
            """
            calendar: office
            version: 1
            week:
              monday: ["11:30-07:30"]
            """,
            """
            a.yaml:4:12: error: expected the hours of a session (07:30-11:30), found the text “11:30-07:30” [wrong-type]
             4 |   monday: ["11:30-07:30"]
               |            ^^^^^^^^^^^^^
            """),
        BadText(
            "hours that are none",
            """
            calendar: office
            version: 1
            week:
              monday: ["7h30-11h30"]
            """,
            """
            a.yaml:4:12: error: expected the hours of a session (07:30-11:30), found the text “7h30-11h30” [wrong-type]
             4 |   monday: ["7h30-11h30"]
               |            ^^^^^^^^^^^^
            """),
        BadText(
            "a day of the week nobody knows",
            """
            calendar: office
            version: 1
            week:
              mondy: ["07:30-11:30"]
            """,
            """
            a.yaml:4:3: error: expected a day of the week, but there is no “mondy” [unknown-name]
             4 |   mondy: ["07:30-11:30"]
               |   ^^^^^
              hint: did you mean “monday”?
                    Known here: monday, tuesday, wednesday, thursday, friday, saturday, sunday
            """),
        BadText(
            "a week without work",
            """
            calendar: office
            version: 1
            week:
              monday: []
            """,
            """
            a.yaml:4:3: error: the week has no working hours [no-working-day]
             4 |   monday: []
               |   ^^^^^^^^^^
            """),
        BadText(
            "people in general where it must be said who",
            """
            calendar: office
            version: 1
            adopted_by: [director, {}]
            week:
              monday: ["07:30-11:30"]
            """,
            """
            a.yaml:3:14: error: expected {role: …, agency: …, person: …}, found the text “director” [wrong-type]
             3 | adopted_by: [director, {}]
               |              ^^^^^^^^

            a.yaml:3:24: error: this does not say who may adopt the calendar [empty-performer]
             3 | adopted_by: [director, {}]
               |                        ^^
            """),
        BadText(
            "a role nobody has, and a word that is none",
            [
                """
                calendar: office
                version: 1
                adopted_by: {role: [clerk, dirctor], agancy: x}
                week:
                  monday: ["07:30-11:30"]
                """,
                smallOrganisation,
            ],
            """
            a.yaml:3:28: error: expected the code of a role, but there is no “dirctor” [unknown-name]
             3 | adopted_by: {role: [clerk, dirctor], agancy: x}
               |                            ^^^^^^^
              hint: did you mean “director”?
                    Known here: clerk, director

            a.yaml:3:38: error: unknown key “agancy” in who may adopt a calendar [unknown-key]
             3 | adopted_by: {role: [clerk, dirctor], agancy: x}
               |                                      ^^^^^^
              hint: did you mean “agency”?
                    Known here: role, agency, person
            """),
        BadText(
            "a time zone nobody knows",
            """
            calendar: office
            version: 1
            zone: Asia/Hanoi
            week:
              monday: ["07:30-11:30"]
            """,
            """
            a.yaml:3:7: error: expected a time zone (Asia/Ho_Chi_Minh, UTC or +07:00), found the text “Asia/Hanoi” [wrong-type]
             3 | zone: Asia/Hanoi
               |       ^^^^^^^^^^
            """),
        BadText(
            "no version",
            """
            calendar: office
            week:
              monday: ["07:30-11:30"]
            """,
            """
            a.yaml:1:1: error: the key “version” is missing in a calendar [missing-key]
             1 | calendar: office
               | ^^^^^^^^
            """),
        BadText(
            "a day off twice",
            """
            calendar: office
            version: 1
            week:
              monday: ["07:30-11:30"]
            years:
              2021:
                off:
                  - {date: 2021-01-04, reason: a}
                  - {date: 2021-01-04, reason: b}
            """,
            """
            a.yaml:9:16: error: 2021-01-04 is already listed [duplicate-day]
             9 |       - {date: 2021-01-04, reason: b}
               |                ^^^^^^^^^^
            a.yaml:8:16: note: first written here
             8 |       - {date: 2021-01-04, reason: a}
               |                ^^^^^^^^^^
            """),
        BadText(
            "a day that is off and worked",
            """
            calendar: office
            version: 1
            week:
              monday: ["07:30-11:30"]
            years:
              2021:
                off: [{date: 2021-01-04, reason: a}]
                worked: [{date: 2021-01-04, reason: b}]
            """,
            """
            a.yaml:8:21: error: 2021-01-04 is already listed [duplicate-day]
             8 |     worked: [{date: 2021-01-04, reason: b}]
               |                     ^^^^^^^^^^
            a.yaml:7:18: note: first written here
             7 |     off: [{date: 2021-01-04, reason: a}]
               |                  ^^^^^^^^^^
            """),
        BadText(
            "a day of another year",
            """
            calendar: office
            version: 1
            week:
              monday: ["07:30-11:30"]
            years:
              2021:
                off: [{date: 2022-01-03, reason: a}]
            """,
            """
            a.yaml:7:18: error: 2022-01-03 is not in the year 2021 [wrong-year]
             7 |     off: [{date: 2022-01-03, reason: a}]
               |                  ^^^^^^^^^^
            """),
        BadText(
            "a day that is off anyway",
            """
            calendar: office
            version: 1
            week:
              monday: ["07:30-11:30"]
            years:
              2021:
                off: [{date: 2021-01-05, reason: a}]
            """,
            """
            a.yaml:7:18: warning: 2021-01-05 is a Tuesday, which is off anyway [no-effect]
             7 |     off: [{date: 2021-01-05, reason: a}]
               |                  ^^^^^^^^^^
            """),
        BadText(
            "a day that is worked anyway",
            """
            calendar: office
            version: 1
            week:
              monday: ["07:30-11:30"]
            years:
              2021:
                worked: [{date: 2021-01-04, reason: a}]
            """,
            """
            a.yaml:7:21: warning: 2021-01-04 is a Monday, which is worked anyway [no-effect]
             7 |     worked: [{date: 2021-01-04, reason: a}]
               |                     ^^^^^^^^^^
            """),
        BadText(
            "in lieu of a working day",
            """
            calendar: office
            version: 1
            week:
              monday: ["07:30-11:30"]
            years:
              2021:
                off: [{date: 2021-01-04, reason: a, in_lieu_of: 2021-01-11}]
            """,
            """
            a.yaml:7:53: error: 2021-01-11 is a Monday, a working day: there is nothing to make good [not-a-rest-day]
             7 |     off: [{date: 2021-01-04, reason: a, in_lieu_of: 2021-01-11}]
               |                                                     ^^^^^^^^^^
              hint: “in_lieu_of” is the weekly rest day that fell on a holiday, or the make-up day
            """),
        BadText(
            "a day that does not exist",
            """
            calendar: office
            version: 1
            week:
              monday: ["07:30-11:30"]
            years:
              2021:
                off: [{date: 2021-02-30, reason: a}]
            """,
            """
            a.yaml:7:18: error: there is no day 2021-02-30: February 2021 has only 28 days (29 in a leap year) [wrong-type]
             7 |     off: [{date: 2021-02-30, reason: a}]
               |                  ^^^^^^^^^^
            """),
        BadText(
            "a year that is none",
            """
            calendar: office
            version: 1
            week:
              monday: ["07:30-11:30"]
            years:
              hai mốt: {off: []}
            """,
            """
            a.yaml:6:3: error: expected a whole number, found the text “hai mốt” [wrong-type]
             6 |   hai mốt: {off: []}
               |   ^^^^^^^
            """),
        BadText(
            "a day off without a reason",
            """
            calendar: office
            version: 1
            week:
              monday: ["07:30-11:30"]
            years:
              2021:
                off: [{date: 2021-01-04}]
            """,
            """
            a.yaml:7:11: error: the key “reason” is missing in a day off [missing-key]
             7 |     off: [{date: 2021-01-04}]
               |           ^^^^^^^^^^^^^^^^^^
            """),
    ]
}
