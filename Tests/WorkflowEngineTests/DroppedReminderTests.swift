import JSON
import Testing
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowStorage

/// A reminder waits for the office to open; meanwhile the work is done.
@Suite("Reminders of what was done while they waited")
struct DroppedReminderTests {
    /// Due on 28/4: both the alarm of midnight and the step before it wait until 29/4, 07:30.
    private static func province(_ kind: Province.Kind, digest: String) async throws -> Province {
        let province = try Province(kind, digest: digest)
        for id in ["a", "b"] { try await province.start(id) }
        let night = try await province.tick("2021-04-29T00:30")
        #expect(night.held == 4)
        return province
    }

    @Test(
        "are dropped and counted; the others go out",
        arguments: Province.Kind.allCases, ["digest: true", ""])
    func finished(_ kind: Province.Kind, _ digest: String) async throws {
        let province = try await Self.province(kind, digest: digest)
        try await province.engine(at: "2021-04-29T07:00").advance("a", "finish", as: "an")
        let morning = try await province.tick("2021-04-29T07:30")
        #expect(morning.dropped == 2)
        #expect(morning.released == 2)
        #expect(morning.held == 0 && morning.nextAt == nil)
        let items = try await province.messages().flatMap { message in
            message["data"]["entries"].array?.map { $0["item"].string }
                ?? [message["data"]["item"].string]
        }
        #expect(Set(items) == ["b"])
        let again = try await province.tick("2021-04-29T07:30")
        #expect(again.dropped == 0 && again.released == 0)
        #expect(try await province.store.damage() == [])
        #expect(try await province.engine(at: "2021-04-29T08:00").verify().isClean)
    }

    @Test(
        "or whose deadline was stopped, paused or moved to another day",
        arguments: [
            ("stop", 1), ("pause", 1), ("extend", 1), ("again", 1), ("rename", 0),
        ])
    func deadline(_ action: String, _ dropped: Int) async throws {
        let province = try Province(digest: #"digest: "16:00""#, workflow: Self.workflow)
        try await province.start("a")
        #expect(try await province.tick("2021-04-28T08:00").held == 1)
        try await province.engine(at: "2021-04-28T10:00").advance("a", action, as: "an")
        let afternoon = try await province.tick("2021-04-28T16:00")
        #expect(afternoon.dropped == dropped)
        #expect(afternoon.released == 1 - dropped)
    }

    static let workflow = """
        workflow: task
        version: 1
        title: Task
        fields:
          lead: {type: agency, required: true}
          is_waiting: {type: bool, default: false}
          name: {type: string, default: x}
        states:
          work:
            owner: item.lead
            deadline:
              within: 2 working days
              source: office setting
              escalate: standard
              pauses: item.is_waiting
            actions:
              finish: {by: anyone, to: done}
              stop: {by: anyone, to: rest}
              again: {by: anyone, to: work}
              pause: {by: anyone, set: {is_waiting: "true"}}
              rename: {by: anyone, set: {name: "'y'"}}
              extend:
                by: anyone
                extends_deadline: {name: work, to: 5 working days}
          rest: {owner: item.lead, actions: {finish: {by: anyone, to: done}}}
          done: {final: done}
        """

    @Test("What a ladder did by itself is told of, though it ended the deadline")
    func automatic() async throws {
        let workflow = """
            workflow: task
            version: 1
            title: Task
            fields: {lead: {type: agency, required: true}}
            states:
              work:
                owner: item.lead
                deadline: {within: 2 working days, source: office setting, escalate: standard}
                actions:
                  agree: {by: anyone, automatic: true, to: done}
              done: {final: done}
            """
        let province = try Province(
            digest: "", steps: "[{after: 1 hour, act: agree, notify: [{person: an}]}]",
            workflow: workflow)
        try await province.start("a")
        let night = try await province.tick("2021-04-29T12:00")
        #expect(night.held > 0)
        let open = try await province.tick("2021-04-29T13:30")
        let types = try await province.messages().compactMap { $0["type"].string }
        #expect(types == ["wf.deadline.escalated"])
        // That it was overdue before needs no telling.
        #expect(open.dropped == 1)
    }
}
