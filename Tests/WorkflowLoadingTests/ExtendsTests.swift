import Diagnostics
import Testing
import WorkflowLoading
import WorkflowModel

@Suite("extends and include")
struct ExtendsTests {
    static let base = (
        "base.yaml",
        """
        workflow: base
        abstract: true
        version: 7
        title: Base
        fields: {content: {type: text}, lead: {type: agency}}
        actions: {cancel: {by: {role: director}, to: cancelled}}
        states:
          open: {title: Open, owner: item.lead, actions: {finish: {by: anyone, to: closed}}}
          closed: {final: done}
          cancelled: {final: cancelled}
        """
    )

    @Test("lays the file over what it extends, key by key")
    func merging() throws {
        let task = try Definitions(
            Self.base,
            (
                "task.yaml",
                """
                workflow: task
                extends: base
                fields: {budget: {type: money}}
                states:
                  open: {title: Opened}
                """
            )
        ).task()
        #expect(task.version == 1)
        #expect(task.title.en == "Base")
        #expect(task.fields.map(\.name) == ["content", "lead", "budget"])
        #expect(task.states.map(\.title.en) == ["Base", "Opened", "closed", "cancelled"])
        #expect(task[StateID(1)].actions.map(\.name) == ["finish"])
        #expect(task.sources.map(\.path) == ["task.yaml", "base.yaml"])
    }

    @Test("puts new states where they are written, before the inherited ones when they come first")
    func order() throws {
        let task = try Definitions(
            Self.base,
            (
                "task.yaml",
                """
                workflow: task
                extends: [base]
                states:
                  draft: {actions: {submit: {by: anyone, to: open}}}
                  open: {actions: {finish: {to: check}}}
                  check: {actions: {accept: {by: anyone, to: closed}}}
                """
            )
        ).task()
        #expect(
            task.states.dropFirst().map(\.name) == [
                "draft", "open", "check", "closed", "cancelled",
            ])
        #expect(task[.root].kind == .compound(initial: [StateID(1)]))
    }

    @Test("takes out what is set to null")
    func removal() throws {
        let task = try Definitions(
            Self.base,
            (
                "task.yaml",
                """
                workflow: task
                extends: base
                actions: {cancel: null}
                states: {cancelled: }
                """
            )
        ).task()
        #expect(task.actionNames == ["finish"])
        #expect(task.stateIndex["cancelled"] == nil)
    }

    @Test("pulls parts into states, with the fields they bring")
    func include() throws {
        let task = try Definitions(
            (
                "review.yaml",
                """
                part: review
                fields: {findings: {type: text}}
                states:
                  reading: {actions: {judge: {by: anyone, requires: [findings], to: judged}}}
                  judged: {final: true}
                """
            ),
            (
                "task.yaml",
                """
                workflow: task
                fields: {budget: {type: money}}
                states:
                  checking: {include: review, title: Checking, done: {to: closed}}
                  closed: {final: done}
                """
            )
        ).task()
        #expect(task.states.map(\.name) == ["", "checking", "reading", "judged", "closed"])
        #expect(task.fields.map(\.name) == ["findings", "budget"])
        #expect(task.states[1].title.en == "Checking")
        #expect(task.sources.map(\.path) == ["task.yaml", "review.yaml"])
    }

    static let tasks = [
        Mistake(
            "a name that is not there",
            "workflow: task\nextends: bas\nstates: {open: {final: done}}",
            "task.yaml:2:10 error unknown-name: expected the name of a workflow or a part, but "
                + "there is no “bas” (did you mean “base”?)"),
        Mistake(
            "itself",
            "workflow: task\nextends: task\nstates: {open: {final: done}}",
            "task.yaml:2:10 error definition-cycle: “extends” leads back to itself: task → task"),
        Mistake(
            "a circle of three",
            "workflow: task\nextends: circle-a\nstates: {open: {final: done}}",
            "circle-b.yaml:2:10 error definition-cycle: “extends” leads back to itself: "
                + "circle-a → circle-b → circle-a"),
        Mistake(
            "a workflow included as if it were a part",
            "workflow: task\nstates: {open: {include: base}}",
            "task.yaml:2:26 error not-a-part: “base” is a workflow; “include” takes a part"),
        Mistake(
            "include at the top",
            "workflow: task\ninclude: base\nstates: {open: {final: done}}",
            "task.yaml:2:1 error misplaced-include: “include” stands inside a state, not at the "
                + "top of a workflow (use “extends” here)"),
        Mistake(
            "what is inherited points to the file it was written in",
            """
            workflow: task
            extends: base
            states: {closed: null}
            """,
            "base.yaml:8:76 error unknown-name: expected the name of a state, but there is no "
                + "“closed” (Known here: open, cancelled)"),
    ]

    @Test("says what is wrong", arguments: tasks)
    func mistakes(_ mistake: Mistake) {
        let definitions = Definitions(
            Self.base,
            ("circle-a.yaml", "part: circle-a\nextends: circle-b"),
            ("circle-b.yaml", "part: circle-b\nextends: circle-a"),
            ("task.yaml", mistake.text))
        #expect(Set(mistake.complaints).isSubset(of: definitions.complaints))
        #expect(definitions.complaints.count <= 3)
    }

    @Test(
        "ends when parts include one another many times over",
        arguments: [
            (levels: 20, code: "duplicate-name"), (levels: 40, code: "too-deep"),
        ])
    func explosion(levels: Int, code: String) {
        var files = (1...levels).map { level in
            DefinitionSource(
                path: "p\(level).yaml",
                text: """
                    part: p\(level)
                    states:
                      a\(level): {include: p\(level + 1)}
                      b\(level): {include: p\(level + 1)}
                    """)
        }
        files.append(
            DefinitionSource(
                path: "last.yaml", text: "part: p\(levels + 1)\nstates: {end: {}}"))
        files.append(
            DefinitionSource(
                path: "task.yaml", text: "workflow: task\nstates: {open: {include: p1}}"))
        let list = LibraryLoader.check(MemorySources(Definitions.rules + files))
        #expect(list.diagnostics.contains { $0.code == code })
    }
}
