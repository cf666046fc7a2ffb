import Testing

@Suite("A mistake in the keys and values of a workflow")
struct WorkflowShapeMistakeTests {
    @Test("is told with its place, what was found, and the nearest fix", arguments: mistakes)
    func mistake(_ mistake: Mistake) {
        #expect(Definitions(workflow: mistake.text).complaints == mistake.complaints)
    }

    static let mistakes = [
        Mistake(
            "unknown key",
            """
            workflow: task
            titel: Task
            states: {open: {final: done}}
            """,
            "task.yaml:2:1 error unknown-key: unknown key “titel” in a workflow (did you "
                + "mean “title”?)"),
        Mistake(
            "wrong type",
            """
            workflow: task
            version: two
            states: {open: {final: done}}
            """,
            "task.yaml:2:10 error wrong-type: expected a whole number, found the text “two”"),
        Mistake(
            "no states",
            """
            workflow: task
            title: Task
            """,
            "task.yaml:1:1 error missing-key: the key “states” is missing in a workflow"),
        Mistake(
            "a tab",
            "workflow: task\nstates:\n\topen: {final: done}\n",
            "task.yaml:3:1 error tab-indentation: a tab is used for indentation; YAML "
                + "allows spaces only (replace each tab by two spaces)"),
        Mistake(
            "two documents",
            """
            workflow: task
            states: {open: {final: done}}
            ---
            workflow: other
            """,
            "task.yaml:3:1 error several-documents: a file holds one YAML document; here a "
                + "second one begins (move this part to a file of its own, or remove the “---” "
                + "line)"),
        Mistake(
            "a key twice",
            """
            workflow: task
            title: One
            title: Two
            states: {open: {final: done}}
            """,
            "task.yaml:3:1 error duplicate-key: the key “title” is already in this mapping"),
        Mistake(
            "a name with capitals",
            """
            workflow: Nhiệm Vụ
            states: {open: {final: done}}
            """,
            "task.yaml:1:11 error bad-name: “Nhiệm Vụ” is no valid name: it takes small "
                + "letters, digits and hyphens, and begins with a letter (such as nhiem-vu)"),
        Mistake(
            "a first key that says nothing",
            """
            worklow: task
            states: {open: {final: done}}
            """,
            "task.yaml:1:1 error unknown-kind: the first key “worklow” does not say what "
                + "the file holds (did you mean “workflow”?)"),
        Mistake(
            "the first key further down",
            """
            title: Task
            workflow: task
            states: {open: {final: done}}
            """,
            "task.yaml:1:1 error unknown-kind: the first key “title” does not say what the "
                + "file holds (move the key “workflow” to the top)"),
        Mistake(
            "an unknown calendar",
            """
            workflow: task
            calendar: vn-stat
            states: {open: {final: done}}
            """,
            "task.yaml:2:11 error unknown-name: expected the name of a calendar, but there "
                + "is no “vn-stat” (did you mean “vn-state”?)"),
        Mistake(
            "an unknown role and agency",
            """
            workflow: task
            fields: {lead: {type: agency}}
            states:
              open:
                owner: lead
                actions:
                  submit: {by: {role: specialst, agency: so-tai-chin}, to: closed}
              closed: {final: done}
            """,
            "task.yaml:5:12 error unknown-name: expected the code of an agency, but there "
                + "is no “lead” (if the value of the field is meant, write item.lead)",
            "task.yaml:7:27 error unknown-name: expected the code of a role, but there is "
                + "no “specialst” (did you mean “specialist”?)",
            "task.yaml:7:46 error unknown-name: expected the code of an agency, but there "
                + "is no “so-tai-chin” (did you mean “so-tai-chinh”?)"),
        Mistake(
            "an action nobody may take",
            """
            workflow: task
            states:
              open: {actions: {submit: {to: closed}}}
              closed: {final: done}
            """,
            "task.yaml:3:20 warning nobody-may: nobody may take “submit”: it has no “by” "
                + "(write by: {role: …}, or by: anyone for everybody)"),
        Mistake(
            "a performer that says nothing",
            """
            workflow: task
            states:
              open: {actions: {submit: {by: {}, to: closed}}}
              closed: {final: done}
            """,
            "task.yaml:3:33 error empty-performer: this does not say who may (if everybody "
                + "is meant, write by: anyone)"),
        Mistake(
            "an unknown requirement",
            """
            workflow: task
            fields: {estimate: {type: budget}}
            states:
              open: {actions: {submit: {by: anyone, requires: [estimat, document], to: closed}}}
              closed: {final: done}
            """,
            "task.yaml:4:52 error unknown-name: expected the name of a field, note, or "
                + "document KIND, but there is no “estimat” (did you mean “estimate”?)",
            "task.yaml:4:61 error bad-requirement: “document” is followed by one kind, "
                + "such as: document to-trinh"),
        Mistake(
            "a case after one without a condition",
            """
            workflow: task
            states:
              open:
                actions:
                  submit:
                    by: anyone
                    to: [{to: closed}, {when: actor.id == 'x', to: closed}]
              closed: {final: done}
            """,
            "task.yaml:7:14 error unreachable-case: this case has no “when”, so those "
                + "after it are never looked at"),
    ]
}
