import Diagnostics
import Testing
import WorkflowCore
import WorkflowModel

@Suite("Who may, and what they must bring")
struct PermissionTests {
    static let body = """
        fields:
          budget: {type: money, title: {vi: Dự toán, en: Estimate}}
          appraised: {type: money}
          lead: {type: agency, default: so-a}
        states:
          proposal:
            owner: item.lead
            actions:
              submit:
                by: {role: specialist, agency: item.lead}
                requires: [budget, document to-trinh]
                when: item.budget > 0
                to: appraisal
          appraisal:
            owner: so-b
            actions:
              pass: {by: {role: appraiser}, set: {appraised: item.budget}, to: approval}
              return: {by: {role: appraiser}, requires: [note], to: proposal}
          approval:
            actions:
              approve: {by: [{role: head}, {person: last('pass').actor}], to: done}
          done: {final: completed}
        """

    static let constraints = """
        constraints:
          - name: preparer-does-not-appraise
            title: Who prepared does not appraise
            source: office setting
            did: [submit]
            may_not: [pass, return, approve]
        """

    static let letter = DocumentRecord(kind: "to-trinh", name: "a.txt", sha256: "00", size: 1)

    static func submitted(by person: String = "an") throws -> Item {
        var item = try Item(body, rules: [constraints])
        try item.act(
            "submit", as: person, [("budget", .money(420_000_000))], documents: [letter])
        return item
    }

    @Test("Only those named may, and a refusal says who could")
    func notPermitted() throws {
        var item = try Self.submitted()
        let refusal = #expect(throws: Refusal.self) { try item.act("pass", as: "binh") }
        #expect(refusal?.code == .notPermitted)
        #expect(refusal?.reasons.first?.whoCould == ["chi", "dung"])
    }

    @Test("Who prepared it may not appraise it, whatever roles they hold, even after a return")
    func separation() throws {
        var item = try Self.submitted(by: "dung")
        let refusal = #expect(throws: Refusal.self) { try item.act("pass", as: "dung") }
        #expect(refusal?.code == .separationOfDuties)
        #expect(refusal?.reasons.first?.whoCould == ["chi"])
        try item.act("return", as: "chi", note: "thiếu báo giá")
        try item.act("submit", as: "an", documents: [Self.letter])
        #expect(throws: Refusal.self) { try item.act("pass", as: "dung") }
        try item.act("pass", as: "chi")
        #expect(item.leaves == ["approval"])
    }

    @Test("Everything missing is said at once, with how to give it")
    func missing() throws {
        var item = try Item(Self.body)
        let refusal = #expect(throws: Refusal.self) { try item.act("submit") }
        #expect(refusal?.reasons.map(\.code) == [.missing, .missing])
        let noteless = #expect(throws: Refusal.self) {
            var item = try Self.submitted()
            try item.act("return", as: "chi", note: "  ")
        }
        #expect(noteless?.code == .missing)
    }

    @Test("A false guard is told by the titles of what it saw; as written it stands beside")
    func explained() throws {
        var item = try Item(Self.body)
        let refusal = #expect(throws: Refusal.self) {
            try item.act("submit", [("budget", .money(0))], documents: [Self.letter])
        }
        let reason = try #require(refusal?.reasons.first)
        #expect(reason.code == .guardFailed)
        #expect(reason.expression == "item.budget > 0")
        #expect(reason.observations.map(\.name) == ["item.budget"])
        #expect(reason.observations.map(\.title?.en) == ["Estimate"])
        #expect(
            reason.message.vi == "Hồ sơ chưa đủ điều kiện cho bước này (Dự toán: 0 đồng).")
    }

    @Test("A refused action leaves nothing behind")
    func nothingHalfApplied() throws {
        var item = try Item(Self.body)
        let before = item.state.snapshot
        #expect(throws: Refusal.self) { try item.act("submit", [("budget", .money(5))]) }
        #expect(item.state.snapshot == before)
    }

    @Test(
        "Values that do not fit are refused with the nearest right one",
        arguments: [
            ("bugdet", FieldValue.money(1), "Did you mean budget?"),
            ("budget", FieldValue.bool(true), "money"),
            ("appraised", FieldValue.money(1), "does not take"),
        ])
    func invalidInput(name: String, value: FieldValue, said: String) throws {
        var item = try Item(Self.body)
        let refusal = #expect(throws: Refusal.self) {
            try item.act("submit", [(name, value)], documents: [Self.letter])
        }
        #expect(refusal?.code == .invalidInput)
        #expect(refusal?.message.en.contains(said) == true)
    }

    @Test("An action of another state says where it is and what can be done now")
    func notAvailable() throws {
        var item = try Item(Self.body)
        let refusal = #expect(throws: Refusal.self) { try item.act("approve") }
        #expect(refusal?.code == .notAvailable)
        #expect(refusal?.message.en.contains("submit") == true)
    }

    @Test("The actions of an item are told apart: allowed, yours but incomplete, not yours")
    func available() throws {
        let item = try Self.submitted()
        let mine = try item.state.actions(item.circumstances("chi"))
        #expect(mine.map(\.action.name) == ["pass", "return"])
        #expect(mine.map(\.isAllowed) == [true, false])
        #expect(mine.map(\.isTheirs) == [true, true])
        let others = try item.state.actions(item.circumstances("binh"))
        #expect(others.allSatisfy { !$0.isTheirs })
    }

    @Test("A task lies on the desk of the owner, for the roles that can act on it")
    func tasks() throws {
        var item = try Item(Self.body)
        #expect(item.state.tasks.map(\.agency) == ["so-a"])
        #expect(item.state.tasks.first?.roles == ["specialist"])
        try item.act("submit", [("budget", .money(1))], documents: [Self.letter])
        #expect(item.state.tasks.map(\.agency) == ["so-b"])
    }

    @Test("Who sits elsewhere can act, but the task does not lie on their desk")
    func rolesOfOthers() throws {
        let item = try Item(
            """
            states:
              a:
                owner: so-a
                actions:
                  go: {by: [{role: specialist}, {role: appraiser, agency: so-b}], to: b}
              b: {}
            """)
        #expect(item.state.tasks.map(\.roles) == [["specialist"]])
    }

    @Test("A task that anyone may do is for everybody at the desk")
    func anyone() throws {
        let item = try Item(
            """
            states:
              a:
                owner: so-a
                actions: {go: {by: {role: head}, to: b}, note: {by: anyone}}
              b: {}
            """)
        #expect(item.state.tasks.map(\.roles) == [[]])
    }
}
