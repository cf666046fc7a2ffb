import Testing

@testable import WorkflowLoading

@Suite("Mistakes in an organisation")
struct RulesOrganisationMistakeTests {
    @Test("each mistake is one complaint at its place", arguments: bad)
    func complaint(_ bad: BadText) {
        #expect(LoadedRules(bad.texts).rendered == bad.expected)
    }

    private static let bad = [
        BadText(
            "merged into an agency, but nobody knows when",
            """
            organisation: province
            roles:
              clerk: {vi: Văn thư, en: Clerk}
            agencies:
              - {code: so-tttt, name: Sở TT&TT, merged_into: so-khcn}
              - {code: so-khcn, name: Sở KH&CN}
            """,
            """
            a.yaml:5:50: error: an agency merged into “so-khcn” needs “to”, its last day [missing-key]
             5 |   - {code: so-tttt, name: Sở TT&TT, merged_into: so-khcn}
               |                                                  ^^^^^^^
            """),
        BadText(
            "merged into one another",
            """
            organisation: province
            roles:
              clerk: {vi: Văn thư, en: Clerk}
            agencies:
              - {code: a, name: A, to: 2025-02-28, merged_into: b}
              - {code: b, name: B, to: 2026-02-28, merged_into: a}
            """,
            """
            a.yaml:5:53: error: “a” is merged into itself in the end [successor-cycle]
             5 |   - {code: a, name: A, to: 2025-02-28, merged_into: b}
               |                                                     ^
              trace: a → b → a
            """),
        BadText(
            "names in the wrong order",
            """
            organisation: province
            roles:
              clerk: {vi: Văn thư, en: Clerk}
            agencies:
              - code: a
                name: A
                renamed:
                  - {from: 2025-01-01, name: B}
                  - {from: 2024-01-01, name: C}
            """,
            """
            a.yaml:8:7: error: the name from 2024-01-01 must come after the one from 2025-01-01 [wrong-order]
             8 |       - {from: 2025-01-01, name: B}
               |       ^
            """),
        BadText(
            "an agency of an unknown parent",
            """
            organisation: province
            roles:
              clerk: {vi: Văn thư, en: Clerk}
              director: {vi: Giám đốc, en: Director}
            agencies:
              - {code: so-khcn, name: Sở KH&CN, parent: ubnd-tihn}
              - {code: ubnd-tinh, name: UBND tỉnh}
            """,
            """
            a.yaml:6:45: error: expected the code of an agency, but there is no “ubnd-tihn” [unknown-name]
             6 |   - {code: so-khcn, name: Sở KH&CN, parent: ubnd-tihn}
               |                                             ^^^^^^^^^
              hint: did you mean “ubnd-tinh”?
                    Known here: so-khcn, ubnd-tinh
            """),
        BadText(
            "an agency twice",
            """
            organisation: province
            roles:
              clerk: {vi: Văn thư, en: Clerk}
              director: {vi: Giám đốc, en: Director}
            agencies:
              - {code: stc, name: Sở Tài chính}
              - {code: stc, name: Sở Tài chính}
            """,
            """
            a.yaml:7:12: error: “stc” is already the name of an agency [duplicate-name]
             7 |   - {code: stc, name: Sở Tài chính}
               |            ^^^
            a.yaml:6:12: note: first written here
             6 |   - {code: stc, name: Sở Tài chính}
               |            ^^^
            """),
        BadText(
            "an alias of two agencies, marks and case aside",
            """
            organisation: province
            roles:
              clerk: {vi: Văn thư, en: Clerk}
              director: {vi: Giám đốc, en: Director}
            agencies:
              - {code: so-a, name: A, aliases: [Phòng Một]}
              - {code: so-b, name: B, short: phong mot}
            """,
            """
            a.yaml:7:34: error: “phong mot” already stands for “so-a” [duplicate-alias]
             7 |   - {code: so-b, name: B, short: phong mot}
               |                                  ^^^^^^^^^
            a.yaml:6:37: note: first written here
             6 |   - {code: so-a, name: A, aliases: [Phòng Một]}
               |                                     ^^^^^^^^^
            """),
        BadText(
            "an alias that is the code of another agency",
            """
            organisation: province
            roles:
              clerk: {vi: Văn thư, en: Clerk}
              director: {vi: Giám đốc, en: Director}
            agencies:
              - {code: stc, name: A}
              - {code: so-b, name: B, aliases: [STC]}
            """,
            """
            a.yaml:7:37: error: “STC” already stands for “stc” [duplicate-alias]
             7 |   - {code: so-b, name: B, aliases: [STC]}
               |                                     ^^^
            a.yaml:6:12: note: first written here
             6 |   - {code: stc, name: A}
               |            ^^^
            """),
        BadText(
            "an agency above itself",
            """
            organisation: province
            roles:
              clerk: {vi: Văn thư, en: Clerk}
              director: {vi: Giám đốc, en: Director}
            agencies:
              - {code: a, name: A, parent: b}
              - {code: b, name: B, parent: c}
              - {code: c, name: C, parent: a}
            """,
            """
            a.yaml:6:32: error: “a” is above itself [parent-cycle]
             6 |   - {code: a, name: A, parent: b}
               |                                ^
              trace: a → b → c → a
            """),
        BadText(
            "members of what is no group",
            """
            organisation: province
            roles:
              clerk: {vi: Văn thư, en: Clerk}
              director: {vi: Giám đốc, en: Director}
            agencies:
              - {code: a, name: A, members: [b]}
              - {code: b, name: B}
            """,
            """
            a.yaml:6:34: error: only a group or a council has members [members-of-agency]
             6 |   - {code: a, name: A, members: [b]}
               |                                  ^
              hint: add “kind: group”
            """),
        BadText(
            "a member nobody knows",
            """
            organisation: province
            roles:
              clerk: {vi: Văn thư, en: Clerk}
              director: {vi: Giám đốc, en: Director}
            agencies:
              - {code: a, name: A, kind: group, members: [bb]}
              - {code: b, name: B}
            """,
            """
            a.yaml:6:47: error: expected the code of an agency, but there is no “bb” [unknown-name]
             6 |   - {code: a, name: A, kind: group, members: [bb]}
               |                                               ^^
              hint: Known here: a, b
            """),
        BadText(
            "an agency that ends before it begins",
            """
            organisation: province
            roles:
              clerk: {vi: Văn thư, en: Clerk}
              director: {vi: Giám đốc, en: Director}
            agencies:
              - {code: a, name: A, from: 2020-01-01, to: 2019-12-31}
            """,
            """
            a.yaml:6:46: error: “to” (2019-12-31) must not be before “from” (2020-01-01) [wrong-order]
             6 |   - {code: a, name: A, from: 2020-01-01, to: 2019-12-31}
               |                                              ^^^^^^^^^^
            """),
        BadText(
            "a day that does not exist",
            """
            organisation: province
            roles:
              clerk: {vi: Văn thư, en: Clerk}
              director: {vi: Giám đốc, en: Director}
            agencies:
              - {code: a, name: A, from: 2021-02-29}
            """,
            """
            a.yaml:6:30: error: there is no day 2021-02-29: February 2021 has only 28 days (29 in a leap year) [wrong-type]
             6 |   - {code: a, name: A, from: 2021-02-29}
               |                              ^^^^^^^^^^
            """),
        BadText(
            "a kind nobody knows",
            """
            organisation: province
            roles:
              clerk: {vi: Văn thư, en: Clerk}
              director: {vi: Giám đốc, en: Director}
            agencies:
              - {code: a, name: A, kind: grp}
            """,
            """
            a.yaml:6:30: error: expected a kind of agency, but there is no “grp” [unknown-name]
             6 |   - {code: a, name: A, kind: grp}
               |                              ^^^
              hint: Known here: agency, group, council
            """),
        BadText(
            "a code that is none",
            """
            organisation: province
            roles:
              clerk: {vi: Văn thư, en: Clerk}
              director: {vi: Giám đốc, en: Director}
            agencies:
              - {code: Sở KHCN, name: A}
            """,
            """
            a.yaml:6:12: error: “Sở KHCN” is no valid name: it takes small letters, digits and hyphens, and begins with a letter [bad-name]
             6 |   - {code: Sở KHCN, name: A}
               |            ^^^^^^^
              hint: such as so-khcn
            """),
        BadText(
            "an agency without a name",
            """
            organisation: province
            roles:
              clerk: {vi: Văn thư, en: Clerk}
              director: {vi: Giám đốc, en: Director}
            agencies:
              - {code: a}
            """,
            """
            a.yaml:6:5: error: the key “name” is missing in an agency [missing-key]
             6 |   - {code: a}
               |     ^^^^^^^^^
            """),
        BadText(
            "a person of an unknown agency",
            """
            organisation: province
            roles:
              clerk: {vi: Văn thư, en: Clerk}
              director: {vi: Giám đốc, en: Director}
            agencies:
              - {code: so-khcn, name: Sở KH&CN}
            people:
              - {id: an, name: An, agency: so-khc, roles: [clerk]}
            """,
            """
            a.yaml:8:32: error: expected the code of an agency, but there is no “so-khc” [unknown-name]
             8 |   - {id: an, name: An, agency: so-khc, roles: [clerk]}
               |                                ^^^^^^
              hint: did you mean “so-khcn”?
                    Known here: so-khcn
            """),
        BadText(
            "a person with an unknown role",
            """
            organisation: province
            roles:
              clerk: {vi: Văn thư, en: Clerk}
              director: {vi: Giám đốc, en: Director}
            agencies:
              - {code: so-khcn, name: Sở KH&CN}
            people:
              - {id: an, name: An, agency: so-khcn, roles: [clark]}
            """,
            """
            a.yaml:8:49: error: expected the code of a role, but there is no “clark” [unknown-name]
             8 |   - {id: an, name: An, agency: so-khcn, roles: [clark]}
               |                                                 ^^^^^
              hint: did you mean “clerk”?
                    Known here: clerk, director
            """),
        BadText(
            "a person twice",
            """
            organisation: province
            roles:
              clerk: {vi: Văn thư, en: Clerk}
              director: {vi: Giám đốc, en: Director}
            agencies:
              - {code: so-khcn, name: Sở KH&CN}
            people:
              - {id: an, name: An, agency: so-khcn}
              - {id: an, name: An, agency: so-khcn}
            """,
            """
            a.yaml:9:10: error: “an” is already the name of a person [duplicate-name]
             9 |   - {id: an, name: An, agency: so-khcn}
               |          ^^
            a.yaml:8:10: note: first written here
             8 |   - {id: an, name: An, agency: so-khcn}
               |          ^^
            """),
        BadText(
            "a role that is no name",
            """
            organisation: province
            roles: {Văn thư: x}
            agencies:
              - {code: so-khcn, name: Sở KH&CN}
            """,
            """
            a.yaml:2:9: error: “Văn thư” is no valid name: it takes small letters, digits and hyphens, and begins with a letter [bad-name]
             2 | roles: {Văn thư: x}
               |         ^^^^^^^
              hint: such as van-thu
            """),
        BadText(
            "no roles",
            """
            organisation: province
            agencies:
              - {code: so-khcn, name: Sở KH&CN}
            """,
            """
            a.yaml:1:1: error: the key “roles” is missing in the organisation [missing-key]
             1 | organisation: province
               | ^^^^^^^^^^^^
            """),
    ]
}
