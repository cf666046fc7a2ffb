import Foundation
import JSON
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowLoading
import WorkflowModel
import WorkflowSQLite
import WorkflowStorage

/// A small province of its own, whose deadlines are reminded of as a test says.
final class Province: Sendable {
    enum Kind: Sendable, CaseIterable { case memory, sqlite }

    static let organisation = """
        organisation: test
        roles: {specialist: Specialist, head: Head, director: Director}
        agencies:
          - {code: tinh, name: Tỉnh}
          - {code: so-a, name: Sở A, parent: tinh}
          - {code: so-b, name: Sở B, parent: tinh}
          - {code: so-c, name: Sở C}
          - {code: nhom, name: Nhóm, kind: group, members: [so-a, so-c]}
          - {code: nhom-rong, name: Nhóm rỗng, kind: group}
        people:
          - {id: an, name: An, agency: so-a, roles: [specialist], demo: true}
          - {id: binh, name: Bình, agency: so-a, roles: [head], demo: true}
          - {id: chi, name: Chi, agency: so-b, roles: [specialist], demo: true}
          - {id: chu, name: Chu, agency: tinh, roles: [director], demo: true}
          - {id: thu, name: Thu, agency: tinh, roles: [specialist], demo: true}
        """

    /// 30/4 is a holiday, 3/5 a day off in lieu.
    static let calendar = """
        calendar: office
        version: test.1
        week: {\(week)}
        years:
          2021:
            off:
              - {date: 2021-04-30, reason: Ngày Chiến thắng}
              - {date: 2021-05-03, reason: Nghỉ bù 01/5, in_lieu_of: 2021-05-01}
        """

    private static let week = ["monday", "tuesday", "wednesday", "thursday", "friday"]
        .map { #"\#($0): ["07:30-11:30", "13:30-17:00"]"# }.joined(separator: ", ")

    static let workflow = """
        workflow: task
        version: 1
        title: Task
        fields: {lead: {type: agency, required: true}}
        states:
          work:
            owner: item.lead
            deadline: {within: 2 working days, source: office setting, escalate: standard}
            actions: {finish: {by: {role: specialist, agency: item.lead}, to: done}}
          done: {final: done}
        """

    let library: Library
    let store: any Store
    /// Where the store is, to open it once more.
    let path: String?

    /// - Parameters:
    ///   - digest: what the rules say; empty for nothing.
    ///   - targets: of the one step of the ladder, `at: due`.
    ///   - more: further rules, `{name: …}`.
    ///   - workflow: in place of the usual one.
    init(
        _ kind: Kind = .memory, digest: String = "digest: true", targets: String = "[owner]",
        steps: String? = nil, more: [String] = [], workflow: String = Province.workflow
    ) throws {
        let steps = steps ?? "[{at: due, remind: \(targets)}]"
        let notifications = """
            notifications:
              sinks: {log: {type: log, path: x}}
              rules:
                - name: due-soon
                  on: wf.deadline.reminder
                  to: owner
                  sinks: log
                  \(digest)
                  text: {vi: "Nhắc {{id}} hạn {{due}}", en: "Due {{id}} on {{due}}"}
                - name: late
                  on: [wf.deadline.overdue, wf.deadline.escalated]
                  to: owner
                  sinks: log
                  \(digest)
                  text: {vi: "Quá hạn {{days_overdue}} {{id}}", en: "{{days_overdue}} late {{id}}"}
            """
        let rules =
            more.isEmpty ? [] : ["notifications: {rules: [\(more.joined(separator: ", "))]}"]
        let texts =
            rules + [
                Self.organisation, Self.calendar, workflow, notifications,
                "escalations: {standard: {steps: \(steps)}}",
            ]
        let sources = texts.enumerated().map {
            DefinitionSource(path: "file\($0).yaml", text: $1)
        }
        library = try Library.load(from: MemorySources(sources))
        switch kind {
        case .memory:
            path = nil
            store = MemoryStore()
        case .sqlite:
            let file = FileManager.default.temporaryDirectory
                .appending(path: "wf-\(UUID().uuidString).sqlite").path
            path = file
            store = try SQLiteStore(path: file, create: true)
        }
    }

    deinit {
        guard let path else { return }
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
    }

    func engine(at time: String, over store: (any Store)? = nil) throws -> Engine {
        guard let now = Instant(parsing: time, in: .vietnam) else {
            throw Office.BadTime(text: time)
        }
        return Engine(library: library, store: store ?? self.store, clock: .fixed(now))
    }

    func start(
        _ id: String, lead: String = "so-a", days: Int = 2, at time: String = "2021-04-26T08:00"
    ) async throws {
        try await engine(at: time).start(
            "task", id: id, fields: [("lead", .string(lead))],
            limits: ["work": .limit(.workingDays(days))], as: "an")
    }

    /// What `wf tick` does before it delivers.
    @discardableResult
    func tick(_ time: String) async throws -> ReleaseOutcome {
        let engine = try engine(at: time)
        _ = try await engine.tick()
        return try await engine.releaseHeld()
    }

    func waiting() async throws -> [OutboxRow] {
        try await store.waitingNotifications(sink: "log", limit: 10_000)
    }

    /// What waits to be delivered, as JSON.
    func messages() async throws -> [JSON] {
        try await waiting().map { try JSON.parse($0.envelope) }
    }

    /// The people, or agencies, each waiting message is for.
    func recipients() async throws -> [[String]] {
        try await messages().map { message in
            (message["data"]["to"].array ?? []).map {
                $0["person"].string ?? $0["agency"].string ?? ""
            }
        }
    }
}
