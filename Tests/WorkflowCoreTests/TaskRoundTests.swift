import Diagnostics
import Testing
import WorkflowCore
import WorkflowModel

/// A state asks something of each member of a list, and waits until enough is done.
@Suite("Tasks for each member of a list")
struct TaskRoundTests {
    static let organisation = """
        organisation: test
        roles: {specialist: Specialist, clerk: Clerk, head: Head}
        agencies:
          - {code: so-a, name: Sở A, level: province}
          - {code: so-b, name: Sở B, level: province}
          - {code: so-c, name: Sở C, level: province}
          - {code: bo-d, name: Bộ D, level: central}
          - {code: nhom, name: Nhóm, kind: group, members: [so-b, so-c]}
          - {code: rong, name: Nhóm rỗng, kind: group}
          - {code: cu, name: Sở cũ, to: 2020-12-31, merged_into: so-c}
        people:
          - {id: an, name: An, agency: so-a, roles: [specialist], demo: true}
          - {id: ba, name: Ba, agency: so-b, roles: [specialist], demo: true}
          - {id: bich, name: Bích, agency: so-b, roles: [specialist], demo: true}
          - {id: binh, name: Bình, agency: so-b, roles: [head], demo: true}
          - {id: chi, name: Chi, agency: so-c, roles: [specialist], demo: true}
          - {id: thu, name: Thu, agency: so-a, roles: [clerk], demo: true}
        """

    /// - Parameters:
    ///   - tasks: what is said under `tasks:` besides name, list and outcomes.
    ///   - done: what follows.
    static func body(_ tasks: String, done: String = "done: {to: summary}") -> String {
        """
        fields:
          asked: {type: list, of: agency, default: [so-a, so-b, so-c]}
        assign: {role: head}
        states:
          opinions:
            owner: so-a
            tasks:
              name: opinion
              title: {vi: Cho ý kiến, en: Give an opinion}
              for_each: item.asked
              to: {agency: each, role: specialist}
              outcomes: {agree: {vi: Thống nhất, en: Agrees}, disagree: }
              on_behalf: {role: clerk, agency: so-a, level: central}
              \(tasks.split(separator: "\n").joined(separator: "\n      "))
            actions:
              close: {by: {role: specialist, agency: so-a}, to: summary}
              rest: {by: {role: specialist, agency: so-a}, optional: true, to: suspended}
            \(done)
          summary:
            owner: so-a
            actions: {finish: {by: {role: specialist, agency: so-a}, to: end}}
          suspended:
            actions: {resume: {by: {role: specialist, agency: so-a}, to: back}}
          back: {history: deep, default: opinions}
          end: {final: ended}
        """
    }

    static func item(
        _ tasks: String, done: String = "done: {to: summary}", asking: [String]? = nil
    ) throws -> Item {
        try Item(
            body(tasks, done: done), organisation: organisation,
            fields: asking.map { [("asked", .list($0.map(FieldValue.string)))] } ?? [])
    }

    static let people = ["so-a": "an", "so-b": "ba", "so-c": "chi", "bo-d": "thu"]

    @Test("each gets a task on the desk of the roles asked for, and it is called so")
    func opens() throws {
        let item = try Self.item("until: all")
        let tasks = item.state.tasks.filter { $0.member != nil }
        #expect(tasks.map(\.member) == ["so-a", "so-b", "so-c"])
        #expect(tasks.map(\.agency) == ["so-a", "so-b", "so-c"])
        #expect(tasks.allSatisfy { $0.roles == ["specialist"] })
        #expect(tasks.map { $0.title(item.state.workflow).vi }.first == "Cho ý kiến")
        // The owner has work of their own all the while.
        #expect(item.state.tasks.filter { $0.member == nil }.map(\.agency) == ["so-a"])
    }

    struct Wait: Sendable, CustomTestStringConvertible {
        var until: String
        var asked: [String]
        /// Who answers, one after the other, and what.
        var answers: [(member: String, outcome: String)]
        /// After how many of them enough is done; nil: never.
        var enough: Int?

        init(
            _ until: String, _ asked: [String], _ answers: [String], enough: Int?,
            outcomes: [String] = []
        ) {
            self.until = until
            self.asked = asked
            self.answers = answers.enumerated().map { index, member in
                (member, outcomes.indices.contains(index) ? outcomes[index] : "agree")
            }
            self.enough = enough
        }

        var testDescription: String { "\(until) of \(asked)" }
    }

    static let abc = ["so-a", "so-b", "so-c"]

    @Test(
        "it waits for all, any, a quorum, a majority, one of each group, or a condition",
        arguments: [
            Wait("all", abc, abc, enough: 3),
            Wait("all", abc, ["so-c", "so-a"], enough: nil),
            Wait("all", ["so-b"], ["so-b"], enough: 1),
            Wait("any", abc, ["so-b"], enough: 1),
            Wait("2", abc, ["so-b", "so-c"], enough: 2),
            Wait("quorum 2", abc, ["so-b", "so-c"], enough: 2),
            Wait("majority", abc, ["so-a", "so-b"], enough: 2),
            Wait("majority", abc + ["bo-d"], ["so-a", "so-b", "bo-d"], enough: 3),
            // so-b answers for the group; so-a is asked by itself.
            Wait("one per group", ["nhom", "so-a"], ["so-b", "so-a"], enough: 2),
            Wait("one per group", ["nhom", "so-a"], ["so-b", "so-c"], enough: nil),
            Wait("one per group", ["nhom", "so-b"], ["so-b"], enough: 1),
            Wait(
                "tasks.filter(t, t.outcome == 'agree').size() >= 2", abc, abc, enough: 3,
                outcomes: ["agree", "disagree", "agree"]),
            Wait(
                "tasks.exists(t, t.outcome == 'disagree') || tasks.all(t, t.is_done)", abc,
                ["so-a", "so-b"], enough: 2, outcomes: ["agree", "disagree"]),
            Wait(
                "tasks.exists(t, t.agency == 'so-c' && t.is_done && t.actor == 'chi')", abc,
                ["so-a", "so-c"], enough: 2),
        ])
    func waits(_ wait: Wait) throws {
        let until = wait.until == "all" ? "until: all" : "until: \"\(wait.until)\"\nrest: cancel"
        var item = try Self.item(until, asking: wait.asked)
        #expect(item.leaves == ["opinions"])
        for (index, answer) in wait.answers.enumerated() {
            let person = try #require(Self.people[answer.member])
            try item.act("opinion", as: person, outcome: answer.outcome)
            let isOver = wait.enough.map { index + 1 >= $0 } ?? false
            #expect(item.leaves == [isOver ? "summary" : "opinions"], "after \(index + 1)")
        }
    }

    @Test(
        "with nobody to wait for it is done at once",
        arguments: [
            "until: all", "until: any\nrest: cancel", "until: majority\nrest: cancel",
            "until: one per group\nrest: cancel",
            "until: \"false\"\nrest: cancel",
        ])
    func nobody(_ tasks: String) throws {
        let item = try Self.item(tasks, asking: [])
        #expect(item.leaves == ["summary"])
        #expect(item.state.tasks.map(\.agency) == ["so-a"])
    }

    @Test("a state that waits for more than there are is not entered, and it is told why")
    func tooFew() throws {
        let refusal = #expect(throws: Refusal.self) {
            try Self.item("until: quorum 3\nrest: cancel", asking: ["so-a", "so-b"])
        }
        #expect(refusal?.code == .guardFailed)
        #expect(refusal?.message.en.contains("at least 3") == true)
        #expect(refusal?.reasons.first?.observations.first?.value.en == "2")
    }

    @Test(
        "groups stand for their members, each asked once; what was merged for what has its work",
        arguments: [
            (["nhom", "so-c", "so-a"], ["so-b", "so-c", "so-a"]), (["rong"], ["rong"]),
            (["cu", "so-c"], ["so-c"]),
        ])
    func members(_ row: (asked: [String], members: [String])) throws {
        let item = try Self.item("until: all", asking: row.asked)
        #expect(item.state.rounds.first?.members.map(\.code) == row.members)
    }

    @Test("who was not asked is refused, with who could")
    func others() throws {
        var item = try Self.item("until: all", asking: ["so-b"])
        let refusal = #expect(throws: Refusal.self) { try item.act("opinion", as: "chi") }
        #expect(refusal?.code == .notPermitted)
        #expect(refusal?.reasons.first?.whoCould == ["ba", "bich"])
        #expect(try item.state.why("opinion", item.circumstances("chi")).count == 1)
    }

    @Test("a completion chooses an outcome and hands in what is required")
    func required() throws {
        var item = try Self.item("until: all\nrequires: [note, document y-kien]")
        let refusal = #expect(throws: Refusal.self) { try item.act("opinion", as: "ba") }
        #expect(refusal?.reasons.map(\.code) == [.missing, .missing, .missing])
        #expect(refusal?.message.en.contains("--outcome agree|disagree") == true)
        let paper = DocumentRecord(kind: "y-kien", name: "b.pdf", sha256: "0", size: 1)
        let wrong = #expect(throws: Refusal.self) {
            try item.act("opinion", as: "ba", note: "x", documents: [paper], outcome: "agre")
        }
        #expect(wrong?.code == .invalidInput)
        #expect(wrong?.message.en.contains("Did you mean agree?") == true)
        try item.act("opinion", as: "ba", note: "x", documents: [paper], outcome: "agree")
        let done = try #require(item.state.rounds.first?.members[1].completion)
        #expect(done.actor == "ba" && done.outcome == "agree" && done.note == "x")
        #expect(item.state.documents.map(\.kind) == ["y-kien"])
        let twice = #expect(throws: Refusal.self) { try item.act("opinion", as: "bich") }
        #expect(twice?.code == .notAvailable)
        #expect(twice?.message.en.contains("Ba has done") == true)
    }

    // MARK: The rest, and what is late

    @Test("the rest is taken off the desks; what comes late is refused")
    func cancelled() throws {
        var item = try Self.item("until: any\nrest: cancel")
        let events = try item.act("opinion", as: "ba", outcome: "agree")
        guard case .taskCompleted(let completed)? = events.first?.body else {
            Issue.record("a completed task")
            return
        }
        #expect(completed.step?.rounds.first?.released == ["so-a", "so-c"])
        #expect(item.state.tasks.allSatisfy { $0.member == nil })
        let refusal = #expect(throws: Refusal.self) {
            try item.act("opinion", as: "chi", outcome: "agree")
        }
        #expect(refusal?.code == .notAvailable)
    }

    @Test(
        "what comes late is recorded as late, whether or not it was still on the desk",
        arguments: ["keep", "cancel"])
    func late(_ rest: String) throws {
        var item = try Self.item("until: any\nrest: \(rest)\nlate: record")
        try item.act("opinion", as: "ba", outcome: "agree")
        #expect(item.leaves == ["summary"])
        let waiting = item.state.tasks.compactMap(\.member)
        #expect(waiting == (rest == "keep" ? ["so-a", "so-c"] : []))
        // The work of the active state comes first.
        #expect(item.state.tasks.first?.member == nil)
        try item.act("opinion", as: "chi", outcome: "disagree")
        #expect(item.leaves == ["summary"])
        let members = try #require(item.state.rounds.first).members
        #expect(members.map { $0.completion?.isLate } == [nil, false, true])
        try item.act("finish")
        #expect(item.state.tasks.isEmpty)
        let over = #expect(throws: Refusal.self) {
            try item.act("opinion", as: "an", outcome: "agree")
        }
        #expect(over?.code == .finished)
    }

    @Test("an action that leaves the state before enough is done ends the round")
    func left() throws {
        var item = try Self.item("until: all\nlate: record")
        try item.act("opinion", as: "ba", outcome: "agree")
        try item.act("close")
        #expect(item.leaves == ["summary"])
        #expect(item.state.tasks.allSatisfy { $0.member == nil })
        try item.act("opinion", as: "chi", outcome: "disagree")
        #expect(item.state.rounds.first?.members[2].completion?.isLate == true)
    }

    @Test("suspended and resumed, what was answered stands and the others are asked again")
    func resumed() throws {
        var item = try Self.item("until: all")
        try item.act("opinion", as: "ba", outcome: "agree")
        try item.act("rest")
        #expect(item.state.tasks.isEmpty)
        try item.act("resume")
        #expect(item.state.tasks.compactMap(\.member) == ["so-a", "so-c"])
        try item.act("opinion", as: "chi", outcome: "agree")
        try item.act("opinion", as: "an", outcome: "agree")
        #expect(item.leaves == ["summary"])
    }

    @Test("the cases of `done` see the answers")
    func cases() throws {
        let done =
            "done: [{when: \"tasks.all(t, t.outcome == 'agree')\", to: end}, {to: summary}]"
        for (outcome, leaf) in [("agree", "end"), ("disagree", "summary")] {
            var item = try Self.item("until: all", done: done, asking: ["so-b"])
            try item.act("opinion", as: "ba", outcome: outcome)
            #expect(item.leaves == [leaf])
        }
    }

    @Test("a region is done when enough is")
    func region() throws {
        let body = """
            states:
              both:
                parallel:
                  work:
                    states:
                      doing: {actions: {do: {by: anyone, to: done-it}}}
                      done-it: {final: true}
                  asking:
                    tasks: {to: {agency: so-b}, until: all}
                done: {to: after}
              after: {}
            """
        for isFirst in [true, false] {
            var item = try Item(body, organisation: Self.organisation)
            if isFirst { try item.act("asking", as: "ba") }
            try item.act("do")
            #expect(item.state.isActive("after") == isFirst)
            if !isFirst { try item.act("asking", as: "binh") }
            #expect(item.leaves == ["after"])
        }
    }

    // MARK: On behalf

    @Test("the desk that got the letter answers for a body outside, and only for that")
    func onBehalf() throws {
        var item = try Self.item("until: all", asking: ["so-b", "bo-d"])
        let refusal = #expect(throws: Refusal.self) {
            try item.act("opinion", as: "thu", outcome: "agree", member: "so-b")
        }
        #expect(refusal?.code == .notPermitted)
        let events = try item.act("opinion", as: "thu", outcome: "agree")
        guard case .taskCompleted(let completed)? = events.first?.body else {
            Issue.record("a completed task")
            return
        }
        #expect(completed.member == "bo-d" && completed.isOnBehalf && completed.agency == "so-a")
        #expect(item.state.rounds.first?.members[1].completion?.isOnBehalf == true)
    }

    @Test("who may answer for several says for which")
    func which() throws {
        var item = try Self.item("until: all", asking: ["bo-d", "rong"])
        #expect(item.state.rounds.first?.members.map(\.substitutes.count) == [1, 0])
        let unknown = #expect(throws: Refusal.self) {
            try item.act("opinion", as: "thu", outcome: "agree", member: "bo-x")
        }
        #expect(unknown?.message.en.contains("Did you mean bo-d?") == true)
        try item.act("opinion", as: "thu", outcome: "agree", member: "Bộ D")
        #expect(item.state.rounds.first?.members[0].completion?.actor == "thu")
    }

    @Test("people may be asked as well")
    func asksPeople() throws {
        let body = """
            fields: {asked: {type: list, of: person, default: [ba, chi, ba]}}
            states:
              a:
                tasks: {name: sign, for_each: item.asked, to: {person: each}, until: all}
                done: {to: b}
              b: {}
            """
        var item = try Item(body, organisation: Self.organisation)
        #expect(item.state.tasks.map(\.people) == [["ba"], ["chi"]])
        let refusal = #expect(throws: Refusal.self) { try item.act("sign", as: "bich") }
        #expect(refusal?.code == .notPermitted)
        try item.act("sign", as: "ba")
        try item.act("sign", as: "chi")
        #expect(item.leaves == ["b"])
    }
}
