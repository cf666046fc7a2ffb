import Testing

@testable import WorkflowLoading

@Suite("Mistakes in the activities of a plan")
struct PlanActivityMistakeTests {
    @Test("each mistake is one complaint at its place", arguments: bad)
    func complaint(_ bad: BadText) {
        #expect(LoadedPlan(bad.texts[0]).rendered == bad.expected)
    }

    private static let bad = [
        BadText(
            "a workflow nobody knows",
            """
            plan: plan-149
            title: Kế hoạch
            activities:
              - id: II.1
                workflow: tsak
                lead: so-khcn
            """,
            """
            plan.yaml:5:15: error: expected the name of a workflow, but there is no “tsak” [unknown-name]
             5 |     workflow: tsak
               |               ^^^^
              hint: did you mean “task”?
                    Known here: bare, task
            """),
        BadText(
            "an activity without a workflow",
            """
            plan: plan-149
            title: Kế hoạch
            activities:
              - {id: II.1}
            """,
            """
            plan.yaml:4:5: error: the key “workflow” is missing in an activity [missing-key]
             4 |   - {id: II.1}
               |     ^^^^^^^^^^
            """),
        BadText(
            "an activity twice",
            """
            plan: plan-149
            title: Kế hoạch
            activities:
              - id: II.1
                workflow: task
                lead: so-khcn
              - id: II.1
                workflow: task
                lead: so-khcn
            """,
            """
            plan.yaml:7:9: error: “II.1” is already the name of an activity [duplicate-name]
             7 |   - id: II.1
               |         ^^^^
            plan.yaml:4:9: note: first written here
             4 |   - id: II.1
               |         ^^^^
            """),
        BadText(
            "an activity without an id",
            """
            plan: plan-149
            title: Kế hoạch
            activities:
              - {workflow: bare}
            """,
            """
            plan.yaml:4:5: error: the key “id” is missing in an activity [missing-key]
             4 |   - {workflow: bare}
               |     ^^^^^^^^^^^^^^^^
            """),
        BadText(
            "a section that is not in the plan",
            """
            plan: plan-149
            title: Kế hoạch
            sections: [{id: II, title: x}]
            activities:
              - id: II.1
                workflow: task
                lead: so-khcn
                section: III
            """,
            """
            plan.yaml:8:14: error: expected a section of the plan, but there is no “III” [unknown-name]
             8 |     section: III
               |              ^^^
              hint: did you mean “II”?
                    Known here: II
            """),
        BadText(
            "a lead agency nobody knows",
            """
            plan: plan-149
            title: Kế hoạch
            activities:
              - id: II.1
                workflow: task
                lead: so-khc
            """,
            """
            plan.yaml:6:11: error: expected the code of an agency, but there is no “so-khc” [unknown-name]
             6 |     lead: so-khc
               |           ^^^^^^
              hint: did you mean “so-khcn”?
                    Known here: ubnd-tinh, so-khcn, so-tai-chinh
            """),
        BadText(
            "a coordinating agency nobody knows",
            """
            plan: plan-149
            title: Kế hoạch
            activities:
              - id: II.1
                workflow: task
                lead: so-khcn
                coordinating: [so-tai-chinh, so-y]
            """,
            """
            plan.yaml:7:34: error: expected the code of an agency, but there is no “so-y” [unknown-name]
             7 |     coordinating: [so-tai-chinh, so-y]
               |                                  ^^^^
              hint: Known here: ubnd-tinh, so-khcn, so-tai-chinh
            """),
        BadText(
            "a required field left out",
            """
            plan: plan-149
            title: Kế hoạch
            activities:
              - id: II.1
                workflow: task
            """,
            """
            plan.yaml:4:5: error: the workflow “task” needs the field “lead” (lead) [missing-field]
             4 |   - id: II.1
               |     ^^
            """),
        BadText(
            "a number that is none",
            """
            plan: plan-149
            title: Kế hoạch
            activities:
              - id: II.1
                workflow: task
                lead: so-khcn
                stt: sáu
            """,
            """
            plan.yaml:7:10: error: expected a whole number, found the text “sáu” [wrong-type]
             7 |     stt: sáu
               |          ^^^
            """),
        BadText(
            "a field the workflow has not",
            """
            plan: plan-149
            title: Kế hoạch
            activities:
              - id: II.1
                workflow: bare
                content: Mở lớp
            """,
            """
            plan.yaml:6:5: error: expected a field of the workflow “bare”, but there is no “content” [unknown-name]
             6 |     content: Mở lớp
               |     ^^^^^^^
            """),
        BadText(
            "one more field the workflow has not",
            """
            plan: plan-149
            title: Kế hoạch
            activities:
              - id: II.1
                workflow: task
                lead: so-khcn
                fields: {budgt: 5}
            """,
            """
            plan.yaml:7:14: error: expected a field of the workflow “task”, but there is no “budgt” [unknown-name]
             7 |     fields: {budgt: 5}
               |              ^^^^^
              hint: did you mean “budget”?
                    Known here: budget, source
            """),
        BadText(
            "one more field of the wrong type",
            """
            plan: plan-149
            title: Kế hoạch
            activities:
              - id: II.1
                workflow: task
                lead: so-khcn
                fields: {budget: nhiều}
            """,
            """
            plan.yaml:7:22: error: expected an amount of money in whole đồng (420000000 or "420.000.000"), found the text “nhiều” [wrong-type]
             7 |     fields: {budget: nhiều}
               |                      ^^^^^
            """),
        BadText(
            "a value that was not declared",
            """
            plan: plan-149
            title: Kế hoạch
            activities:
              - id: II.1
                workflow: task
                lead: so-khcn
                fields: {source: stat}
            """,
            """
            plan.yaml:7:22: error: expected a declared value, but there is no “stat” [unknown-name]
             7 |     fields: {source: stat}
               |                      ^^^^
              hint: did you mean “state”?
                    Known here: state
            """),
        BadText(
            "what the plan itself gives",
            """
            plan: plan-149
            title: Kế hoạch
            activities:
              - id: II.1
                workflow: task
                lead: so-khcn
                fields: {content: x}
            """,
            """
            plan.yaml:7:14: error: “content” does not belong under “fields”: the plan itself gives it [misplaced-key]
             7 |     fields: {content: x}
               |              ^^^^^^^
              hint: write it in the activity itself
            """),
        BadText(
            "a deadline the workflow has not",
            """
            plan: plan-149
            title: Kế hoạch
            activities:
              - id: II.1
                workflow: task
                lead: so-khcn
                limits: {propsal: 5 days}
            """,
            """
            plan.yaml:7:14: error: expected a deadline of the workflow “task”, but there is no “propsal” [unknown-name]
             7 |     limits: {propsal: 5 days}
               |              ^^^^^^^
              hint: did you mean “proposal”?
                    Known here: proposal, implementation
            """),
        BadText(
            "a limit that is none",
            """
            plan: plan-149
            title: Kế hoạch
            activities:
              - id: II.1
                workflow: task
                lead: so-khcn
                limits: {proposal: soon}
            """,
            """
            plan.yaml:7:24: error: expected a limit (10 working days) or a date (2021-12-20), found the text “soon” [wrong-type]
             7 |     limits: {proposal: soon}
               |                        ^^^^
            """),
    ]
}
