import Diagnostics
import Testing
import WorkflowLoading
import WorkflowModel

@testable import WorkflowAnalysis

@Suite("What a ladder can send")
struct LadderTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var steps: String
        var messages: Int
        var testDescription: String { "\(steps): \(messages)" }

        init(_ steps: String, _ messages: Int) {
            self.steps = steps
            self.messages = messages
        }
    }

    private static let organisation = """
        organisation: test
        roles: {clerk: Clerk, head: Head}
        agencies:
          - {code: top, name: Top}
          - {code: big, name: Big, parent: top}
          - {code: small, name: Small, parent: top}
          - {code: empty, name: Empty}
          - {code: group, name: Group, kind: group, members: [big, small, empty]}
        people:
          - {id: a, name: A, agency: big, roles: [clerk]}
          - {id: b, name: B, agency: big, roles: [clerk]}
          - {id: c, name: C, agency: big, roles: [head]}
          - {id: d, name: D, agency: small, roles: [clerk, head]}
          - {id: e, name: E, agency: top, roles: [head]}
          - {id: f, name: F, agency: top, roles: [head]}
        """

    private static func bounds(
        _ steps: String, workflow: String? = nil
    ) throws -> [LadderBound] {
        let hours = ["monday", "friday"].map { "\($0): [\"07:30-11:30\"]" }
        let texts = [
            organisation,
            "calendar: office\nversion: '1'\nweek: {\(hours.joined(separator: ", "))}",
            "escalations: {tested: {steps: \(steps)}}",
        ]
        let sources = (texts + [workflow].compactMap(\.self)).enumerated().map {
            DefinitionSource(path: "file\($0).yaml", text: $1)
        }
        return try Library.load(from: MemorySources(sources)).ladderBounds()
    }

    @Test(
        "is the recipients of its steps, the owner's at their largest",
        arguments: [
            Case("[]", 0),
            Case("[{at: due, remind: owner}]", 3),
            Case("[{at: due, remind: owner}, {after: 1 day, notify: owner}]", 6),
            Case("[{at: due, remind: {role: clerk, agency: owner}}]", 2),
            // Everybody may have acted before, and every agency may coordinate.
            Case("[{at: due, remind: previous}]", 6),
            Case("[{at: due, remind: coordinating}]", 7),
            Case("[{at: due, remind: {role: clerk, agency: coordinating}}]", 5),
            Case("[{at: due, remind: {superior: coordinating}}]", 2),
            Case("[{at: due, remind: [coordinating, owner]}]", 7),
            // Heads of the owner are among its people: nobody is told twice by one step.
            Case("[{at: due, remind: [owner, {role: head, agency: owner}]}]", 3),
            Case("[{at: due, remind: {role: head}}]", 4),
            // An owner without one is told itself.
            Case("[{at: due, remind: [{role: head}, {role: head, agency: owner}]}]", 5),
            Case("[{at: due, remind: {agency: group}}]", 5),
            Case("[{at: due, remind: {role: head, agency: group}}]", 3),
            Case("[{at: due, remind: {superior: small}}]", 2),
            Case("[{at: due, remind: {superior: owner, role: head}}]", 2),
            Case("[{at: due, remind: [lead, owner, starter, actor, {person: a}]}]", 6),
        ])
    func recipients(_ example: Case) throws {
        let bounds = try Self.bounds(example.steps)
        #expect(bounds.map(\.name) == ["tested"])
        #expect(bounds.map(\.messages) == [example.messages])
        #expect(bounds[0].diagnostic == nil)
    }

    private static func workflow(_ states: String) -> String {
        """
        workflow: task
        version: 1
        title: Task
        fields: {lead: {type: agency, required: true}}
        states:
        \(states)
          done: {final: done}
        """
    }

    @Test("is less where the workflow says who can act")
    func roles() throws {
        let workflow = Self.workflow(
            """
              work:
                owner: item.lead
                deadline: {within: 2 working days, source: office setting, escalate: tested}
                actions: {finish: {by: {role: clerk, agency: item.lead}, to: done}}
            """)
        #expect(
            try Self.bounds("[{at: due, remind: owner}]", workflow: workflow).map(\.messages) == [2]
        )
    }

    @Test("is more where an item lies on several desks at once, as far as the deadline runs")
    func desks() throws {
        let workflow = Self.workflow(
            """
              work:
                deadline: {within: 2 working days, source: office setting, escalate: tested}
                parallel:
                  one:
                    owner: small
                    states:
                      writing: {actions: {write: {by: {role: clerk}, to: written}}}
                      written: {final: true}
                  two:
                    owner: item.lead
                    states:
                      reading: {actions: {read: {by: {role: head}, to: also}}}
                      also: {actions: {sign: {by: {role: clerk}, to: signed}}}
                      signed: {final: true}
                done: {to: done}
              other: {owner: big, actions: {finish: {by: anyone, to: done}}}
            """)
        // The one at Small, and two clerks of Big.
        #expect(
            try Self.bounds("[{at: due, remind: owner}]", workflow: workflow).map(\.messages) == [3]
        )
    }

    @Test("is too much beyond a hundred")
    func noisy() throws {
        let steps = (1...34).map { "{after: \($0) days, notify: owner}" }.joined(separator: ", ")
        let bound = try #require(try Self.bounds("[\(steps)]").first)
        #expect(bound.messages == 102)
        #expect(bound.diagnostic?.severity == .warning)
        #expect(bound.diagnostic?.range?.start.file == "file2.yaml")
    }
}
