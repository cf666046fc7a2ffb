import CEL
import Diagnostics
import Testing
import WorkflowCalendar
import WorkflowModel

/// A table over an age and a risk, with the outputs a status and a rate.
private func table(
    _ hitPolicy: DecisionTable.HitPolicy, _ rows: [([DecisionTable.Test], [Value])],
    outputs: [(name: String, type: DecisionTable.ColumnType, values: [Value])] = [
        ("status", .string, ["approved", "declined"]), ("rate", .int, []),
    ],
    fallback: [Value]? = nil
) -> DecisionTable {
    let range = SourceRange(file: "table.yaml", line: 1, column: 1)
    return DecisionTable(
        name: "risk", title: LocalizedText("risk"), source: nil, hitPolicy: hitPolicy,
        inputs: [
            DecisionTable.Input(name: "age", type: .int, source: nil, values: [], range: range),
            DecisionTable.Input(
                name: "risk", type: .string, source: nil, values: ["low", "medium", "high"],
                range: range),
        ],
        outputs: outputs.map {
            DecisionTable.Output(name: $0.name, type: $0.type, values: $0.values, range: range)
        },
        rows: rows.map { DecisionTable.Row(tests: $0.0, outputs: $0.1, range: range) },
        fallback: fallback, range: range)
}

private let adult = DecisionTable.Test.compares(.greaterOrEqual, 18)
private let minor = DecisionTable.Test.compares(.less, 18)
private let sum: [(name: String, type: DecisionTable.ColumnType, values: [Value])] = [
    ("bonus", .money, [])
]

@Suite("Hit policies")
struct HitPolicyTests {
    @Test("unique: the one row that matches")
    func unique() throws {
        let table = table(
            .unique,
            [([adult, .anything], ["approved", 1]), ([minor, .anything], ["declined", 2])])
        #expect(
            try table.decide([20, "low"])
                == DecisionTable.Decision(rows: [1], outputs: [["approved", 1]]))
        #expect(try table.decide([17, "low"]).rows == [2])
    }

    @Test("unique: rows that match together are an error that names them")
    func uniqueOverlap() throws {
        let table = table(
            .unique,
            [
                ([adult, .anything], ["approved", 1]), ([minor, .anything], ["declined", 2]),
                ([.anything, .equals("high")], ["declined", 3]),
            ])
        let error = #expect(throws: DecisionError.self) { try table.decide([20, "high"]) }
        guard case .severalRows([1, 3])? = error else {
            Issue.record("expected rows 1 and 3, found \(String(describing: error))")
            return
        }
        #expect(error?.message.en == "rows 1 and 3 all match; in a “unique” table only one may")
    }

    @Test("first: the uppermost row that matches, whatever comes behind")
    func first() throws {
        let table = table(
            .first,
            [
                ([.compares(.greater, 60), .anything], ["declined", 1]),
                ([adult, .anything], ["approved", 2]), ([.anything, .anything], ["declined", 3]),
            ])
        #expect(try table.decide([70, "low"]).rows == [1])
        #expect(try table.decide([30, "low"]).rows == [2])
        #expect(try table.decide([3, "low"]).rows == [3])
    }

    @Test("any: rows that agree give their outputs once; rows that do not are an error")
    func any() throws {
        let agreeing = table(
            .any,
            [
                ([adult, .anything], ["approved", 1]),
                ([.anything, .equals("low")], ["approved", 1]),
            ])
        #expect(try agreeing.decide([20, "low"]).outputs == [["approved", 1]])
        let differing = table(
            .any,
            [
                ([adult, .anything], ["approved", 1]),
                ([.anything, .equals("low")], ["approved", 2]),
            ])
        let error = #expect(throws: DecisionError.self) { try differing.decide([20, "low"]) }
        guard case .differingOutputs([1, 2])? = error else {
            Issue.record("expected rows 1 and 2, found \(String(describing: error))")
            return
        }
    }

    @Test("priority: the row whose output stands first among the output's values")
    func priority() throws {
        let table = table(
            .priority,
            [
                ([adult, .anything], ["declined", 1]), ([.anything, .anything], ["approved", 2]),
                ([.anything, .anything], ["approved", 3]),
            ])
        #expect(try table.decide([20, "low"]).rows == [2])
    }

    @Test("output order: all rows, ranked by the output's values, equals as they are written")
    func outputOrder() throws {
        let table = table(
            .outputOrder,
            [
                ([adult, .anything], ["declined", 1]), ([.anything, .anything], ["approved", 2]),
                ([.anything, .anything], ["declined", 3]),
            ])
        #expect(try table.decide([20, "low"]).rows == [2, 1, 3])
    }

    @Test("the second output ranks rows that are equal in the first")
    func lexicographicRanks() throws {
        let table = table(
            .outputOrder,
            [
                ([.anything, .anything], ["declined", "standard"]),
                ([.anything, .anything], ["approved", "standard"]),
                ([.anything, .anything], ["approved", "best"]),
            ],
            outputs: [
                ("status", .string, ["approved", "declined"]),
                ("rate", .string, ["best", "standard"]),
            ])
        #expect(try table.decide([20, "low"]).rows == [3, 2, 1])
    }

    @Test(
        "rule order and collect: all rows as they are written",
        arguments: [
            DecisionTable.HitPolicy.ruleOrder, .collect(nil),
        ])
    func ruleOrder(_ policy: DecisionTable.HitPolicy) throws {
        let table = table(
            policy,
            [
                ([adult, .anything], ["declined", 1]), ([minor, .anything], ["approved", 2]),
                ([.anything, .anything], ["approved", 3]),
            ])
        #expect(
            try table.decide([20, "low"])
                == DecisionTable.Decision(
                    rows: [1, 3], outputs: [["declined", 1], ["approved", 3]]))
    }

    @Test(
        "collect with an aggregation: one output out of all rows",
        arguments: [
            (DecisionTable.HitPolicy.Aggregation.sum, Value.int(600)), (.min, 100), (.max, 300),
            (.count, 3),
        ])
    func aggregation(_ aggregation: DecisionTable.HitPolicy.Aggregation, _ result: Value) throws {
        let rows: [([DecisionTable.Test], [Value])] = [
            ([adult, .anything], [200]), ([adult, .anything], [100]), ([adult, .anything], [300]),
            ([minor, .anything], [7]),
        ]
        let decision = try table(.collect(aggregation), rows, outputs: sum).decide([20, "low"])
        #expect(decision.outputs == [[result]])
        #expect(decision.rows == [1, 2, 3])
    }

    @Test("a sum beyond 64 bits is an error")
    func sumOverflow() {
        let rows: [([DecisionTable.Test], [Value])] = [
            ([.anything, .anything], [.int(.max)]), ([.anything, .anything], [1]),
        ]
        #expect(throws: DecisionError.self) {
            try table(.collect(.sum), rows, outputs: sum).decide([20, "low"])
        }
    }
}

@Suite("When no row matches")
struct UnmatchedTests {
    @Test("the default stands in")
    func fallback() throws {
        let table = table(
            .unique, [([adult, .anything], ["approved", 1])], fallback: ["declined", 0])
        let decision = try table.decide([3, "low"])
        #expect(decision.outputs == [["declined", 0]])
        #expect(decision.isFallback)
        #expect(try !table.decide([20, "low"]).isFallback)
    }

    @Test("there is no answer without one, and its outputs have no value")
    func none() throws {
        let table = table(.first, [([adult, .anything], ["approved", 1])])
        let decision = try table.decide([3, "low"])
        #expect(decision.outputs.isEmpty)
        #expect(!decision.isFallback)
        #expect(table.result(ofOutput: 0, in: decision) == nil)
    }

    @Test("nothing counts as none, adds up to nothing, and lists as an empty list")
    func aggregations() throws {
        let rows: [([DecisionTable.Test], [Value])] = [([adult, .anything], [1])]
        let counted = table(.collect(.count), rows, outputs: sum)
        #expect(try counted.decide([3, "low"]).outputs == [[0]])
        let summed = table(.collect(.sum), rows, outputs: sum)
        #expect(try summed.decide([3, "low"]).outputs.isEmpty)
        let listed = table(.collect(nil), rows, outputs: sum)
        #expect(
            try listed.result(ofOutput: 0, in: listed.decide([3, "low"])) == .list([]))
    }
}

@Suite("What a cell lets pass")
struct CellTests {
    private static let tests: [(DecisionTable.Test, pass: [Value], fail: [Value])] = [
        (.anything, [1, "a", .null], []),
        (.equals(5), [5, 5.0], [6, .null]),
        (.equals("a"), ["a"], ["A", "b"]),
        (.compares(.less, 5), [4], [5, 6, .null]),
        (.compares(.lessOrEqual, 5), [4, 5], [6]),
        (.compares(.greater, 5), [6], [5, 4]),
        (.compares(.greaterOrEqual, 5), [5, 6, 5.5], [4, 4.9]),
        (.compares(.less, "b"), ["a", "ab"], ["b", "đ"]),
        (
            .interval(lower: 1, lowerClosed: true, upper: 5, upperClosed: false), [1, 4],
            [0, 5, .null]
        ),
        (.interval(lower: 1, lowerClosed: false, upper: 5, upperClosed: true), [2, 5], [1, 6]),
        (.oneOf([.equals(1), .compares(.greater, 8)]), [1, 9], [2, 8]),
        (.not(.oneOf([.equals(1), .equals(2)])), [3], [1, 2, .null]),
    ]

    @Test("equality, order, intervals, lists and their opposite", arguments: tests.indices)
    func passes(_ index: Int) throws {
        let (test, pass, fail) = Self.tests[index]
        for value in pass { #expect(try matches(test, value), "\(test) should take \(value)") }
        for value in fail { #expect(try !matches(test, value), "\(test) should refuse \(value)") }
    }

    @Test("dates are compared as days")
    func dates() throws {
        let day = try #require(CalendarDate(year: 2021, month: 4, day: 14))
        let before = DecisionTable.Test.compares(.less, .date(day))
        #expect(try matches(before, .date(day.adding(days: -1)), type: .date))
        #expect(try !matches(before, .date(day), type: .date))
    }

    @Test("a cell in CEL sees its input as value")
    func expression() throws {
        let program = try Environment.cell(of: .int).compile("value % 2 == 0", expecting: .bool)
        #expect(try matches(.expression(program), 4))
        #expect(try !matches(.expression(program), 5))
    }

    @Test("an error in CEL names the row and the column")
    func failingExpression() throws {
        let program = try Environment.cell(of: .int).compile("1 / value > 0", expecting: .bool)
        let error = #expect(throws: DecisionError.self) { try matches(.expression(program), 0) }
        guard case .cell(row: 1, input: "x", _)? = error else {
            Issue.record("expected a failing cell, found \(String(describing: error))")
            return
        }
    }

    /// Whether the only row of a table with one input matches.
    private func matches(
        _ test: DecisionTable.Test, _ value: Value, type: DecisionTable.ColumnType? = nil
    ) throws -> Bool {
        var type = type ?? .int
        if case .string = value { type = .string }
        if case .double = value { type = .double }
        let range = SourceRange(file: "table.yaml", line: 1, column: 1)
        let table = DecisionTable(
            name: "one", title: LocalizedText("one"), source: nil, hitPolicy: .unique,
            inputs: [
                DecisionTable.Input(name: "x", type: type, source: nil, values: [], range: range)
            ],
            outputs: [DecisionTable.Output(name: "y", type: .bool, values: [], range: range)],
            rows: [DecisionTable.Row(tests: [test], outputs: [true], range: range)],
            fallback: nil, range: range)
        return try table.decide([value]).rows == [1]
    }
}

@Suite("What a table is given, and why it answers as it does")
struct DecisionInputTests {
    private let rows: [([DecisionTable.Test], [Value])] = [
        ([adult, .equals("low")], ["approved", 1]), ([minor, .anything], ["declined", 2]),
    ]

    @Test("the wrong number, type or value of an input is an error, not a row that fails")
    func inputs() {
        let table = table(.unique, rows)
        func message(_ inputs: [Value]) -> String? {
            let error = #expect(throws: DecisionError.self) { try table.decide(inputs) }
            return error?.message.en
        }
        #expect(message([20]) == "the table has 2 inputs but was given 1")
        #expect(
            message(["20", "low"]) == "input “age” must be a whole number but is string")
        #expect(
            message([20, "lowish"])
                == "input “risk” does not take lowish; it takes: low, medium, high")
    }

    @Test("a whole number is a number")
    func wholeNumbers() throws {
        var table = table(.unique, rows)
        table.inputs[0].type = .double
        #expect(try table.decide([20, "low"]).rows == [1])
        #expect(try table.decide([17.5, "low"]).rows == [2])
    }

    @Test("explain says for each row which cell refused first")
    func explain() throws {
        let explanation = try table(.unique, rows).explain([20, "high"])
        #expect(explanation.map(\.row) == [1, 2])
        #expect(explanation.map(\.failedInput) == [1, 0])
        #expect(explanation.map(\.matches) == [false, false])
    }
}
