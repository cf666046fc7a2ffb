import Diagnostics
import JSON
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowLoading
import WorkflowModel

@Suite("Giving and ending delegations")
struct DelegationDecisionTests {
    static let rules = """
        organisation: test
        roles: {specialist: Specialist, head: Head}
        agencies: [{code: so-a, name: A}, {code: so-b, name: B}]
        delegation: {by: [head], longest: 10 days}
        people:
          - {id: an, name: An, agency: so-a, roles: [specialist]}
          - {id: binh, name: Bình, agency: so-a, roles: [head]}
          - {id: chi, name: Chi, agency: so-b, roles: [head]}
          - id: dung
            name: Dung
            positions:
              - {agency: so-a, roles: [specialist], to: 2021-04-18}
              - {agency: so-b, roles: [specialist], from: 2021-04-20}
        """

    static func organisation() throws -> Organisation {
        try Library.load(
            from: MemorySources([DefinitionSource(path: "o.yaml", text: rules)])
        ).rules.organisation
    }

    static func decision(by id: String, known: [Delegation] = []) throws -> DelegationDecision {
        let organisation = try organisation()
        return DelegationDecision(
            by: try #require(organisation.person(id)), in: organisation, known: known,
            today: april(14))
    }

    static func request(
        _ principal: String, to deputy: String, _ from: Int = 14, _ to: Int = 20,
        _ scope: Delegation.Scope = .all, agency: String? = nil
    ) -> DelegationRequest {
        DelegationRequest(
            principal: principal, deputy: deputy, from: april(from), to: april(to), scope: scope,
            agency: agency)
    }

    @Test("the person themselves may, and a head of their agency", arguments: ["an", "binh"])
    func given(by giver: String) throws {
        let given = try Self.decision(by: giver)
            .give(Self.request("an", to: "chi"), number: 3, at: Item.instant("2021-04-14T08:00"))
        #expect(given.number == 3)
        #expect(given.givenBy == giver)
        #expect(given.isInForce(on: april(14)) && given.isInForce(on: april(20)))
        #expect(!given.isInForce(on: april(13)) && !given.isInForce(on: april(21)))
        let json = try JSONView.parse(given.data)
        #expect(Delegation(json, givenBy: giver, at: given.givenAt) == given)
    }

    @Test(
        "what cannot be given is refused with the reason",
        arguments: [
            ("dung", request("an", to: "chi"), "may not have anybody stand in for An"),
            ("chi", request("an", to: "chi"), "Who could: An (an, A); Bình (binh, A)."),
            ("an", request("an", to: "an"), "cannot stand in for themselves"),
            ("an", request("an", to: "chi", 20, 19), "is before the first"),
            ("an", request("an", to: "chi", 13, 19), "from today at the earliest, 14/04/2021"),
            ("an", request("an", to: "chi", 14, 24), "until 23/04/2021 at most"),
            ("an", request("an", to: "dung"), "Dung holds no position on 19/04/2021"),
            ("an", request("an", to: "chi", agency: "so-b"), "An holds no position in so-b"),
        ])
    func refused(_ giver: String, _ request: DelegationRequest, _ reason: String) throws {
        let refusal = #expect(throws: Refusal.self) {
            try Self.decision(by: giver)
                .give(request, number: 1, at: Item.instant("2021-04-14T08:00"))
        }
        #expect(
            refusal?.message.en.contains(reason) == true, "\(refusal?.message.en ?? "")")
    }

    @Test(
        "the same is not given twice for a day",
        arguments: [
            (request("an", to: "chi", 20, 22), true), (request("an", to: "chi", 21, 22), false),
            (request("an", to: "binh", 20, 22), false),
            (request("an", to: "chi", 20, 22, Delegation.Scope(actions: ["x"])), false),
        ])
    func overlap(_ request: DelegationRequest, isRefused: Bool) throws {
        let known = [delegation(7, of: "an", to: "chi")]
        let decision = try Self.decision(by: "an", known: known)
        let moment = try Item.instant("2021-04-14T08:00")
        if isRefused {
            let refusal = #expect(throws: Refusal.self) {
                try decision.give(request, number: 8, at: moment)
            }
            #expect(
                refusal?.message.en.contains(
                    "from 12/04/2021 to 20/04/2021 (delegation 7, given by an)") == true)
        } else {
            _ = try decision.give(request, number: 8, at: moment)
        }
    }

    @Test(
        "principal, head and deputy may end it, from today on",
        arguments: [
            ("an", 14, true), ("binh", 18, true), ("chi", 20, true), ("dung", 14, false),
            ("an", 13, false), ("an", 21, false),
        ])
    func ending(by person: String, from day: Int, isPossible: Bool) throws {
        let given = delegation(of: "an", to: "chi")
        let decision = try Self.decision(by: person)
        let ended = DelegationEnded(number: 1, from: april(day), note: "về sớm")
        guard isPossible else {
            #expect(throws: Refusal.self) { try decision.end(given, ended) }
            return
        }
        let after = try decision.end(given, ended)
        #expect(after.lastDay == april(day - 1))
        #expect(after.isInForce(on: april(day - 1)) && !after.isInForce(on: april(day)))
        #expect(DelegationEnded(try JSONView.parse(ended.data)) == ended)
    }
}
