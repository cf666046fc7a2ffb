import Testing

@testable import WorkflowLoading

@Suite("Mistakes in a plan")
struct PlanMistakeTests {
    @Test("each mistake is one complaint at its place", arguments: bad)
    func complaint(_ bad: BadText) {
        #expect(LoadedPlan(bad.texts[0]).rendered == bad.expected)
    }

    private static let bad = [
        BadText(
            "an objective of an activity that is not in the plan",
            """
            plan: plan-149
            title: Kế hoạch
            objectives: [{id: a, text: x, activities: [II.7]}]
            activities:
              - id: II.1
                workflow: task
                lead: so-khcn
            """,
            """
            plan.yaml:3:44: error: expected the id of an activity of the plan, but there is no “II.7” [unknown-name]
             3 | objectives: [{id: a, text: x, activities: [II.7]}]
               |                                            ^^^^
              hint: did you mean “II.1”?
                    Known here: II.1
            """),
        BadText(
            "an objective twice",
            """
            plan: plan-149
            title: Kế hoạch
            objectives: [{id: a, text: x}, {id: a, text: y}]
            activities:
              - id: II.1
                workflow: task
                lead: so-khcn
            """,
            """
            plan.yaml:3:37: error: “a” is already the name of an objective [duplicate-name]
             3 | objectives: [{id: a, text: x}, {id: a, text: y}]
               |                                     ^
            plan.yaml:3:19: note: first written here
             3 | objectives: [{id: a, text: x}, {id: a, text: y}]
               |                   ^
            """),
        BadText(
            "an indicator with its ends the wrong way round",
            """
            plan: plan-149
            title: Kế hoạch
            objectives: [{id: a, text: x, indicators: [{title: t, op: ">=", min: 5, max: 3}]}]
            activities:
              - id: II.1
                workflow: task
                lead: so-khcn
            """,
            """
            plan.yaml:3:78: error: “max” (3) is less than “min” (5) [wrong-order]
             3 | objectives: [{id: a, text: x, indicators: [{title: t, op: ">=", min: 5, max: 3}]}]
               |                                                                              ^
            """),
        BadText(
            "a comparison nobody knows",
            """
            plan: plan-149
            title: Kế hoạch
            objectives: [{id: a, text: x, indicators: [{title: t, op: "<>", min: 5}]}]
            activities:
              - id: II.1
                workflow: task
                lead: so-khcn
            """,
            """
            plan.yaml:3:59: error: expected a comparison (~ is about), but there is no “<>” [unknown-name]
             3 | objectives: [{id: a, text: x, indicators: [{title: t, op: "<>", min: 5}]}]
               |                                                           ^^^^
              hint: Known here: >, >=, =, ~
            """),
        BadText(
            "a project without a status",
            """
            plan: plan-149
            title: Kế hoạch
            projects: [{id: p, title: x}]
            activities:
              - id: II.1
                workflow: task
                lead: so-khcn
            """,
            """
            plan.yaml:3:12: error: the key “status” is missing in a project [missing-key]
             3 | projects: [{id: p, title: x}]
               |            ^^^^^^^^^^^^^^^^^
            """),
        BadText(
            "a project of an activity that is not in the plan",
            """
            plan: plan-149
            title: Kế hoạch
            projects: [{id: p, title: x, status: approved, activity: II.2}]
            activities:
              - id: II.1
                workflow: task
                lead: so-khcn
            """,
            """
            plan.yaml:3:58: error: expected the id of an activity of the plan, but there is no “II.2” [unknown-name]
             3 | projects: [{id: p, title: x, status: approved, activity: II.2}]
               |                                                          ^^^^
              hint: did you mean “II.1”?
                    Known here: II.1
            """),
        BadText(
            "an issuer nobody knows",
            """
            plan: plan-149
            title: Kế hoạch
            issuer: ubnd
            activities:
              - id: II.1
                workflow: task
                lead: so-khcn
            """,
            """
            plan.yaml:3:9: error: expected the code of an agency, but there is no “ubnd” [unknown-name]
             3 | issuer: ubnd
               |         ^^^^
              hint: did you mean “ubnd-tinh”?
                    Known here: ubnd-tinh, so-khcn, so-tai-chinh
            """),
        BadText(
            "a date that is none",
            """
            plan: plan-149
            title: Kế hoạch
            issued_on: 14.4.2021
            activities:
              - id: II.1
                workflow: task
                lead: so-khcn
            """,
            """
            plan.yaml:3:12: error: expected a date (2021-04-14 or 14/04/2021), found the text “14.4.2021” [wrong-type]
             3 | issued_on: 14.4.2021
               |            ^^^^^^^^^
            """),
        BadText(
            "a key nobody knows",
            """
            plan: plan-149
            title: Kế hoạch
            isuer: ubnd-tinh
            activities:
              - id: II.1
                workflow: task
                lead: so-khcn
            """,
            """
            plan.yaml:3:1: error: unknown key “isuer” in a plan [unknown-key]
             3 | isuer: ubnd-tinh
               | ^^^^^
              hint: did you mean “issuer”?
                    Known here: plan, number, title, issued_on, issuer, signer, legal_bases, recipients,
                    sections, objectives, projects, funding, activities
            """),
        BadText(
            "a section twice",
            """
            plan: plan-149
            title: Kế hoạch
            sections: [{id: I, title: x}, {id: I, title: y}]
            activities:
              - id: II.1
                workflow: task
                lead: so-khcn
            """,
            """
            plan.yaml:3:36: error: “I” is already the name of a section [duplicate-name]
             3 | sections: [{id: I, title: x}, {id: I, title: y}]
               |                                    ^
            plan.yaml:3:17: note: first written here
             3 | sections: [{id: I, title: x}, {id: I, title: y}]
               |                 ^
            """),
        BadText(
            "no activities",
            """
            plan: plan-149
            title: Kế hoạch
            """,
            """
            plan.yaml:1:1: error: the key “activities” is missing in a plan [missing-key]
             1 | plan: plan-149
               | ^^^^
            """),
    ]
}
