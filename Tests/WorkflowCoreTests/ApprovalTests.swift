import Diagnostics
import Testing
import WorkflowCore
import WorkflowModel

@Suite("Actions that take several people")
struct ApprovalTests {
    static let body = """
        fields:
          amount: {type: money}
          remark: {type: string}
        initial: open
        states:
          open:
            parallel:
              work:
                states:
                  approval:
                    owner: so-b
                    actions:
                      pass:
                        by: {role: appraiser}
                        approvals: 2
                        requires: [amount, document to-trinh]
                        when: item.amount > 0
                        to: passed
                      return: {by: {role: appraiser}, to: approval}
                  passed:
                    actions:
                      accept: {by: {role: appraiser}, to: accepted}
                  accepted: {final: true}
              notes:
                actions:
                  remark: {by: {role: specialist}, requires: [remark]}
        """

    static let letter = DocumentRecord(kind: "to-trinh", name: "a.txt", sha256: "00", size: 1)

    static func item(constraints: String = "constraints: []") throws -> Item {
        try Item(body, organisation: ConstraintTests.organisation, rules: [constraints])
    }

    /// Once approved by An.
    static func approvedOnce() throws -> Item {
        var item = try Self.item()
        try item.act("pass", as: "an", [("amount", .money(5))], documents: [letter])
        return item
    }

    @Test("The first of two approves and nothing moves; the second takes it")
    func two() throws {
        var item = try Self.item()
        let first = try item.act(
            "pass", as: "an", [("amount", .money(5))], note: "đúng", documents: [Self.letter])
        #expect(first.map(\.type) == ["approval.given"])
        #expect(item.state.isActive("approval"))
        #expect(item.state[field: "amount"] == .money(5))
        #expect(item.state.documents == [Self.letter])
        let pending = try item.state.pendingActions(item.circumstances(nil))
        #expect(pending.map(\.action.name) == ["pass"])
        #expect(pending.first?.approvals.map(\.people) == [["an"]])
        #expect(pending.first?.couldApprove == ["binh", "chi", "dung"])
        let second = try item.act("pass", as: "chi")
        #expect(second.map(\.type) == ["item.advanced"])
        #expect(item.state.isActive("passed"))
        #expect(try item.state.pendingActions(item.circumstances(nil)).isEmpty)
    }

    @Test("The same person does not approve twice")
    func twiceTheSame() throws {
        var item = try Self.approvedOnce()
        let refusal = #expect(throws: Refusal.self) { try item.act("pass", as: "an") }
        #expect(refusal?.code == .alreadyApproved)
        #expect(refusal?.reasons.first?.whoCould == ["binh", "chi", "dung"])
        #expect(
            try item.state.why("pass", item.circumstances("an")).map(\.code)
                == [.alreadyApproved])
        #expect(item.state.isActive("approval"))
    }

    @Test("Guards and what must be handed in are asked of the first as of the last")
    func conditions() throws {
        var item = try Self.item()
        #expect(throws: Refusal.self) { try item.act("pass", as: "an") }
        #expect(throws: Refusal.self) {
            try item.act("pass", as: "an", [("amount", .money(0))], documents: [Self.letter])
        }
        #expect(item.state.approvals.isEmpty)
    }

    @Test("Leaving the state forgets what was approved")
    func forgotten() throws {
        var item = try Self.approvedOnce()
        try item.act("return", as: "chi")
        try item.act("pass", as: "dung")
        #expect(item.state.isActive("approval"))
        #expect(item.state.approvals.map(\.isStanding) == [false, true])
    }

    @Test("What one approved of, the next cannot change")
    func unchanged() throws {
        var item = try Self.approvedOnce()
        let refusal = #expect(throws: Refusal.self) {
            try item.act("pass", as: "chi", [("amount", .money(6))])
        }
        #expect(refusal?.code == .invalidInput)
        // The same value changes nothing.
        try item.act("pass", as: "chi", [("amount", .money(5))])
        #expect(item.state.isActive("passed"))
    }

    @Test("When something of the item is changed, it must be approved anew")
    func changedBesides() throws {
        var item = try Self.approvedOnce()
        try item.act("remark", as: "giang", [("remark", .string("khác"))])
        try item.act("pass", as: "chi")
        #expect(item.state.isActive("approval"))
        try item.act("pass", as: "an")
        #expect(item.state.isActive("passed"))
    }

    @Test("Who approved counts for constraints, also when it came to nothing")
    func counted() throws {
        var item = try Self.item(
            constraints:
                "constraints: [{name: x, title: x, did: pass, may_not: accept}]")
        try item.act("pass", as: "an", [("amount", .money(5))], documents: [Self.letter])
        try item.act("return", as: "chi")
        try item.act("pass", as: "binh")
        try item.act("pass", as: "dung")
        for person in ["an", "binh", "dung"] {
            let refusal = #expect(throws: Refusal.self) { try item.act("accept", as: person) }
            #expect(refusal?.code == .separationOfDuties)
        }
        try item.act("accept", as: "chi")
    }

    @Test("A third is told nothing is there to approve, and an action of one needs no second")
    func one() throws {
        var item = try Self.approvedOnce()
        try item.act("pass", as: "chi")
        #expect(throws: Refusal.self) { try item.act("pass", as: "dung") }
        #expect(try item.act("accept", as: "dung").map(\.type) == ["item.advanced"])
    }
}
