import Testing

@testable import WorkflowAnalysis

@Suite("Gaps of a table")
struct GapTests {
    @Test("each gap is told by inputs that fall into it", arguments: cases)
    func gap(_ table: TableCase) throws {
        #expect(try table.found() == table.expected)
    }

    static let cases = [
        TableCase("two halves", "n: int", ["< 5 | 1", ">= 5 | 2"], []),
        TableCase(
            "the point between two open halves", "n: int", ["< 5 | 1", "> 5 | 2"],
            ["table-gap: no row matches n = 5"]),
        TableCase("no whole number between 4 and 5", "n: int", ["<= 4 | 1", ">= 5 | 2"], []),
        TableCase(
            "but fractions are", "n: double", ["<= 4 | 1", ">= 5 | 2"],
            ["table-gap: no row matches n = 4.5"]),
        TableCase(
            "above and below", "n: int", ["[0..10) | 1"],
            ["table-gap: no row matches n = -1", "table-gap: no row matches n = 10"]),
        TableCase(
            "no day between two neighbours", "d: date",
            ["<= 2021-02-28 | 1", ">= 2021-03-01 | 2"], []),
        TableCase(
            "a day that is missing", "d: date", ["< 28/02/2021 | 1", "> 01/03/2021 | 2"],
            ["table-gap: no row matches d = 28/02/2021"]),
        TableCase(
            "money grouped as people read it, and no amount below zero", "budget: money",
            ["[0..500000000) | 1", "> 500000000 | 2"],
            ["table-gap: no row matches budget = 500.000.000"]),
        TableCase(
            "amounts below zero when the table speaks of them", "budget: money",
            ["[-5..-1] | 1", ">= 0 | 2"], ["table-gap: no row matches budget = -6"]),
        TableCase(
            "no money at all", "budget: money", ["> 0 | 1"],
            ["table-gap: no row matches budget = 0"]),
        TableCase("both truths", "b: bool", ["true | 1", "false | 2"], []),
        TableCase(
            "one truth", "b: bool", ["true | 1"], ["table-gap: no row matches b = false"]),
        TableCase(
            "a listed value", "level: {type: string, values: [provincial, central]}",
            ["provincial | 1"], ["table-gap: no row matches level = central"]),
        TableCase(
            "all listed values", "level: {type: string, values: [provincial, central]}",
            ["provincial | 1", "central | 2"], []),
        TableCase(
            "other texts than those named", "level: string", ["provincial | 1", "central | 2"],
            ["table-gap: no row matches level = any other text"]),
        TableCase(
            "other texts are taken by a negation", "level: string",
            ["a, b | 1", "not(a, b) | 2"], []),
        TableCase(
            "texts have an order", "t: string", ["< m | 1", "> m | 2"],
            ["table-gap: no row matches t = m"]),
        TableCase(
            "a text between two", "t: string", ["<= m | 1", ">= n | 2"],
            ["table-gap: no row matches t = ma"]),
        TableCase(
            "limits are only equal", "l: limit", ["2 weeks | 1", "not(14 days) | 2"], []),
        TableCase(
            "other limits", "l: limit", ["2 weeks | 1"],
            ["table-gap: no row matches l = any other limit"]),
        TableCase(
            "the inputs that matter, not the others", "n: int, b: bool",
            ["< 5 | - | 1", "> 5 | - | 2"], ["table-gap: no row matches n = 5"]),
        TableCase(
            "several inputs", "budget: money, level: {type: string, values: [a, b]}",
            ["< 500000000 | a | 1", ">= 500000000 | a | 2", "< 500000000 | b | 3"],
            ["table-gap: no row matches budget = 500.000.000, level = b"]),
        TableCase(
            "what is named before what is not", "budget: money, level: string",
            ["< 500 | a | 1", ">= 500 | a | 2", "< 500 | b | 3"],
            [
                "table-gap: no row matches budget = 500, level = b",
                "table-gap: no row matches level = any other text",
            ]),
        TableCase(
            "three gaps, and that there are more", "n: int",
            ["1 | 1", "3 | 1", "5 | 1"],
            [
                "table-gap: no row matches n = 0", "table-gap: no row matches n = 2",
                "table-gap: no row matches n = 4", "table-gap: and there are more gaps",
            ]),
        TableCase(
            "three rows make a whole, none alone", "a: bool, b: bool",
            ["true | true | 1", "true | false | 2", "false | - | 3"], []),
        TableCase(
            "a default covers the rest", "n: int", ["1 | 1"], more: "default: [2]", []),
        TableCase("a list may be empty", hit: "collect", "n: int", ["1 | 1"], []),
        TableCase("an ordered list as well", hit: "rule-order", "n: int", ["1 | 1"], []),
        TableCase("a sum of nothing too", hit: "collect sum", "n: int", ["1 | 1"], []),
        TableCase(
            "first", hit: "first", "n: int", ["1 | 1", "> 1 | 2"],
            ["table-gap: no row matches n = 0"]),
        TableCase(
            "any", hit: "any", "n: int", ["1 | 1", "> 1 | 2"], ["table-gap: no row matches n = 0"]),
        TableCase(
            "priority", hit: "priority", "n: int", ["1 | 1", "> 1 | 2"],
            ["table-gap: no row matches n = 0"]),
        TableCase(
            "an input without a value is no gap", "n: int", ["< 5 | 1", ">= 5 | 2"], []),
        TableCase(
            "CEL may cover what it can", "n: int", ["< 5 | 1", "= value % 2 == 0 | 2"], []),
        TableCase(
            "but not what another cell of its row rules out", "n: int, b: bool",
            ["< 5 | true | 1", "= value % 2 == 0 | true | 2"],
            ["table-gap: no row matches b = false"]),
        TableCase(
            "CEL over listed values is tried on each",
            "t: {type: string, values: [so-a, so-b, ubnd]}", ["= value.startsWith('so-') | 1"],
            ["table-gap: no row matches t = ubnd"]),
        TableCase(
            "CEL that fails on one of them is not counted on",
            "n: {type: int, values: [0, 1, 2]}", ["= 2 / value == 1 | 1"], []),
        TableCase(
            "a text that needs quotes", "t: {type: string, values: ['a, b', c]}", ["c | 1"],
            ["table-gap: no row matches t = 'a, b'"]),
        TableCase(
            "each value left out", "t: {type: string, values: [a, b, c, d]}, n: int",
            ["a | - | 1", "c | < 3 | 1"],
            [
                "table-gap: no row matches t = b", "table-gap: no row matches t = c, n = 3",
                "table-gap: no row matches t = d",
            ]),
    ]
}
