import JSON
import Testing
import WorkflowCalendar
import WorkflowCore

@Suite("Who is told in somebody's place")
struct DeputyAudienceTests {
    static let organisation = """
        organisation: test
        roles: {specialist: Specialist, head: Head}
        agencies: [{code: so-a, name: A}, {code: so-b, name: B}]
        people:
          - {id: an, name: An, agency: so-a, roles: [specialist]}
          - {id: binh, name: Bình, agency: so-a, roles: [head]}
          - {id: chi, name: Chi, agency: so-b, roles: [specialist]}
          - {id: em, name: Em, agency: so-b, roles: [head], notifications: {%em}}
        """

    static let workflow = """
        states:
          work:
            owner: so-a
            actions:
              keep: {by: {role: [specialist, head]}, to: work}
        """

    static let rules = """
        notifications:
          sinks: {log: {type: log, path: x}, other: {type: log, path: y}}
          rules:
            - {name: a, on: wf.item.advanced, to: %to, sinks: log, text: "{{actor}}"}
        """

    static func told(
        _ delegations: [Delegation], to targets: String = "{role: specialist, agency: so-a}",
        preferences: String = "{}",
        by actor: String = "binh", for principal: String? = nil
    ) throws -> [JSON] {
        var item = try Item(
            workflow,
            organisation: organisation.replacing("{%em}", with: preferences),
            rules: [rules.replacing("%to", with: targets)])
        item.delegations = delegations
        let events = try item.act("keep", as: actor, for: principal)
        return try notifications(
            for: events[0], state: item.state, item.circumstances(actor, for: nil)
        ).map { try JSON.parse($0.json)["data"] }
    }

    static func names(_ messages: [JSON]) -> [String] {
        messages.flatMap { $0["to"].array ?? [] }.map { recipient in
            [recipient["person"].string, recipient["for"].string].compactMap { $0 }
                .joined(separator: " for ")
        }
    }

    @Test(
        "the deputy in place of who is absent, and both where powers were only given",
        arguments: [
            ([], ["an"]), ([delegation(of: "an", to: "em")], ["em for an"]),
            ([delegation(of: "an", to: "em", .delegation)], ["an", "em for an"]),
            ([delegation(of: "an", to: "em", from: 15)], ["an"]),
            ([delegation(of: "an", to: "em", to: 13)], ["an"]),
            (
                [delegation(of: "an", to: "em", scope: Delegation.Scope(workflows: ["other"]))],
                ["an"]
            ),
            (
                [delegation(of: "an", to: "em", scope: Delegation.Scope(actions: ["keep"]))],
                ["an", "em for an"]
            ),
            ([delegation(of: "an", to: "em", agency: "so-b")], ["an"]),
            (
                [delegation(of: "an", to: "em"), delegation(2, of: "an", to: "chi")],
                ["em for an", "chi for an"]
            ),
        ] as [([Delegation], [String])])
    func deputies(_ delegations: [Delegation], _ expected: [String]) throws {
        #expect(Self.names(try Self.told(delegations)) == expected)
    }

    @Test("whoever is told for themselves is not told again for another")
    func once() throws {
        let away = [delegation(of: "an", to: "em")]
        let messages = try Self.told(away, to: "[{role: specialist, agency: so-a}, {person: em}]")
        #expect(Self.names(messages) == ["em"])
    }

    @Test("the text says for whom, and who acted for whom")
    func text() throws {
        let away = [delegation(of: "an", to: "em"), delegation(2, of: "binh", to: "chi")]
        let message = try #require(
            try Self.told(away, by: "chi", for: "binh").first)
        #expect(message["actor"] == "chi")
        #expect(message["actor_for"] == "binh")
        #expect(message["text"]["vi"] == "Chi (thay Bình) (Gửi Em thay An.)")
        #expect(message["text"]["en"] == "Chi (for Bình) (To Em for An.)")
    }

    @Test("what the deputy prefers applies")
    func preferences() throws {
        let away = [delegation(of: "an", to: "em")]
        #expect(try Self.told(away, preferences: "{off: [a]}").isEmpty)
    }
}
