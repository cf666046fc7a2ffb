import Diagnostics
import Foundation
import JSON
import Testing
import WorkflowCore
import WorkflowModel

@Suite("Break-glass")
struct BreakGlassTests {
    static let rules = """
        constraints:
          - {name: preparer, title: Who prepared does not appraise, did: submit, may_not: [pass, approve]}
          - {name: holy, title: Who passed never approves, did: pass, may_not: approve}
        break_glass:
          by: {role: [specialist, appraiser]}
          within: 30 minutes
          actions: [pass, approve]
          not: [holy]
        """

    static let notifications = """
        notifications:
          sinks: {log: {type: log, path: a.log}}
          rules:
            - name: broken
              on: [wf.item.break-glass]
              to: [{role: appraiser}]
              digest: true
              quiet: "00:00-23:00"
              sinks: [log]
              text: {vi: "PHÁ KÍNH {{id}}", en: "BREAK-GLASS {{id}}"}
        """

    static func item(_ rules: [String] = [Self.rules, notifications]) throws -> Item {
        // Somebody who wants to hear nothing at night.
        let organisation = ConstraintTests.organisation.replacingOccurrences(
            of: "{id: dung, name: Dung, ",
            with: "{id: dung, name: Dung, notifications: {digest: \"07:30\", off: []}, ")
        var item = try Item(
            ConstraintTests.body, organisation: organisation, rules: rules)
        try item.act("submit", as: "an")
        return item
    }

    @Test("One asks and nothing else happens; another confirms, and it is taken against the rules")
    func broken() throws {
        var item = try Self.item()
        #expect(throws: Refusal.self) { try item.act("pass", as: "an") }
        let asked = try item.act("pass", as: "an", note: "bão, không ai đến được", breakGlass: true)
        #expect(asked.map(\.type) == ["break-glass.requested"])
        #expect(item.leaves == ["appraisal"])
        let pending = try item.state.pendingActions(item.circumstances(nil))
        #expect(pending.first?.couldConfirm == ["binh", "chi", "dung", "giang"])
        let taken = try item.act("pass", as: "giang", note: "đồng ý", breakGlass: true)
        #expect(item.leaves == ["approval"])
        let data = try JSONView.parse(taken[0].data(item.state.workflow))
        #expect(data["override"]["constraints"][0].string == "preparer")
        #expect(data["override"]["permission"].bool == true)
        #expect(data["override"]["by"][0]["people"][0].string == "an")
        #expect(taken[0].actor == "giang")
        #expect(item.state.breakGlassRequests.isEmpty)
    }

    @Test("Both count as having done it")
    func counted() throws {
        var item = try Self.item()
        try item.act("pass", as: "an", note: "gấp", breakGlass: true)
        try item.act("pass", as: "giang", note: "gấp", breakGlass: true)
        let refusal = #expect(throws: Refusal.self) {
            try item.act("approve", as: "giang", note: "gấp", breakGlass: true)
        }
        #expect(refusal?.reasons.first?.constraint == "holy")
    }

    /// A request that is refused.
    struct Refused: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var action = "pass"
        var actor = "an"
        var note: String? = "gấp"
        var day: String?
        var documents: [DocumentRecord] = []
        let code: Refusal.Code
    }

    @Test(
        "what does not come into question is refused, and nothing happens",
        arguments: [
            Refused(testDescription: "without a reason", note: " ", code: .missing),
            Refused(
                testDescription: "an action it is not for", action: "return",
                code: .breakGlassRefused),
            Refused(
                testDescription: "by who could take it as usual", actor: "chi",
                code: .breakGlassRefused),
            Refused(
                testDescription: "with documents, before anybody confirmed",
                documents: [DocumentRecord(kind: "a", name: "a", sha256: "0", size: 1)],
                code: .invalidInput),
            Refused(
                testDescription: "an action that is not there now", action: "approve",
                code: .notAvailable),
        ])
    func refused(_ refused: Refused) throws {
        var item = try Self.item()
        let before = item.state.snapshot
        let refusal = #expect(throws: Refusal.self) {
            try item.act(
                refused.action, as: refused.actor, on: refused.day, note: refused.note,
                documents: refused.documents, breakGlass: true)
        }
        #expect(refusal?.code == refused.code)
        #expect(item.state.snapshot == before)
    }

    @Test("Without it in the rules there is none")
    func absent() throws {
        var item = try Self.item(["constraints: [{name: x, title: x, did: submit, may_not: pass}]"])
        let refusal = #expect(throws: Refusal.self) {
            try item.act("pass", as: "an", note: "gấp", breakGlass: true)
        }
        #expect(refusal?.code == .breakGlassRefused)
    }

    @Test("Who asked cannot confirm, and what was not confirmed in time must be asked for again")
    func tooLate() throws {
        var item = try Self.item()
        try item.act("pass", as: "an", on: "2021-04-14T09:00:00+07:00", note: "a", breakGlass: true)
        let own = #expect(throws: Refusal.self) {
            try item.act("pass", as: "an", note: "a", breakGlass: true)
        }
        #expect(own?.code == .breakGlassRefused)
        let late = try item.act(
            "pass", as: "giang", on: "2021-04-14T09:30:01+07:00", note: "b", breakGlass: true)
        #expect(late.map(\.type) == ["break-glass.requested"])
        #expect(item.state.breakGlassRequests.map(\.people) == [["giang"]])
        let inTime = try item.act(
            "pass", as: "an", on: "2021-04-14T10:00:01+07:00", note: "c", breakGlass: true)
        #expect(inTime.map(\.type) == ["item.advanced"])
    }

    @Test("Leaving the state ends what was asked for")
    func left() throws {
        var item = try Self.item()
        try item.act("pass", as: "an", note: "a", breakGlass: true)
        try item.act("return", as: "chi")
        try item.act("submit", as: "giang")
        #expect(item.state.breakGlassRequests.isEmpty)
    }

    @Test("Guards and what must be handed in hold as ever")
    func guards() throws {
        let body = ConstraintTests.body.replacingOccurrences(
            of: "pass: {by: {role: appraiser}, to: approval}",
            with: "pass: {by: {role: appraiser}, when: \"false\", to: approval}")
        var item = try Item(
            body, organisation: ConstraintTests.organisation,
            rules: [Self.rules, Self.notifications])
        try item.act("submit", as: "an")
        let refusal = #expect(throws: Refusal.self) {
            try item.act("pass", as: "an", note: "a", breakGlass: true)
        }
        #expect(refusal?.code == .guardFailed)
    }

    @Test("Everybody is told at once, whatever they prefer and at whatever hour")
    func told() throws {
        var item = try Self.item()
        let asked = try item.act(
            "pass", as: "an", on: "2021-04-17T23:30:00+07:00", note: "gấp", breakGlass: true)
        let taken = try item.act("pass", as: "giang", note: "gấp", breakGlass: true)
        for event in asked + taken {
            let messages = WorkflowCore.notifications(
                for: event, state: item.state, try item.circumstances(event.actor))
            #expect(messages.count == 1)
            #expect(messages.allSatisfy { $0.hold == nil })
            let json = try JSON.parse(try #require(messages.first).json)
            #expect(json["type"] == "wf.item.break-glass")
            #expect(json["data"]["to"].array?.count == 4)
            #expect(json["data"]["broken"]["constraints"] == ["preparer"])
        }
    }
}
