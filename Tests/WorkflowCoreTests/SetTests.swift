import Diagnostics
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowModel

@Suite("Fields changed outside an action")
struct SetTests {
    static let workflow = """
        fields:
          estimate: {type: budget}
          budget: {type: money, value: item.estimate.total}
          contact: {type: string}
          ready: {type: bool, default: false}
          lead: {type: agency, required: true, default: so-a}
          secret: {type: string}
        edit:
          - {fields: contact, by: {role: [specialist, head], agency: item.lead}}
          - {fields: [estimate, ready, lead], by: {role: specialist, agency: item.lead}, while: draft}
        initial: draft
        states:
          draft:
            title: Draft
            owner: item.lead
            deadline: {within: 5 working days, source: office setting, pauses: has(item.contact)}
            always: {when: item.ready, to: check}
            actions:
              submit: {by: {role: specialist}, requires: [estimate], to: check}
          check:
            title: Check
            owner: so-b
            actions:
              pass: {by: anyone, to: done}
              return: {by: anyone, to: draft}
          done: {final: done}
        """

    static func budget(_ quantity: Int64) -> FieldValue? {
        Budget(lines: [
            .init(item: "A", unit: nil, quantity: quantity, unitPrice: 100, source: nil)
        ]).map { .budget($0) }
    }

    @Test("are in the history with old and new value, and so is what is computed from them")
    func computed() throws {
        var item = try Item(Self.workflow)
        try item.set([("estimate", Self.budget(2))], as: "an")
        let events = try item.set([("estimate", Self.budget(3))], as: "an", note: "price list")
        guard case .changed(let changed)? = events.first?.body else {
            Issue.record("no item.changed")
            return
        }
        #expect(changed.note == "price list")
        let fields = changed.step.changes.map { item.state.workflow.fields[$0.field].name }
        #expect(fields == ["estimate", "budget"])
        #expect(changed.step.changes[1].old == .money(200))
        #expect(changed.step.changes[1].new == .money(300))
        #expect(events[0].type == "item.changed")
    }

    @Test("lead on by themselves as after an action")
    func follows() throws {
        var item = try Item(Self.workflow)
        try item.set([("ready", .bool(true))], as: "an")
        #expect(item.leaves == ["check"])
        #expect(item.state.tasks.map(\.agency) == ["so-b"])
    }

    @Test("make deadlines follow that hang on them")
    func deadline() throws {
        var item = try Item(Self.workflow)
        try item.set([("contact", .string("Linh"))], as: "binh")
        #expect(item.deadline("draft")?.isPaused == true)
        try item.set([("contact", nil)], as: "binh")
        #expect(item.deadline("draft")?.isRunning == true)
    }

    @Test("that have the value already change nothing")
    func same() throws {
        var item = try Item(Self.workflow)
        try item.set([("contact", .string("Linh"))], as: "binh")
        #expect(try item.set([("contact", .string("Linh"))], as: "an").isEmpty)
        #expect(item.state.version == 2)
    }

    struct Refused: Sendable {
        var field: String
        var value: FieldValue?
        var actor: String
        var state = "draft"
        var code: Refusal.Code
        var says: String
    }

    @Test(
        "are refused with who could, in which state, and which action takes them",
        arguments: [
            Refused(
                field: "estimate", value: budget(1), actor: "binh", code: .notPermitted,
                says: "Who could: An (an, Sở A); Dung (dung, Sở A). Actions that take it: submit"),
            Refused(
                field: "estimate", value: budget(1), actor: "an", state: "check",
                code: .notAvailable, says: "only while the item is in: Draft. Actions that take it"),
            Refused(
                field: "secret", value: .string("x"), actor: "an", code: .notAvailable,
                says: "lets nobody change “secret” outside an action"),
            Refused(
                field: "budget", value: .money(1), actor: "an", code: .invalidInput,
                says: "computed"),
            Refused(
                field: "contakt", value: .string("x"), actor: "an", code: .invalidInput,
                says: "Did you mean contact?"),
            Refused(
                field: "lead", value: nil, actor: "an", code: .invalidInput, says: "is required"),
            Refused(
                field: "contact", value: .int(1), actor: "an", code: .invalidInput,
                says: "not of the type"),
        ])
    func refused(_ case: Refused) throws {
        var item = try Item(Self.workflow)
        if `case`.state == "check" {
            try item.act("submit", as: "an", [("estimate", Self.budget(1))])
        }
        let version = item.state.version
        let refusal = #expect(throws: Refusal.self) {
            try item.set([(`case`.field, `case`.value)], as: `case`.actor)
        }
        #expect(refusal?.code == `case`.code)
        #expect(refusal?.message.en.contains(`case`.says) == true, "\(refusal?.message.en ?? "")")
        #expect(item.state.version == version)
    }

    @Test("that a person may change are told, by the state the item is in")
    func editable() throws {
        var item = try Item(Self.workflow)
        func names(_ actor: String) throws -> [String] {
            item.state.editableFields(try item.circumstances(actor))
                .map { item.state.workflow.fields[$0].name }
        }
        #expect(try names("an") == ["estimate", "contact", "ready", "lead"])
        #expect(try names("binh") == ["contact"])
        #expect(try names("chi") == [])
        try item.act("submit", as: "an", [("estimate", Self.budget(1))])
        #expect(try names("an") == ["contact"])
    }

    @Test("count for separation of duties as the action they are handed in with")
    func separation() throws {
        let rule = """
            constraints:
              - {name: no-self-check, title: No self check, source: test, did: [submit], may_not: [pass]}
            """
        var item = try Item(Self.workflow, rules: [rule])
        try item.set([("estimate", Self.budget(5))], as: "dung")
        try item.act("submit", as: "an")
        let refusal = #expect(throws: Refusal.self) { try item.act("pass", as: "dung") }
        #expect(refusal?.code == .separationOfDuties)
        try item.act("pass", as: "chi")
        #expect(item.state.outcome == "done")
    }
}

@Suite("Figures of who checks beside those of who proposes")
struct BudgetSidesTests {
    static let workflow = """
        fields:
          estimate: {type: budget}
          appraised: {type: budget, beside: estimate}
        initial: open
        states:
          open:
            actions: {give: {by: anyone, input: [estimate, appraised]}}
          done: {final: done}
        """

    static func budget(_ lines: (String, Int64)...) -> FieldValue? {
        Budget(
            lines: lines.map {
                .init(item: $0.0, unit: "ngày", quantity: $0.1, unitPrice: 100, source: nil)
            }
        ).map { .budget($0) }
    }

    @Test("may differ in every figure")
    func differs() throws {
        var item = try Item(Self.workflow)
        try item.act("give", [("estimate", Self.budget(("A", 2), ("B", 3)))])
        try item.act("give", [("appraised", Self.budget(("A", 1), ("B", 0)))])
        #expect(item.state[field: "appraised"] == Self.budget(("A", 1), ("B", 0)))
    }

    @Test(
        "must have the same lines",
        arguments: [
            (budget(("A", 2)), "line 2 “B (ngày)” of “estimate” is missing"),
            (budget(("A", 2), ("C", 3)), "line 2 is “C (ngày)”, in “estimate” it is “B (ngày)”"),
            (budget(("A", 2), ("B", 3), ("C", 1)), "line 3 “C (ngày)” is not in “estimate”"),
        ])
    func sameLines(_ given: FieldValue?, _ says: String) throws {
        var item = try Item(Self.workflow)
        let none = #expect(throws: Refusal.self) { try item.act("give", [("appraised", given)]) }
        #expect(none?.message.en.contains("there is no “estimate” yet") == true)
        try item.act("give", [("estimate", Self.budget(("A", 2), ("B", 3)))])
        let refusal = #expect(throws: Refusal.self) { try item.act("give", [("appraised", given)]) }
        #expect(refusal?.message.en.contains(says) == true, "\(refusal?.message.en ?? "")")
    }
}
