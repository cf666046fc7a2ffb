import Diagnostics
import Testing
import WorkflowCore

/// Tasks that change hands.
@Suite("Claim, assign, hand back")
struct ClaimTests {
    static let body = """
        assign: {role: head}
        states:
          a:
            owner: so-b
            actions:
              finish: {by: {role: specialist, agency: so-b}, to: b}
              record: {by: {role: specialist, agency: so-b}}
              withdraw: {by: {role: specialist}, optional: true, to: b}
          b: {owner: so-a, actions: {close: {by: {role: specialist, agency: so-a}}}}
        """

    static func item() throws -> Item {
        try Item(body, organisation: TaskRoundTests.organisation)
    }

    static func refusal(_ body: () throws -> Void) -> Refusal? {
        #expect(throws: Refusal.self) { try body() }
    }

    @Test("who has claimed the work of a state takes its actions; others see who has it")
    func binds() throws {
        var item = try Self.item()
        try item.handle(.claim, as: "ba")
        #expect(item.state.tasks.first?.claim?.person == "ba")
        let refusal = Self.refusal { try item.act("finish", as: "bich") }
        #expect(refusal?.code == .notPermitted)
        #expect(refusal?.message.en.contains("Ba (ba) has the task “a” since 08:00") == true)
        #expect(refusal?.reasons.first?.whoCould == ["ba", "binh"])
        #expect(try item.state.why("finish", item.circumstances("bich")).count == 1)
        // What is not part of the work is not bound, nor is it over by an action that stays.
        try item.act("record", as: "ba")
        #expect(item.state.tasks.first?.claim?.person == "ba")
        try item.act("finish", as: "ba")
        #expect(item.state.tasks.allSatisfy { $0.claim == nil })
    }

    @Test("an action that is optional is nobody's alone")
    func optional() throws {
        var item = try Self.item()
        try item.handle(.claim, as: "ba")
        try item.act("withdraw", as: "bich")
        #expect(item.leaves == ["b"])
    }

    @Test(
        "who may not claim is told why",
        arguments: [
            ("chi", "is not Chi's"), ("ba", "has the task “a” already"),
            ("bich", "Ba (ba) has the task"),
        ])
    func claims(_ row: (who: String, why: String)) throws {
        var item = try Self.item()
        try item.handle(.claim, as: "ba")
        let refusal = Self.refusal { try item.handle(.claim, as: row.who) }
        #expect(refusal?.message.en.contains(row.why) == true, "\(refusal?.message.en ?? "")")
    }

    @Test("who may assign gives it to somebody who can do it, whoever has it")
    func assigns() throws {
        var item = try Self.item()
        try item.handle(.claim, as: "ba")
        let events = try item.handle(.assign("bich"), as: "binh")
        #expect(events.map(\.type) == ["task.assigned"])
        #expect(item.state.tasks.first?.claim?.person == "bich")
        #expect(item.state.tasks.first?.claim?.assigner == "binh")
        #expect(Self.refusal { try item.handle(.assign("ba"), as: "ba") }?.code == .notPermitted)
        #expect(Self.refusal { try item.handle(.assign("chi"), as: "binh") }?.code == .notPermitted)
        let unknown = Self.refusal { try item.handle(.assign("bic"), as: "binh") }
        #expect(unknown?.message.en.contains("Did you mean bich?") == true)
        try item.act("finish", as: "bich")
    }

    @Test("handed back, it is everybody's again")
    func returns() throws {
        var item = try Self.item()
        #expect(Self.refusal { try item.handle(.handBack, as: "ba") }?.code == .notAvailable)
        try item.handle(.claim, as: "ba")
        #expect(Self.refusal { try item.handle(.handBack, as: "bich") }?.code == .notPermitted)
        try item.handle(.handBack, as: "ba")
        try item.handle(.claim, as: "bich")
        // Who may assign may also take it away.
        try item.handle(.handBack, as: "binh")
        try item.act("finish", as: "ba")
    }

    @Test("what somebody standing in has taken is anybody's once they stand in no more")
    func lapses() throws {
        var item = try Self.item()
        item.delegations = [delegation(of: "ba", to: "an", from: 14, to: 16)]
        try item.handle(.claim, as: "an", for: "ba")
        #expect(Self.refusal { try item.act("finish", as: "bich") }?.code == .notPermitted)
        #expect(Self.refusal { try item.handle(.handBack, as: "ba") }?.code == .notPermitted)
        item.now = try Item.instant("2021-04-19T08:00:00+07:00")
        try item.handle(.handBack, as: "ba")
        #expect(item.state.tasks.first?.claim == nil)
        item.now = try Item.instant("2021-04-15T08:00:00+07:00")
        try item.handle(.claim, as: "an", for: "ba")
        item.now = try Item.instant("2021-04-19T08:00:00+07:00")
        let choices = try item.state.taskChoices(item.circumstances("bich", for: nil))
        #expect(choices.map(\.canClaim) == [true])
        try item.handle(.claim, as: "bich")
        #expect(Self.refusal { try item.act("finish", as: "ba") }?.code == .notPermitted)
        try item.act("finish", as: "bich")
    }

    @Test("the task of one who was asked is theirs once claimed")
    func asked() throws {
        var item = try TaskRoundTests.item("until: all")
        try item.handle(.claim, "opinion", as: "ba")
        let refusal = Self.refusal { try item.act("opinion", as: "bich", outcome: "agree") }
        #expect(refusal?.message.en.contains("Ba (ba) has the task") == true)
        try item.act("opinion", as: "ba", outcome: "agree")
        #expect(item.state.rounds.first?.members[1].completion?.actor == "ba")
    }

    @Test("of several tasks the one meant is named")
    func names() throws {
        var item = try TaskRoundTests.item("until: all")
        // An has the work of the state and an opinion to give.
        let refusal = Self.refusal { try item.handle(.claim, as: "an") }
        #expect(refusal?.message.en.contains("opinions, opinion") == true)
        try item.handle(.claim, "opinions", as: "an")
        let none = Self.refusal { try item.handle(.claim, "opinoin", as: "an") }
        #expect(none?.message.en.contains("Did you mean opinion") == true)
    }

    @Test("a step of a ladder that moves the work takes it from who had it")
    func ladder() throws {
        let ladder = """
            escalations:
              standard: {steps: [{after: 1 working day, reassign: {role: specialist, agency: so-c}}]}
            """
        let deadline =
            "    deadline: {within: 2 working days, source: office setting, escalate: standard}"
        var item = try Item(
            Self.body.replacing("    owner: so-b", "    owner: so-b\n" + deadline),
            organisation: TaskRoundTests.organisation, rules: [ladder])
        try item.handle(.claim, as: "ba")
        try item.tick("2021-05-04T08:00:00+07:00")
        #expect(item.state.tasks.first?.claim == nil)
        try item.act("finish", as: "chi")
    }
}
