import Foundation
import JSON
import Testing

@Suite("Trying out rules")
struct EvalTests {
    @Test(
        "an expression has a typed value",
        arguments: [
            ("1 + 2", #"{"type":"int","value":{"int":"3"}}"#),
            ("'a' + 'b'", #"{"type":"string","value":{"string":"ab"}}"#),
            ("[1u, 2u]", #"{"type":"list<uint>","value":{"list":[{"uint":"1"},{"uint":"2"}]}}"#),
            ("b'ab'", #"{"type":"bytes","value":{"bytes":"YWI="}}"#),
            ("duration('90s')", #"{"type":"duration","value":{"duration":"90s"}}"#),
            ("1.0 / 0.0", #"{"type":"double","value":{"double":"Infinity"}}"#),
        ])
    func value(expression: String, answer: String) throws {
        let run = try Tool.run(["eval", expression, "--json"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(try JSON.parse(run.output).canonical == answer)
    }

    @Test("variables come from a file")
    func bindings() throws {
        let office = try Office(isLoaded: false)
        try office.write("b.json", #"{"budget": 7, "x.y": {"uint": "3"}}"#)
        let run = try office.run("eval", "budget + int(x.y)", "--bind", "b.json")
        #expect(run.output == "10\n")
    }

    @Test("a batch answers every line, faulty ones too")
    func batch() throws {
        let run = try Tool.run(
            ["eval", "--batch"],
            input: """
                {"expr": "1 + 1"}
                nonsense
                {"expr": "1 / 0"}
                {"expr": "x", "bindings": {"x": {"bool": true}}}

                """)
        #expect(run.status == 0)
        let answers = try run.lines.map { try JSON.parse($0) }
        try #require(answers.count == 4)
        #expect(answers[0]["value"] == ["int": "2"])
        #expect(answers[1]["error"].string != nil)
        #expect(answers[2]["error"].string != nil)
        #expect(answers[3]["value"] == ["bool": true])
    }

    static let suite: URL = {
        let shared = ProcessInfo.processInfo.environment["WF_SHARED"].map {
            URL(fileURLWithPath: $0)
        }
        return (shared ?? Office.root.appendingPathComponent("../shared"))
            .appendingPathComponent("conformance/cel")
    }()

    @Test(
        "a batch answers the public conformance cases",
        .enabled(if: FileManager.default.fileExists(atPath: suite.path), "no conformance cases"),
        arguments: [
            "basic", "comparisons", "conversions", "fields", "integer_math", "lists", "logic",
            "macros", "namespace", "optionals", "string", "string_ext", "timestamps",
        ])
    func conformance(file: String) throws {
        let text = try String(
            contentsOf: Self.suite.appendingPathComponent(file + ".jsonl"), encoding: .utf8)
        let cases = try text.split(separator: "\n").map { try JSON.parse(String($0)) }
        let run = try Tool.run(["eval", "--batch"], input: text)
        let answers = try run.lines.map { try JSON.parse($0) }
        try #require(answers.count == cases.count)
        for (given, answer) in zip(cases, answers) {
            let place = "\(file): \(given["expr"].string ?? "")"
            guard let value = given["expected"].object?["value"] else {
                if given["check_only"].bool != true {
                    #expect(answer["error"].string != nil, "\(place)")
                }
                continue
            }
            // The order of a map is nobody's business.
            if value.object?["map"] == nil {
                #expect(answer["value"].canonical == value.canonical, "\(place)")
            }
        }
    }

    @Test("a table answers with its rows")
    func table() throws {
        let office = try Office(isLoaded: false)
        let answer = try office.json(
            "table", "approval-authority", "--input",
            #"{"budget": 500000000, "level": "provincial"}"#)
        #expect(answer["rows"] == [2])
        #expect(answer["outputs"][0]["authority"] == "chair")
        #expect(answer["outputs"][0]["limit"] == "7 working days")
    }

    @Test("a table explains every row to programs")
    func explain() throws {
        let office = try Office(isLoaded: false)
        let answer = try office.json(
            "table", "approval-authority", "--explain", "--input",
            #"{"budget": 500000000, "level": "provincial"}"#)
        #expect(answer["rows"] == [2])
        #expect(
            answer["explain"] == [
                [
                    "row": 1, "matched": false, "input": "budget", "cell": "< 500000000",
                    "value": 500_000_000,
                ],
                ["row": 2, "matched": true],
                [
                    "row": 3, "matched": false, "input": "level", "cell": "central",
                    "value": "provincial",
                ],
            ])
    }

    @Test("a cell in CEL that fails is a row that does not match, and says why")
    func explainFault() throws {
        let office = try Office(isLoaded: false)
        try office.write(
            "rules/shares.yaml",
            """
            table: shares
            hit: first
            inputs: {n: int}
            outputs: {name: string}
            rows:
              - ["1", one]
              - ["= 10 / (value - 1) > 0", other]
            """)
        let answer = try office.json("table", "shares", "--explain", "--input", #"{"n": 1}"#)
        #expect(answer["rows"] == [1])
        let fault = answer["explain"][1]
        #expect(fault["matched"] == false)
        #expect(fault["cell"] == "= 10 / (value - 1) > 0")
        #expect(fault["error"].string?.isEmpty == false)
        let without = try office.json("table", "shares", "--input", #"{"n": 1}"#)
        #expect(without["explain"].isNull)
    }

    @Test("the calendar answers for programs")
    func calendar() throws {
        let office = try Office(isLoaded: false)
        let due = try office.json("calendar", "due", "2021-04-14", "10 working days", "--explain")
        #expect(due["due"] == "2021-04-29")
        #expect(due["counted"].array?.count == 10)
        #expect(due["skipped"].array?.contains { $0["date"] == "2021-04-21" } == true)
        #expect(due["calendar"].string?.isEmpty == false)
        let days = try office.json("calendar", "days", "2021")
        #expect(days["basis"] == "decreed")
        #expect(days["off"].array?.contains("2021-04-21") == true)
        let lunar = try office.json("calendar", "lunar", "--to-solar", "10/3/2021")
        #expect(lunar["solar"] == "2021-04-21")
        #expect(lunar["lunar"] == ["day": 10, "month": 3, "leap": false, "year": 2021])
    }
}
