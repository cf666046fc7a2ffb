import Testing
import WorkflowLoading
import WorkflowModel

@Suite("Who sees the items of a workflow")
struct VisibilityMistakeTests {
    @Test(
        "A mistake in it is told with its place, what was found, and the nearest fix",
        arguments: mistakes)
    func mistake(_ mistake: Mistake) {
        #expect(Definitions(workflow: mistake.text).complaints == mistake.complaints)
    }

    static let mistakes = [
        Mistake(
            "a field there is not",
            """
            workflow: task
            fields: {lead: {type: agency}}
            visible: actor.agency == item.leed
            states: {open: {actions: {close: {by: anyone, to: closed}}}, closed: {final: done}}
            """,
            "task.yaml:3:31 error unknown-field: “item” has no field “leed” (did you mean “lead”?)"),
        Mistake(
            "no condition",
            """
            workflow: task
            fields: {lead: {type: agency}}
            visible: item.lead
            states: {open: {actions: {close: {by: anyone, to: closed}}}, closed: {final: done}}
            """,
            "task.yaml:3:10 error type-mismatch: expected bool, but the expression gives string"),
        Mistake(
            "a list",
            """
            workflow: task
            visible: [so-khcn]
            states: {open: {actions: {close: {by: anyone, to: closed}}}, closed: {final: done}}
            """,
            "task.yaml:2:10 error wrong-type: expected a CEL expression, found a list"),
        Mistake(
            "of a state",
            """
            workflow: task
            states:
              open: {visible: "true", actions: {close: {by: anyone, to: closed}}}
              closed: {final: done}
            """,
            "task.yaml:3:10 error unknown-key: unknown key “visible” in a state (Known here: title, "
                + "hidden, owner, states, parallel, initial, entry, exit, actions, assign, tasks, "
                + "edit, always, after, done, children, deadline, deadlines)"),
    ]

    static let base = """
        workflow: base
        abstract: true
        fields: {lead: {type: agency}}
        visible: actor.agency == item.lead
        states: {open: {actions: {close: {by: anyone, to: closed}}}, closed: {final: done}}
        """

    @Test(
        "It is inherited, written anew, or taken out",
        arguments: [
            ("", "actor.agency == item.lead"), ("visible: \"true\"", "true"),
            ("visible: null", nil),
        ] as [(String, String?)])
    func inherited(_ line: String, _ expected: String?) throws {
        let definitions = Definitions(
            ("base.yaml", Self.base), ("task.yaml", "workflow: task\nextends: base\n" + line))
        #expect(definitions.complaints == [])
        let library = try Library.load(from: MemorySources(definitions.sources))
        #expect(library.workflows["task"]?.visibility?.source == expected)
    }
}
