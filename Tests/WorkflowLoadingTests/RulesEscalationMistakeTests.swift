import Testing

@testable import WorkflowLoading

@Suite("Mistakes in escalations")
struct RulesEscalationMistakeTests {
    @Test("each mistake is one complaint at its place", arguments: bad)
    func complaint(_ bad: BadText) {
        #expect(LoadedRules(bad.texts).rendered == bad.expected)
    }

    private static let bad = [
        BadText(
            "a step without a moment",
            [
                smallOrganisation,
                """
                escalations:
                  standard:
                    steps:
                      - {notify: [owner]}
                """,
            ],
            """
            b.yaml:4:9: error: a step needs one of the keys “before”, “at”, “after” [missing-key]
             4 |       - {notify: [owner]}
               |         ^^^^^^^^^^^^^^^^^
            """),
        BadText(
            "a step with two moments",
            [
                smallOrganisation,
                """
                escalations:
                  standard:
                    steps:
                      - {before: 1 day, after: 1 day, notify: [owner]}
                """,
            ],
            """
            b.yaml:4:25: error: a step has only one of the keys “before”, “at”, “after” [too-many-keys]
             4 |       - {before: 1 day, after: 1 day, notify: [owner]}
               |                         ^^^^^
            """),
        BadText(
            "a step that tells nobody",
            [
                smallOrganisation,
                """
                escalations:
                  standard:
                    steps:
                      - {at: due}
                """,
            ],
            """
            b.yaml:4:9: error: a step needs one of the keys “remind”, “notify” [missing-key]
             4 |       - {at: due}
               |         ^^^^^^^^^
            """),
        BadText(
            "a step that both reminds and notifies",
            [
                smallOrganisation,
                """
                escalations:
                  standard:
                    steps:
                      - {at: due, remind: [owner], notify: [owner]}
                """,
            ],
            """
            b.yaml:4:36: error: a step has only one of the keys “remind”, “notify” [too-many-keys]
             4 |       - {at: due, remind: [owner], notify: [owner]}
               |                                    ^^^^^^
            """),
        BadText(
            "a repetition without a bound",
            [
                smallOrganisation,
                """
                escalations:
                  standard:
                    steps:
                      - {after: 1 day, every: 1 day, notify: [owner]}
                """,
            ],
            """
            b.yaml:4:24: error: “every” (how far apart) and “times” (how often) go together [half-repetition]
             4 |       - {after: 1 day, every: 1 day, notify: [owner]}
               |                        ^^^^^
            """),
        BadText(
            "a repetition past the due date",
            [
                smallOrganisation,
                """
                escalations:
                  standard:
                    steps:
                      - {before: 3 days, every: 1 day, times: 4, notify: [owner]}
                """,
            ],
            """
            b.yaml:4:26: error: a repeated step counts in the unit of its “after” or “before”, and does not pass the due date [bad-repetition]
             4 |       - {before: 3 days, every: 1 day, times: 4, notify: [owner]}
               |                          ^^^^^
            """),
        BadText(
            "a task for nobody in particular",
            [
                smallOrganisation,
                """
                escalations:
                  standard:
                    steps:
                      - {at: due, open: {task: letter, to: {role: director}}}
                """,
            ],
            """
            b.yaml:4:44: error: work is given to an agency or a person: add “agency” [no-desk]
             4 |       - {at: due, open: {task: letter, to: {role: director}}}
               |                                            ^^^^^^^^^^^^^^^^
            """),
        BadText(
            "two things at once",
            [
                smallOrganisation,
                """
                escalations:
                  standard:
                    steps:
                      - {at: due, act: forward, reassign: {agency: so-khcn}}
                """,
            ],
            """
            b.yaml:4:19: error: a step has only one of the keys “reassign”, “act” [too-many-keys]
             4 |       - {at: due, act: forward, reassign: {agency: so-khcn}}
               |                   ^^^
            """),
        BadText(
            "a moment that is none",
            [
                smallOrganisation,
                """
                escalations:
                  standard:
                    steps:
                      - {at: noon, notify: [owner]}
                """,
            ],
            """
            b.yaml:4:14: error: expected “due”, but there is no “noon” [unknown-name]
             4 |       - {at: noon, notify: [owner]}
               |              ^^^^
              hint: Known here: due
            """),
        BadText(
            "a time that is none",
            [
                smallOrganisation,
                """
                escalations:
                  standard:
                    steps:
                      - {before: 3 wroking days, notify: [owner]}
                """,
            ],
            """
            b.yaml:4:18: error: expected a limit (10 working days, 30 days, 2 months …), found the text “3 wroking days” [wrong-type]
             4 |       - {before: 3 wroking days, notify: [owner]}
               |                  ^^^^^^^^^^^^^^
            """),
        BadText(
            "no time at all",
            [
                smallOrganisation,
                """
                escalations:
                  standard:
                    steps:
                      - {before: 0 days, notify: [owner]}
                """,
            ],
            """
            b.yaml:4:18: error: the time must be more than 0 [no-time]
             4 |       - {before: 0 days, notify: [owner]}
               |                  ^^^^^^
              hint: write “at: due”
            """),
        BadText(
            "overdue before the time",
            [
                smallOrganisation,
                """
                escalations:
                  standard:
                    steps:
                      - {before: 1 day, overdue: true, notify: [owner]}
                """,
            ],
            """
            b.yaml:4:25: error: “overdue” goes with “after”: before that nothing is overdue [not-overdue-yet]
             4 |       - {before: 1 day, overdue: true, notify: [owner]}
               |                         ^^^^^^^
            """),
        BadText(
            "steps out of order",
            [
                smallOrganisation,
                """
                escalations:
                  standard:
                    steps:
                      - {at: due, notify: [owner]}
                      - {before: 1 day, remind: [owner]}
                """,
            ],
            """
            b.yaml:5:9: error: this step comes before the one above it; write them in the order of time [wrong-order]
             5 |       - {before: 1 day, remind: [owner]}
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            b.yaml:4:9: note: the step above
             4 |       - {at: due, notify: [owner]}
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^
            """),
        BadText(
            "reminders out of order",
            [
                smallOrganisation,
                """
                escalations:
                  standard:
                    steps:
                      - {before: 1 day, remind: [owner]}
                      - {before: 3 days, remind: [owner]}
                """,
            ],
            """
            b.yaml:5:9: error: this step comes before the one above it; write them in the order of time [wrong-order]
             5 |       - {before: 3 days, remind: [owner]}
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            b.yaml:4:9: note: the step above
             4 |       - {before: 1 day, remind: [owner]}
               |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            """),
        BadText(
            "a target nobody knows",
            [
                smallOrganisation,
                """
                escalations:
                  standard:
                    steps:
                      - {at: due, notify: [onwer]}
                """,
            ],
            """
            b.yaml:4:28: error: expected whom to tell (owner, lead, coordinating, actor, starter, previous, {role, agency}, {agency}, {superior} or {person}), but there is no “onwer” [unknown-name]
             4 |       - {at: due, notify: [onwer]}
               |                            ^^^^^
              hint: did you mean “owner”?
                    Known here: owner, lead, coordinating, actor, starter, previous
            """),
        BadText(
            "a role nobody knows",
            [
                smallOrganisation,
                """
                escalations:
                  standard:
                    steps:
                      - {at: due, notify: [{role: directr, agency: owner}]}
                """,
            ],
            """
            b.yaml:4:35: error: expected the code of a role, but there is no “directr” [unknown-name]
             4 |       - {at: due, notify: [{role: directr, agency: owner}]}
               |                                   ^^^^^^^
              hint: did you mean “director”?
                    Known here: clerk, director
            """),
        BadText(
            "an agency nobody knows",
            [
                smallOrganisation,
                """
                escalations:
                  standard:
                    steps:
                      - {at: due, notify: [{agency: so-khc}]}
                """,
            ],
            """
            b.yaml:4:37: error: expected the code of an agency, “owner”, “lead” or “coordinating”, but there is no “so-khc” [unknown-name]
             4 |       - {at: due, notify: [{agency: so-khc}]}
               |                                     ^^^^^^
              hint: did you mean “so-khcn”?
                    Known here: owner, lead, coordinating, so-khcn
            """),
        BadText(
            "a person nobody knows",
            [
                smallOrganisation,
                """
                escalations:
                  standard:
                    steps:
                      - {at: due, notify: [{person: an}]}
                """,
            ],
            """
            b.yaml:4:37: error: expected the code of a person, but there is no “an” [unknown-name]
             4 |       - {at: due, notify: [{person: an}]}
               |                                     ^^
            """),
        BadText(
            "a target with nothing in it",
            [
                smallOrganisation,
                """
                escalations:
                  standard:
                    steps:
                      - {at: due, notify: [{}]}
                """,
            ],
            """
            b.yaml:4:28: error: expected whom to tell (owner, lead, coordinating, actor, starter, previous, {role, agency}, {agency}, {superior} or {person}), found a mapping [wrong-type]
             4 |       - {at: due, notify: [{}]}
               |                            ^^
            """),
        BadText(
            "a person with a role",
            [
                """
                organisation: province
                roles:
                  clerk: {vi: Văn thư, en: Clerk}
                  director: {vi: Giám đốc, en: Director}
                agencies:
                  - {code: so-khcn, name: Sở KH&CN}
                people: [{id: an, name: An, agency: so-khcn}]
                """,
                """
                escalations:
                  standard:
                    steps:
                      - {at: due, notify: [{person: an, role: clerk}]}
                """,
            ],
            """
            b.yaml:4:29: error: “person” stands alone, without “role”, “agency” or “superior” [too-many-keys]
             4 |       - {at: due, notify: [{person: an, role: clerk}]}
               |                             ^^^^^^
            """),
        BadText(
            "the agency above one that has none",
            [
                smallOrganisation,
                """
                escalations:
                  standard:
                    steps:
                      - {at: due, notify: [{superior: so-khcn, role: director}]}
                """,
            ],
            """
            b.yaml:4:39: error: “so-khcn” has no agency above it [no-superior]
             4 |       - {at: due, notify: [{superior: so-khcn, role: director}]}
               |                                       ^^^^^^^
              hint: give it a “parent” in the file of the organisation, or name whom to tell by “agency”
            """),
        BadText(
            "the agency above, and an agency",
            [
                smallOrganisation,
                """
                escalations:
                  standard:
                    steps:
                      - {at: due, notify: [{superior: owner, agency: owner}]}
                """,
            ],
            """
            b.yaml:4:29: error: “agency” and “superior” do not go together: choose one [too-many-keys]
             4 |       - {at: due, notify: [{superior: owner, agency: owner}]}
               |                             ^^^^^^^^
            """),
        BadText(
            "a group of nobody",
            [
                smallOrganisation
                    + "\n  - {code: nhom-rong, name: Nhóm, kind: group}"
                    + "\n  - {code: nhom-cua-nhom, name: Nhóm, kind: group, members: [nhom-rong]}",
                """
                escalations:
                  standard:
                    steps:
                      - {at: due, notify: [{agency: nhom-rong}]}
                      - {at: due, notify: [{role: clerk, agency: nhom-cua-nhom}]}
                """,
            ],
            """
            b.yaml:4:37: warning: the group “nhom-rong” has no members: this reaches nobody [empty-group]
             4 |       - {at: due, notify: [{agency: nhom-rong}]}
               |                                     ^^^^^^^^^
              hint: give the group “members” in the file of the organisation

            b.yaml:5:50: warning: the group “nhom-cua-nhom” has no members: this reaches nobody [empty-group]
             5 |       - {at: due, notify: [{role: clerk, agency: nhom-cua-nhom}]}
               |                                                  ^^^^^^^^^^^^^
              hint: give the group “members” in the file of the organisation
            """),
        BadText(
            "a ladder twice",
            [
                smallOrganisation,
                """
                escalations:
                  standard: {steps: []}
                """,
                """
                escalations:
                  standard: {steps: []}
                """,
            ],
            """
            c.yaml:2:3: error: “standard” is already the name of an escalation [duplicate-name]
             2 |   standard: {steps: []}
               |   ^^^^^^^^
            b.yaml:2:3: note: first written here
             2 |   standard: {steps: []}
               |   ^^^^^^^^
            """),
        BadText(
            "a deadline that climbs no ladder there is",
            [
                smallOrganisation,
                """
                deadlines:
                  proposal: {within: 3 days, source: x, escalate: standrad}
                """,
                """
                escalations:
                  standard: {steps: []}
                """,
            ],
            """
            b.yaml:2:51: error: expected an escalation, but there is no “standrad” [unknown-name]
             2 |   proposal: {within: 3 days, source: x, escalate: standrad}
               |                                                   ^^^^^^^^
              hint: did you mean “standard”?
                    Known here: standard
            """),
    ]
}
