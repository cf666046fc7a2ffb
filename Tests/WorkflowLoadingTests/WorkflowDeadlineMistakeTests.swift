import Testing

@Suite("A mistake in a deadline")
struct WorkflowDeadlineMistakeTests {
    @Test("is told with its place, what was found, and the nearest fix", arguments: mistakes)
    func mistake(_ mistake: Mistake) {
        #expect(Definitions(workflow: mistake.text).complaints == mistake.complaints)
    }

    static func limited(_ deadline: String) -> String {
        """
        workflow: task
        states:
          open: {deadline: \(deadline), actions: {submit: {by: anyone, to: closed}}}
          closed: {final: done}
        """
    }

    static let mistakes = [
        Mistake(
            "an unknown shared one", limited("appraisel"),
            "task.yaml:3:20 error unknown-name: expected a deadline (written here, or a "
                + "name of rules/deadlines.yaml), but there is no “appraisel” (did you mean "
                + "“appraisal”?)"),
        Mistake(
            "without a source", limited("{within: 10 working days}"),
            "task.yaml:3:20 error missing-key: the key “source” is missing in a deadline"),
        Mistake(
            "a misspelt limit", limited("{within: 10 workin days, source: office}"),
            "task.yaml:3:29 error wrong-type: expected a limit (10 working days, 30 days, "
                + "2 months …), found the text “10 workin days”"),
        Mistake(
            "both within and on", limited("{within: 1 day, on: 2021-12-20, source: office}"),
            "task.yaml:3:36 error two-limits: a deadline has “within” or “on”, not both"),
        Mistake(
            "neither", limited("{source: office}"),
            "task.yaml:3:20 error missing-key: the deadline needs “within” (how long) or "
                + "“on” (which date)"),
        Mistake(
            "CEL that gives no limit", limited("{within: 5 + 5, source: office}"),
            "task.yaml:3:29 error wrong-type: expected a limit (10 working days, 30 days, "
                + "2 months …), found the text “5 + 5”"),
        Mistake(
            "CEL that gives text", limited("{within: action, source: office}"),
            "task.yaml:3:29 error type-mismatch: expected a limit or a date, but the "
                + "expression gives string (write 10 working days, limit('10 working days') or "
                + "table('…').limit)"),
        Mistake(
            "an unknown ladder and state",
            limited("{within: 1 day, source: office, escalate: standrd, pauses: [close]}"),
            "task.yaml:3:62 error unknown-name: expected an escalation, but there is no "
                + "“standrd” (did you mean “standard”?)",
            "task.yaml:3:80 error unknown-name: expected the name of a state, but there is "
                + "no “close” (did you mean “closed”?)"),
        Mistake(
            "a mistyped part of a chain",
            limited("{within: [30 days, 3 workin days], source: office}"),
            "task.yaml:3:39 error wrong-type: expected a limit (10 working days, 30 days, "
                + "2 months …), found the text “3 workin days”"),
        Mistake(
            "an empty chain", limited("{within: [], source: office}"),
            "task.yaml:3:29 error wrong-type: expected a limit (10 working days, 30 days, "
                + "2 months …), found a list"),
        Mistake(
            "a condition that is both a state and CEL",
            limited("{within: 1 day, source: office, pauses: {in: closed, when: true}}"),
            "task.yaml:3:60 error wrong-type: expected the name of a state, CEL, {in: STATE, "
                + "reason: …} or {when: CEL, reason: …}, found a mapping"),
        Mistake(
            "a condition that is no bool",
            limited("{within: 1 day, source: office, stops: 1 + 1}"),
            "task.yaml:3:59 error type-mismatch: expected bool, but the expression gives int"),
        Mistake(
            "a condition over a field that is not there, told once",
            limited("{within: 1 day, source: office, pauses: {when: item.wait, reason: x}}"),
            "task.yaml:3:72 error unknown-field: “item” has no field “wait”"),
        Mistake(
            "counting from something that is no moment",
            limited("{within: 1 day, source: office, counts_from: \"'soon'\"}"),
            "task.yaml:3:65 error type-mismatch: expected a date or an instant, but the "
                + "expression gives string"),
        Mistake(
            "two of one name",
            """
            workflow: task
            deadlines:
              open: {within: 10 days, source: office}
            states:
              open: {deadline: {within: 1 day, source: office}, actions: {submit: {by: anyone, to: closed}}}
              closed: {final: done}
            """,
            "task.yaml:5:20 error duplicate-name: “open” is already the name of a deadline"),
        Mistake(
            "extending one that is not there",
            """
            workflow: task
            states:
              open:
                deadline: {within: 1 day, source: office}
                actions:
                  extend: {by: anyone, extends_deadline: {name: opened, to: 5 days}}
                  submit: {by: anyone, to: closed}
              closed: {final: done}
            """,
            "task.yaml:6:53 error unknown-name: expected the name of a deadline, but there "
                + "is no “opened” (did you mean “open”?)"),
    ]
}
