import Foundation
import JSON
import Testing
import WorkflowCalendar
import WorkflowSQLite
import WorkflowStorage
import WorkflowTesting

@Suite("wf notifications")
struct NotificationsTests {
    private let office: Office
    private let now: Instant

    init() throws {
        office = try Office()
        now = try #require(Instant(parsing: office.now, in: .vietnam))
    }

    private func withStore<Value>(
        _ body: (SQLiteStore) async throws -> Value
    ) async throws -> Value {
        let store = try SQLiteStore(path: office.database.path)
        do {
            let value = try await body(store)
            await store.close()
            return value
        } catch {
            await store.close()
            throw error
        }
    }

    /// Of what waits for the log after loading the plan: one is to be sent again, two are dead, one
    /// was set aside, one delivered; the rest waits.
    ///
    /// - Returns: their ids, in that order, and one that waits.
    private func mixture() async throws -> [String] {
        try await withStore { store in
            let rows = try await store.waitingNotifications(sink: "log", limit: 6)
            try #require(rows.count == 6)
            try await store.record(
                [
                    DeliveryResult(
                        rows[0], .retry(at: now.adding(minutes: 10)), at: now, attempts: 2,
                        firstAt: now.adding(minutes: -5), status: 503, problem: "try later"),
                    DeliveryResult(
                        rows[1], .dead, at: now, status: 404, problem: "<h1>no such page</h1>\n"),
                    DeliveryResult(
                        rows[2], .dead, at: now, attempts: 9, firstAt: now.adding(minutes: -90),
                        problem: "connection refused"),
                    DeliveryResult(rows[3], .dead, at: now, status: 410, problem: "gone"),
                    DeliveryResult(rows[4], .delivered, at: now),
                ], circuit: Circuit(failures: 6, openUntil: now.adding(minutes: 5)), sink: "log")
            _ = try await store.drop([rows[3].id], at: now)
            return rows.map(\.eventID)
        }
    }

    private func sink(_ answer: JSON) throws -> [String: Int64] {
        let log = try #require(answer.object?["sinks"]?.array?.first?.object)
        return ["queued", "delivered", "waiting", "retrying", "dead", "dropped"]
            .reduce(into: [:]) { counts, name in
                if case .int(let count)? = log[name] { counts[name] = count }
            }
    }

    private func ids(_ answer: JSON, _ member: String = "notifications") throws -> [String] {
        try #require(answer.object?[member]?.array).compactMap {
            $0.string ?? $0.object?["id"]?.string
        }
    }

    @Test("who gets work back hears why, in the message and when they look")
    func handover() throws {
        let office = try Office()
        try office.submit("PL.II.6")
        let why = "Thiếu báo giá"
        let run = try office.run("advance", "PL.II.6", "return", "--note", why, as: "tc.hoa")
        #expect(run.status == 0, "\(run.errors)")
        let shown = try office.run("show", "PL.II.6", as: "khcn.linh").output
        #expect(shown.contains("Lời nhắn khi chuyển đến"))
        #expect(shown.contains(why))
        let notes = try office.json("show", "PL.II.6")["notes"]
        #expect(notes[0]["note"].string == why)
        #expect(notes[0]["reason"] == true)
        _ = try office.json("tick")
        let log = try String(
            contentsOf: office.data.appendingPathComponent("notifications.log"), encoding: .utf8)
        #expect(log.split(separator: "\n").last?.contains(why) == true, "\(log)")
        #expect(!log.contains("Việc mới PL.II.6 – Chờ bổ sung hồ sơ – hạn 27/04/2021\""))
    }

    @Test("counts add up, and what has not arrived is listed")
    func counts() async throws {
        let names = try await mixture()
        let answer = try office.json("notifications")
        let counts = try sink(answer)
        #expect(counts["retrying"] == 1)
        #expect(counts["delivered"] == 1)
        #expect(counts["dead"] == 3)
        #expect(counts["dropped"] == 1)
        let parts = ["delivered", "waiting", "dead"].compactMap { counts[$0] }
        #expect(parts.reduce(0, +) == counts["queued"])
        let listed = try ids(answer)
        #expect(listed.count == Int(parts.reduce(0, +)) - 2)
        #expect(listed.contains(names[1]))
        #expect(!listed.contains(names[3]))
        #expect(!listed.contains(names[4]))
    }

    @Test("lists by state, item and page")
    func list() async throws {
        let names = try await mixture()
        for (state, expected) in [
            ("retrying", [names[0]]), ("dead", [names[1], names[2]]), ("dropped", [names[3]]),
            ("delivered", [names[4]]),
        ] {
            #expect(try ids(office.json("notifications", "list", "--state", state)) == expected)
        }
        let first = try office.json("notifications", "list", "--limit", "2")
        #expect(try ids(first) == [names[0], names[1]])
        let next = try #require(first.object?["next"]?.string)
        let second = try office.json("notifications", "list", "--limit", "1", "--after", next)
        #expect(try ids(second) == [names[2]])
        let item = try #require(
            first.object?["notifications"]?.array?[1].object?["item"]?.string)
        let ofItem = try office.json("notifications", "list", "--item", item)
        #expect(try ids(ofItem) == [names[1]])
    }

    @Test("texts", arguments: ["vi", "en"])
    func texts(language: String) async throws {
        let names = try await mixture()
        let list = try office.run("notifications", "--limit", "4", lang: language)
        #expect(list.status == 0)
        try Snapshot.expect(list.output, is: "notifications-\(language)")
        let shown = try office.run("notifications", "show", names[0], lang: language)
        #expect(shown.status == 0)
        try Snapshot.expect(shown.output, is: "notifications-show-\(language)")
        let delivered = try office.run("notifications", "show", names[4], lang: language)
        try Snapshot.expect(delivered.output, is: "notifications-show-delivered-\(language)")
    }

    @Test("shows the envelope, the attempts and what it waits for")
    func show() async throws {
        let names = try await mixture()
        let answer = try office.json("notifications", "show", names[0])
        let shown = try #require(answer.object?["notification"]?.object)
        #expect(shown["id"] == .string(names[0]))
        #expect(shown["attempts"] == 2)
        #expect(shown["status"] == 503)
        #expect(shown["problem"] == "try later")
        #expect(shown["not_before"] == "2021-04-14T08:10:00+07:00")
        #expect(shown["envelope"]?.object?["id"] == .string(names[0]))
        #expect(shown["envelope"]?.object?["specversion"] == "1.0")
    }

    @Test("what is sent again is queued, and arrives when the next tick sends it")
    func retry() async throws {
        let names = try await mixture()
        let before = try sink(office.json("notifications"))
        let answer = try office.json("notifications", "retry", names[1], names[0], names[3])
        #expect(try Set(ids(answer, "queued")) == [names[0], names[1], names[3]])
        let queued = try sink(office.json("notifications"))
        #expect(queued["delivered"] == before["delivered"], "nobody has it yet")
        #expect(queued["dead"] == 1)
        #expect(queued["queued"] == before["queued"])
        let text = try office.run("notifications", "retry", names[2], lang: "en")
        #expect(text.output.contains("1 queued again"))
    }

    @Test("all of a sink are sent again at once")
    func retryAll() async throws {
        let names = try await mixture()
        #expect(
            try ids(office.json("notifications", "retry", "--all", "--sink", "web"), "queued") == []
        )
        let answer = try office.json("notifications", "retry", "--all")
        #expect(try Set(ids(answer, "queued")) == [names[0], names[1], names[2]])
        let counts = try sink(office.json("notifications"))
        #expect(counts["dead"] == 1, "what was set aside stays so")
    }

    @Test("what is set aside is not listed, and can be taken back")
    func drop() async throws {
        let names = try await mixture()
        let answer = try office.json("notifications", "drop", names[5], names[0])
        #expect(try Set(ids(answer, "dropped")) == [names[0], names[5]])
        #expect(try ids(office.json("notifications", "drop", "--all"), "dropped").count == 2)
        let counts = try sink(office.json("notifications"))
        #expect(counts["dropped"] == 5)
        #expect(counts["dead"] == 5)
        let back = try office.json("notifications", "retry", names[5])
        #expect(try ids(back, "queued") == [names[5]])
    }

    @Test("what has arrived is neither sent again nor dropped", arguments: ["retry", "drop"])
    func delivered(command: String) async throws {
        let names = try await mixture()
        let run = try office.run("notifications", command, names[1], names[4], lang: "en")
        #expect(run.status == 1)
        #expect(run.errors.contains("was delivered"))
        #expect(try ids(office.json("notifications", "list", "--state", "dead")).count == 2)
    }

    @Test("what waits is not dropped while somebody delivers for its sink")
    func busy() async throws {
        let names = try await mixture()
        try await withStore { store in
            let lock = try #require(try await store.deliveryLock(for: "log"))
            #expect(try office.run("notifications", "drop", names[0]).status == 75)
            #expect(try office.run("notifications", "drop", names[1]).status == 0)
            lock.release()
        }
        #expect(try office.run("notifications", "drop", names[0]).status == 0)
    }

    @Test("a tick leaves a sink to the process that delivers for it")
    func locked() async throws {
        try await withStore { store in
            let lock = try #require(try await store.deliveryLock(for: "log"))
            let waiting = try await store.deliveryCounts().map(\.waiting)
            let tick = try office.json("tick")
            #expect(tick.object?["delivered"] == 0)
            #expect(try await store.deliveryCounts().map(\.waiting) == waiting)
            lock.release()
            let next = try office.json("tick")
            #expect(next.object?["delivered"] == .int(Int64(waiting[0])))
            #expect(next.object?["dead"] == 0)
        }
    }

    @Test("messages that wait for their hour are told apart from what is queued")
    func held() throws {
        // After office hours on the day before it is due.
        office.now = "2021-05-05T19:00:00+07:00"
        _ = try office.json("tick")
        let answer = try office.json("notifications")
        let log = try #require(answer.object?["sinks"]?.array?.first?.object)
        guard case .int(let held)? = log["held"] else {
            Issue.record("held is no number")
            return
        }
        #expect(held > 0)
        let text = try office.run("notifications", lang: "en").output
        #expect(text.contains("Besides, \(held) messages wait"))
    }

    @Test(
        "a process that is killed while it delivers leaves the sink to the next, and nothing is lost"
    )
    func killed() async throws {
        // Nobody reads from the pipe, so whoever writes to it waits, with the sink taken.
        let pipe = office.data.appendingPathComponent("pipe")
        #expect(mkfifo(pipe.path, 0o600) == 0)
        let rules = office.folder.appendingPathComponent("rules/notifications.yaml")
        let text = try String(contentsOf: rules, encoding: .utf8)
        try Data(text.replacing("path: notifications.log", with: "path: pipe").utf8).write(
            to: rules)
        let tick = Process()
        tick.executableURL = Tool.executable
        tick.arguments = ["tick"]
        tick.environment = ["WF_NOW": office.now, "PATH": "/usr/bin:/bin"]
        tick.currentDirectoryURL = office.folder
        tick.standardOutput = FileHandle.nullDevice
        tick.standardError = FileHandle.nullDevice
        try tick.run()
        try await withStore { store in
            let waiting = try await store.deliveryCounts().map(\.waiting)
            try await poll("the tick delivers") { try await store.deliveryLock(for: "log") == nil }
            kill(tick.processIdentifier, SIGKILL)
            try await poll("the sink is free") { try await store.deliveryLock(for: "log") != nil }
            tick.waitUntilExit()
            #expect(tick.terminationReason == .uncaughtSignal)
            #expect(try await store.deliveryCounts().map(\.waiting) == waiting)
            try Data(text.utf8).write(to: rules)
            #expect(try office.json("tick")["delivered"] == .int(Int64(waiting[0])))
        }
    }

    /// Waits until it is so; for a minute at most.
    private func poll(_ what: Comment, until isSo: () async throws -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(60)
        while try await !isSo() {
            try #require(ContinuousClock.now < end, what)
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
