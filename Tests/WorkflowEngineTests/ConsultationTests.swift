import Testing
import WorkflowCore
import WorkflowEngine
import WorkflowModel
import WorkflowStorage

/// The shipped workflows ask coordinating agencies, and bodies outside the province.
@Suite("Asking others")
struct ConsultationTests {
    static let international = "PL.V.1"
    static let requested = "PL.II.9"

    static func time(_ day: String) -> String { "2021-\(day)T09:00:00+07:00" }

    func office(store: any Store = MemoryStore()) async throws -> Office {
        let office = try Office(store: store)
        let plan = try #require(office.library.plans["plan-149-2021"])
        _ = try await office.engine(at: Self.time("04-14")).load(plan, as: "khcn.minh")
        return office
    }

    /// International cooperation, with the opinions of the departments asked for.
    func consulting() async throws -> Office {
        let office = try await office()
        try await office.advance(
            Self.international, "submit", as: "khcn.linh", at: Self.time("04-20"),
            [
                ("estimate", .estimate), ("finish_by", .day("2021-09-30")),
                ("partners", .list([.string("KOICA")])),
            ], documents: ["to-trinh"])
        return office
    }

    @Test("Each coordinating department finds its task in its inbox, once")
    func inboxes() async throws {
        let office = try await consulting()
        let engine = try office.engine(at: Self.time("04-20"))
        for (person, member) in [
            ("tt.mai", "so-tttt"), ("tc.hoa", "so-tai-chinh"), ("khcn.director", "so-khcn"),
        ] {
            let tasks = try await engine.inbox(as: person).map(\.task)
                .filter { $0.item == Self.international }
            #expect(tasks.map(\.state) == ["opinion"])
            #expect(tasks.map(\.member) == [member])
            #expect(tasks.first?.titleVi == "Cho ý kiến")
        }
    }

    @Test("Opinions are kept with who gave them, the desk closes, and what comes then is late")
    func opinions() async throws {
        let office = try await consulting()
        let engine = try office.engine(at: Self.time("04-22"))
        try await engine.advance(Self.international, "opinion", outcome: "agree", as: "tt.mai")
        try await office.advance(
            Self.international, "close-consultation", as: "khcn.linh", at: Self.time("04-26"),
            [("opinions", .string("Thống nhất"))])
        #expect(try await office.states(of: Self.international).contains("review"))
        let late = try office.engine(at: Self.time("04-28"))
        try await late.advance(Self.international, "opinion", outcome: "amend", as: "tc.nam")
        let state = try await late.state(of: Self.international)
        let members = try #require(state.rounds.first).members
        #expect(members.map(\.code) == ["so-khcn", "so-tai-chinh", "so-tttt"])
        #expect(members.map { $0.completion?.outcome } == [nil, "amend", "agree"])
        #expect(members.map { $0.completion?.isLate } == [nil, true, false])
        // Finance has its own work by now, and no opinion to give any more.
        let inbox = try await late.inbox(as: "tc.hoa").filter {
            $0.item.id == Self.international
        }
        #expect(inbox.map(\.task.member) == [nil])
        #expect(try await late.verify().isClean)
    }

    @Test("Silence by the limit is agreement: the item goes on by itself")
    func silence() async throws {
        let office = try await consulting()
        let engine = try office.engine(at: Self.time("05-11"))
        _ = try await engine.tick()
        #expect(try await office.states(of: Self.international).contains("review"))
        #expect(try await engine.verify().isClean)
    }

    /// An activity another body is asked to lead, with the letter sent.
    func asked() async throws -> Office {
        let office = try await office()
        try await office.advance(
            Self.requested, "send-draft", as: "khcn.linh", at: Self.time("04-20"),
            documents: ["du-thao-cong-van"])
        try await office.advance(
            Self.requested, "sign-request", as: "ubnd.vice", at: Self.time("04-22"),
            documents: ["cong-van-de-nghi"])
        return office
    }

    @Test(
        "The desk that got the letter answers for a body outside the province, and is seen to",
        arguments: [("accept", "accepted"), ("decline", "reconsideration")])
    func onBehalf(_ row: (outcome: String, state: String)) async throws {
        let office = try await asked()
        let engine = try office.engine(at: Self.time("05-10"))
        let waiting = try await engine.inbox(as: "vp.thu").filter { $0.item.id == Self.requested }
        #expect(waiting.map(\.task.member) == ["tong-cuc-tcdlcl"])
        let letter = DocumentRecord(kind: "van-ban-tra-loi", name: "a.pdf", sha256: "0", size: 1)
        await #expect(throws: EngineError.self) {
            try await engine.advance(
                Self.requested, "answer", documents: [letter], outcome: row.outcome, as: "tc.hoa")
        }
        let outcome = try await engine.advance(
            Self.requested, "answer", documents: [letter], outcome: row.outcome, as: "vp.thu")
        #expect(outcome.events.map(\.event.type) == ["task.completed"])
        #expect(outcome.events[0].event.data.contains(#""member":"tong-cuc-tcdlcl""#))
        #expect(outcome.events[0].event.data.contains(#""on_behalf":true"#))
        #expect(try await office.states(of: Self.requested).contains(row.state))
        #expect(try await engine.verify().isClean)
        let messages = try await office.store.waitingNotifications(sink: "log", limit: 1000)
        #expect(
            messages.contains {
                $0.item == Self.requested && $0.payload.contains("wf.item.moved")
            })
    }

    // MARK: Changing hands

    @Test("An inbox has first what one has claimed, and last what colleagues have")
    func order() async throws {
        let office = try await office()
        let engine = try office.engine(at: Self.time("04-15"))
        func order(_ person: String) async throws -> [String] {
            try await engine.inbox(as: person).map(\.task.item)
        }
        let before = try await order("khcn.linh")
        let last = try #require(before.last)
        try await engine.claim(last, as: "khcn.linh")
        #expect(try await order("khcn.linh") == [last] + before.dropLast())
        let other = try await engine.inbox(as: "khcn.an")
        #expect(other.last?.task.item == last)
        #expect(other.last?.task.claimedBy == "khcn.linh")
        try await engine.handBack(last, note: "Bận", as: "khcn.linh")
        #expect(try await order("khcn.linh") == before)
        #expect(try await engine.verify().isClean)
    }

    @Test("Who is given a task is told, and nobody else")
    func told() async throws {
        let office = try await office()
        let engine = try office.engine(at: Self.time("04-15"))
        let before = try await office.store.waitingNotifications(sink: "log", limit: 1000).count
        try await engine.assign("PL.II.6", to: "khcn.an", as: "khcn.minh")
        let told = try await office.store.waitingNotifications(sink: "log", limit: 1000)
            .dropFirst(before)
        #expect(told.count == 1)
        #expect(told.first?.payload.contains("wf.task.assigned") == true)
        #expect(told.first?.payload.contains(#""person":"khcn.an""#) == true)
        #expect(told.first?.payload.contains(#""person":"khcn.linh""#) == false)
    }

    @Test("Of two who claim at once one has it; the other gets a conflict, then who has it")
    func race() async throws {
        let office = try await office()
        let rival = try office.engine(at: Self.time("04-15"))
        let racing = try Office(
            store: RacingStore(office.store) { () async throws(StoreError) in
                do {
                    try await rival.claim("PL.II.6", as: "khcn.an")
                } catch {
                    throw StoreError(.io, subject: "PL.II.6", detail: "\(error)")
                }
            })
        let engine = try racing.engine(at: Self.time("04-15"))
        let error = await #expect(throws: EngineError.self) {
            try await engine.claim("PL.II.6", as: "khcn.linh")
        }
        guard case .store(let failure)? = error else {
            Issue.record("it should be a conflict, not \(String(describing: error))")
            return
        }
        #expect(failure.code == .conflict)
        let again = await #expect(throws: EngineError.self) {
            try await rival.claim("PL.II.6", as: "khcn.linh")
        }
        guard case .refused(let refusal)? = again else {
            Issue.record("it should be refused, not \(String(describing: again))")
            return
        }
        #expect(refusal.reasons.first?.whoCould.first == "khcn.an")
        #expect(try await rival.state(of: "PL.II.6").tasks.first?.claim?.person == "khcn.an")
    }
}
