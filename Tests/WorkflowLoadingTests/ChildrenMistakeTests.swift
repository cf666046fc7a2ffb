import Testing

@Suite("A mistake in the children of a state")
struct ChildrenMistakeTests {
    /// The lines of `children:`, from line 9 on, in a workflow with the fields it needs.
    static func parent(_ children: String, name: String = "task", more: String = "") -> String {
        """
        workflow: \(name)
        fields:
          quantity: {type: quantity}
          delivered: {type: quantity}
          districts: {type: list, of: string}
          note_on: {type: string}
          size: {type: int, value: "size(children)"}
        states:
          open:
            actions: {stop: {by: anyone, to: done}}
            children:
        \(children)
        \(more)  done: {final: done}
        """
    }

    static let child = """
        workflow: class
        fields:
          content: {type: string, required: true}
          delivered: {type: quantity}
          trainees: {type: int}
          total: {type: int, value: item.trainees + 1}
        states:
          open:
            actions:
              finish: {by: anyone, to: done}
              cancel: {by: anyone, automatic: true, to: done}
          done: {final: done}
        """

    @Test("is told with its place, what was found, and the nearest fix", arguments: mistakes)
    func mistake(_ mistake: Mistake) {
        let definitions = Definitions(
            ("task.yaml", Self.parent(mistake.text)), ("class.yaml", Self.child))
        #expect(definitions.complaints == mistake.complaints)
    }

    static let mistakes = [
        Mistake(
            "none",
            """
                  workflow: class
                  count: item.quantity.min
                  id: "{item}-lop-{n}"
                  fields: {content: "'Lớp ' + string(n)"}
                  more: {role: specialist}
                  cascade: {stop: cancel}
                  roll_up: {delivered: sum( delivered )}
            """),
        Mistake(
            "an unknown workflow",
            """
                  workflow: clas
                  count: 2
            """,
            "task.yaml:12:17 error unknown-name: expected the name of a workflow, but there is no "
                + "“clas” (did you mean “class”?)"),
        Mistake(
            "a misspelt key",
            """
                  workflow: class
                  cuont: 2
                  fields: {content: "'x'"}
            """,
            "task.yaml:12:7 error no-children: no children are ever opened: there is no “count”, "
                + "“for_each” or “more”",
            "task.yaml:13:7 error unknown-key: unknown key “cuont” in children (did you mean "
                + "“count”?)"),
        Mistake(
            "two numbers",
            """
                  workflow: class
                  count: 2
                  for_each: item.districts
                  fields: {content: "'x'"}
            """,
            "task.yaml:14:7 error two-numbers: children have “count” or “for_each”, not both"),
        Mistake(
            "a number that is none",
            """
                  workflow: class
                  count: item.quantity
                  fields: {content: "'x'"}
            """,
            "task.yaml:13:14 error type-mismatch: expected a whole number, but the expression gives "
                + "Quantity"),
        Mistake(
            "a list that is none",
            """
                  workflow: class
                  for_each: item.note_on
                  fields: {content: each}
            """,
            "task.yaml:13:17 error type-mismatch: expected a list, but the expression gives string"),
        Mistake(
            "each without a list",
            """
                  workflow: class
                  count: 2
                  fields: {content: each}
            """,
            "task.yaml:14:25 error unknown-variable: there is no variable “each” (“n” and “each” are "
                + "there in the “fields” of “children” alone, “each” only beside “for_each”)"),
        Mistake(
            "identifiers that are the same",
            """
                  workflow: class
                  count: 2
                  id: "{item}.{each}"
                  fields: {content: "'x'"}
            """,
            "task.yaml:14:11 error no-list: {each} only means something beside “for_each”"),
        Mistake(
            "identifiers without a number",
            """
                  workflow: class
                  count: 2
                  id: "class-{item}"
                  fields: {content: "'x'"}
            """,
            "task.yaml:14:11 error same-identifier: children would be called the same: it takes "
                + "{item} and {n} or {each} (such as \"{item}.{n}\")"),
        Mistake(
            "fields the child has not, computes, or holds otherwise; one it needs",
            """
                  workflow: class
                  count: 2
                  fields: {contents: "'x'", total: "1", trainees: "'many'"}
            """,
            "task.yaml:12:17 error missing-field: the workflow class needs the field “content” to "
                + "begin (add it to “fields”, such as content: item.content)",
            "task.yaml:14:16 error unknown-name: expected a field of the workflow class, but there "
                + "is no “contents” (did you mean “content”?)",
            "task.yaml:14:33 error computed-field: the field “total” of the workflow class is "
                + "computed and cannot be given",
            "task.yaml:14:55 error type-mismatch: the field “trainees” of the workflow class takes "
                + "int, but the expression gives string"),
        Mistake(
            "actions there are not, or that are not taken in nobody's name",
            """
                  workflow: class
                  count: 2
                  fields: {content: "'x'"}
                  cascade: {stpo: cancel, stop: finish}
            """,
            "task.yaml:15:17 error unknown-name: expected the name of an action, but there is no "
                + "“stpo” (did you mean “stop”?)"),
        Mistake(
            "a child's action that is not automatic",
            """
                  workflow: class
                  count: 2
                  fields: {content: "'x'"}
                  cascade: {stop: finish}
            """,
            "task.yaml:15:23 error not-automatic: “finish” of the workflow class is not taken in "
                + "nobody's name (add automatic: true to that action)"),
        Mistake(
            "roll-ups of another type, of what is computed, and of nothing",
            """
                  workflow: class
                  count: 2
                  fields: {content: "'x'"}
                  roll_up: {delivered: sum(trainees)}
            """,
            "task.yaml:15:28 error type-mismatch: “delivered” is of the type quantity, but "
                + "“trainees” of the workflow class of the type whole number"),
        Mistake(
            "a roll-up that is none",
            """
                  workflow: class
                  count: 2
                  fields: {content: "'x'"}
                  roll_up: {delivered: total(delivered), size: sum(trainees), note_on: max(content)}
            """,
            "task.yaml:15:28 error wrong-type: expected sum(FIELD), min(FIELD) or max(FIELD) of a "
                + "field of the children, found the text “total(delivered)” (such as "
                + "sum(delivered))",
            "task.yaml:15:46 error computed-field: the field “size” is computed by “value” and "
                + "cannot be kept from the children",
            "task.yaml:15:76 error type-mismatch: max() does not take the type text"),
    ]

    @Test("A workflow whose children lead back to it is refused")
    func cycle() {
        let second = """
            workflow: class
            states:
              open:
                children: {workflow: task, count: 1}
                actions: {finish: {by: anyone, to: done}}
              done: {final: done}
            """
        let first = Self.parent("      workflow: class\n      count: 1")
        #expect(
            Definitions(("task.yaml", first), ("class.yaml", second)).complaints == [
                "task.yaml:12:17 error children-cycle: the children lead back to the workflow of "
                    + "their parent: class → task → class"
            ])
    }

    @Test("A guard over children is checked against what the parent sees of them")
    func guards() {
        let children = """
                  workflow: class
                  count: 2
                  fields: {content: "'x'"}
                  roll_up: {delivered: sum(delivered)}
            """
        let text = Self.parent(
            children, more: "    always: {when: \"children.all(c, c.is_don)\", to: done}\n")
        #expect(
            Definitions(("task.yaml", text), ("class.yaml", Self.child)).complaints.count == 1)
        let good = Self.parent(
            children,
            more:
                "    always: {when: \"children.all(c, c.is_done && c.delivered.min > 0)\", to: done}\n"
        )
        #expect(Definitions(("task.yaml", good), ("class.yaml", Self.child)).complaints == [])
    }

    @Test("What is kept from the children is not assigned")
    func assigned() {
        let children = """
                  workflow: class
                  count: 2
                  fields: {content: "'x'"}
                  roll_up: {delivered: sum(delivered)}
            """
        let text = Self.parent(
            children, more: "    entry: {set: {delivered: \"'02'\"}}\n")
        #expect(
            Definitions(("task.yaml", text), ("class.yaml", Self.child)).complaints == [
                "task.yaml:16:19 error rolled-up-field: the field “delivered” is kept from the "
                    + "children and cannot be set"
            ])
    }
}
