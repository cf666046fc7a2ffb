import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowStorage

/// An engine remembers the items it worked on. What it remembers may be behind the store, which
/// other processes write too; nobody must notice.
@Suite("Two engines over one store")
struct SharedStoreTests {
    static let item = "PL.II.8"
    static let time = "2021-04-20T09:00:00+07:00"

    let office: Office
    /// Remembers the item as it was proposed: it was refused a step on it after it took one.
    let behind: Engine
    let ahead: Engine

    init() async throws {
        office = try Office()
        behind = try office.engine(at: Self.time)
        ahead = try office.engine(at: Self.time)
        let plan = try #require(office.library.plans["plan-149-2021"])
        _ = try await behind.load(plan, as: "khcn.minh")
        try await behind.advance(
            Self.item, "report-difficulty", note: "Chưa có đơn vị giảng dạy",
            documents: [Self.document("van-ban-phan-anh")], as: "khcn.linh")
        try await ahead.advance(
            Self.item, "submit",
            fields: [("estimate", .estimate), ("finish_by", .day("2021-09-30"))],
            documents: [Self.document("to-trinh")], as: "khcn.linh")
    }

    static func document(_ kind: String) -> DocumentRecord {
        DocumentRecord(kind: kind, name: "\(kind).pdf", sha256: "0", size: 1)
    }

    @Test("A step that only became possible through the other is taken")
    func newlyPossible() async throws {
        let outcome = try await behind.advance(Self.item, "pass", as: "tc.hoa")
        #expect(outcome.item.version == 4)
    }

    @Test("A step that both would allow is taken on what the other left")
    func possibleInBoth() async throws {
        let outcome = try await behind.advance(
            Self.item, "submit-difficulty", documents: [Self.document("bao-cao-vuong-mac")],
            as: "khcn.minh")
        #expect(outcome.item.version == 4)
        #expect(outcome.item.isActive("review"))
    }

    @Test("A step the other took away is refused, as the item stands now")
    func noLongerPossible() async throws {
        let error = await #expect(throws: EngineError.self) {
            try await behind.advance(
                Self.item, "submit", documents: [Self.document("to-trinh")], as: "khcn.linh")
        }
        guard case .refused(let refusal)? = error else {
            Issue.record("it should be refused, not \(String(describing: error))")
            return
        }
        #expect(refusal.code == .notAvailable)
    }

    @Test("The version a caller names is that of the store")
    func namedVersion() async throws {
        let error = await #expect(throws: EngineError.self) {
            try await behind.advance(Self.item, "pass", ifVersion: 2, as: "tc.hoa")
        }
        guard case .versionMismatch(_, expected: 2, actual: 3)? = error else {
            Issue.record("it should be at version 3, not \(String(describing: error))")
            return
        }
        let outcome = try await behind.advance(Self.item, "pass", ifVersion: 3, as: "tc.hoa")
        #expect(outcome.item.version == 4)
    }

    @Test("Who is overtaken while deciding gets a conflict, and nothing of theirs is applied")
    func overtaken() async throws {
        let rival = ahead
        let racing = try Office(
            store: RacingStore(office.store) { () async throws(StoreError) in
                do {
                    try await rival.advance(Self.item, "pass", as: "tc.hoa")
                } catch {
                    throw StoreError(.io, subject: Self.item, detail: "\(error)")
                }
            })
        let engine = try racing.engine(at: Self.time)
        try await ahead.advance(
            Self.item, "submit-difficulty", documents: [Self.document("bao-cao-vuong-mac")],
            as: "khcn.minh")
        // Once it has read the item, the rival is let in.
        let error = await #expect(throws: EngineError.self) {
            try await engine.advance(
                Self.item, "decide-difficulty", note: "Đồng ý", as: "ubnd.vice")
        }
        guard case .store(let failure)? = error else {
            Issue.record("it should be a conflict, not \(String(describing: error))")
            return
        }
        #expect(failure.code == .conflict)
        let history = try await ahead.history(of: Self.item)
        #expect(history.map(\.event.version) == [1, 2, 3, 4, 5])
        #expect(history.last?.event.actor == "tc.hoa")
    }

    @Test("What the clock did is seen")
    func ticked() async throws {
        let time = try #require(Instant(parsing: Self.time, in: .vietnam))
        // The clock of a machine that is behind that of another.
        let behind = Engine(
            library: office.library, store: office.store, clock: EngineClock { time })
        try await behind.advance(Self.item, "pass", as: "tc.hoa")
        let later = try office.engine(at: "2021-06-01T09:00:00+07:00")
        #expect(try await later.tick().fired > 0)
        let outcome = try await behind.advance(
            Self.item, "submit-difficulty", documents: [Self.document("bao-cao-vuong-mac")],
            as: "khcn.minh")
        #expect(try await later.history(of: Self.item).last?.event.version == outcome.item.version)
        #expect(outcome.item.deadlines.contains { $0?.isOverdue == true })
    }
}
