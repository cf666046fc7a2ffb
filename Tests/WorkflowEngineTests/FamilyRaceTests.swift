import Synchronization
import Testing
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowStorage

/// Children of one parent change at the same time. None of it may be lost.
@Suite("Children in a race", .serialized)
struct FamilyRaceTests {
    @Test("Two engines over one file end two children at once: the parent has seen both")
    func twoEngines() async throws {
        let rounds = 200
        let office = try SchoolOffice(.sqlite)
        let engines = [try office.engine(), try office.rival()]
        for round in 1...rounds { try await office.begin("R\(round)") }
        for round in 1...rounds {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (place, engine) in engines.enumerated() {
                    group.addTask {
                        let child = "R\(round).\(place + 1)"
                        try await engine.advance(child, "hold", as: "an")
                        try await engine.advance(child, "report", as: "an")
                    }
                }
                try await group.waitForAll()
            }
        }
        for round in 1...rounds {
            let parent = try await engines[round % 2].state(of: "R\(round)")
            #expect(parent.children.map(\.outcome) == ["reported", "reported"])
            #expect(parent[field: "delivered"] == .quantity(Quantity("02 lớp")))
            #expect(parent.isActive("reporting"))
        }
        #expect(try await engines[0].verify().problems == [])
        await engines[1].store.close()
    }

    @Test("Who changes the parent meanwhile makes a child's step be decided anew, not lost")
    func parentMovesOn() async throws {
        let office = try SchoolOffice()
        try await office.begin()
        let ahead = try office.engine()
        let turns = Turns()
        let store = RacingStore(office.store) { () async throws(StoreError) in
            guard turns.isFirst() else { return }
            do {
                // The parent has just been read for the step of its child.
                try await ahead.advance("C.2", "cancel", as: "binh")
            } catch {
                throw StoreError(.io, subject: "C.2", detail: "\(error)")
            }
        }
        let behind = try office.engine(over: store)
        try await behind.advance("C.1", "hold", as: "an")
        let parent = try await ahead.state(of: "C")
        #expect(parent.children.map(\.states) == [["open", "held"], ["cancelled"]])
        #expect(try await ahead.verify().problems == [])
    }

    @Test("Two people add a child at once: both are there, under different names")
    func twoAdd() async throws {
        let office = try SchoolOffice(.sqlite)
        try await office.begin(classes: 1)
        let engines = [try office.engine(), try office.rival()]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for engine in engines {
                group.addTask {
                    for _ in 1...20 { try await engine.start("class", below: "C", as: "an") }
                }
            }
            try await group.waitForAll()
        }
        let parent = try await engines[0].state(of: "C")
        #expect(parent.children.map(\.id) == (1...41).map { "C.\($0)" })
        #expect(try await engines[0].verify().problems == [])
        await engines[1].store.close()
    }
}

/// Asked for the first time, or again.
private final class Turns: Sendable {
    private let taken = Mutex(false)

    func isFirst() -> Bool {
        taken.withLock { taken in
            defer { taken = true }
            return !taken
        }
    }
}
