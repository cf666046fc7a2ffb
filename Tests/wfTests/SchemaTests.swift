import Foundation
import JSON
import Testing

/// `docs/schemas` against what is really sent.
@Suite("Events are as their schemas say")
struct SchemaTests {
    private static let folder = Office.root.appendingPathComponent("docs/schemas")
    private static let types = [
        "wf.item.started", "wf.item.advanced", "wf.item.moved", "wf.item.finished",
        "wf.child.changed",
        "wf.deadline.reminder", "wf.deadline.overdue", "wf.deadline.escalated",
        "wf.deadline.extended", "wf.deadline.recounted", "wf.task.opened", "wf.task.assigned",
        "wf.task.returned", "wf.task.completed", "wf.item.changed", "wf.item.undone",
        "wf.approval.given", "wf.item.break-glass",
    ]

    /// Prints, for each line of the file, its type and what is wrong with it.
    private static let validator = """
        import json, sys
        from jsonschema import Draft202012Validator
        for line in open(sys.argv[2], encoding="utf-8"):
            event = json.loads(line)
            schema = json.load(open(f"{sys.argv[1]}/{event['type']}.json", encoding="utf-8"))
            Draft202012Validator.check_schema(schema)
            errors = [e.json_path + ": " + e.message
                      for e in Draft202012Validator(schema).iter_errors(event)]
            print(json.dumps({"type": event["type"], "errors": errors}))
        """

    private static func python(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    private static let hasValidator =
        (try? python(["-c", "import jsonschema"]).status) == 0

    @Test(
        "there is one for every type, and it closes its objects",
        arguments: types + ["wf.digest", "wf.test"])
    func schemas(_ type: String) throws {
        let file = Self.folder.appendingPathComponent(type + ".json")
        let schema = try JSON.parse(try String(contentsOf: file, encoding: .utf8))
        #expect(schema["title"].string == type)
        #expect(schema["properties"]["type"]["const"].string == type)
        #expect(schema["additionalProperties"] == false)
        #expect(schema["properties"]["data"]["additionalProperties"] == false)
    }

    /// Plays years of an office, every event of which is told.
    private func playedHistory() throws -> URL {
        let office = try Office(isLoaded: false)
        func rule(_ name: String, _ types: [String], more: String = "") -> String {
            """
                - name: \(name)
                  on: [\(types.joined(separator: ", "))]
                  to: [owner, lead, starter]
                  sinks: [log]
                  \(more)
                  text: {vi: "{{id}} – {{state}} – {{due}}", en: "{{id}} – {{state}} – {{due}}"}
            """
        }
        // A rule for each, since an event is told under the most particular of its types.
        let rules = Self.types.map { rule($0.replacingOccurrences(of: ".", with: "-"), [$0]) }
        let digest = rule(
            "gathered", ["wf.deadline.reminder", "wf.deadline.overdue"], more: "digest: true")
        try office.write(
            "rules/notifications.yaml",
            "notifications:\n  sinks:\n    log: {type: log, path: notifications.log}\n  rules:\n"
                + rules.joined(separator: "\n") + "\n" + digest + "\n")
        let load = try office.run("load", "workflows/plan-149-2021.yaml", as: "khcn.minh")
        try #require(load.status == 0, "\(load.errors)")
        for (user, words) in [
            ("khcn.linh", ["claim", "PL.II.6"]),
            ("khcn.minh", ["assign", "PL.II.6", "--to", "khcn.an"]),
            ("khcn.an", ["return", "PL.II.6"]),
        ] {
            let run = try Tool.run(
                ["task"] + words, in: office.folder,
                environment: ["WF_NOW": office.now, "WF_LANG": "vi", "WF_USER": user])
            try #require(run.status == 0, "\(run.errors)")
        }
        try office.ask()
        try office.submit()
        let undo = try office.run("undo", "PL.II.6", as: "khcn.linh")
        try #require(undo.status == 0, "\(undo.errors)")
        let set = try office.run("set", "PL.II.6", "contact=Linh", as: "khcn.linh")
        try #require(set.status == 0, "\(set.errors)")
        try office.submit()
        try office.appraise()
        try office.approve()
        for day in ["2021-04-20", "2021-05-05", "2021-06-30", "2021-12-20", "2022-03-01"] {
            office.now = "\(day)T09:00:00+07:00"
            let run = try office.run("tick")
            try #require(run.status == 0, "\(run.errors)")
        }
        try #require(try office.run("notifications", "test", "log").status == 0)
        let log = office.folder.appendingPathComponent(".wf/notifications.log")
        let copy = FileManager.default.temporaryDirectory
            .appendingPathComponent("wf-events-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: log, to: copy)
        return copy
    }

    @Test(
        "events of a played history have the members that are described, and no others",
        .enabled(if: hasValidator, "needs jsonschema for Python (pip install jsonschema)"))
    func history() throws {
        let events = try playedHistory()
        defer { try? FileManager.default.removeItem(at: events) }
        let run = try Self.python(["-c", Self.validator, Self.folder.path, events.path])
        try #require(run.status == 0)
        let results = try run.output.split(separator: "\n").map { try JSON.parse(String($0)) }
        for result in results { #expect(result["errors"] == [], "\(result.canonical)") }
        let seen = Set(results.compactMap { $0["type"].string })
        for type in [
            "wf.item.started", "wf.item.advanced", "wf.deadline.reminder", "wf.deadline.overdue",
            "wf.deadline.escalated", "wf.task.opened", "wf.task.assigned", "wf.task.returned",
            "wf.task.completed", "wf.digest", "wf.test", "wf.item.changed", "wf.item.undone",
        ] {
            #expect(seen.contains(type), "the history has no \(type): \(seen.sorted())")
        }
    }
}
