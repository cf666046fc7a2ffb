import Foundation
import JSON
import Testing

@Suite("Recurring starts on the command line")
struct SchedulesTests {
    static let autumn = "2021-09-06T08:00:00+07:00"

    @Test("`tick` starts what has come due, once, and says so")
    func tick() throws {
        let office = try Office()
        office.now = Self.autumn
        let first = try office.json("tick")
        #expect(first["started"] == ["BC149-2021-Q3"])
        #expect(first["events"][0]["type"] == "item.started")
        #expect(first["events"][0]["actor"].string == nil)
        #expect(first["start_faults"] == [])
        let second = try office.json("tick")
        #expect(second["started"] == [])
        #expect(second["fired"] == 0)

        let item = try office.json("show", "BC149-2021-Q3")["item"]
        #expect(item["schedule"] == "plan-149-quarterly")
        #expect(item["started_by"].string == nil)
        #expect(item["fields"]["period_first"] == "2021-06-15")
        #expect(item["fields"]["period_last"] == "2021-09-14")
        #expect(item["deadlines"][0]["due"] == "2021-09-20")
        #expect(item["tasks"][0]["agency"] == "so-khcn")
    }

    @Test(
        "a fault in the schedules stops what starts by them, and nobody's work",
        .local("a server reads the rules once for all"))
    func faulty() throws {
        let office = try Office()
        try office.write("rules/schedules.yaml", "schedules: {a: {every: whenever}}\n")
        #expect(try office.run("show", "PL.II.6", as: "khcn.linh").status == 0)
        #expect(try office.run("inbox", as: "khcn.linh").status == 0)
        for command in ["tick", "schedules", "check"] {
            let refused = try office.run(command)
            #expect(refused.status == 65)
            let said = refused.output + refused.errors
            #expect(said.contains("rules/schedules.yaml:1:"), "\(command)")
        }
    }

    @Test("a report goes its way: drafted, signed, supplemented, accepted")
    func report() throws {
        let office = try Office()
        office.now = Self.autumn
        _ = try office.json("tick")
        for name in ["du-thao", "bao-cao", "bao-cao-bo-sung"] {
            try office.write(name + ".txt", name)
        }
        let id = "BC149-2021-Q3"
        let steps: [(String, String, [String])] = [
            (
                "put-forward", "khcn.linh",
                ["--set", "results=Xong", "--attach", "du-thao=du-thao.txt"]
            ),
            ("report", "khcn.director", ["--attach", "bao-cao=bao-cao.txt"]),
            ("return-report", "vp.thu", ["--note", "Thiếu phụ lục"]),
            ("resend", "khcn.director", ["--attach", "bao-cao-bo-sung=bao-cao-bo-sung.txt"]),
            ("accept-report", "vp.thu", []),
        ]
        for (action, user, options) in steps {
            let run = try Tool.run(
                ["advance", id, action, "--as", user] + options, in: office.folder,
                environment: ["WF_NOW": office.now])
            try #require(run.status == 0, "\(run.errors)")
        }
        #expect(try office.json("show", id)["item"]["outcome"] == "completed")
        #expect(try office.json("verify")["ok"] == true)
    }

    @Test("the list says how far each has come and what is next", arguments: ["vi", "en"])
    func list(language: String) throws {
        let office = try Office()
        office.now = Self.autumn
        try office.run("tick")
        office.now = "2021-12-03T08:00:00+07:00"
        let run = try office.run("schedules", lang: language)
        try Snapshot.expect(run.output, is: "schedules-\(language)")
        let schedules = try office.json("schedules")["schedules"]
        #expect(schedules[0]["name"] == "plan-149-quarterly")
        #expect(schedules[0]["last"] == ["BC149-2021-Q3"])
        #expect(schedules[0]["missing"] == ["BC149-2021-Q4"])
        #expect(schedules[0]["next"] == .null)
        #expect(schedules[1]["missing"] == ["BC149-2021"])
    }

    @Test("before the first day nothing is missing")
    func before() throws {
        let office = try Office()
        let next = try office.json("schedules")["schedules"][0]["next"]
        #expect(next["at"] == "2021-09-01T07:30:00+07:00")
        #expect(next["items"] == ["BC149-2021-Q3"])
        #expect(next["due"] == "2021-09-20")
        #expect(try office.json("tick")["started"] == [])
    }

    @Test("two processes at the same moment start everything once")
    func race() throws {
        let office = try Office()
        let now = "2021-12-30T08:00:00+07:00"
        let folder = office.folder
        let runs = (0..<2).map { _ in Slot() }
        DispatchQueue.concurrentPerform(iterations: 2) { index in
            runs[index].run = try? Tool.run(
                ["tick", "--json"], in: folder, environment: ["WF_NOW": now])
        }
        let answers = try runs.map { slot in
            let run = try #require(slot.run)
            try #require(run.status == 0, "\(run.errors)")
            return try JSON.parse(run.output)
        }
        let started = answers.flatMap { $0["started"].array ?? [] }.compactMap(\.string)
        #expect(started.sorted() == ["BC149-2021", "BC149-2021-Q3", "BC149-2021-Q4"])
        #expect(try office.json("verify")["ok"] == true)
    }

    /// Each thread writes its own and nobody reads before both are done.
    private final class Slot: @unchecked Sendable {
        var run: Tool.Run?
    }

    @Test("a workflow with a mistake is told of, and timers fire all the same")
    func brokenWorkflow() throws {
        let office = try Office()
        office.now = Self.autumn
        let file = office.folder.appendingPathComponent("workflows/periodic-report.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        try Data(text.replacing("initial: drafting", with: "initial: draftin").utf8).write(to: file)
        let answer = try office.json("tick")
        #expect(answer["started"] == [])
        #expect(answer["fired"].int ?? 0 > 0)
        #expect(answer["start_faults"][0]["schedule"] == "plan-149-quarterly")
        let message = try #require(answer["start_faults"][0]["message"].string)
        #expect(message.contains("periodic-report.yaml:"), "\(message)")
        #expect(message.contains("draftin"), "\(message)")

        try Data(text.utf8).write(to: file)
        #expect(try office.json("tick")["started"] == ["BC149-2021-Q3"])
    }
}
