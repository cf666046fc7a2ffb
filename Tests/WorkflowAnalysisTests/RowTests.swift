import Testing

@testable import WorkflowAnalysis

@Suite("Rows of a table")
struct RowTests {
    @Test("that match together where one may", arguments: overlaps)
    func together(_ table: TableCase) throws {
        #expect(try table.found() == table.expected)
    }

    static let overlaps = [
        TableCase(
            "a point in common", "n: int", ["<= 5 | 1", ">= 5 | 2"],
            ["table-overlap: rows 1 and 2 both match n = 5; in a “unique” table only one may"]),
        TableCase(
            "inputs that matter to none are left out", "budget: money, level: string",
            ["<= 500000000 | - | 1", ">= 500000000 | - | 2"],
            [
                "table-overlap: rows 1 and 2 both match budget = 500.000.000; in a “unique” "
                    + "table only one may"
            ]),
        TableCase(
            "the same outputs are no excuse", "b: bool", ["- | 1", "true | 1"],
            ["table-overlap: rows 1 and 2 both match b = true; in a “unique” table only one may"]),
        TableCase(
            "each pair by itself", "n: int", ["< 5 | 1", "- | 2", ">= 5 | 3"],
            [
                "table-overlap: rows 1 and 2 both match n = 4; in a “unique” table only one may",
                "table-overlap: rows 2 and 3 both match n = 5; in a “unique” table only one may",
            ]),
        TableCase(
            "every input has to be shared", "n: int, b: bool",
            ["< 5 | true | 1", ">= 0 | false | 2", ">= 5 | true | 3", "< 0 | false | 4"], []),
        TableCase(
            "lists and negations", "t: {type: string, values: [a, b, c, d]}",
            ["a, b | 1", "not(a, d) | 2", "d | 3"],
            ["table-overlap: rows 1 and 2 both match t = b; in a “unique” table only one may"]),
        TableCase(
            "texts not named", "t: string", ["not(a) | 1", "not(b) | 2"],
            [
                "table-overlap: rows 1 and 2 both match t = any other text; in a “unique” table "
                    + "only one may"
            ]),
        TableCase(
            "amounts below zero count: the table would fail on them", "budget: money",
            ["< 500 | 1", "< 0 | 2", ">= 500 | 3"],
            [
                "table-overlap: rows 1 and 2 both match budget = -1; in a “unique” table only "
                    + "one may"
            ]),
        TableCase(
            "whole numbers between open ends", "n: int", ["(1..3) | 1", "<= 1 | 2", ">= 3 | 3"],
            []),
        TableCase(
            "CEL is not counted on to match", "n: int",
            ["- | 1", "= value > 5 | 2"], []),
        TableCase(
            "unless every value was tried", "n: {type: int, values: [1, 7]}",
            ["1 | 1", "= value > 5 | 2", "7 | 3"],
            ["table-overlap: rows 2 and 3 both match n = 7; in a “unique” table only one may"]),
        TableCase(
            "of many, ten and how many more", "b: bool", Array(repeating: "- | 1", count: 6),
            pairs(of: 6).prefix(10).map {
                "table-overlap: rows \($0) and \($1) both match b = false; in a “unique” table "
                    + "only one may"
            } + ["table-overlap: and 5 more pairs of rows like these"]),
    ]

    private static func pairs(of count: Int) -> [(Int, Int)] {
        (1...count).flatMap { lower in (1..<max(lower, 1)).map { ($0, lower) } }
    }

    @Test("that match together and disagree", arguments: conflicts)
    func disagreeing(_ table: TableCase) throws {
        #expect(try table.found() == table.expected)
    }

    static let conflicts = [
        TableCase(
            "different outputs", hit: "any", "n: int", ["<= 5 | 1", ">= 5 | 2"],
            ["table-conflict: rows 1 and 2 both match n = 5 but give different outputs"]),
        TableCase("the same outputs", hit: "any", "n: int", ["<= 5 | 1", ">= 5 | 1"], []),
        TableCase(
            "nothing in common", hit: "any", "n: int", ["< 5 | 1", ">= 5 | 2"], []),
    ]

    @Test("that are never chosen", arguments: unreachable)
    func neverChosen(_ table: TableCase) throws {
        #expect(try table.found() == table.expected)
    }

    static let unreachable = [
        TableCase(
            "behind one that takes more", hit: "first", "n: int",
            ["< 10 | 1", "5 | 2", ">= 10 | 3"],
            ["unreachable-row: row 2 is never chosen: row 1 takes all that it matches"]),
        TableCase(
            "behind several together", hit: "first", "n: int",
            ["100 | 4", "< 5 | 1", "[5..10) | 2", "[3..7] | 3", ">= 10 | 4"],
            [
                "unreachable-row: row 4 is never chosen: rows 2 and 3 together take all that it "
                    + "matches"
            ]),
        TableCase(
            "several together over two inputs", hit: "first",
            "a: bool, b: bool",
            ["true | - | 1", "- | true | 2", "false | false | 3", "not(true) | true, false | 4"],
            [
                "unreachable-row: row 4 is never chosen: rows 2 and 3 together take all that it "
                    + "matches"
            ]),
        TableCase(
            "a last row of - may wait for an input without a value", hit: "first", "n: int",
            ["< 5 | 1", ">= 5 | 2", "- | 3"], []),
        TableCase(
            "but not behind another of the kind", hit: "first", "n: int", ["- | 1", "- | 2"],
            ["unreachable-row: row 2 is never chosen: row 1 takes all that it matches"]),
        TableCase(
            "CEL hides nothing", hit: "first", "n: int", ["= value < 100 | 1", "5 | 2", "- | 3"],
            []),
        TableCase(
            "but can be hidden", hit: "first", "n: int", ["- | 1", "= value < 100 | 2"],
            ["unreachable-row: row 2 is never chosen: row 1 takes all that it matches"]),
        TableCase(
            "behind rows that rank higher", hit: "priority", "n: int",
            ["5 | 3", "< 10 | 1", ">= 10 | 2"],
            ["unreachable-row: row 1 is never chosen: row 2 takes all that it matches"]),
        TableCase(
            "of the same rank, the upper one is taken", hit: "priority", "n: int",
            ["< 10 | 1", "5 | 1", ">= 10 | 2"],
            ["unreachable-row: row 2 is never chosen: row 1 takes all that it matches"]),
    ]

    @Test("that match nothing", arguments: impossible)
    func neverMatching(_ table: TableCase) throws {
        #expect(try table.found() == table.expected)
    }

    static let impossible = [
        TableCase(
            "no whole number inside", hit: "collect", "n: int", ["(4..5) | 1"],
            ["impossible-cell: row 1 never matches: no value of “n” satisfies its cell"]),
        TableCase("a fraction inside", hit: "collect", "n: double", ["(4..5) | 1"], []),
        TableCase(
            "no day inside", hit: "collect", "d: date", ["(2021-02-28..2021-03-01) | 1"],
            ["impossible-cell: row 1 never matches: no value of “d” satisfies its cell"]),
        TableCase(
            "below the least value listed", hit: "collect", "n: {type: int, values: [1, 2, 3]}",
            ["< 1 | 1", "<= 1 | 1"],
            ["impossible-cell: row 1 never matches: no value of “n” satisfies its cell"]),
        TableCase(
            "nothing is left", hit: "collect", "b: bool", ["not(true, false) | 1"],
            ["impossible-cell: row 1 never matches: no value of “b” satisfies its cell"]),
        TableCase(
            "two halves negated", hit: "collect", "n: int, b: bool", ["not(< 5, >= 5) | - | 1"],
            ["impossible-cell: row 1 never matches: no value of “n” satisfies its cell"]),
        TableCase(
            "CEL that is true of no value listed", hit: "collect",
            "t: {type: string, values: [a, b]}", ["= value == 'c' | 1"],
            ["impossible-cell: row 1 never matches: no value of “t” satisfies its cell"]),
        TableCase(
            "such a row neither overlaps nor hides", hit: "first", "n: int",
            ["(4..5) | 1", "< 5 | 2", ">= 5 | 3"],
            ["impossible-cell: row 1 never matches: no value of “n” satisfies its cell"]),
    ]
}
