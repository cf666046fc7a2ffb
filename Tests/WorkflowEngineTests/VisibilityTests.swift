import Diagnostics
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowStorage

@Suite("A workflow says who sees its items")
struct VisibilityTests {
    private func seers(_ id: String, _ office: ComplaintOffice) async throws -> [String] {
        let engine = try office.engine()
        let state = try await engine.state(of: id)
        var found: [String] = []
        for person in ComplaintOffice.people
        where try await engine.sees(state, as: person) {
            found.append(person)
        }
        return found
    }

    // MARK: Who

    @Test("its rule, in any store; without one everybody", arguments: LetterOffice.Kind.allCases)
    func rule(_ kind: LetterOffice.Kind) async throws {
        let office = try ComplaintOffice(kind)
        try await office.file("A")
        try await office.file("B", lead: "so-b", by: "giang")
        try await office.engine().start("memo", id: "M", as: "an")
        #expect(try await seers("A", office) == ["an", "binh", "em"])
        #expect(try await seers("B", office) == ["chi", "dung", "em", "giang"])
        #expect(try await seers("M", office) == ComplaintOffice.people)
        let engine = try office.engine()
        #expect(try await engine.items(ItemQuery()).map(\.id) == ["A", "B", "M"])
        #expect(try await engine.items(ItemQuery(), as: "an").map(\.id) == ["A", "M"])
        #expect(try await engine.items(ItemQuery(), as: "chi").map(\.id) == ["B", "M"])
        #expect(try await engine.items(ItemQuery(), as: "em").map(\.id) == ["A", "B", "M"])
    }

    @Test("and who has a part: who started it, has a task or may assign it, and keeps it for ever")
    func part() async throws {
        let office = try ComplaintOffice()
        // Chi files what another department leads.
        try await office.file("A", by: "chi")
        #expect(try await seers("A", office) == ["an", "binh", "chi", "em"])
        let engine = try office.engine()
        try await engine.advance("A", "ask", as: "an")
        // On the desk of the specialists of B; their head may assign it.
        #expect(try await seers("A", office) == ComplaintOffice.people)
        try await engine.advance("A", "answer", as: "giang")
        // The head, who did nothing, sees it no more.
        #expect(try await seers("A", office) == ["an", "binh", "chi", "em", "giang"])
    }

    @Test("a task somebody was given and handed back is a part as well")
    func handedBack() async throws {
        let office = try ComplaintOffice()
        try await office.file("A")
        let engine = try office.engine()
        try await engine.advance("A", "ask", as: "an")
        try await engine.assign("A", to: "giang", as: "dung")
        try await engine.handBack("A", as: "giang")
        try await engine.advance("A", "answer", as: "chi")
        #expect(try await seers("A", office) == ComplaintOffice.people)
    }

    @Test("a deputy sees what whom they stand in for sees, as far as the powers reach")
    func deputy() async throws {
        let office = try ComplaintOffice()
        try await office.file("A")
        let engine = try office.engine()
        let from = try #require(CalendarDate(parsing: "2021-04-14"))
        let to = try #require(CalendarDate(parsing: "2021-04-20"))
        for (deputy, scope) in [
            ("chi", Delegation.Scope.all), ("giang", Delegation.Scope(workflows: ["memo"])),
        ] {
            _ = try await engine.delegate(
                DelegationRequest(
                    principal: "em", deputy: deputy, from: from, to: to, scope: scope), as: "em")
        }
        #expect(try await seers("A", office) == ["an", "binh", "chi", "em"])
        let later = try office.engine(at: "04-21T08:00")
        let state = try await later.state(of: "A")
        #expect(try await !later.sees(state, as: "chi"))
    }

    @Test(
        "nobody who is not of the organisation sees what is hidden from anybody, and nothing fails")
    func stranger() async throws {
        let office = try ComplaintOffice()
        try await office.file("A")
        try await office.engine().start("memo", id: "M", as: "an")
        #expect(try await office.engine().items(ItemQuery(), as: "nobody").map(\.id) == ["M"])
    }

    @Test("what the rule reads and the item lacks hides it")
    func unset() async throws {
        let office = try ComplaintOffice()
        try await office.engine().start("complaint", id: "A", as: "chi")
        #expect(try await seers("A", office) == ["chi", "em"])
    }

    @Test(
        "an item keeps the rule it was started with, however its key is written",
        arguments: ["visible:", #""vis\u0069ble":"#], LetterOffice.Kind.allCases)
    func pinned(_ key: String, _ kind: LetterOffice.Kind) async throws {
        var office = try ComplaintOffice(
            kind, complaint: ComplaintOffice.complaint.replacing("visible:", with: key))
        try await office.file("A")
        office.library = try ComplaintOffice.library(
            ComplaintOffice.complaint.replacing(
                "visible: actor.agency == item.lead || 'inspector' in actor.roles", with: ""))
        try await office.file("B")
        #expect(try await seers("A", office) == ["an", "binh", "em"])
        #expect(try await seers("B", office) == ComplaintOffice.people)
        #expect(try await office.engine().items(ItemQuery(), as: "chi").map(\.id) == ["B"])
    }

    // MARK: As if it did not exist

    /// Everything one may ask about, or of, an item.
    static let questions: [(name: String, ask: @Sendable (Engine, String) async throws -> Void)] = [
        ("state", { _ = try await $0.state(of: $1) }),
        ("history", { _ = try await $0.history(of: $1) }),
        ("why", { _ = try await $0.why($1, "ask", as: "chi") }),
        ("why, an action there is not", { _ = try await $0.why($1, "nothing", as: "chi") }),
        ("advance", { try await $0.advance($1, "ask", as: "chi") }),
        ("advance a version", { try await $0.advance($1, "ask", ifVersion: 7, as: "chi") }),
        ("advance with a key", { try await $0.advance($1, "ask", key: "k", as: "chi") }),
        ("set", { try await $0.set($1, fields: [("content", .string("x"))], as: "chi") }),
        ("set a field there is not", { try await $0.set($1, fields: [("x", nil)], as: "chi") }),
        ("undo", { try await $0.undo($1, as: "chi") }),
        ("claim", { try await $0.claim($1, as: "chi") }),
        ("assign", { try await $0.assign($1, to: "an", as: "chi") }),
        ("hand back", { try await $0.handBack($1, as: "chi") }),
        ("open below", { try await $0.start("interview", below: $1, as: "chi") }),
    ]

    @Test("is what is said of a hidden one, whatever is asked", arguments: questions.indices)
    func silence(_ question: Int) async throws {
        let office = try ComplaintOffice()
        try await office.file("HS.1")
        try await office.file("HS.2", lead: "so-b", by: "chi")
        // Worked on before, so that the engine remembers it.
        try await office.engine().advance("HS.1", "note-down", note: "x", key: "k", as: "an")
        let engine = try office.engine()
        try await engine.advance("HS.1", "note-down", note: "y", as: "an")
        let (name, ask) = Self.questions[question]
        func answer(_ id: String) async -> String {
            do {
                try await ask(engine.seen(by: "chi"), id)
                return "done"
            } catch {
                // With all its parts, not only what it says of itself.
                var parts = ""
                dump(error, to: &parts)
                return parts.replacing(id, with: "ID")
            }
        }
        let hidden = await answer("HS.1")
        #expect(hidden.contains("notFound"), "\(name)")
        #expect(hidden == (await answer("HS.3")), "\(name)")
        #expect(!hidden.contains("HS.1"), "\(name)")
    }

    @Test("A suggestion names no hidden item")
    func suggestion() async throws {
        let office = try ComplaintOffice()
        try await office.file("HS.10")
        try await office.file("HS.99", lead: "so-b", by: "chi")
        func suggestion(_ person: String?) async throws -> String? {
            let engine = try office.engine().seen(by: person)
            let error = await #expect(throws: EngineError.self) {
                _ = try await engine.state(of: "HS.1")
            }
            guard case .notFound(.item, "HS.1", let suggestion)? = error else { return "?" }
            return suggestion
        }
        #expect(try await suggestion(nil) == "HS.10")
        #expect(try await suggestion("an") == "HS.10")
        #expect(try await suggestion("chi") != "HS.10")
    }

    @Test("A list goes on until the page is full, and the next one begins where it ended")
    func paging() async throws {
        let office = try ComplaintOffice()
        for number in 10..<40 {
            try await office.file("H.\(number)", lead: number % 7 == 0 ? "so-b" : "so-a")
        }
        let engine = try office.engine().seen(by: "chi")
        let first = try await engine.items(ItemQuery(limit: 3)).map(\.id)
        #expect(first == ["H.14", "H.21", "H.28"])
        #expect(try await engine.items(ItemQuery(after: first[2], limit: 3)).map(\.id) == ["H.35"])
    }

    @Test("An agency's desk shows those who have nothing to do with it only what they see")
    func desk() async throws {
        let office = try ComplaintOffice()
        try await office.file("A")
        let engine = try office.engine()
        try await engine.advance("A", "ask", as: "an")
        #expect(try await engine.inbox(as: "chi").map(\.task.item) == ["A"])
        #expect(try await engine.inbox(as: "dung", .agency).map(\.task.item) == ["A"])
        let unassigned = try ComplaintOffice(
            complaint: ComplaintOffice.complaint.replacing("assign: {role: head}", with: ""))
        try await unassigned.file("A")
        try await unassigned.engine().advance("A", "ask", as: "an")
        #expect(try await unassigned.engine().inbox(as: "dung", .agency).isEmpty)
    }

    // MARK: Families

    @Test("Below an item its own rule counts, else whoever sees the item sees what is below it")
    func inherited() async throws {
        let office = try ComplaintOffice()
        try await office.file("A")
        let engine = try office.engine()
        try await engine.advance("A", "hear", as: "an")
        try await engine.advance("A", "visit", as: "an")
        #expect(try await seers("A.1", office) == ["an", "binh", "em"])
        #expect(try await seers("A.so-a", office) == ["an", "binh"])
        // Those of the other department see their visit, and nothing of what it is for.
        #expect(try await seers("A.so-b", office) == ["chi", "dung", "giang"])
        let visit = try await engine.state(of: "A.so-b", as: "chi")
        #expect(visit.parent == nil)
        let rows = try await engine.items(ItemQuery(), as: "chi")
        #expect(rows.map(\.id) == ["A.so-b"])
        #expect(rows.map(\.parent) == [nil])
        let history = try await engine.history(of: "A.so-b", as: "chi")
        #expect(history.map(\.event.type) == ["item.started"])
        #expect(history.allSatisfy { !$0.event.data.contains("\"A\"") })
    }

    @Test("An item shows those below it that one sees, in its state, its history and its answers")
    func below() async throws {
        let office = try ComplaintOffice()
        try await office.file("A")
        let engine = try office.engine()
        try await engine.advance("A", "hear", as: "an")
        let outcome = try await engine.advance("A", "visit", as: "an")
        #expect(outcome.item.children.map(\.id) == ["A.1", "A.2", "A.so-a"])
        #expect(!outcome.related.contains { $0.event.item == "A.so-b" })
        let all = outcome.events + outcome.related
        #expect(all.allSatisfy { !$0.event.data.contains("A.so-b") })
        let seen = try await engine.state(of: "A", as: "binh")
        #expect(seen.children.map(\.id) == ["A.1", "A.2", "A.so-a"])
        let history = try await engine.history(of: "A", as: "binh")
        #expect(history.allSatisfy { !$0.event.data.contains("A.so-b") })
        #expect(try await engine.state(of: "A").children.count == 4)
        // What is shown less is decided on in full.
        #expect(try await engine.verify().problems == [])
        try await engine.advance("A.so-b", "pay", as: "chi")
        #expect(try await engine.state(of: "A").children.last?.states == ["paid"])
    }

    // MARK: A used key

    @Test("The answer to a key is only for who sees the item it is about")
    func key() async throws {
        let office = try ComplaintOffice()
        try await office.file("A")
        let engine = try office.engine()
        try await engine.advance("A", "note-down", note: "x", key: "k", as: "an")
        #expect(
            try await engine.advance("A", "note-down", note: "x", key: "k", as: "an").isRepeated)
        let error = await #expect(throws: EngineError.self) {
            try await engine.advance("A", "note-down", note: "x", key: "k", as: "chi")
        }
        guard case .notFound(.item, "A", _)? = error else {
            Issue.record("it should not be found, but \(String(describing: error))")
            return
        }
    }
}
