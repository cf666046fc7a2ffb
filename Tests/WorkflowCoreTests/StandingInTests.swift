import Diagnostics
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowModel

/// A day of April 2021.
func april(_ day: Int) -> CalendarDate {
    CalendarDate(daysSinceEpoch: 18_717 + Int32(day))
}

/// Where somebody stands in for another from the 12th to the 20th of April 2021.
func delegation(
    _ number: Int = 1, of principal: String, to deputy: String,
    _ kind: Delegation.Kind = .absence, from: Int = 12, to: Int = 20,
    scope: Delegation.Scope = .all, agency: String? = nil
) -> Delegation {
    Delegation(
        number: number, principal: principal, deputy: deputy, kind: kind, from: april(from),
        to: april(to), scope: scope, agency: agency, givenBy: principal,
        givenAt: Instant(millisecondsSinceEpoch: 0))
}

@Suite("Who acts for whom")
struct StandingInTests {
    static func organisation(_ rules: String = "") -> String {
        """
        organisation: test
        roles: {specialist: Specialist, head: Head, appraiser: Appraiser, guest: Guest}
        agencies:
          - {code: so-a, name: Sở A}
          - {code: so-b, name: Sở B, parent: so-a}
          - {code: so-cu, name: Sở Cũ, to: 2021-04-16, merged_into: so-b}
        people:
          - {id: an, name: An, agency: so-a, roles: [specialist]}
          - {id: binh, name: Bình, agency: so-a, roles: [head]}
          - {id: chi, name: Chi, agency: so-b, roles: [appraiser]}
          - id: dung
            name: Dung
            positions:
              - {agency: so-a, roles: [specialist]}
              - {agency: so-b, roles: [appraiser]}
          - {id: em, name: Em, agency: so-a, roles: [guest]}
          - {id: gam, name: Gấm, agency: so-a, roles: [guest]}
        \(rules)
        """
    }

    static let body = """
        states:
          proposal:
            owner: so-a
            actions:
              submit: {by: {role: specialist, agency: so-a}, to: appraisal}
          appraisal:
            owner: so-b
            actions:
              pass: {by: {role: appraiser, agency: so-b}, to: approval}
              return: {by: {role: appraiser}, to: proposal}
              withdraw: {by: {person: last('submit').actor}, to: proposal}
          approval:
            actions:
              approve:
                by: {when: "actor.acts_for == 'binh' && actor.roles == ['head']"}
                to: done
              close: {by: {role: head}, to: done}
          done: {final: completed}
        """

    static let constraints = """
        constraints:
          - name: preparer-does-not-appraise
            title: Who prepared does not appraise
            source: office setting
            did: [submit]
            may_not: [pass]
        """

    static func item(_ delegations: [Delegation] = [], _ rules: String = "") throws -> Item {
        var item = try Item(
            body, organisation: organisation(rules), rules: [constraints],
            at: "2021-04-14T08:00:00+07:00")
        item.delegations = delegations
        return item
    }

    @Test("every position somebody holds counts, the first that may")
    func positions() throws {
        var item = try Self.item()
        try item.act("submit", as: "an")
        let events = try item.act("pass", as: "dung")
        #expect(events[0].principal == nil)
        #expect(item.state.acts.compactMap { $0?.last.agency } == ["so-a", "so-b"])
    }

    @Test("a deputy acts in the position of the principal, and the event says for whom")
    func deputy() throws {
        var item = try Self.item([delegation(of: "chi", to: "em")])
        try item.act("submit", as: "an")
        let events = try item.act("pass", as: "em")
        #expect(events[0].actor == "em")
        #expect(events[0].principal == "chi")
        #expect(events[0].data(item.state.workflow).contains(#""for":"chi""#))
        let done = try #require(item.state.acts[1])
        #expect(done.last.agency == "so-b")
        #expect(done.people == ["em", "chi"])
    }

    @Test("what nobody does for another keeps its bytes")
    func ownEvents() throws {
        var item = try Self.item([delegation(of: "chi", to: "em")])
        let events = try item.act("submit", as: "an")
        #expect(!events[0].data(item.state.workflow).contains("\"for\""))
    }

    @Test("expressions see the capacity and whom it is for")
    func expressions() throws {
        var item = try Self.item([delegation(of: "binh", to: "em")])
        try item.act("submit", as: "an")
        try item.act("pass", as: "chi")
        #expect(throws: Refusal.self) { try item.act("approve", as: "binh") }
        try item.act("approve", as: "em")
    }

    @Test("one's own capacity comes first; for another only on demand")
    func ownFirst() throws {
        var item = try Self.item([delegation(of: "an", to: "dung")])
        #expect(try item.act("submit", as: "dung")[0].principal == nil)
        item = try Self.item([delegation(of: "an", to: "dung")])
        #expect(try item.act("submit", as: "dung", for: "an")[0].principal == "an")
    }

    @Test("who stands in for two who both could says for whom")
    func ambiguity() throws {
        let both = [delegation(of: "chi", to: "em"), delegation(2, of: "dung", to: "em")]
        var item = try Self.item(both)
        try item.act("submit", as: "an")
        let refusal = #expect(throws: Refusal.self) { try item.act("pass", as: "em") }
        #expect(refusal?.code == .ambiguousPrincipal)
        #expect(refusal?.message.en.contains("--for chi or --for dung") == true)
        let available = try item.state.actions(item.circumstances("em", for: nil))
        #expect(available.first?.reasons.map(\.code) == [.ambiguousPrincipal])
        #expect(try item.act("pass", as: "em", for: "dung")[0].principal == "dung")
    }

    /// Who submits, by whom or for whom, and who may not pass it then.
    struct Separation: CustomTestStringConvertible {
        var submits: (actor: String, principal: String?)
        var passes: (actor: String, principal: String?)
        var delegations: [Delegation]
        var testDescription: String {
            "\(submits.actor)/\(submits.principal ?? "–"), "
                + "\(passes.actor)/\(passes.principal ?? "–")"
        }
    }

    @Test(
        "separation of duties counts both, in every direction",
        arguments: [
            Separation(
                submits: ("dung", nil), passes: ("em", "dung"),
                delegations: [delegation(of: "dung", to: "em")]),
            Separation(
                submits: ("em", "dung"), passes: ("dung", nil),
                delegations: [delegation(of: "dung", to: "em")]),
            Separation(
                submits: ("em", "dung"), passes: ("em", "dung"),
                delegations: [delegation(of: "dung", to: "em")]),
            Separation(
                submits: ("em", "an"), passes: ("em", "chi"),
                delegations: [delegation(of: "an", to: "em"), delegation(2, of: "chi", to: "em")]),
            Separation(
                submits: ("em", "dung"), passes: ("gam", "dung"),
                delegations: [
                    delegation(of: "dung", to: "em"), delegation(2, of: "dung", to: "gam"),
                ]),
            Separation(
                submits: ("dung", nil), passes: ("dung", "chi"),
                delegations: [delegation(of: "chi", to: "dung")]),
        ])
    func separation(_ example: Separation) throws {
        var item = try Self.item(example.delegations)
        try item.act("submit", as: example.submits.actor, for: example.submits.principal)
        let refusal = #expect(throws: Refusal.self) {
            try item.act("pass", as: example.passes.actor, for: example.passes.principal)
        }
        #expect(refusal?.code == .separationOfDuties)
        let unrestricted = #expect(throws: Refusal.self) {
            try item.act("pass", as: example.passes.actor)
        }
        #expect(unrestricted?.reasons.first?.whoCould.contains(example.passes.actor) == false)
        #expect(
            unrestricted?.reasons.first?.whoCould.contains("chi") == true
                || example.passes.principal == "chi" || example.passes.actor == "dung")
    }

    @Test(
        "a delegation that does not cover says why",
        arguments: [
            (delegation(of: "chi", to: "em", from: 12, to: 13), "was over after 13/04/2021"),
            (delegation(of: "chi", to: "em", from: 15), "only begins on 15/04/2021"),
            (
                delegation(of: "chi", to: "em", scope: Delegation.Scope(actions: ["return"])),
                "is not for this action (only for: return)"
            ),
            (
                delegation(of: "chi", to: "em", scope: Delegation.Scope(workflows: ["other"])),
                "is not for this action (only for: other)"
            ),
        ])
    func uncovered(_ given: Delegation, _ reason: String) throws {
        var item = try Self.item([given])
        try item.act("submit", as: "an")
        let refusal = #expect(throws: Refusal.self) { try item.act("pass", as: "em") }
        #expect(refusal?.code == .notPermitted)
        #expect(
            refusal?.message.en.contains("Delegation 1 of Chi \(reason).") == true,
            "\(refusal?.message.en ?? "")")
        #expect(refusal?.reasons.first?.whoCould == ["chi", "dung"])
    }

    @Test("a deputy is among those who could")
    func whoCould() throws {
        var item = try Self.item([delegation(of: "chi", to: "em")])
        try item.act("submit", as: "an")
        let refusal = #expect(throws: Refusal.self) { try item.act("pass", as: "binh") }
        #expect(refusal?.reasons.first?.whoCould == ["chi", "dung", "em"])
    }

    @Test("an expression that names a person means the principal too")
    func namedPerson() throws {
        var item = try Self.item([delegation(of: "an", to: "gam")])
        try item.act("submit", as: "an")
        #expect(try item.act("withdraw", as: "gam")[0].principal == "an")
    }

    @Test("of several positions one alone can be given away")
    func onePosition() throws {
        let given = [delegation(of: "dung", to: "em", agency: "so-a")]
        var item = try Self.item(given)
        try item.act("submit", as: "em")
        #expect(throws: Refusal.self) { try item.act("return", as: "em") }
    }

    @Test("powers are handed on only as far as the rules let them", arguments: [1, 2])
    func chain(_ length: Int) throws {
        let given = [delegation(of: "chi", to: "em"), delegation(2, of: "em", to: "gam")]
        var item = try Self.item(given, "delegation: {chain: \(length)}")
        try item.act("submit", as: "an")
        if length == 1 {
            #expect(throws: Refusal.self) { try item.act("pass", as: "gam") }
        } else {
            #expect(try item.act("pass", as: "gam")[0].principal == "chi")
        }
    }

    @Test("the desk of an agency that was merged lies with its successor", arguments: [16, 17])
    func merged(_ day: Int) throws {
        let body = """
            states:
              work:
                owner: so-cu
                actions:
                  finish: {by: {role: appraiser, agency: so-cu}, to: done}
              done: {final: completed}
            """
        var item = try Item(body, organisation: Self.organisation())
        let time = "2021-04-\(day)T08:00:00+07:00"
        item.now = try Item.instant(time)
        let actor = try #require(item.circumstances("chi", for: nil).actor)
        #expect(item.state.tasks[0].isHeld(by: actor) == (day == 17))
        if day == 16 {
            #expect(throws: Refusal.self) { try item.act("finish", as: "chi", on: time) }
        } else {
            try item.act("finish", as: "chi", on: time)
        }
    }
}
