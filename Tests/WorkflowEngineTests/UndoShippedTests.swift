import Diagnostics
import JSON
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowStorage

@Suite("The plan's activities: corrections and second thoughts")
struct UndoShippedTests {
    static let item = "PL.II.8"

    private func submitted() async throws -> Office {
        let office = try Office()
        let plan = try #require(office.library.plans["plan-149-2021"])
        _ = try await office.engine(at: "2021-04-14T08:00:00+07:00").load(plan, as: "khcn.minh")
        try await office.advance(
            Self.item, "submit", as: "khcn.linh", at: "2021-04-14T09:00:00+07:00",
            [("estimate", .estimate), ("finish_by", .day("2021-09-30"))], documents: ["to-trinh"])
        return office
    }

    @Test("A submission is taken back while nobody at finance acted, and finance is told")
    func submission() async throws {
        let office = try await submitted()
        let engine = try office.engine(at: "2021-04-15T09:00:00+07:00")
        let outcome = try await engine.undo(Self.item, note: "Nhầm tệp", as: "khcn.linh")
        #expect(outcome.events.map(\.event.type) == ["item.undone"])
        #expect(try await office.states(of: Self.item) == ["proposal"])
        let due = try await office.deadline("proposal", of: Self.item)?.due
        #expect(due?.description == "2021-04-29")
        let told = try await office.store.waitingNotifications(sink: "log", limit: 1_000)
            .map { try JSON.parse($0.envelope) }.filter { $0["type"] == "wf.item.undone" }
        #expect(told.count == 1)
        let people = (told.first?["data"]["to"].array ?? []).compactMap { $0["person"].string }
        #expect(people == ["tc.hoa", "tc.binh"])
        // Sent again, the document that was handed in serves.
        try await office.advance(
            Self.item, "submit", as: "khcn.linh", at: "2021-04-15T10:00:00+07:00",
            [("estimate", .estimate)])
        #expect(try await office.states(of: Self.item) == ["review"])
        #expect(try await engine.verify().isClean)
    }

    @Test("Not once finance acted, not by somebody else, not what may not be taken back")
    func refused() async throws {
        let office = try await submitted()
        let engine = try office.engine(at: "2021-04-15T09:00:00+07:00")
        func code(_ actor: String) async -> Refusal.Code? {
            do {
                try await engine.undo(Self.item, as: actor)
                return nil
            } catch EngineError.refused(let refusal) {
                return refusal.code
            } catch {
                Issue.record("\(error)")
                return nil
            }
        }
        #expect(await code("khcn.an") == .undoRefused)
        try await office.advance(
            Self.item, "return", as: "tc.hoa", at: "2021-04-15T08:00:00+07:00", note: "Thiếu")
        #expect(await code("khcn.linh") == .undoRefused)
        #expect(await code("tc.hoa") == .undoRefused)
        #expect(try await office.states(of: Self.item) == ["supplement"])
    }

    @Test("Who took a submission back may still not appraise it")
    func separation() async throws {
        let office = try await submitted()
        let engine = try office.engine(at: "2021-04-15T09:00:00+07:00")
        try await engine.undo(Self.item, as: "khcn.linh")
        let state = try await engine.state(of: Self.item)
        let submit = try #require(state.workflow.actionIndex["submit"])
        #expect(state.acts[submit] == nil)
        #expect(state.priorParts == [.undone(action: submit, person: "khcn.linh")])
    }

    @Test("The specialist corrects the estimate while it is at the lead agency, and not after")
    func correction() async throws {
        let office = try await submitted()
        let engine = try office.engine(at: "2021-04-15T09:00:00+07:00")
        await #expect(throws: EngineError.self) {
            try await engine.set(
                Self.item, fields: [("estimate", .estimate), ("finish_by", .day("2021-10-30"))],
                as: "khcn.linh")
        }
        try await engine.undo(Self.item, as: "khcn.linh")
        let outcome = try await engine.set(
            Self.item, fields: [("estimate", .estimate)], note: "Báo giá mới", key: "k",
            as: "khcn.an")
        #expect(outcome.item[field: "budget"] == .money(24_000_000))
        let again = try await engine.set(
            Self.item, fields: [("estimate", .estimate)], key: "k", as: "khcn.an")
        #expect(again.isRepeated)
        // The clerk corrects whom to ask, wherever the dossier is.
        try await engine.set(Self.item, fields: [("contact", .string("Linh"))], as: "khcn.van")
        await #expect(throws: EngineError.self) {
            try await engine.set(
                Self.item, fields: [("contact", nil)], ifVersion: 1, as: "khcn.van")
        }
        #expect(try await engine.verify().isClean)
    }

    @Test("The appraiser's figures stand beside the proposer's, line by line")
    func appraised() async throws {
        let office = try await submitted()
        let checked = Budget(lines: [
            Budget.Line(
                item: "Thuê giảng viên", unit: "buổi", quantity: 5, unitPrice: 4_000_000,
                source: "su-nghiep-khcn-2021")
        ]).map { FieldValue.budget($0) }
        func adjust(_ sum: Int64) async throws {
            try await office.advance(
                Self.item, "adjust", as: "tc.hoa", at: "2021-04-15T09:00:00+07:00",
                [("appraised", .money(sum)), ("appraised_estimate", checked)], note: "Giảm 1 buổi")
        }
        await #expect(throws: EngineError.self, "the sum must be that of the lines") {
            try await adjust(21_000_000)
        }
        try await adjust(20_000_000)
        #expect(try await office.states(of: Self.item) == ["approval"])
    }

    @Test("An inbox may be that of the whole agency, or only what was given by name")
    func inboxes() async throws {
        let office = try await submitted()
        let engine = try office.engine(at: "2021-04-15T09:00:00+07:00")
        #expect(try await engine.inbox(as: "tc.director").isEmpty)
        let whole = try await engine.inbox(as: "tc.director", .agency)
        #expect(whole.map(\.item.id) == [Self.item])
        #expect(whole.map(\.section) == [.agency])
        #expect(try await engine.inbox(as: "tc.hoa").map(\.section) == [.role])
        #expect(try await engine.inbox(as: "tc.hoa", .mine).isEmpty)
    }

    @Test("The priority of an item is told with its task")
    func priority() async throws {
        let office = try await submitted()
        let engine = try office.engine(at: "2021-04-15T09:00:00+07:00")
        try await engine.set(
            Self.item, fields: [("priority", .string("thuong-khan"))], as: "khcn.minh")
        let entry = try #require(try await engine.inbox(as: "tc.hoa").first)
        #expect(entry.task.priority?.rank == 1)
        #expect(entry.task.priority?.titleVi == "Thượng khẩn")
    }
}
