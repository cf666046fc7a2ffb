import Testing

@Suite("A mistake in what may be changed or taken back")
struct WorkflowEditMistakeTests {
    @Test("is told with its place, what was found, and the nearest fix", arguments: mistakes)
    func mistake(_ mistake: Mistake) {
        #expect(Definitions(workflow: mistake.text).complaints == mistake.complaints)
    }

    static let mistakes = [
        Mistake(
            "an edit rule of unknown names",
            """
            workflow: task
            fields: {note_text: {type: string}, sum: {type: int, value: 1 + 1}}
            edit:
              - {fields: [note_txt, sum], by: {role: specialist}, while: opne}
            states: {open: {}, closed: {final: done}}
            actions: {close: {by: anyone, to: closed}}
            """,
            "task.yaml:4:15 error unknown-name: expected the name of a field, but there is no "
                + "“note_txt” (did you mean “note_text”?)",
            "task.yaml:4:25 error computed-field: the field “sum” is computed and cannot be set",
            "task.yaml:4:62 error unknown-name: expected the name of a state, but there is no "
                + "“opne” (did you mean “open”?)"),
        Mistake(
            "an edit rule for nobody",
            """
            workflow: task
            fields: {sum: {type: int}}
            states:
              open: {edit: {fields: sum}, actions: {close: {by: anyone, to: closed}}}
              closed: {final: done}
            """,
            "task.yaml:4:16 error missing-key: the key “by” is missing in a rule "
                + "{fields: …, by: …}"),
        Mistake(
            "an action taken back within nothing",
            """
            workflow: task
            states:
              open: {actions: {close: {by: anyone, undo: within soon, to: closed}}}
              closed: {final: done}
            """,
            "task.yaml:3:46 error wrong-type: expected true, false or a time "
                + "(within 1 working day), found the text “within soon”"),
        Mistake(
            "a budget beside none",
            """
            workflow: task
            fields:
              estimate: {type: budget}
              appraised: {type: budget, beside: estimte}
              other: {type: money, beside: estimate}
              last: {type: budget, beside: other}
            states: {open: {actions: {close: {by: anyone, to: closed}}}, closed: {final: done}}
            """,
            "task.yaml:4:37 error unknown-name: expected the name of a field, but there is no "
                + "“estimte” (did you mean “estimate”?)",
            "task.yaml:5:24 error unknown-key: a field of type “money (đồng)” has no “beside”",
            "task.yaml:6:32 error not-beside: “beside” takes another budget, that of who "
                + "proposes"),
    ]
}
