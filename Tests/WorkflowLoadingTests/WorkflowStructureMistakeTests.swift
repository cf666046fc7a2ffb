import Testing

@Suite("A mistake in the states and where they lead")
struct WorkflowStructureMistakeTests {
    @Test("is told with its place, what was found, and the nearest fix", arguments: mistakes)
    func mistake(_ mistake: Mistake) {
        #expect(Definitions(workflow: mistake.text).complaints == mistake.complaints)
    }

    static let mistakes = [
        Mistake(
            "an unknown target",
            """
            workflow: task
            states:
              open: {actions: {submit: {by: anyone, to: close}}}
              closed: {final: done}
            """,
            "task.yaml:3:45 error unknown-name: expected the name of a state, but there is "
                + "no “close” (did you mean “closed”?)"),
        Mistake(
            "a state nothing leads to",
            """
            workflow: task
            states:
              open: {actions: {submit: {by: anyone, to: closed}}}
              lost: {states: {inner: {}}}
              closed: {final: done}
            """,
            "task.yaml:4:3 warning unreachable-state: nothing leads to the state “lost”"),
        Mistake(
            "a name used twice",
            """
            workflow: task
            states:
              open:
                states:
                  review: {actions: {submit: {by: anyone, to: closed}}}
              closed:
                states: {review: {}}
            """,
            "task.yaml:7:14 error duplicate-name: “review” is already the name of a state"),
        Mistake(
            "an initial state that is elsewhere",
            """
            workflow: task
            initial: opened
            states:
              open:
                initial: closed
                states: {inner: {actions: {submit: {by: anyone, to: closed}}}}
              closed: {final: done}
            """,
            "task.yaml:2:10 error unknown-name: expected the name of a state, but there is "
                + "no “opened” (did you mean “open”?)",
            "task.yaml:5:14 error initial-outside: “closed” is not inside this state "
                + "(Known here: inner)"),
        Mistake(
            "a final state that goes on",
            """
            workflow: task
            states:
              open: {actions: {submit: {by: anyone, to: closed}}}
              closed: {final: done, always: {to: open}}
            """,
            "task.yaml:4:25 error unknown-key: unknown key “always” in a final state "
                + "(Known here: title, hidden, entry, final)"),
        Mistake(
            "an end without an outcome",
            """
            workflow: task
            states: {closed: {final: true}}
            """,
            "task.yaml:2:26 error no-outcome: a state that ends the item needs a word for "
                + "the outcome (such as final: completed)"),
        Mistake(
            "history without a default, of the wrong kind, or with one elsewhere",
            """
            workflow: task
            initial: open
            states:
              open:
                states:
                  inner: {actions: {leave: {by: anyone, to: [other]}}}
                  again: {history: deep}
                  also: {history: deeep, default: inner}
                  more: {history: shallow, default: other}
              other: {actions: {back: {by: anyone, to: again}, too: {by: anyone, to: also}, more: {by: anyone, to: more}}}
            """,
            "task.yaml:7:7 error missing-key: “default” is missing: where to go while "
                + "there is nothing to remember",
            "task.yaml:8:23 error unknown-name: expected deep or shallow, but there is no "
                + "“deeep” (did you mean “deep”?)",
            "task.yaml:9:41 error history-default: the default of a history state must be "
                + "an ordinary state inside “open” too"),
        Mistake(
            "history as the first state",
            """
            workflow: task
            initial: again
            states:
              again: {history: deep, default: open}
              open: {final: done}
            """,
            "task.yaml:2:10 error initial-history: “again” is a history state and cannot "
                + "be the first"),
        Mistake(
            "states and parallel together, and parallel without regions",
            """
            workflow: task
            states:
              open: {states: {one: {}}, parallel: {two: {}}}
              other: {parallel: {}}
            """,
            "task.yaml:3:29 error two-kinds: a state has “states” or “parallel”, not both",
            "task.yaml:4:11 error no-states: there are no states inside"),
        Mistake(
            "a final region",
            """
            workflow: task
            states:
              open: {parallel: {one: {}, two: {final: done}}}
            """,
            "task.yaml:3:30 error not-a-region: “two” is a final state and cannot be a "
                + "region"),
        Mistake(
            "targets that exclude one another",
            """
            workflow: task
            states:
              open: {actions: {split: {by: anyone, to: [one, two]}, part: {by: anyone, to: [left, right]}}}
              one: {}
              two: {parallel: {left: {}, right: {}}}
            """,
            "task.yaml:3:50 error incompatible-targets: “one” and “two” cannot be active "
                + "together: they are not in different regions"),
        Mistake(
            "an automatic loop",
            """
            workflow: task
            states:
              open: {always: {to: checking}}
              checking: {initial: first, states: {first: {always: {to: open}}}}
            """,
            "task.yaml:4:55 error endless-loop: the automatic transitions (always) go "
                + "round for ever: open → first → open (add a “when” that at some point is false)"),
        Mistake(
            "an automatic loop that can end is allowed",
            """
            workflow: task
            fields: {ready: {type: bool}}
            states:
              open: {always: {to: checking, when: item.ready}}
              checking: {always: {to: open}}
            """),
        Mistake(
            "a transition that does nothing",
            """
            workflow: task
            fields: {ready: {type: bool}}
            states:
              open: {always: {when: item.ready}}
            """,
            "task.yaml:4:18 error empty-transition: neither “to” nor “set”: nothing would "
                + "happen"),
        Mistake(
            "done that never comes",
            """
            workflow: task
            states:
              open: {states: {one: {}}, done: {to: closed}}
              closed: {final: done}
            """,
            "task.yaml:3:29 error never-done: “done” never happens: there is no final "
                + "state inside (add a state {final: true} inside, or “tasks”)"),
    ]
}
