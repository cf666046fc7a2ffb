import Foundation
import JSON
import Testing

/// The watcher is another process than those that change the store, and goes by the real clock.
@Suite("wf watch", .serialized, .local("a server does its work itself"))
struct WatchTests {
    /// Waits a minute from a moment the test names, which may be past already or nearly.
    static let definition = """
        workflow: blink
        version: 1
        title: {vi: Chờ một phút, en: Wait a minute}
        fields:
          since: {type: instant, required: true}
        states:
          waiting:
            title: {vi: Đang chờ, en: Waiting}
            owner: so-khcn
            deadline: {within: 1 minute, counts_from: item.since, source: test}
            actions:
              finish: {by: {role: specialist}, to: done}
          done: {final: completed}
        """

    private func office() throws -> Office {
        let office = try Office(isLoaded: false)
        try office.write("workflows/blink.yaml", Self.definition)
        // By the real clock the schedules of the plan would start years of reports.
        try FileManager.default.removeItem(
            at: office.folder.appendingPathComponent("rules/schedules.yaml"))
        return office
    }

    /// Starts an item whose minute began so many seconds ago.
    private func start(_ id: String, secondsAgo: Double, _ office: Office) throws {
        let since = Date(timeIntervalSinceNow: -secondsAgo)
        let run = try Tool.run(
            [
                "start", "blink", "--id", id, "--set",
                "since=\(since.formatted(.iso8601))", "--as", "khcn.linh",
            ], in: office.folder, environment: ["WF_LANG": "en"])
        try #require(run.status == 0, "\(run.errors)")
    }

    @Test(
        "tells of what another process starts overdue, and ends well", arguments: [SIGTERM, SIGINT])
    func change(signal: Int32) throws {
        let office = try office()
        let watcher = try Watcher(office)
        _ = try watcher.line(with: "Watching")
        try start("late", secondsAgo: 3_600, office)
        _ = try watcher.line(with: "late")
        _ = try watcher.line(with: "1 fired")
        #expect(watcher.end(signal) == 0)
        #expect(try office.json("show", "late")["item"]["deadlines"][0]["status"] == "overdue")
    }

    @Test("fires a timer at its moment, with nobody else about")
    func timer() throws {
        let office = try office()
        try start("soon", secondsAgo: 57, office)
        let watcher = try Watcher(office, "--json")
        let line = try watcher.line(with: "deadline.overdue")
        let tick = try JSON.parse(line)
        #expect(tick["fired"] == 1)
        let at = try #require(tick["events"][0]["at"].string)
        let due = try #require(
            try office.json("show", "soon")["item"]["deadlines"][0]["due_at"].string)
        #expect(at >= due)
        #expect(watcher.end() == 0)
    }

    @Test("delivers what other processes put into the outbox")
    func delivery() throws {
        let office = try office()
        let watcher = try Watcher(office, "--json")
        try start("new", secondsAgo: 0, office)
        let tick = try JSON.parse(try watcher.line(with: #""delivered":1"#))
        #expect(tick["fired"] == 0)
        #expect(watcher.end() == 0)
        let log = try String(
            contentsOf: office.data.appendingPathComponent("notifications.log"), encoding: .utf8)
        #expect(log.contains("wf.item.started"))
    }

    @Test("goes on by edited rules, and outlives faults in them")
    func rules() throws {
        let office = try office()
        let watcher = try Watcher(office)
        _ = try watcher.line(with: "Watching")
        let good = try String(
            contentsOf: office.folder.appendingPathComponent("rules/notifications.yaml"),
            encoding: .utf8)
        try office.write("rules/notifications.yaml", good + "\n  nonsense: [\n")
        _ = try watcher.line(with: "as they were before go on holding")
        try office.write(
            "rules/notifications.yaml",
            good.replacingOccurrences(of: "notifications.log", with: "other.log"))
        _ = try watcher.line(with: "read again")
        try start("new", secondsAgo: 0, office)
        _ = try watcher.line(with: "1 delivered")
        #expect(watcher.end() == 0)
        #expect(
            FileManager.default.fileExists(
                atPath: office.data.appendingPathComponent("other.log").path))
    }
}
