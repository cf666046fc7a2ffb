import Testing

@testable import WorkflowLoading

@Suite("Mistakes in constraints")
struct RulesConstraintMistakeTests {
    @Test("each mistake is one complaint at its place", arguments: bad)
    func complaint(_ bad: BadText) {
        #expect(LoadedRules(bad.texts).rendered == bad.expected)
    }

    private static let bad = [
        BadText(
            "a constraint without the actions it forbids",
            """
            constraints:
              - name: two-pairs-of-eyes
                title: x
                did: [submit]
            """,
            """
            a.yaml:2:5: error: a constraint has exactly one of the keys “may_not”, “must”, “not_same_agency”, “different_people” [missing-key]
             2 |   - name: two-pairs-of-eyes
               |     ^^^^
            """),
        BadText(
            "a constraint twice",
            """
            constraints:
              - name: two-pairs-of-eyes
                title: x
                did: [submit]
                may_not: [approve]
              - name: two-pairs-of-eyes
                title: x
                did: [submit]
                may_not: [approve]
            """,
            """
            a.yaml:6:11: error: “two-pairs-of-eyes” is already the name of a constraint [duplicate-name]
             6 |   - name: two-pairs-of-eyes
               |           ^^^^^^^^^^^^^^^^^
            a.yaml:2:11: note: first written here
             2 |   - name: two-pairs-of-eyes
               |           ^^^^^^^^^^^^^^^^^
            """),
        BadText(
            "a constraint that is no mapping",
            """
            constraints: [x]
            """,
            """
            a.yaml:1:15: error: expected a constraint (a mapping), found the text “x” [wrong-type]
             1 | constraints: [x]
               |               ^
            """),
        BadText(
            "a name that is none",
            """
            constraints:
              - name: Hai người
                title: x
                did: [submit]
                may_not: [approve]
            """,
            """
            a.yaml:2:11: error: “Hai người” is no valid name: it takes small letters, digits and hyphens, and begins with a letter [bad-name]
             2 |   - name: Hai người
               |           ^^^^^^^^^
              hint: such as hai-nguoi
            """),
        BadText(
            "a constraint of two kinds",
            """
            constraints:
              - name: two
                title: x
                did: [submit]
                may_not: [approve]
                must: [pass]
            """,
            """
            a.yaml:6:5: error: a constraint has exactly one of the keys “may_not”, “must”, “not_same_agency”, “different_people” [too-many-keys]
             6 |     must: [pass]
               |     ^^^^
            """),
        BadText(
            "a key of another kind",
            """
            constraints:
              - name: two
                title: x
                did: [submit]
                may_not: [approve]
                unless_gone: false
            """,
            """
            a.yaml:6:5: error: “unless_gone” goes with “must” only [key-not-here]
             6 |     unless_gone: false
               |     ^^^^^^^^^^^
            """),
        BadText(
            "one action for different people",
            """
            constraints:
              - name: two
                title: x
                different_people: [approve]
            """,
            """
            a.yaml:4:23: error: “different_people” takes at least two actions [one-action]
             4 |     different_people: [approve]
               |                       ^^^^^^^^^
              hint: one action that takes two people says “approvals: 2” itself
            """),
        BadText(
            "break-glass by one, for a time that is none, of which nobody is told",
            """
            constraints: []
            break_glass:
              by: {role: chair}
              needs: 1
              within: 2 working days
              actions: [approve]
            """,
            """
            a.yaml:4:10: error: the number must be from 2 to 5 [out-of-range]
             4 |   needs: 1
               |          ^

            a.yaml:5:11: error: expected minutes or hours (30 minutes, 2 hours), found the text “2 working days” [wrong-type]
             5 |   within: 2 working days
               |           ^^^^^^^^^^^^^^
            """),
        BadText(
            "break-glass that holds before a constraint there is not, and of which nobody is told",
            """
            constraints:
              - {name: preparer, title: x, did: submit, may_not: approve}
            break_glass:
              by: {role: chair}
              actions: [approve]
              not: [prepare]
            """,
            """
            a.yaml:3:1: error: no notification rule tells of break-glass [untold-break-glass]
             3 | break_glass:
               | ^^^^^^^^^^^
              hint: add a rule with on: [wf.item.break-glass]

            a.yaml:6:9: error: expected a constraint, but there is no “prepare” [unknown-name]
             6 |   not: [prepare]
               |         ^^^^^^^
              hint: did you mean “preparer”?
                    Known here: preparer
            """),
    ]
}
