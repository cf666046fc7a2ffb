import Testing

@testable import WorkflowLoading

@Suite("Wrong columns and hit policies of a table")
struct TableColumnTests {
    @Test("each mistake is one complaint at its place", arguments: bad)
    func complaint(_ bad: BadText) {
        #expect(LoadedRules(bad.texts).rendered == bad.expected)
    }

    private static let bad = [
        badTable(
            "a default of the wrong length", more: "default: [a, b]",
            """
            a.yaml:9:10: error: “default” has 2 cells, the table has 1 output: office [wrong-cell-count]
             9 | default: [a, b]
               |          ^^^^^^
            """),
        badTable(
            "no rows", rows: "[]",
            """
            a.yaml:7:1: error: the table has no rows [no-rows]
             7 | rows:
               | ^^^^
            """),
        badTable(
            "no inputs", inputs: "{}",
            """
            a.yaml:4:3: error: at least one column is needed [no-columns]
             4 |   {}
               |   ^^
            """),
        badTable(
            "a type nobody knows", inputs: "budget: mony",
            """
            a.yaml:4:11: error: expected the type of a column, but there is no “mony” [unknown-name]
             4 |   budget: mony
               |           ^^^^
              hint: did you mean “money”?
                    Known here: string, int, double, bool, money, date, limit
            """),
        badTable(
            "a name that CEL cannot read", inputs: "bud-get: money",
            """
            a.yaml:4:3: error: “bud-get” is no valid name of a column: it takes letters, digits and underscores [bad-name]
             4 |   bud-get: money
               |   ^^^^^^^
            """),
        badTable(
            "a hit policy nobody knows", hit: "uniqe",
            """
            a.yaml:2:6: error: expected a hit policy, but there is no “uniqe” [unknown-name]
             2 | hit: uniqe
               |      ^^^^^
              hint: did you mean “unique”?
                    Known here: unique, first, any, priority, rule-order, output-order, collect, collect sum,
                    collect min, collect max, collect count
            """),
        badTable(
            "an aggregation nobody knows", hit: "collect average",
            """
            a.yaml:2:6: error: expected a hit policy, but there is no “collect average” [unknown-name]
             2 | hit: collect average
               |      ^^^^^^^^^^^^^^^
              hint: Known here: unique, first, any, priority, rule-order, output-order, collect, collect sum,
                    collect min, collect max, collect count
            """),
        badTable(
            "a rank without an order", hit: "priority",
            """
            a.yaml:2:6: error: this hit policy ranks by the “values” of the outputs, but none has any [no-order]
             2 | hit: priority
               |      ^^^^^^^^
              hint: such as office: {type: string, values: […]}
            """),
        badTable(
            "a sum of text", hit: "collect sum",
            """
            a.yaml:2:6: error: “collect sum” cannot be used on an output of type “string” [wrong-type]
             2 | hit: collect sum
               |      ^^^^^^^^^^^
            """),
        badTable(
            "an aggregation of two outputs",
            rows: #"- ["-", 1, 2]"#,
            hit: "collect max",
            outputs: "{a: int, b: int}",
            """
            a.yaml:2:6: error: “collect max” takes one output, the table has 2 [too-many-outputs]
             2 | hit: collect max
               |      ^^^^^^^^^^^
            """),
        badTable(
            "a value listed twice",
            rows: #"- ["-", north]"#,
            outputs: "office: {type: string, values: [north, north]}",
            """
            a.yaml:6:42: error: “north” is listed already [duplicate-value]
             6 |   office: {type: string, values: [north, north]}
               |                                          ^^^^^
            """),
        badTable(
            "a key nobody knows", more: "defualt: [a]",
            """
            a.yaml:9:1: error: unknown key “defualt” in a table [unknown-key]
             9 | defualt: [a]
               | ^^^^^^^
              hint: did you mean “default”?
                    Known here: table, title, source, hit, inputs, outputs, rows, default
            """),
    ]
}

/// A table of one input and one output, wrong in one way.
private func badTable(
    _ name: String, rows: String = #"- ["-", a]"#, hit: String = "unique",
    inputs: String = "budget: money", outputs: String = "office: string", more: String = "",
    _ expected: String
) -> BadText {
    let rows = rows.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    return BadText(
        name,
        """
        table: limits
        hit: \(hit)
        inputs:
          \(inputs)
        outputs:
          \(outputs)
        rows:
        \(rows)
        \(more)
        """,
        expected)
}
