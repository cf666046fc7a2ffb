import Diagnostics
import JSON
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowStorage

@Suite("An item opens others below it")
struct FamilyTests {
    // MARK: Opening

    @Test(
        "As many as are expected, with what the parent gives them, in one transaction",
        arguments: LetterOffice.Kind.allCases)
    func opens(_ kind: LetterOffice.Kind) async throws {
        let office = try SchoolOffice(kind)
        let outcome = try await office.begin()
        let engine = try office.engine()
        #expect(outcome.item.children.map(\.id) == ["C.1", "C.2"])
        #expect(
            outcome.item.children.map(\.states) == [["open", "prepare"], ["open", "prepare"]])
        for (id, content) in [("C.1", "Tập huấn 1"), ("C.2", "Tập huấn 2")] {
            let child = try await engine.state(of: id)
            #expect(child.parent == "C")
            #expect(child[field: "content"] == .string(content))
            #expect(child.startedBy == nil)
        }
        #expect(
            try await engine.items(ItemQuery(parent: "C")).map(\.id) == ["C.1", "C.2"])
        #expect(try await engine.items(ItemQuery()).map(\.parent) == [nil, "C", "C"])
        let all = outcome.events + outcome.related
        #expect(
            all.sorted { $0.sequence < $1.sequence }.map { "\($0.event.item) \($0.event.type)" }
                == [
                    "C item.advanced", "C.1 item.started", "C.2 item.started", "C child.changed",
                ])
        #expect(try await engine.verify().problems == [])
    }

    @Test("Without a number there are none, and the item waits for a person")
    func none() async throws {
        let office = try SchoolOffice()
        let engine = try office.engine()
        try await engine.start("course", id: "C", as: "an")
        let outcome = try await engine.advance("C", "start-work", as: "an")
        #expect(outcome.item.children.isEmpty)
        #expect(outcome.related.isEmpty)
        #expect(outcome.item.isActive("classes"))
    }

    @Test("One for each member of a list, once, also when the state is entered again")
    func forEach() async throws {
        let course = SchoolOffice.course
            .replacing("count: item.quantity.min", with: "for_each: item.districts")
            .replacing("string(n)", with: "each")
        let office = try SchoolOffice(course: course)
        let outcome = try await office.begin(
            "C", [("districts", .list([.string("Huế"), .string("A Lưới")]))])
        #expect(outcome.item.children.map(\.member) == ["Huế", "A Lưới"])
        let engine = try office.engine()
        let second = try await engine.state(of: "C.2")
        #expect(second[field: "content"] == .string("Tập huấn A Lưới"))
        try await engine.advance("C", "suspend", as: "binh")
        let again = try await engine.advance("C", "resume", as: "binh")
        #expect(again.item.children.count == 2)
    }

    @Test("A child that cannot begin lets nothing happen, and says why")
    func refusedChild() async throws {
        let course = SchoolOffice.course
            .replacing("item.content + ' ' + string(n)", with: "\"n == 2 ? dyn(null) : dyn('x')\"")
        let office = try SchoolOffice(course: course)
        let error = await #expect(throws: EngineError.self) { try await office.begin() }
        guard case .refused(let refusal)? = error else {
            Issue.record("it should be refused, not \(String(describing: error))")
            return
        }
        #expect(refusal.code == .missing)
        #expect(refusal.message.en.contains("C.2"))
        let engine = try office.engine()
        #expect(try await engine.items(ItemQuery()).map(\.id) == ["C"])
        #expect(try await engine.history(of: "C").count == 1)
    }

    @Test("An identifier that is taken is told, and nothing happens")
    func takenIdentifier() async throws {
        let office = try SchoolOffice()
        try await office.engine().start(
            "class", id: "C.2", fields: [("content", .string("khác"))], as: "an")
        let error = await #expect(throws: EngineError.self) { try await office.begin() }
        guard case .alreadyExists("C.2")? = error else {
            Issue.record("C.2 should be taken, not \(String(describing: error))")
            return
        }
        #expect(try await office.states("C") == ["planned"])
        #expect(try await office.engine().verify().problems == [])
    }

    @Test("The same key opens nothing twice, and gives the same answer")
    func key() async throws {
        let office = try SchoolOffice()
        let engine = try office.engine()
        try await engine.start(
            "course", id: "C", fields: [("quantity", .quantity(Quantity("02")))], as: "an")
        let first = try await engine.advance("C", "start-work", key: "k", as: "an")
        let second = try await engine.advance("C", "start-work", key: "k", as: "an")
        #expect(second.isRepeated)
        #expect(second.events == first.events)
        #expect(second.related == first.related)
        #expect(try await engine.items(ItemQuery(parent: "C")).count == 2)
    }

    // MARK: One more

    @Test("A person adds one more where the rule allows it, once for a key")
    func more() async throws {
        let office = try SchoolOffice()
        try await office.begin()
        let engine = try office.engine()
        let added = try await engine.start(
            "class", below: "C", fields: [("content", .string("Lớp thêm"))], key: "k", as: "an")
        #expect(added.item.id == "C.3")
        #expect(added.item.startedBy == "an")
        #expect(added.item[field: "content"] == .string("Lớp thêm"))
        let again = try await engine.start("class", below: "C", key: "k", as: "an")
        #expect(again.isRepeated)
        #expect(again.item.id == "C.3")
        let named = try await engine.start("class", below: "C", id: "X", as: "an")
        #expect(named.item[field: "content"] == .string("Tập huấn 4"))
        let parent = try await engine.state(of: "C")
        #expect(parent.children.map(\.id) == ["C.1", "C.2", "C.3", "X"])
        #expect(parent.children.allSatisfy { $0.states == ["open", "prepare"] })
        #expect(try await engine.verify().problems == [])
    }

    @Test(
        "Not by others, not elsewhere, not of another workflow",
        arguments: [
            ("class", "binh", true, Refusal.Code.notPermitted),
            ("class", "an", false, .notAvailable), ("course", "an", true, .notAvailable),
        ])
    func notMore(_ workflow: String, actor: String, isOpen: Bool, code: Refusal.Code) async throws {
        let office = try SchoolOffice()
        let engine = try office.engine()
        if isOpen {
            try await office.begin()
        } else {
            try await engine.start("course", id: "C", as: "an")
        }
        let error = await #expect(throws: EngineError.self) {
            try await engine.start(workflow, below: "C", as: actor)
        }
        guard case .refused(let refusal)? = error else {
            Issue.record("it should be refused, not \(String(describing: error))")
            return
        }
        #expect(refusal.code == code)
        if code == .notPermitted { #expect(refusal.reasons[0].whoCould == ["an"]) }
    }

    // MARK: Upwards

    @Test(
        "What children deliver is added up, and the parent goes on when the last has reported",
        arguments: LetterOffice.Kind.allCases)
    func rollsUp(_ kind: LetterOffice.Kind) async throws {
        let office = try SchoolOffice(kind)
        try await office.begin()
        let engine = try office.engine()
        for (id, trainees, day) in [("C.2", 30, "2021-05-02"), ("C.1", 28, "2021-04-30")] {
            try await engine.advance(
                id, "hold", fields: [("trainees", .int(Int64(trainees))), ("held_on", .day(day))],
                as: "an")
        }
        var course = try await engine.state(of: "C")
        #expect(course[field: "trainees"] == .int(58))
        #expect(course[field: "last_on"] == .day("2021-05-02"))
        #expect(course[field: "delivered"] == nil)
        try await engine.advance("C.1", "report", as: "an")
        course = try await engine.state(of: "C")
        #expect(course[field: "delivered"] == .quantity(Quantity("01 lớp")))
        #expect(course[field: "fulfilled"] == .bool(false))
        #expect(course[field: "running"] == .int(1))
        #expect(course.isActive("classes"))
        let last = try await engine.advance("C.2", "report", as: "an")
        #expect(last.related.map(\.event.item) == ["C"])
        course = try await engine.state(of: "C")
        #expect(course[field: "delivered"] == .quantity(Quantity("02 lớp")))
        #expect(course[field: "fulfilled"] == .bool(true))
        #expect(course.isActive("reporting"))
        #expect(try await engine.items(ItemQuery(workflow: "course"))[0].delivered == "02 lớp")
        #expect(try await engine.verify().problems == [])
    }

    @Test("What the parent cannot see concerns it not")
    func unseen() async throws {
        let office = try SchoolOffice()
        let before = try await office.begin().item.version
        let engine = try office.engine()
        let outcome = try await engine.advance("C.1", "note-down", note: "x", as: "an")
        #expect(outcome.related.isEmpty)
        #expect(try await engine.state(of: "C").version == before)
    }

    @Test("Nobody sets by hand what is kept from children; without children they may")
    func byHand() async throws {
        let office = try SchoolOffice()
        let engine = try office.engine()
        let delivered: [(name: String, value: FieldValue?)] = [
            ("delivered", .quantity(Quantity("09 lớp")))
        ]
        try await engine.start("course", id: "D", as: "an")
        try await engine.advance("D", "start-work", as: "an")
        try await engine.advance("D", "record", fields: delivered, as: "an")
        try await office.begin()
        let error = await #expect(throws: EngineError.self) {
            try await engine.advance("C", "record", fields: delivered, as: "an")
        }
        guard case .refused(let refusal)? = error else {
            Issue.record("it should be refused, not \(String(describing: error))")
            return
        }
        #expect(refusal.code == .invalidInput)
        #expect(refusal.message.en.contains("kept from the children"))
    }

    @Test("A guard over the children says what it waits for")
    func guarded() async throws {
        let office = try SchoolOffice()
        try await office.begin()
        let engine = try office.engine()
        let reasons = try await engine.why("C", "finish", as: "an")
        #expect(reasons.map(\.code) == [.guardFailed])
        for id in ["C.1", "C.2"] { try await engine.advance(id, "cancel", as: "binh") }
        #expect(try await engine.advance("C", "finish", as: "an").item.isActive("reporting"))
    }

    @Test(
        "The clock brings a child to its end, and its parent sees it",
        arguments: LetterOffice.Kind.allCases)
    func ticks(_ kind: LetterOffice.Kind) async throws {
        let course = SchoolOffice.course.replacing(
            "c.outcome == 'reported'", with: "c.outcome == 'lapsed'")
        let office = try SchoolOffice(kind, course: course)
        try await office.begin()
        let engine = try office.engine()
        for id in ["C.1", "C.2"] { try await engine.advance(id, "hold", as: "an") }
        let late = try office.engine(at: "05-14T08:00")
        let outcome = try await late.tick()
        #expect(outcome.fired == 2)
        #expect(outcome.faults == [])
        let parent = try await late.state(of: "C")
        #expect(parent.children.map(\.outcome) == ["lapsed", "lapsed"])
        #expect(parent.isActive("reporting"))
        #expect(try await late.tick().fired == 0)
        #expect(try await late.verify().problems == [])
    }

    // MARK: Downwards

    @Test("Suspending, resuming and cancelling goes on to the open children, in nobody's name")
    func cascades() async throws {
        let office = try SchoolOffice()
        try await office.begin(classes: 3)
        let engine = try office.engine()
        try await engine.advance("C.1", "hold", as: "an")
        try await engine.advance("C.2", "cancel", as: "binh")
        let suspended = try await engine.advance("C", "suspend", as: "binh")
        #expect(try await office.states("C.1") == ["paused"])
        #expect(try await office.states("C.2") == ["cancelled"])
        #expect(try await office.states("C.3") == ["paused"])
        #expect(suspended.item.children.map(\.states) == [["paused"], ["cancelled"], ["paused"]])
        let event = try #require(suspended.related.first)
        let data = try JSONView.parse(event.event.data)
        #expect(event.event.actor == nil)
        #expect(data["caused_by"]["item"].string == "C")
        #expect(
            data["caused_by"]["version"].int == Int64(suspended.events[0].event.version))
        try await engine.advance("C", "resume", as: "binh")
        #expect(try await office.states("C.1") == ["held"])
        #expect(try await office.states("C.3") == ["prepare"])
        let cancelled = try await engine.advance("C", "cancel", note: "Thôi", as: "binh")
        #expect(cancelled.item.children.map(\.isDone) == [true, true, true])
        #expect(try await engine.history(of: "C.3").last?.event.data.contains("Thôi") == true)
        #expect(try await engine.verify().problems == [])
    }

    @Test("A child that cannot follow stays as it is and is named")
    func leftBehind() async throws {
        let office = try SchoolOffice()
        try await office.begin()
        let engine = try office.engine()
        try await engine.advance("C.1", "pause", as: "an")
        let outcome = try await engine.advance("C", "suspend", as: "binh")
        let told = try #require(outcome.events.last)
        #expect(told.event.type == "child.changed")
        let left = try JSONView.parse(told.event.data)["left"]
        #expect(left.array?.map { $0["child"].string } == ["C.1"])
        #expect(left[0]["reason"]["en"].string?.contains("pause") == true)
        #expect(try await office.states("C.2") == ["paused"])
    }

    // MARK: Verifying

    @Test("What parent and children know of each other is verified")
    func verifies() async throws {
        let office = try SchoolOffice()
        try await office.begin()
        let engine = try office.engine()
        let rebuilt = try await engine.rebuild()
        #expect(rebuilt.items == 3)
        #expect(try await engine.verify().problems == [])
        // A child's end that its parent was not told of.
        let broken = RacingStore(office.store, keeping: 1) {}
        try await office.engine(over: broken).advance("C.1", "cancel", as: "binh")
        #expect(
            try await engine.verify().problems.map { "\($0.code) \($0.item ?? "")" } == [
                "child-differs C"
            ])
    }
}

extension String {
    func replacing(_ old: String, with new: String) -> String {
        split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }
}
