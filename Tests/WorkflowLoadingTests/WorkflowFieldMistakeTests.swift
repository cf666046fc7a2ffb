import Testing

@Suite("A mistake in the fields of a workflow")
struct WorkflowFieldMistakeTests {
    @Test("is told with its place, what was found, and the nearest fix", arguments: mistakes)
    func mistake(_ mistake: Mistake) {
        #expect(Definitions(workflow: mistake.text).complaints == mistake.complaints)
    }

    static let mistakes = [
        Mistake(
            "an unknown type",
            """
            workflow: task
            fields: {budget: {type: monney}}
            states: {open: {final: done}}
            """,
            "task.yaml:2:25 error unknown-name: expected the type of a field, but there is "
                + "no “monney” (did you mean “money”?)"),
        Mistake(
            "a default of another type",
            """
            workflow: task
            fields:
              budget: {type: money, default: 1.5 million}
              start: {type: date, default: 2021-02-30}
              level: {type: enum, values: [provincial, central], default: provinical}
              lead: {type: agency, default: so-khc}
            states: {open: {final: done}}
            """,
            "task.yaml:3:34 error wrong-type: expected an amount of money in whole đồng "
                + "(420000000 or \"420.000.000\"), found the text “1.5 million”",
            "task.yaml:4:32 error wrong-type: there is no day 2021-02-30: February 2021 has "
                + "only 28 days (29 in a leap year)",
            "task.yaml:5:63 error unknown-name: expected a declared value, but there is no "
                + "“provinical” (did you mean “provincial”?)",
            "task.yaml:6:33 error unknown-name: expected the code of an agency, but there "
                + "is no “so-khc” (did you mean “so-khcn”?)"),
        Mistake(
            "an enum without values",
            """
            workflow: task
            fields: {level: {type: enum}}
            states: {open: {final: done}}
            """,
            "task.yaml:2:17 error missing-key: the key “values” is missing in a field"),
        Mistake(
            "keys of another type",
            """
            workflow: task
            fields: {level: {type: string, values: [a, b], of: string}}
            states: {open: {final: done}}
            """,
            "task.yaml:2:32 error unknown-key: a field of type “string” has no “values”",
            "task.yaml:2:48 error unknown-key: a field of type “string” has no “of”"),
        Mistake(
            "a name CEL cannot read",
            """
            workflow: task
            fields: {dự-toán: {type: money}}
            states: {open: {final: done}}
            """,
            "task.yaml:2:10 error bad-name: “dự-toán” cannot name a field: it takes "
                + "unaccented letters, digits and underscores, no digit first (such as du_toan)"),
        Mistake(
            "a reserved name",
            """
            workflow: task
            fields: {note: {type: text}}
            states: {open: {final: done}}
            """,
            "task.yaml:2:10 error reserved-name: “note” is reserved and cannot name a field"),
        Mistake(
            "computed and with a default",
            """
            workflow: task
            fields: {double: {type: int, value: 2 * 3, default: 4}}
            states: {open: {final: done}}
            """,
            "task.yaml:2:44 error computed-field: a field computed by “value” has no "
                + "“default”"),
        Mistake(
            "computed in a circle",
            """
            workflow: task
            fields:
              a: {type: int, value: item.b + 1}
              b: {type: int, value: item.c + 1}
              c: {type: int, value: item.a + 1}
            states: {open: {final: done}}
            """,
            "task.yaml:3:25 error field-cycle: the fields are computed from one another in "
                + "a circle: a → b → c → a"),
        Mistake(
            "a computed field set by hand",
            """
            workflow: task
            fields: {total: {type: int, value: 2 + 3}}
            states:
              open: {actions: {submit: {by: anyone, input: [total], to: closed}}}
              closed: {final: done}
            """,
            "task.yaml:4:49 error computed-field: the field “total” is computed and cannot "
                + "be set"),
    ]
}
