import Testing

@Suite("A mistake in an expression")
struct WorkflowExpressionMistakeTests {
    @Test("is told with its place, what was found, and the nearest fix", arguments: mistakes)
    func mistake(_ mistake: Mistake) {
        #expect(Definitions(workflow: mistake.text).complaints == mistake.complaints)
    }

    static func guarded(_ condition: String) -> String {
        """
        workflow: task
        fields:
          budget: {type: money}
          level: {type: enum, values: [provincial, central]}
          due: {type: date}
        states:
          open: {actions: {submit: {by: anyone, when: \(condition), to: closed}}}
          closed: {final: done}
        """
    }

    static func assigned(_ value: String) -> String {
        """
        workflow: task
        fields:
          budget: {type: money}
          level: {type: enum, values: [provincial, central]}
          lead: {type: agency}
        states:
          open: {actions: {submit: {by: anyone, set: {\(value)}, to: closed}}}
          closed: {final: done}
        """
    }

    static let mistakes = [
        Mistake(
            "a misspelt field", guarded("item.bugdet > 0"),
            "task.yaml:7:52 error unknown-field: “item” has no field “bugdet” (did you "
                + "mean “budget”?)"),
        Mistake(
            "a field without item", guarded("budget > 0"),
            "task.yaml:7:47 error unknown-variable: there is no variable “budget” (the "
                + "field is written item.budget)"),
        Mistake(
            "text without quotes", guarded("item.level == central"),
            "task.yaml:7:61 error unknown-variable: there is no variable “central” (if it "
                + "is meant as text, put it in single quotes: 'central')"),
        Mistake(
            "an unknown function", guarded("visitd('open')"),
            "task.yaml:7:47 error unknown-function: there is no function “visitd” (did you "
                + "mean “visited”?)"),
        Mistake(
            "not a condition", guarded("item.budget"),
            "task.yaml:7:47 error type-mismatch: expected bool, but the expression gives "
                + "int"),
        Mistake(
            "types that do not compare", guarded("item.budget == 'x'"),
            "task.yaml:7:59 error type-mismatch: “==” cannot stand between int and string"),
        Mistake(
            "a date compared with text", guarded("item.due < '2021-12-20'"),
            "task.yaml:7:56 error type-mismatch: “<” cannot stand between date and string "
                + "(write a date as date('2021-12-20'))"),
        Mistake(
            "syntax", guarded("item.budget >"),
            "task.yaml:7:60 error cel-syntax: expected an expression, but the expression "
                + "ends"),
        Mistake(
            "an unknown state", guarded("visited('opne')"),
            "task.yaml:7:55 error unknown-name: expected the name of a state, but there is "
                + "no “opne” (did you mean “open”?)"),
        Mistake(
            "an unknown action", guarded("last('submitt').done"),
            "task.yaml:7:52 error unknown-name: expected the name of an action, but there "
                + "is no “submitt” (did you mean “submit”?)"),
        Mistake(
            "an unknown table", guarded("table('authorty').role == 'x'"),
            "task.yaml:7:53 error unknown-name: expected a table, but there is no "
                + "“authorty” (did you mean “authority”?)"),
        Mistake(
            "an unknown output of a table", guarded("table('authority').rol == 'x'"),
            "task.yaml:7:66 error unknown-field: “table.authority” has no field “rol” (did "
                + "you mean “role”?)"),
        Mistake(
            "a name that is computed", guarded("visited(action)"),
            "task.yaml:7:55 error not-literal: a name must be written out here, in single "
                + "quotes"),
        Mistake(
            "a date that does not exist", guarded("item.due < date('2021-02-30')"),
            "task.yaml:7:63 error bad-date: there is no day 2021-02-30: February 2021 has only 28 "
                + "days (29 in a leap year) (write 2021-12-20 or 20/12/2021)"),
        Mistake(
            "a limit that is none", guarded("limit('ten days') == limit('10 days')"),
            "task.yaml:7:53 error bad-limit: “ten days” is not a limit (write it like 10 "
                + "working days, 30 days, 2 months)"),
        Mistake(
            "two at once",
            guarded("item.bugdet > 0 && actor.rolls.size() > 0"),
            "task.yaml:7:52 error unknown-field: “item” has no field “bugdet” (did you mean "
                + "“budget”?)",
            "task.yaml:7:72 error unknown-field: “actor” has no field “rolls” (did you mean "
                + "“roles”?)"),
        Mistake(
            "inside a block of text",
            """
            workflow: task
            fields: {budget: {type: money}}
            states:
              open:
                actions:
                  submit:
                    by: anyone
                    when: |
                      item.budget > 0 &&
                        item.bugdet < 10
                    to: closed
              closed: {final: done}
            """,
            "task.yaml:10:18 error unknown-field: “item” has no field “bugdet” (did you "
                + "mean “budget”?)"),
        Mistake(
            "an assignment of another type", assigned("budget: actor.id"),
            "task.yaml:7:55 error type-mismatch: the field “budget” takes int, but the "
                + "expression gives string"),
        Mistake(
            "an assignment to nothing", assigned("budgt: 1"),
            "task.yaml:7:47 error unknown-name: expected the name of a field, but there is "
                + "no “budgt” (did you mean “budget”?)"),
        Mistake(
            "an unknown enum value", assigned(#"level: "'centrl'""#),
            "task.yaml:7:54 error unknown-name: expected a value of the field “level”, but "
                + "there is no “centrl” (did you mean “central”?)"),
        Mistake(
            "an unknown agency", assigned(#"lead: "'so-khc'""#),
            "task.yaml:7:53 error unknown-name: expected a value of the field “lead”, but "
                + "there is no “so-khc” (did you mean “so-khcn”?)"),
    ]
}
