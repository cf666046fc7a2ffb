import Diagnostics
import Foundation
import Testing
import WorkflowCalendar
import WorkflowCore
import WorkflowEngine
import WorkflowLoading
import WorkflowModel
import WorkflowSQLite
import WorkflowStorage

/// `docs/embedding.md`, run: what stands there in Swift stands here, too, word for word.
@Suite struct `The guide for embedding` {
    private let home = Office.home.path

    @Test func `has nothing in Swift that is not compiled and run here`() throws {
        let guide = try String(
            contentsOf: Office.home.appending(path: "docs/embedding.md"), encoding: .utf8)
        let own = words(try String(contentsOfFile: #filePath, encoding: .utf8))
        let blocks = guide.split(separator: "```swift\n").dropFirst()
            .map { String($0.prefix(upTo: $0.firstRange(of: "```")?.lowerBound ?? $0.endIndex)) }
            .filter { !$0.hasPrefix("// Package.swift") }
        #expect(blocks.count == 7)
        for block in blocks {
            let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
            let imports = lines.filter { $0.hasPrefix("import ") }
            for line in imports { #expect(own.contains(line)) }
            let rest = words(lines.filter { !imports.contains($0) }.joined(separator: "\n"))
            #expect(!rest.isEmpty && own.contains(rest), "\(block)")
        }
    }

    /// However the lines are broken and indented.
    private func words(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test func `opens a store, acts, is refused, and lists what there is to do`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(
            path: "wf-embedding-\(UUID().uuidString).sqlite"
        ).path
        defer {
            for ending in ["", "-wal", "-shm", "-delivery"] {
                // What SQLite has taken away itself is not there.
                try? FileManager.default.removeItem(atPath: path + ending)
            }
        }
        let engine = try open(home, store: path)
        let state = try await propose(engine)
        #expect(state.id == "NV-01")
        #expect(try await propose(engine).version == state.version)

        let refused = try await withdraw("NV-01", seen: state.version, engine)
        #expect(refused == "not-permitted: ask khcn.minh or khcn.director")
        await #expect(throws: EngineError.self) {
            try await withdraw("NV-01", seen: 7, engine)
        }

        let buttons = try await buttons("NV-01", for: "khcn.linh", engine)
        #expect(buttons.contains("Send to the Department of Finance"))
        #expect(buttons.contains { $0.hasPrefix("Withdraw – ") && $0.contains("khcn.minh") })
        let desk = try await desk(of: "khcn.linh", engine)
        #expect(desk.count == 1)
        #expect(desk.first?.hasPrefix("NV-01: Proposal and estimate by ") == true)
        #expect(try await engine.verify().isClean)
        await engine.store.close()
    }

    @Test func `keeps time and delivers, with a clock of its own`() async throws {
        let start = try office(home, at: "2021-04-14T08:00:00+07:00")
        _ = try await propose(start)
        let later = Engine(
            library: start.library, store: start.store,
            clock: .fixed(try #require(Instant(parsing: "2021-06-30T08:00:00+07:00", in: .vietnam)))
        )
        var rounds = 0
        var next: [Instant?] = []
        try await keepTime(later, until: { rounds == 1 }) {
            rounds += 1
            next.append($0)
        }
        #expect(next.count == 1)
        let events = try await later.history(of: "NV-01").map(\.event.type)
        #expect(events.contains("deadline.overdue"))

        var sent: [String] = []
        try await deliver("log", later) { sent.append($0) }
        #expect(sent.contains { $0.contains("wf.item.started") })
        // What the ladder says to one recipient at the same moment is one message.
        #expect(sent.contains { $0.contains("wf.digest") && $0.contains("NV-01") })
        let known = sent.count
        try await deliver("log", later) { sent.append($0) }
        #expect(sent.count == known)
    }

    @Test(arguments: [
        ("nothing", "khcn.linh", "there is no item “nothing”"),
        ("NV-01", "khcn.lin", "nobody in the organisation is “khcn.lin”; did you mean khcn.linh?"),
    ])
    func `has errors that say in a log what is wrong`(
        item: String, person: String, text: String
    ) async throws {
        let engine = try office(home, at: "2021-04-14T08:00:00+07:00")
        _ = try await propose(engine)
        let error = await #expect(throws: EngineError.self) {
            try await engine.advance(item, "submit", as: person)
        }
        #expect(error.map { "\($0)" }?.hasPrefix(text) == true)
    }

    @Test func `tells in a log where definitions are wrong, and why somebody is refused`()
        async throws
    {
        let missing = #expect(throws: DiagnosticsError.self) {
            try Library.load(from: "/nowhere/workflows")
        }
        #expect(missing.map { "\($0)" }?.contains("/nowhere/workflows") == true)
        let engine = try office(home, at: "2021-04-14T08:00:00+07:00")
        _ = try await propose(engine)
        let refused = await #expect(throws: EngineError.self) {
            try await engine.advance("NV-01", "submit", as: "khcn.linh")
        }
        #expect(refused.map { "\($0)" }?.contains("“Estimate” is missing") == true)
    }
}

// MARK: As in the guide

func open(_ home: String, store path: String) throws -> Engine {
    let library = try Library.load(from: home + "/workflows", home + "/rules")
    let store = try SQLiteStore(path: path, create: true)
    return Engine(library: library, store: store, clock: .system)
}

func propose(_ engine: Engine) async throws(EngineError) -> ItemState {
    let outcome = try await engine.start(
        "budgeted-task", id: "NV-01",
        fields: [("lead", .string("so-khcn")), ("content", .string("Mua máy đo"))],
        key: "import 17", as: "khcn.linh")
    return outcome.item
}

func withdraw(_ id: String, seen version: Int, _ engine: Engine) async throws -> String {
    do {
        let outcome = try await engine.advance(
            id, "withdraw", note: "Không còn nhu cầu", ifVersion: version, as: "khcn.linh")
        return outcome.item.outcome ?? "open"
    } catch {
        guard case .refused(let refusal) = error else { throw error }
        let who = refusal.reasons.flatMap(\.whoCould)
        return "\(refusal.code.rawValue): ask \(who.joined(separator: " or "))"
    }
}

func buttons(_ id: String, for person: String, _ engine: Engine) async throws -> [String] {
    let mine = engine.seen(by: person)
    let state = try await mine.state(of: id)
    return try await mine.actions(on: state, as: person).map { available in
        let title = available.action.title[.en]
        return available.isTheirs ? title : "\(title) – \(available.reasons[0].message[.en])"
    }
}

func desk(of person: String, _ engine: Engine) async throws -> [String] {
    try await engine.inbox(as: person).map { entry in
        let due = entry.task.dueOn.map { " by \($0)" } ?? ""
        return "\(entry.item.id): \(entry.task.titleEn)\(due)"
    }
}

func keepTime(_ engine: Engine, until isOver: () -> Bool, sleep: (Instant?) async -> Void)
    async throws
{
    while !isOver() {
        _ = try await engine.startDue()
        let done = try await engine.tick()
        for fault in done.faults { print(fault.refusal) }
        _ = try await engine.releaseHeld()
        // When the next deadline, reminder or timed step is due; nil while none is.
        await sleep(try await engine.store.nextWake(after: engine.clock.now))
    }
}

func deliver(_ sink: String, _ engine: Engine, send: (String) async throws -> Void) async throws {
    let store = engine.store
    // Nil: another process is delivering for this sink.
    guard let lock = try await store.deliveryLock(for: sink) else { return }
    defer { lock.release() }
    var last: Int64 = 0
    while true {
        let rows = try await store.readyNotifications(sink: sink, after: last, limit: 100)
        if rows.isEmpty { return }
        for row in rows {
            try await send(row.envelope)
            let sent = DeliveryResult(
                notification: row.id, item: row.item, outcome: .delivered, at: engine.clock.now)
            try await store.record([sent], circuit: nil, sink: sink)
            last = row.id
        }
    }
}

func office(_ home: String, at text: String) throws -> Engine {
    let library = try Library.load(from: home + "/workflows", home + "/rules")
    let now = Instant(parsing: text, in: .vietnam)
    return Engine(
        library: library, store: MemoryStore(), clock: now.map(EngineClock.fixed) ?? .system)
}
