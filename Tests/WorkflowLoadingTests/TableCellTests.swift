import Testing

@testable import WorkflowLoading

@Suite("Wrong cells of a table")
struct TableCellTests {
    @Test("each mistake is one complaint at its place", arguments: bad)
    func complaint(_ bad: BadText) {
        #expect(LoadedRules(bad.texts).rendered == bad.expected)
    }

    private static let bad = [
        badTable(
            "a cell of the wrong type", rows: #"- ["< nhiều", a]"#,
            """
            a.yaml:8:9: error: expected an amount of money (đồng), found “nhiều” [wrong-type]
             8 |   - ["< nhiều", a]
               |         ^^^^^
            """),
        badTable(
            "a number with separators the type does not take",
            rows: #"- ["<= 1_000", a]"#,
            inputs: "n: int",
            """
            a.yaml:8:10: error: expected a whole number, found “1_000” [wrong-type]
             8 |   - ["<= 1_000", a]
               |          ^^^^^
              hint: write 1000
            """),
        badTable(
            "an interval without dots", rows: #"- ["[1, 5)", a]"#,
            """
            a.yaml:8:7: error: an interval needs “..” in the middle [bad-cell]
             8 |   - ["[1, 5)", a]
               |       ^^
              hint: a cell: -, a value, < <= > >= a value, [1..5), several with commas, not(…), = CEL
            """),
        badTable(
            "an interval the wrong way round", rows: #"- ["[5..1]", a]"#,
            """
            a.yaml:8:7: error: no value lies in this interval [empty-interval]
             8 |   - ["[5..1]", a]
               |       ^^^^^^
              hint: write the lower end first: [1..5]
            """),
        badTable(
            "an interval without its end", rows: #"- ["[1..5", a]"#,
            """
            a.yaml:8:7: error: the closing “]” is missing [bad-cell]
             8 |   - ["[1..5", a]
               |       ^^^^^
              hint: a cell: -, a value, < <= > >= a value, [1..5), several with commas, not(…), = CEL
            """),
        badTable(
            "an order on a type without one", rows: #"- ["> true", a]"#, inputs: "ok: bool",
            """
            a.yaml:8:7: error: values of type “bool” have no order [no-order]
             8 |   - ["> true", a]
               |       ^
            """),
        badTable(
            "a comparison for a limit", rows: #"- ["< 5 days", a]"#, inputs: "t: limit",
            """
            a.yaml:8:7: error: values of type “limit” have no order [no-order]
             8 |   - ["< 5 days", a]
               |       ^
            """),
        badTable(
            "an equals sign twice", rows: #"- ["5, = 3", a]"#,
            """
            a.yaml:8:10: error: write the value alone for equal, and not(…) for unequal [bad-cell]
             8 |   - ["5, = 3", a]
               |          ^
              hint: a cell: -, a value, < <= > >= a value, [1..5), several with commas, not(…), = CEL
            """),
        badTable(
            "not without its bracket", rows: #"- ["not(5", a]"#,
            """
            a.yaml:8:7: error: the closing “)” is missing [bad-cell]
             8 |   - ["not(5", a]
               |       ^^^^^
              hint: a cell: -, a value, < <= > >= a value, [1..5), several with commas, not(…), = CEL
            """),
        badTable(
            "a value missing in a list", rows: #"- ["5, ", a]"#,
            """
            a.yaml:8:9: error: a value is missing here [bad-cell]
             8 |   - ["5, ", a]
               |         ^
            """),
        badTable(
            "something behind the end", rows: #"- ["[1..2] x", a]"#,
            """
            a.yaml:8:14: error: “x” makes no sense here [bad-cell]
             8 |   - ["[1..2] x", a]
               |              ^
              hint: a cell: -, a value, < <= > >= a value, [1..5), several with commas, not(…), = CEL
            """),
        badTable(
            "an empty cell", rows: "- [, a]",
            """
            a.yaml:8:6: error: expected a value before “,” [missing-value]
             8 |   - [, a]
               |      ^
              hint: if this is text, put the whole value in quotes
            """),
        badTable(
            "a list as a cell", rows: "- [[1, 2], a]",
            """
            a.yaml:8:6: error: expected a cell of “budget”, found a list [wrong-type]
             8 |   - [[1, 2], a]
               |      ^^^^^^
              hint: “-” is anything; several values are written in one text: "a, b"
            """),
        badTable(
            "a value that is not among those of the input",
            rows: #"- ["lo", a]"#,
            inputs: "risk: {type: string, values: [low, high]}",
            """
            a.yaml:8:7: error: expected a value of the column “risk”, but there is no “lo” [unknown-name]
             8 |   - ["lo", a]
               |       ^^
              hint: did you mean “low”?
                    Known here: low, high
            """),
        badTable(
            "a value that is not among those of the output",
            rows: #"- ["-", northwest]"#,
            outputs: "office: {type: string, values: [north, south]}",
            """
            a.yaml:8:11: error: expected a value of the column “office”, but there is no “northwest” [unknown-name]
             8 |   - ["-", northwest]
               |           ^^^^^^^^^
              hint: Known here: north, south
            """),
        badTable(
            "CEL with a name nobody knows", rows: #"- ["= valeu > 3", a]"#,
            """
            a.yaml:8:9: error: there is no variable “valeu” [unknown-variable]
             8 |   - ["= valeu > 3", a]
               |         ^^^^^
              hint: did you mean “value”?
            """),
        badTable(
            "CEL that is neither true nor false", rows: #"- ["= value + 3", a]"#,
            """
            a.yaml:8:9: error: expected bool, but the expression gives int [type-mismatch]
             8 |   - ["= value + 3", a]
               |         ^^^^^^^^^
            """),
        badTable(
            "CEL that breaks off", rows: #"- ["= value >", a]"#,
            """
            a.yaml:8:16: error: expected an expression, but the expression ends [cel-syntax]
             8 |   - ["= value >", a]
               |                ^
            """),
        badTable(
            "no CEL at all", rows: #"- ["=", a]"#,
            """
            a.yaml:8:7: error: there is no expression after “=” [bad-cell]
             8 |   - ["=", a]
               |       ^
              hint: a cell: -, a value, < <= > >= a value, [1..5), several with commas, not(…), = CEL
            """),
        badTable(
            "an output that is no limit", rows: #"- ["-", 5 workin days]"#, outputs: "due: limit",
            """
            a.yaml:8:11: error: expected a limit, found the text “5 workin days” [wrong-type]
             8 |   - ["-", 5 workin days]
               |           ^^^^^^^^^^^^^
            """),
        badTable(
            "an output left out", rows: #"- ["-", ~]"#,
            """
            a.yaml:8:11: error: expected text, found nothing [wrong-type]
             8 |   - ["-", ~]
               |           ^
            """),
        badTable(
            "a row that is too short", rows: #"- ["-"]"#,
            """
            a.yaml:8:5: error: the row has 1 cell, the table has 2 columns [wrong-cell-count]
             8 |   - ["-"]
               |     ^^^^^
              hint: the columns: budget | office
            """),
        badTable(
            "a row that is no list", rows: "- just text",
            """
            a.yaml:8:5: error: expected a row: a list of the cells budget | office, found the text “just text” [wrong-type]
             8 |   - just text
               |     ^^^^^^^^^
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
