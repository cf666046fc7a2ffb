import Foundation
import JSON
import Testing
import WebhookServer

/// `wf`, `wf-net` and the receiver are processes; what happens to each happens for real.
@Suite("Notifications go over the network")
struct NetDeliveryTests {
    private func ids(_ entries: [WebhookServer.Entry], of item: String) -> [String] {
        entries.filter { $0.body.contains("\"item\":\"\(item)\"") && $0.isAccepted }.map(\.id)
    }

    @Test("wf tick delivers in order, signed, and says how many")
    func delivery() throws {
        let web = try WebhookOffice("/ok")
        try web.takeThreeSteps()
        let run = try web.tick()
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("3 delivered, 0 failed"))
        let entries = try web.server.entries()
        let states = try entries.map { try JSON.parse($0.body)["data"]["version"].int ?? 0 }
        #expect(states == [2, 3, 4])
        #expect(entries.allSatisfy { $0.headers["webhook-signature"]?.hasPrefix("v1,") == true })
        #expect(try web.counts() == ["queued": 3, "delivered": 3, "waiting": 0, "dead": 0])
        #expect(try web.tick().output.contains("0 delivered, 0 failed"))
        #expect(try web.server.entries().count == 3)
    }

    @Test(
        "what fails is sent again later, and those of its item wait behind it",
        arguments: ["500", "429", "503", "408"])
    func retry(_ status: String) throws {
        let web = try WebhookOffice("/once/\(status)")
        try web.takeThreeSteps()
        let run = try web.tick()
        #expect(run.status == 74)
        #expect(run.output.contains("0 delivered, 1 failed"))
        #expect(run.output.contains("web: \(status) not now"))
        #expect(try web.counts() == ["queued": 3, "delivered": 0, "waiting": 3, "dead": 0])
        // The same moment is too early.
        #expect(try web.tick().output.contains("0 delivered, 0 failed"))
        for minute in 1...3 { _ = try web.tick(now: "2021-04-14T08:0\(minute):00+07:00") }
        #expect(try web.counts() == ["queued": 3, "delivered": 3, "waiting": 0, "dead": 0])
        let arrived = ids(try web.server.entries(), of: "PL.II.6")
        #expect(arrived.count == 3)
        #expect(arrived == arrived.sorted { $0.localizedStandardCompare($1) == .orderedAscending })
    }

    @Test("Retry-After is waited for")
    func retryAfter() throws {
        let web = try WebhookOffice("/status/429?retry-after=600")
        try web.takeThreeSteps()
        _ = try web.tick()
        _ = try web.tick(now: "2021-04-14T08:09:59+07:00")
        #expect(try web.server.entries().count == 1)
        _ = try web.tick(now: "2021-04-14T08:10:01+07:00")
        #expect(try web.server.entries().count == 2)
    }

    @Test(
        "what is refused is dead, with the answer, until it is sent again", arguments: [301, 404])
    func dead(_ status: Int) throws {
        let web = try WebhookOffice("/status/\(status)?location=http://elsewhere.vn/")
        try web.takeThreeSteps()
        let run = try web.tick()
        #expect(run.status == 74)
        #expect(try web.counts() == ["queued": 3, "delivered": 0, "waiting": 0, "dead": 3])
        let list = try web.office.json("notifications", "list", "--state", "dead")
        #expect(list["notifications"][0]["status"].int == Int64(status))
        try web.writeRules("/ok")
        _ = try web.office.json("notifications", "retry", "--all")
        #expect(try web.tick().status == 0)
        #expect(try web.counts() == ["queued": 3, "delivered": 3, "waiting": 0, "dead": 0])
    }

    @Test("a receiver that drops connections loses nothing", arguments: ["/drop", "/half"])
    func dropped(_ path: String) throws {
        let web = try WebhookOffice(path)
        try web.takeThreeSteps()
        #expect(try web.tick().output.contains("connection closed"))
        try web.writeRules("/ok")
        _ = try web.tick(now: "2021-04-14T08:02:00+07:00")
        #expect(try web.counts() == ["queued": 3, "delivered": 3, "waiting": 0, "dead": 0])
        #expect(ids(try web.server.entries(), of: "PL.II.6").count == 3)
    }

    @Test("a receiver that is killed and comes back gets everything, in order of each item")
    func restart() throws {
        let web = try WebhookOffice("/ok", isLoaded: false)
        let load = try web.office.run("load", "workflows/plan-149-2021.yaml", as: "khcn.minh")
        try #require(load.status == 0, "\(load.errors)")
        try web.takeThreeSteps()
        let queued = try #require(try web.counts()["queued"])
        try #require(queued > 10)
        // Killed while it receives.
        let tick = try RunningTool(["tick"], in: web.office)
        try web.server.entriesBlocking(atLeast: 5)
        web.server.stop()
        #expect(tick.end().status == 74)
        #expect(try #require(try web.counts()["waiting"]) > 0)
        try web.restartServer()
        // Each time everything that is due; the circuit may be open at first.
        for minute in stride(from: 10, through: 50, by: 10) {
            _ = try web.tick(now: "2021-04-14T08:\(minute):00+07:00")
        }
        #expect(try web.counts()["delivered"] == queued)
        let entries = try web.server.entries()
        #expect(Set(entries.map(\.id)).count == Int(queued))
        let arrived = ids(entries, of: "PL.II.6")
        let distinct = arrived.indices.filter { !arrived[..<$0].contains(arrived[$0]) }
            .map { arrived[$0] }
        #expect(
            distinct == distinct.sorted { $0.localizedStandardCompare($1) == .orderedAscending })
        #expect(distinct.count == 4)
    }

    @Test(
        "a sender killed between sent and recorded sends the same id again",
        .local("the child that is killed is the one that delivers"))
    func killed() throws {
        let web = try WebhookOffice("/hold")
        try web.takeThreeSteps()
        let tick = try RunningTool(["tick"], in: web.office)
        // The receiver has it, durably, and has not answered yet.
        let first = try web.server.entriesBlocking(atLeast: 1)[0]
        kill(try #require(tick.child), SIGKILL)
        let ended = tick.end()
        #expect(ended.status == 74)
        #expect(ended.text.contains("wf-net was ended by signal 9"), "\(ended.text)")
        #expect(try web.counts() == ["queued": 3, "delivered": 0, "waiting": 3, "dead": 0])
        try web.server.release()
        #expect(try web.tick().status == 0)
        let ids = try web.server.entries().map(\.id)
        #expect(ids.count == 4)
        #expect(ids[0] == first.id && ids[1] == first.id)
        #expect(Set(ids).count == 3)
        #expect(try web.counts() == ["queued": 3, "delivered": 3, "waiting": 0, "dead": 0])
    }

    @Test(
        "without wf-net everything waits, and it is said how to get it",
        .local("wf-net is that of the server"))
    func missingProgram() throws {
        let web = try WebhookOffice("/ok")
        try web.takeThreeSteps()
        let run = try web.tick(environment: ["WF_NET": "/nowhere/wf-net"])
        #expect(run.status == 74)
        #expect(run.output.contains("web: it needs the program wf-net"))
        #expect(run.output.contains("make install"))
        #expect(try web.counts() == ["queued": 3, "delivered": 0, "waiting": 3, "dead": 0])
        #expect(try web.tick().status == 0)
    }

    @Test(
        "what is no wf-net is told, and loses nothing", .local("wf-net is that of the server"),
        arguments: ["/bin/true", "/bin/false"])
    func oddProgram(_ program: String) throws {
        let web = try WebhookOffice("/ok")
        try web.takeThreeSteps()
        let run = try web.tick(environment: ["WF_NET": program])
        #expect(run.status == 74)
        #expect(run.output.contains("web: "))
        #expect(try web.counts()["waiting"] == 3)
    }

    @Test("without its secret nothing is sent")
    func missingSecret() throws {
        let web = try WebhookOffice("/ok")
        try web.takeThreeSteps()
        try FileManager.default.removeItem(
            at: web.office.folder.appendingPathComponent("hook-key"))
        let run = try web.tick()
        #expect(run.status == 74)
        #expect(run.output.contains("hook-key"))
        #expect(try web.server.entries().isEmpty)
        #expect(try web.counts()["waiting"] == 3)
    }

    @Test(
        "wf tick starts nothing when nothing is due",
        .local("wf-net is that of the server"))
    func nothingDue() throws {
        let web = try WebhookOffice("/ok")
        let run = try web.tick(environment: ["WF_NET": "/nowhere/wf-net"])
        #expect(run.status == 0, "\(run.output)")
    }

    @Test("wf watch delivers beside its rounds, and finishes what is under way when it ends")
    func watch() throws {
        let web = try WebhookOffice("/hold")
        let watcher = try Watcher(web.office)
        _ = try watcher.line(with: "Watching")
        try web.takeThreeSteps()
        try web.server.entriesBlocking(atLeast: 1)
        // A receiver that does not answer holds up no round.
        try web.writeRules("/hold")
        _ = try watcher.line(with: "rules were read again")
        kill(watcher.identifier, SIGTERM)
        try web.server.release()
        _ = try watcher.line(with: " delivered, 0 failed")
        #expect(watcher.end() == 0)
        let sent = try web.server.entries().map(\.id)
        let counts = try web.counts()
        #expect(counts["delivered"] == Int64(sent.count), "\(counts) \(sent)")
        // Nothing was left half done: the rest comes, and nothing comes twice.
        #expect(try web.tick(now: "2099-01-01T08:00:00+07:00").status == 0)
        #expect(try web.counts()["delivered"] == 3)
        let ids = try web.server.entries().map(\.id)
        #expect(Set(ids).count == ids.count && ids.count == 3, "\(ids)")
    }

    @Test("wf watch tells of what was delivered when it was")
    func watchTells() throws {
        let web = try WebhookOffice("/ok")
        let watcher = try Watcher(web.office, "--json")
        try web.office.submit()
        _ = try watcher.line(with: #""delivered":1"#)
        #expect(watcher.end() == 0)
    }

    @Test("wf notifications test says what the receiver answered")
    func test() throws {
        let web = try WebhookOffice("/ok", more: "    log: {type: log, path: notifications.log}")
        let good = try web.office.run("notifications", "test", "web", as: "khcn.linh", lang: "en")
        #expect(good.status == 0, "\(good.errors)")
        #expect(good.output.contains("web has the test"))
        let sent = try JSON.parse(try #require(try web.server.entries().first).body)
        #expect(sent["type"] == "wf.test")
        #expect(sent["data"]["to"][0]["person"] == "khcn.linh")
        #expect(try web.office.run("notifications", "test", "log", lang: "en").status == 0)
        try web.writeRules("/status/503")
        let bad = try web.office.run("notifications", "test", "web", lang: "en")
        #expect(bad.status == 74)
        #expect(bad.errors.contains("503 the answer is 503"))
        let unknown = try web.office.run("notifications", "test", "wbe", lang: "en")
        #expect(unknown.status == 66)
        #expect(unknown.errors.contains("did you mean web?"))
    }
}
