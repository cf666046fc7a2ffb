import Testing
import WorkflowCore
import WorkflowModel

@Suite("Statecharts")
struct StatechartTests {
    static let anyone = "by: anyone"

    @Test("An item begins in the initial states, all regions of a parallel state together")
    func begins() throws {
        let item = try Item(
            """
            initial: b
            states:
              a: {}
              b:
                parallel:
                  left: {initial: l2, states: {l1: {}, l2: {}}}
                  right: {states: {r1: {}, r2: {}}}
            """)
        #expect(item.leaves == ["l2", "r1"])
    }

    @Test("An action is taken by the innermost active state that has it")
    func innermostFirst() throws {
        var item = try Item(
            """
            states:
              outer:
                states: {inner: {actions: {go: {by: anyone, to: near}}}, near: {}}
                actions: {go: {by: anyone, to: far}}
              far: {}
            """)
        try item.act("go")
        #expect(item.leaves == ["near"])
        try item.act("go")
        #expect(item.leaves == ["far"])
    }

    @Test("An inner action that refuses leaves the outer one its turn")
    func outerWhenInnerRefuses() throws {
        var item = try Item(
            """
            states:
              outer:
                states: {inner: {actions: {go: {by: {role: appraiser}, to: near}}}, near: {}}
                actions: {go: {by: anyone, to: far}}
              far: {}
            """)
        try item.act("go", as: "an")
        #expect(item.leaves == ["far"])
    }

    @Test(
        "A transition to a state outside leaves everything inside; one region leaves the other be")
    func regions() throws {
        var item = try Item(
            """
            states:
              both:
                parallel:
                  left: {states: {l1: {actions: {left: {by: anyone, to: l2}}}, l2: {}}}
                  right: {states: {r1: {actions: {right: {by: anyone, to: r2}}}, r2: {}}}
                actions: {leave: {by: anyone, to: end}}
              end: {}
            """)
        try item.act("left")
        #expect(item.leaves == ["l2", "r1"])
        try item.act("right")
        #expect(item.leaves == ["l2", "r2"])
        try item.act("leave")
        #expect(item.leaves == ["end"])
    }

    @Test("Both regions take an action they share")
    func sharedAction() throws {
        var item = try Item(
            """
            states:
              both:
                parallel:
                  left: {states: {l1: {actions: {next: {by: anyone, to: l2}}}, l2: {}}}
                  right: {states: {r1: {actions: {next: {by: anyone, to: r2}}}, r2: {}}}
            """)
        try item.act("next")
        #expect(item.leaves == ["l2", "r2"])
    }

    @Test(
        "A history state brings back what was active: its child, or everything inside it",
        arguments: [("deep", "y2"), ("shallow", "y1")])
    func history(kind: String, expected: String) throws {
        var item = try Item(
            """
            states:
              work:
                initial: x
                states:
                  x: {actions: {go: {by: anyone, to: y}}}
                  y:
                    states: {y1: {actions: {go: {by: anyone, to: y2}}}, y2: {}}
                  back: {history: \(kind), default: x}
                actions: {pause: {by: anyone, to: paused}}
              paused: {actions: {resume: {by: anyone, to: back}}}
            """)
        try item.act("go")
        try item.act("go")
        #expect(item.leaves == ["y2"])
        try item.act("pause")
        #expect(item.leaves == ["paused"])
        try item.act("resume")
        #expect(item.leaves == [expected])
    }

    @Test("A history state without a memory leads to its default")
    func historyDefault() throws {
        var item = try Item(
            """
            initial: before
            states:
              before: {actions: {go: {by: anyone, to: back}}}
              work: {states: {x: {}, y: {}, back: {history: deep, default: y}}}
            """)
        try item.act("go")
        #expect(item.leaves == ["y"])
    }

    @Test("Deep history of a parallel state brings back every region")
    func historyOfRegions() throws {
        var item = try Item(
            """
            states:
              work:
                parallel:
                  left: {states: {l1: {actions: {go: {by: anyone, to: l2}}}, l2: {}}}
                  right: {states: {r1: {}, r2: {}}}
                  back: {history: deep, default: left}
                actions: {pause: {by: anyone, to: paused}}
              paused: {actions: {resume: {by: anyone, to: back}}}
            """)
        try item.act("go")
        try item.act("pause")
        try item.act("resume")
        #expect(item.leaves == ["l2", "r1"])
    }

    @Test("A compound state is done when its child is final; a parallel one when all regions are")
    func done() throws {
        var item = try Item(
            """
            states:
              both:
                parallel:
                  left: {states: {l1: {actions: {left: {by: anyone, to: l2}}}, l2: {final: true}}}
                  right: {states: {r1: {actions: {right: {by: anyone, to: r2}}}, r2: {final: true}}}
                done: {to: over}
              over: {final: completed}
            """)
        try item.act("left")
        #expect(item.state.outcome == nil)
        try item.act("right")
        #expect(item.state.outcome == "completed")
        #expect(item.leaves == ["over"])
    }

    @Test("A finished item takes no more actions")
    func finished() throws {
        var item = try Item(
            """
            states: {a: {actions: {go: {by: anyone, to: b}}}, b: {final: completed}}
            """)
        try item.act("go")
        #expect(throws: Refusal.self) { try item.act("go") }
    }

    @Test("`always` transitions are taken until none is left, assignments seen by the next guard")
    func always() throws {
        var item = try Item(
            """
            fields: {n: {type: int, default: 0}}
            states:
              a: {actions: {go: {by: anyone, to: b}}}
              b:
                entry: {set: {n: item.n + 1}}
                always:
                  - {when: item.n < 3, to: b}
                  - {to: c}
              c: {}
            """)
        try item.act("go")
        #expect(item.leaves == ["c"])
        #expect(item.state[field: "n"] == .int(3))
    }

    @Test("A loop of automatic steps is refused, not run for ever, and nothing is half applied")
    func loop() throws {
        var item = try Item(
            """
            fields: {n: {type: int, default: 0}}
            states:
              a: {actions: {go: {by: anyone, to: b}}}
              b: {always: {when: item.n == 0, to: c}}
              c: {always: {when: item.n == 0, to: b}}
            """)
        let error = #expect(throws: Refusal.self) { try item.act("go") }
        #expect(error?.code == .definitionFault)
        #expect(item.leaves == ["a"])
    }

    @Test(
        "Exit work runs from the inside out, then the transition's, then entry from the outside in")
    func order() throws {
        var item = try Item(
            """
            fields: {log: {type: string, default: ""}}
            states:
              a:
                exit: {set: {log: "item.log + 'a-'"}}
                states:
                  a1:
                    exit: {set: {log: "item.log + 'a1-'"}}
                    actions: {go: {by: anyone, set: {log: "item.log + 'go '"}, to: b1}}
              b:
                entry: {set: {log: "item.log + '+b'"}}
                states: {b1: {entry: {set: {log: "item.log + '+b1'"}}}}
            """)
        try item.act("go")
        #expect(item.state[field: "log"] == .string("a1-a-go +b+b1"))
    }

    @Test("Of several cases the first that is true is taken; none is a refusal")
    func cases() throws {
        let body = """
            fields: {n: {type: int}}
            states:
              a:
                actions:
                  go: {by: anyone, input: [n], to: [{when: item.n > 10, to: b}, {when: item.n > 5, to: c}]}
              b: {}
              c: {}
            """
        for (n, expected) in [(11, "b"), (6, "c")] {
            var item = try Item(body)
            try item.act("go", [("n", .int(Int64(n)))])
            #expect(item.leaves == [expected])
        }
        var item = try Item(body)
        let error = #expect(throws: Refusal.self) { try item.act("go", [("n", .int(1))]) }
        #expect(error?.code == .guardFailed)
        #expect(item.state[field: "n"] == nil)
    }

    @Test("A timed transition waits, is disarmed when its state is left, and fires when due")
    func after() throws {
        let body = """
            states:
              a:
                after: {within: 2 working days, to: late}
                actions: {go: {by: anyone, to: b}}
              b: {}
              late: {}
            """
        var item = try Item(body)
        #expect(try item.tick("2021-04-16T23:59:00+07:00").isEmpty)
        #expect(try item.tick("2021-04-17T00:00:00+07:00") == ["item.moved"])
        #expect(item.leaves == ["late"])
        var other = try Item(body)
        try other.act("go")
        #expect(try other.tick("2021-05-17T00:00:00+07:00").isEmpty)
        #expect(other.leaves == ["b"])
    }
}
