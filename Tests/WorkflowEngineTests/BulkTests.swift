import Synchronization
import Testing
import WorkflowCore
import WorkflowEngine
import WorkflowLoading
import WorkflowModel
import WorkflowStorage

/// Many items advanced together, over every store.
@Suite("Each of many items is advanced by itself")
struct BulkTests {
    private static let library = Result {
        try Library.load(
            from: MemorySources(
                [
                    """
                    organisation: test
                    roles: {chair: Chair, clerk: Clerk}
                    agencies: [{code: so-a, name: Sở A}]
                    people:
                      - {id: chi, name: Chi, agency: so-a, roles: [chair]}
                      - {id: dung, name: Dung, agency: so-a, roles: [clerk]}
                    """,
                    LetterOffice.calendar("office"),
                    """
                    workflow: decision
                    version: 1
                    title: Decision
                    fields: {amount: {type: int, title: Amount}}
                    initial: approval
                    states:
                      approval:
                        actions:
                          approve: {by: {role: chair}, when: "item.amount < 1000", to: approved}
                          put: {by: {role: clerk}, input: [amount]}
                      approved: {final: completed}
                    """,
                    "constraints: []",
                ].enumerated().map { DefinitionSource(path: "file\($0).yaml", text: $1) }))
    }

    private let items = (1...130).map { "Q.\(1_000 + $0)" }

    private func engine(over store: any Store) throws -> Engine {
        Engine(library: try Self.library.get(), store: store)
    }

    /// Starts all items; every tenth is about more than may be approved.
    private func start(_ engine: Engine) async throws {
        for (number, item) in items.enumerated() {
            try await engine.start(
                "decision", id: item,
                fields: [("amount", .int(number % 10 == 9 ? 5_000 : 10))], as: "dung")
        }
    }

    private func steps(_ engine: Engine) async throws -> [BulkStep] {
        var steps: [BulkStep] = []
        for item in items {
            steps.append(
                BulkStep(try await engine.state(of: item), ActCommand(action: "approve")))
        }
        return steps
    }

    /// What became of each item, in a word.
    private func words(_ results: [Result<Outcome, EngineError>]) -> [String] {
        results.map { result in
            switch result {
            case .success(let outcome): "\(outcome.item.version) \(outcome.events.count)"
            case .failure(.refused(let refusal)): refusal.code.rawValue
            case .failure(.versionMismatch(_, let expected, let actual)):
                "\(expected) is \(actual)"
            case .failure(.store(let error)): error.code.rawValue
            case .failure(let error): "\(error)"
            }
        }
    }

    @Test("what one is refused keeps no other", arguments: LetterOffice.Kind.allCases)
    func refused(_ kind: LetterOffice.Kind) async throws {
        let office = try LetterOffice(kind)
        let engine = try engine(over: office.store)
        try await start(engine)
        let results = await engine.advance(each: try await steps(engine), as: "chi")
        #expect(
            words(results) == items.indices.map { $0 % 10 == 9 ? "guard-failed" : "2 1" })
        for (item, result) in zip(items, results) {
            guard case .success(let outcome) = result else { continue }
            #expect(outcome.item.id == item)
            #expect(try await engine.history(of: item).last == outcome.events.last)
        }
        #expect(try await engine.verify().isClean)
    }

    @Test("who may not advances none", arguments: LetterOffice.Kind.allCases)
    func notPermitted(_ kind: LetterOffice.Kind) async throws {
        let office = try LetterOffice(kind)
        let engine = try engine(over: office.store)
        try await start(engine)
        let results = await engine.advance(each: try await steps(engine), as: "dung")
        #expect(Set(words(results)) == ["not-permitted"])
        let unknown = await engine.advance(each: try await steps(engine), as: "nobody")
        #expect(unknown.allSatisfy { if case .failure(.unknownActor) = $0 { true } else { false } })
        #expect(try await engine.store.head().sequence == Int64(items.count))
    }

    @Test(
        "an item that somebody else moved meanwhile is as they left it, and told",
        arguments: LetterOffice.Kind.allCases)
    func overtaken(_ kind: LetterOffice.Kind) async throws {
        let office = try LetterOffice(kind)
        let engine = try engine(over: office.store)
        try await start(engine)
        let steps = try await steps(engine)
        let other = try self.engine(over: office.store)
        for item in [items[3], items[70]] {
            try await other.advance(item, "put", fields: [("amount", .int(7))], as: "dung")
        }
        let results = await engine.advance(each: steps, as: "chi")
        let words = words(results)
        #expect(words[3] == "1 is 2" && words[70] == "1 is 2")
        #expect(words.count { $0 == "2 1" } == items.count - 13 - 2)
        #expect(try await engine.state(of: items[3]).isActive("approval"))
        #expect(try await engine.verify().isClean)
    }

    /// How the disk fails when many commits are to be written at once.
    enum Failure: CaseIterable { case busy, io }

    @Test(
        "a store that is busy is so for all; another failure of all may be the fault of one",
        arguments: LetterOffice.Kind.allCases, Failure.allCases)
    func failure(_ kind: LetterOffice.Kind, _ failure: Failure) async throws {
        let office = try LetterOffice(kind)
        try await start(try engine(over: office.store))
        let batches = Mutex(0)
        let broken = RacingStore(
            office.store, afterLook: {},
            beforeBatch: { () throws(StoreError) in
                if batches.withLock({
                    $0 += 1; return $0
                }) > 1 {
                    return
                }
                throw StoreError(failure == .busy ? .busy : .io, subject: "store")
            })
        let engine = try engine(over: broken)
        let results = await engine.advance(each: try await steps(engine), as: "chi")
        // Sixty-four that could be approved went together.
        let first = failure == .busy ? "busy" : "2 1"
        #expect(
            words(results)
                == items.indices.map { $0 % 10 == 9 ? "guard-failed" : $0 < 71 ? first : "2 1" })
        #expect(batches.withLock { $0 } == 2)
        #expect(try await engine.verify().isClean)
    }

    @Test("what cannot be made ready is not advanced", arguments: LetterOffice.Kind.allCases)
    func unprepared(_ kind: LetterOffice.Kind) async throws {
        struct Full: Error {}
        let office = try LetterOffice(kind)
        let engine = try engine(over: office.store)
        try await start(engine)
        let results = await engine.advance(each: try await steps(engine), as: "chi") {
            throw Full()
        }
        let failed = results.count {
            if case .failure(.unprepared(let error)) = $0 { error is Full } else { false }
        }
        #expect(failed == items.count - 13)
        #expect(try await engine.store.head().sequence == Int64(items.count))
    }

    @Test(
        "a refusal that holds no more is no refusal: somebody else was quicker",
        arguments: LetterOffice.Kind.allCases)
    func staleRefusal(_ kind: LetterOffice.Kind) async throws {
        let office = try LetterOffice(kind)
        let engine = try engine(over: office.store)
        try await start(engine)
        let steps = try await steps(engine)
        // About more than may be approved, as it was selected.
        try await engine.advance(items[9], "put", fields: [("amount", .int(7))], as: "dung")
        let words = words(await engine.advance(each: steps, as: "chi"))
        #expect(words[9] == "1 is 2" && words[19] == "guard-failed")
    }

    @Test(
        "what is done to an item reaches relatives that are hidden from who does it",
        arguments: LetterOffice.Kind.allCases)
    func hiddenRelatives(_ kind: LetterOffice.Kind) async throws {
        let office = try ComplaintOffice(kind)
        let engine = try office.engine()
        try await office.file("A")
        try await engine.advance("A", "hear", as: "an")
        try await engine.advance("A", "visit", as: "an")
        // Those of the other department do not see what their visit is for.
        let visit = try await engine.state(of: "A.so-b", as: "chi")
        #expect(visit.parent == nil)
        let paid = await engine.advance(
            each: [BulkStep(visit, ActCommand(action: "pay"))], as: "chi")
        #expect(words(paid) == ["2 1"])
        #expect(try await engine.state(of: "A.so-b").parent == "A")
        #expect(try await engine.state(of: "A").children.last?.states == ["paid"])
        #expect(try await engine.items(ItemQuery(parent: "A")).map(\.id).contains("A.so-b"))
        // Nor do these see that visit, when they close what it is below.
        let complaint = try await engine.state(of: "A", as: "binh")
        #expect(complaint.children.count == 3)
        for (condition, found) in [
            ("children.size() == 3", ["A"]), ("children.size() == 4", []),
            ("children.exists(c, c.id == 'A.so-b')", []),
        ] {
            let selection = try await engine.select(
                ItemQuery(workflow: "complaint"), where: condition, as: "binh")
            #expect(selection.items.map(\.id) == found, "\(condition)")
        }
        let endless = "lists.range(1000).all(x, lists.range(1000).all(y, x * y >= 0))"
        await #expect {
            _ = try await engine.select(ItemQuery(), where: endless, as: "binh")
        } throws: { error in
            if case .costlyCondition? = error as? EngineError { true } else { false }
        }
        let closed = await engine.advance(
            each: [BulkStep(complaint, ActCommand(action: "close"))], as: "binh")
        guard case .success(let outcome) = closed[0] else {
            Issue.record("\(closed)")
            return
        }
        #expect(outcome.item.children.count == 3)
        #expect(try await engine.state(of: "A").children.count == 4)
        #expect(try await engine.verify().problems == [])
    }

    @Test(
        "items of one family among others each see what became of the one before",
        arguments: LetterOffice.Kind.allCases)
    func families(_ kind: LetterOffice.Kind) async throws {
        let school = try SchoolOffice(kind)
        try await school.begin("C")
        try await school.begin("D")
        let engine = try school.engine()
        let ids = ["C.1", "D.1", "C.2", "C", "D.2"]
        var steps: [BulkStep] = []
        for id in ids {
            let command =
                id == "C"
                ? ActCommand(action: "suspend")
                : ActCommand(action: "hold", fields: [("trainees", .int(20))])
            steps.append(BulkStep(try await engine.state(of: id), command))
        }
        let results = await engine.advance(each: steps, as: "binh")
        // The course had been told of both its classes when its turn came.
        #expect(words(results) == ["2 1", "2 1", "2 1", "3 is 5", "2 1"])
        for id in ["C", "D"] {
            #expect(
                try await engine.state(of: id).children.map(\.states)
                    == [["open", "held"], ["open", "held"]])
        }
        #expect(try await engine.verify().problems == [])
    }
}
