import Foundation
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowLoading
import WorkflowModel
import WorkflowSQLite
import WorkflowStorage

/// Two engines, each with a connection of its own to one file, as two processes have.
@Suite("Two people act at the same instant")
struct RaceTests {
    private static let sources = [
        """
        organisation: test
        roles: {chair: Chair}
        agencies: [{code: so-a, name: Sở A}]
        people:
          - {id: chi, name: Chi, agency: so-a, roles: [chair]}
          - {id: dung, name: Dung, agency: so-a, roles: [chair]}
        """,
        """
        calendar: office
        version: test.1
        zone: Asia/Ho_Chi_Minh
        title: Office
        week: {monday: ["07:30-11:30"]}
        years: {2021: {decision: {text: test, known_on: 2020-12-01}, off: []}}
        """,
        """
        workflow: decision
        version: 1
        title: Decision
        initial: approval
        states:
          approval:
            actions:
              approve: {by: {role: chair}, to: approved}
              reject: {by: {role: chair}, to: approved}
              endorse: {by: {role: chair}, approvals: 2, to: approved}
          approved:
            actions: {publish: {by: {role: chair}, to: done}}
          done: {final: completed}
        """,
        "constraints: []",
    ]

    private let folder: URL
    private let engines: [Engine]

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "wf-race-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        let library = try Library.load(
            from: MemorySources(
                Self.sources.enumerated().map {
                    DefinitionSource(path: "file\($0).yaml", text: $1)
                }))
        let path = folder.appending(path: "wf.sqlite").path
        engines = try (0..<2).map { _ in
            Engine(library: library, store: try SQLiteStore(path: path, create: true))
        }
    }

    /// How an attempt ended.
    private enum End: Hashable {
        case won, overtaken
        case refused(Refusal.Code)
        case failed(String)
    }

    private func end(_ engine: Engine, _ item: String, _ action: String, _ actor: String) async
        -> End
    {
        do {
            try await engine.advance(item, action, as: actor)
            return .won
        } catch {
            switch error {
            case .store(let error) where error.code == .conflict || error.code == .busy:
                return .overtaken
            case .refused(let refusal): return .refused(refusal.code)
            default: return .failed("\(error)")
            }
        }
    }

    /// Both at once, each through an engine of its own.
    private func race(
        _ item: String, _ first: (String, String), _ second: (String, String)
    ) async -> [End] {
        async let one = end(engines[0], item, first.0, first.1)
        async let other = end(engines[1], item, second.0, second.1)
        return await [one, other]
    }

    @Test("what is started twice with one key is started once, and answered twice, in 100 rounds")
    func starts() async throws {
        func start(_ engine: Engine, _ id: String?, _ key: String) async throws -> Outcome {
            try await engine.start("decision", id: id, key: key, as: "chi")
        }
        for round in 0..<100 {
            let id = round.isMultiple(of: 2) ? "S.\(round)" : nil
            async let one = start(engines[0], id, "start-\(round)")
            async let other = start(engines[1], id, "start-\(round)")
            let outcomes = try await [one, other]
            #expect(outcomes.count { $0.isRepeated } == 1)
            #expect(outcomes[0].item.id == outcomes[1].item.id)
            #expect(outcomes[0].events == outcomes[1].events)
        }
        #expect(try await engines[0].items(ItemQuery(limit: 1_000)).count == 100)
    }

    @Test("items without a name that begin in one millisecond have different ones")
    func names() async throws {
        let now = try #require(Instant(parsing: "2021-04-14T08:00:00+07:00", in: .vietnam))
        let engine = Engine(
            library: engines[0].library, store: MemoryStore(), clock: .fixed(now))
        var ids: [String] = []
        for _ in 0..<3 {
            ids.append(try await engine.start("decision", id: nil, as: "chi").item.id)
        }
        #expect(ids == ["", "-2", "-3"].map { ids[0] + $0 })
        await #expect(throws: EngineError.self) {
            try await engine.start("decision", id: ids[0], as: "chi")
        }
    }

    @Test(
        "one wins, the other is overtaken or comes after, in 1,000 rounds", .timeLimit(.minutes(5)))
    func rounds() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var ends: [End: Int] = [:]
        for round in 0..<1_000 {
            let item = "R.\(round)"
            try await engines[round % 2].start("decision", id: item, as: "chi")
            let outcome = await race(item, ("approve", "chi"), ("reject", "dung"))
            for end in outcome { ends[end, default: 0] += 1 }
            #expect(outcome.count { $0 == .won } == 1, "round \(round): \(outcome)")
            let history = try await engines[1].history(of: item)
            #expect(history.map(\.event.version) == [1, 2], "round \(round)")
        }
        #expect(ends[.won] == 1_000)
        #expect((ends[.overtaken] ?? 0) + (ends[.refused(.notAvailable)] ?? 0) == 1_000, "\(ends)")
        let report = try await engines[0].verify()
        #expect(report.problems.isEmpty)
        #expect(report.events == 2_000)
    }

    @Test("the same person, twice at once, gives one approval", .timeLimit(.minutes(5)))
    func sameApprover() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        for round in 0..<200 {
            let item = "S.\(round)"
            try await engines[round % 2].start("decision", id: item, as: "chi")
            let outcome = await race(item, ("endorse", "chi"), ("endorse", "chi"))
            #expect(outcome.count { $0 == .won } == 1, "round \(round): \(outcome)")
            #expect(
                outcome.allSatisfy {
                    [.won, .overtaken, .refused(.alreadyApproved)].contains($0)
                }, "round \(round): \(outcome)")
            let state = try await engines[0].state(of: item)
            #expect(state.isActive("approval") && state.approvals.count == 1)
        }
    }

    @Test("two different people at once never make one approval of two", .timeLimit(.minutes(5)))
    func twoApprovers() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        for round in 0..<200 {
            let item = "T.\(round)"
            try await engines[round % 2].start("decision", id: item, as: "chi")
            let outcome = await race(item, ("endorse", "chi"), ("endorse", "dung"))
            let won = outcome.count { $0 == .won }
            let types = try await engines[0].history(of: item).map(\.event.type)
            #expect(
                types == ["item.started", "approval.given"] && won == 1
                    || types == ["item.started", "approval.given", "item.advanced"] && won == 2,
                "round \(round): \(outcome), \(types)")
        }
    }
}
