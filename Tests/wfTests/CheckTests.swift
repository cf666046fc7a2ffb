import Foundation
import JSON
import Testing

@Suite("wf check of decision tables")
struct CheckTests {
    /// Every kind of thing there is to say of the rows of a table.
    private static let tables = [
        "fees": """
        table: fees
        hit: unique
        inputs: {budget: money, level: {type: string, values: [provincial, central]}}
        outputs: {fee: money}
        rows:
          - ["< 500000000",    provincial, 1000000]
          - ["<= 500.000.000", provincial, 2000000]
          - ["> 500000000",    provincial, 3000000]
          - ["< 500000000",    central,    4000000]
        """,
        "offices": """
        table: offices
        hit: first
        inputs: {agency: string, people: int}
        outputs: {office: string}
        rows:
          - [so-khcn,              "< 10",   a]
          - [so-khcn,              ">= 10",  b]
          - ["so-khcn",            "5",      c]
          - ["so-tai-chinh",       "(4..5)", d]
          - ["= value != 'x'",     ">= 0",   e]
        """,
        "terms": """
        table: terms
        hit: any
        inputs: {received: date}
        outputs: {term: limit}
        rows:
          - ["<= 31/12/2021", 5 ngày làm việc]
          - [">= 31/12/2021", 7 ngày làm việc]
        """,
    ]

    private static func office() throws -> Office {
        let office = try Office(isLoaded: false)
        for (name, text) in tables { try office.write("rules/\(name).yaml", text) }
        return office
    }

    @Test("is told at the rows, in both languages", arguments: ["vi", "en"])
    func told(_ language: String) throws {
        let run = try Self.office().run("check", lang: language)
        #expect(run.status == 65)
        try Snapshot.expect(run.output, is: "check-tables-\(language)")
    }

    @Test("is told in JSON like every other complaint")
    func json() throws {
        let run = try Self.office().run("check", "rules/terms.yaml", "--json", lang: "en")
        #expect(run.status == 65)
        #expect(
            try JSON.parse(run.output) == [
                "diagnostics": [
                    [
                        "file": "rules/terms.yaml", "line": 7, "column": 5, "severity": "error",
                        "code": "table-conflict",
                        "message":
                            "rows 1 and 2 both match received = 31/12/2021 but give different outputs",
                    ]
                ], "ladders": [],
            ])
    }

    @Test("is not told of a table that could not be read")
    func broken() throws {
        let office = try Self.office()
        try office.write(
            "rules/terms.yaml",
            try #require(Self.tables["terms"]).replacingOccurrences(of: "any", with: "anny"))
        let run = try office.run("check", "rules/terms.yaml", "--json")
        let diagnostics = try #require(try JSON.parse(run.output)["diagnostics"].array)
        #expect(diagnostics.map { $0["code"] } == ["unknown-name"])
    }

    @Test(
        "says nothing of the rows of a CSV file that has none to read",
        arguments: ["", "a,b,o\n", "a,b,o\n\"1,x,y\n", "\u{0}\u{1}\u{7F}"])
    func unreadableRows(content: String) throws {
        let office = try Office(isLoaded: false)
        try office.write(
            "rules/t.yaml",
            "table: t\ninputs: {a: int, b: string}\noutputs: {o: string}\nrows: x.csv\n")
        try office.write("rules/x.csv", content)
        let run = try office.run("check", "--json")
        #expect(run.status == 65)
        let diagnostics = try #require(try JSON.parse(run.output)["diagnostics"].array)
        #expect(!diagnostics.isEmpty)
        #expect(diagnostics.allSatisfy { $0["severity"] == "error" })
    }

    @Test("finds nothing in the rules that come with the program")
    func shipped() throws {
        let run = try Office(isLoaded: false).run("check", "--json")
        #expect(try JSON.parse(run.output)["diagnostics"] == [])
    }

    @Test("warns of whom rules of notifications cannot reach, by codes that stay")
    func unreached() throws {
        let office = try Office(isLoaded: false)
        try office.write(
            "rules/more.yaml",
            """
            notifications:
              sinks:
                hook: {type: webhook, url: https://example.vn/hook}
                mail: {type: email, server: smtp.example.vn, from: wf@example.vn}
              rules:
                - {name: told, on: wf.item.started, to: coordinating, sinks: [mail, hook], text: x}
            """)
        let run = try office.run("check", "rules/more.yaml", "--json", lang: "en")
        #expect(run.status == 0)
        let found = try #require(try JSON.parse(run.output)["diagnostics"].array)
        #expect(found.map { $0["code"] } == ["unsigned", "no-address"])
        #expect(found.allSatisfy { $0["severity"] == "warning" })
        let all = try #require(try office.json("check")["diagnostics"].array)
        let groups = all.filter { $0["code"] == "empty-group" }
        #expect(!groups.isEmpty)
        #expect(groups.allSatisfy { $0["file"] == "workflows/plan-149-2021.yaml" })
    }

    @Test(
        "never prints a secret that stands in a rule",
        arguments: [["check"], ["check", "rules/more.yaml"], ["check", "--json"], ["inbox"]])
    func secret(_ arguments: [String]) throws {
        let office = try Office(isLoaded: false)
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
        try office.write(
            "rules/more.yaml",
            """
            notifications:
              sinks:
                hook: {type: webhook, url: https://example.vn/hook, secrets: [\(secret)]}
            """)
        for language in ["vi", "en"] {
            let run = try Tool.run(
                arguments, in: office.folder,
                environment: ["WF_NOW": office.now, "WF_LANG": language, "WF_USER": "khcn.linh"])
            #expect(run.status == 65)
            #expect((run.output + run.errors).contains("secret-in-rules"))
            #expect(!(run.output + run.errors).contains(secret))
        }
    }

    @Test("says what each ladder can send at most", arguments: ["vi", "en"])
    func ladders(_ language: String) throws {
        let office = try Office(isLoaded: false)
        try Snapshot.expect(
            try office.run("check", lang: language).output, is: "check-ladders-\(language)")
        let all = try office.json("check")["ladders"]
        #expect(
            all.array?.map { $0["name"] } == [
                "appraisal", "consultation", "long", "outside", "standard", "urgent",
            ])
        #expect(all[4]["steps"] == 6)
        #expect(all[4]["messages"] == 55)
        #expect(try office.json("check", "rules/escalations.yaml")["ladders"] == all)
        #expect(try office.json("check", "rules/constraints.yaml")["ladders"] == [])
    }

    @Test("warns of a ladder nobody would listen to any more")
    func noisyLadder() throws {
        let office = try Office(isLoaded: false)
        let days = (1...30).map {
            "\n      - {after: \($0) working days, notify: [owner, {agency: so-khcn}]}"
        }
        try office.write(
            "rules/noise.yaml", "escalations:\n  noise:\n    steps:" + days.joined() + "\n")
        let run = try office.run("check", "rules/noise.yaml", lang: "en")
        #expect(run.status == 0)
        #expect(
            run.output.hasPrefix(
                "rules/noise.yaml:2:3: warning: the ladder “noise” can send up to"), "\(run.output)"
        )
    }

    @Test("a table fed by other tables is asked by name all the same")
    func chainedTable() throws {
        let office = try Office(isLoaded: false)
        try office.write(
            "rules/band.yaml",
            """
            table: band
            inputs: {office: {type: string, value: table('approval-authority').office}}
            outputs: {band: string}
            rows: [[ubnd-tinh, high], [not(ubnd-tinh), low]]
            """)
        #expect(try office.run("check").status == 0)
        let run = try office.run(
            "table", "band", "--input", "{\"office\": \"ubnd-tinh\"}", "--json")
        #expect(try JSON.parse(run.output) == ["outputs": [["band": "high"]], "rows": [1]])
    }
}
