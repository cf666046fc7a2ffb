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
    ]
}
