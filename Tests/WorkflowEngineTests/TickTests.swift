import Diagnostics
import Synchronization
import Testing
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowStorage

@Suite("The clock acts")
struct TickTests {
    // MARK: Order and lateness

    @Test(
        "After days without a tick every step is fired in the order it was due",
        arguments: LetterOffice.Kind.allCases)
    func late(_ kind: LetterOffice.Kind) async throws {
        let office = try LetterOffice(kind)
        for (id, day) in [("C", "04-16"), ("A", "04-16"), ("B", "04-15")] {
            try await office.receive(id, answerBy: day)
        }
        let engine = try office.engine(at: "04-20T09:00")
        let outcome = try await engine.tick()
        #expect(outcome.fired == 9)
        #expect(
            try await office.fired() == [
                "B reminder 04-15T07:30",
                "B overdue 04-16T00:00",
                "A reminder 04-16T07:30",
                "B escalated 04-16T07:30",
                "C reminder 04-16T07:30",
                "A overdue 04-17T00:00",
                "C overdue 04-17T00:00",
                "A escalated 04-19T07:30",
                "C escalated 04-19T07:30",
            ])
        #expect(outcome.events.map(\.sequence) == Array(4...12))
        #expect(outcome.events.allSatisfy { $0.event.at == engine.clock.now })
        #expect(try await engine.verify().isClean)
    }

    @Test("Ticks in time and one late tick tell the same", arguments: LetterOffice.Kind.allCases)
    func inTime(_ kind: LetterOffice.Kind) async throws {
        let offices = [try LetterOffice(kind), try LetterOffice(kind)]
        for office in offices {
            try await office.receive("A", answerBy: "04-16", lookAt: "04-15")
            try await office.receive("B", answerBy: "04-15")
        }
        for time in ["04-15T07:30", "04-16T00:00", "04-16T07:30", "04-17T00:00", "04-19T07:30"] {
            #expect(try await offices[0].engine(at: time).tick().fired > 0)
        }
        _ = try await offices[1].engine(at: "04-19T07:30").tick()
        #expect(try await offices[0].fired() == offices[1].fired())
    }

    @Test("More than fits into one transaction keeps its order")
    func manyItems() async throws {
        let office = try LetterOffice()
        let identifiers = (1_000..<2_100).map { "L\($0)" }
        for id in identifiers { try await office.receive(id, answerBy: "04-16") }
        #expect(try await office.engine(at: "04-19T09:00").tick().fired == 3 * identifiers.count)
        let steps = ["reminder 04-16T07:30", "overdue 04-17T00:00", "escalated 04-19T07:30"]
        #expect(
            try await office.fired()
                == steps.flatMap { step in identifiers.map { "\($0) \(step)" } })
    }

    @Test(
        "What comes round again falls in between what is read later",
        arguments: LetterOffice.Kind.allCases)
    func betweenPages(_ kind: LetterOffice.Kind) async throws {
        let office = try LetterOffice(kind)
        let early = (1_000..<1_100).map { "E\($0)" }
        let late = (1_000..<1_300).map { "L\($0)" }
        for id in early { try await office.receive(id, answerBy: "04-15") }
        for id in late { try await office.receive(id, answerBy: "04-16") }
        let outcome = try await office.engine(at: "04-16T09:00").tick()
        #expect(outcome.fired == 3 * early.count + late.count)
        let steps = [
            (early, "reminder 04-15T07:30"), (early, "overdue 04-16T00:00"),
            (early, "escalated 04-16T07:30"), (late, "reminder 04-16T07:30"),
        ]
        #expect(
            try await office.fired()
                == steps.flatMap { identifiers, step in identifiers.map { "\($0) \(step)" } })
    }

    // MARK: The clock jumps

    @Test("Set back, the clock fires nothing again", arguments: LetterOffice.Kind.allCases)
    func clockSetBack(_ kind: LetterOffice.Kind) async throws {
        let office = try LetterOffice(kind)
        try await office.receive("A", answerBy: "04-16")
        #expect(try await office.engine(at: "04-17T08:00").tick().fired == 2)
        let known = try await office.fired()
        for time in ["04-17T08:00", "04-16T08:00", "04-14T08:00", "04-17T09:00"] {
            #expect(try await office.engine(at: time).tick() == TickOutcome())
        }
        #expect(try await office.fired() == known)
        #expect(try await office.engine(at: "04-19T07:30").tick().fired == 1)
    }

    @Test(
        "Nothing is fired a minute early", arguments: LetterOffice.Kind.allCases,
        [("04-16T07:29", 0), ("04-16T07:30", 1), ("04-16T23:59", 1), ("04-17T00:00", 2)])
    func early(_ kind: LetterOffice.Kind, _ row: (time: String, fired: Int)) async throws {
        let office = try LetterOffice(kind)
        try await office.receive("A", answerBy: "04-16")
        #expect(try await office.engine(at: row.time).tick().fired == row.fired)
    }

    // MARK: Somebody acts meanwhile

    /// Lets a rival in once, after the first look for what is due.
    private func tick(
        _ office: LetterOffice, while act: @escaping @Sendable (Engine) async throws -> Void
    ) async throws -> TickOutcome {
        let rival = try office.engine(at: "04-20T09:00")
        let isHere = Mutex(true)
        let racing = RacingStore(office.store) { () async throws(StoreError) in
            let goes = isHere.withLock { isHere in
                defer { isHere = false }
                return isHere
            }
            guard goes else { return }
            do {
                try await act(rival)
            } catch {
                throw StoreError(.io, subject: "A", detail: "\(error)")
            }
        }
        return try await office.engine(at: "04-20T09:00", over: racing).tick()
    }

    /// Its steps lie so far apart that they are written in different transactions, and the second
    /// would fit the version at which the answer left it.
    @Test("So it is when many are due", arguments: LetterOffice.Kind.allCases)
    func answeredAmongMany(_ kind: LetterOffice.Kind) async throws {
        let office = try LetterOffice(kind)
        let identifiers = (1_000..<1_300).map { "L\($0)" }
        for id in ["A"] + identifiers { try await office.receive(id, answerBy: "04-16") }
        let outcome = try await tick(office) { try await $0.advance("A", "answer", as: "an") }
        #expect(outcome.fired == 3 * identifiers.count)
        #expect(outcome.faults.isEmpty)
        #expect(try await office.fired(of: "A").isEmpty)
        let steps = ["reminder 04-16T07:30", "overdue 04-17T00:00", "escalated 04-19T07:30"]
        #expect(
            try await office.fired()
                == steps.flatMap { step in identifiers.map { "\($0) \(step)" } })
        #expect(try await office.engine(at: "04-20T09:00").verify().isClean)
    }

    @Test("A letter answered meanwhile is left alone", arguments: LetterOffice.Kind.allCases)
    func answeredMeanwhile(_ kind: LetterOffice.Kind) async throws {
        let office = try LetterOffice(kind)
        try await office.receive("A", answerBy: "04-16")
        try await office.receive("B", answerBy: "04-16")
        let outcome = try await tick(office) { try await $0.advance("A", "answer", as: "an") }
        #expect(outcome.fired == 3)
        #expect(outcome.faults.isEmpty)
        #expect(try await office.fired(of: "A").isEmpty)
        #expect(try await office.fired(of: "B").count == 3)
        #expect(try await office.engine(at: "04-20T09:00").verify().isClean)
    }

    @Test(
        "A letter only noted meanwhile still has every step, once",
        arguments: LetterOffice.Kind.allCases)
    func notedMeanwhile(_ kind: LetterOffice.Kind) async throws {
        let office = try LetterOffice(kind)
        try await office.receive("A", answerBy: "04-16")
        try await office.receive("B", answerBy: "04-16")
        let outcome = try await tick(office) { try await $0.advance("A", "note", as: "an") }
        #expect(outcome.fired == 6)
        #expect(
            try await office.fired(of: "A") == [
                "A reminder 04-16T07:30", "A overdue 04-17T00:00", "A escalated 04-19T07:30",
            ])
        let history = try await office.engine(at: "04-20T09:00").history(of: "A")
        #expect(history.map(\.event.version) == [1, 2, 3, 4, 5])
        #expect(history[1].event.actor == "an")
    }

    @Test("Two ticks at once fire every step once", arguments: LetterOffice.Kind.allCases)
    func rivalTick(_ kind: LetterOffice.Kind) async throws {
        let office = try LetterOffice(kind)
        for id in ["A", "B", "C"] { try await office.receive(id, answerBy: "04-16") }
        let outcome = try await tick(office) { rival in
            let fired = try await rival.tick().fired
            #expect(fired == 9)
        }
        #expect(outcome == TickOutcome())
        #expect(try await office.fired().count == 9)
    }

    // MARK: Faults

    /// At which batch of commits, or at which look for what is due, the disk fails.
    enum Failure: CustomTestStringConvertible, CaseIterable {
        case firstBatch, secondBatch, lastBatch, secondLook

        var testDescription: String { "\(self)" }
    }

    @Test(
        "Where the disk fails, what was written stays, and the next tick goes on from there",
        arguments: LetterOffice.Kind.allCases, Failure.allCases)
    func failure(_ kind: LetterOffice.Kind, _ failure: Failure) async throws {
        let office = try LetterOffice(kind)
        let identifiers = (1_000..<1_600).map { "L\($0)" }
        for id in identifiers { try await office.receive(id, answerBy: "04-16") }
        let calls = Mutex((batches: 0, looks: 0))
        @Sendable func fail(_ place: (Int, Int) -> Bool) throws(StoreError) {
            let (batches, looks) = calls.withLock { $0 }
            if place(batches, looks) { throw StoreError(.io, subject: "store", detail: "disk") }
        }
        let broken = RacingStore(
            office.store,
            afterLook: { () throws(StoreError) in
                calls.withLock { $0.looks += 1 }
                try fail { _, looks in failure == .secondLook && looks == 2 }
            },
            beforeBatch: { () throws(StoreError) in
                calls.withLock { $0.batches += 1 }
                try fail { batches, _ in
                    switch failure {
                    case .firstBatch: batches == 1
                    case .secondBatch: batches == 2
                    case .lastBatch: batches == 3
                    case .secondLook: false
                    }
                }
            })
        let time = "04-16T09:00"
        await #expect(throws: EngineError.self) {
            try await office.engine(at: time, over: broken).tick()
        }
        let kept = try await office.fired()
        #expect(kept.count < identifiers.count)
        let rest = try await office.engine(at: time).tick()
        #expect(rest.fired == identifiers.count - kept.count)
        #expect(
            try await office.fired() == identifiers.map { "\($0) reminder 04-16T07:30" })
        #expect(try await office.engine(at: time).verify().isClean)
    }

    @Test(
        "A timer that cannot be evaluated is told, stays armed and holds up nobody",
        arguments: LetterOffice.Kind.allCases)
    func fault(_ kind: LetterOffice.Kind) async throws {
        let office = try LetterOffice(kind)
        // 100 / 0, due before everything else.
        try await office.receive("A", answerBy: "04-16", lookAt: "04-14", divisor: 0)
        try await office.receive("B", answerBy: "04-16")
        let outcome = try await office.engine(at: "04-16T09:00").tick()
        #expect(
            try await office.fired() == ["A reminder 04-16T07:30", "B reminder 04-16T07:30"])
        #expect(outcome.faults.map(\.timer.item) == ["A"])
        #expect(outcome.faults.map(\.timer.key) == ["after:waiting:0"])
        #expect(outcome.faults[0].refusal.code == .definitionFault)
        #expect(outcome.faults[0].refusal.message.en.contains("100 / item.divisor"))

        let later = try office.engine(at: "04-16T10:00")
        #expect(try await later.tick().faults == outcome.faults)
        try await later.advance("A", "note", fields: [("divisor", .int(4))], as: "an")
        let repaired = try await later.tick()
        #expect(repaired.faults.isEmpty)
        #expect(try await office.fired().last == "A moved 04-15T00:00")
    }

    @Test("However many timers cannot be evaluated, the others fire")
    func manyFaults() async throws {
        let office = try LetterOffice()
        for number in 1_000..<2_100 {
            try await office.receive("L\(number)", lookAt: "04-14", divisor: 0)
        }
        try await office.receive("A", answerBy: "04-16")
        let outcome = try await office.engine(at: "04-16T09:00").tick()
        #expect(try await office.fired() == ["A reminder 04-16T07:30"])
        #expect(outcome.faults.count == 1_100)
    }

    @Test(
        "Items that cannot be read any more are told and hold up nobody",
        arguments: LetterOffice.Kind.allCases)
    func lostCalendar(_ kind: LetterOffice.Kind) async throws {
        let other = """
            workflow: other
            calendar: second
            fields:
              answer_by: {type: date}
              divisor: {type: int, default: 1}
            states:
              open:
                owner: so-a
                deadline: {on: item.answer_by, source: office setting, escalate: ladder}
            """
        let extra = [LetterOffice.calendar("second"), other]
        var office = try LetterOffice(kind, extra: extra)
        for id in ["A", "B"] { try await office.receive(id, answerBy: "04-16", workflow: "other") }
        try await office.receive("C", answerBy: "04-16")
        office.library = try LetterOffice.library()
        let outcome = try await office.engine(at: "04-16T09:00").tick()
        #expect(try await office.fired() == ["C reminder 04-16T07:30"])
        #expect(outcome.faults.map(\.timer.item) == ["A", "B"])
        for fault in outcome.faults {
            #expect(fault.refusal.code == .definitionFault)
            #expect(fault.refusal.message.en.hasPrefix("Item \(fault.timer.item) "))
            #expect(fault.refusal.message.en.contains("second"))
        }
        // With the calendar back, what was late is caught up with.
        office.library = try LetterOffice.library(extra)
        #expect(try await office.engine(at: "04-17T09:00").tick().fired == 5)
    }

    @Test(
        "Timers that lead to each other without end are told, and nothing of it is kept",
        arguments: LetterOffice.Kind.allCases)
    func loop(_ kind: LetterOffice.Kind) async throws {
        let circle = """
            workflow: circle
            fields:
              look_at: {type: date}
              answer_by: {type: date}
              divisor: {type: int, default: 1}
            deadline: {on: item.answer_by, source: office setting, escalate: ladder}
            states:
              one: {after: {on: item.look_at, to: two}}
              two: {after: {on: item.look_at, to: one}}
            """
        let office = try LetterOffice(kind, extra: [circle])
        for id in ["A", "C"] {
            try await office.receive(id, answerBy: "04-16", lookAt: "04-14", workflow: "circle")
        }
        try await office.receive("B", answerBy: "04-16")
        let engine = try office.engine(at: "04-16T09:00")
        let outcome = try await engine.tick()
        #expect(outcome.faults.map(\.timer.item) == ["A", "C"])
        #expect(outcome.faults.allSatisfy { $0.refusal.code == .definitionFault })
        let known = try await office.fired()
        #expect(known.sorted() == ["A", "B", "C"].map { "\($0) reminder 04-16T07:30" })
        // The next tick finds nothing that it would write.
        let again = try await engine.tick()
        #expect(again.fired == 0)
        #expect(again.faults == outcome.faults)
        #expect(try await office.fired() == known)
        #expect(try await engine.verify().isClean)
    }
}
