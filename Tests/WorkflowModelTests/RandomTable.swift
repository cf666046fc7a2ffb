import CEL
import Diagnostics
import TestSupport
import WorkflowCalendar
import WorkflowModel

/// Tables and inputs over few values, so that they meet; the same for the same seed.
struct RandomTable: RandomNumberGenerator {
    private var numbers: SeededGenerator
    private let range = SourceRange(file: "random.yaml", line: 1, column: 1)

    init(seed: UInt64) {
        numbers = SeededGenerator(seed: seed)
    }

    mutating func next() -> UInt64 { numbers.next() }

    // MARK: Tables

    mutating func table() throws -> DecisionTable {
        let types = (0...Int.random(in: 0...2, using: &self)).map { _ in pick(Self.types) }
        let rows = pick([0, 1, 5, 9, 63, 64, 65, 130, 300])
        return try table(pick(Self.policies), rows: rows, types: types)
    }

    mutating func table(
        _ policy: DecisionTable.HitPolicy, rows: Int,
        types: [DecisionTable.ColumnType] = [.int, .string]
    ) throws -> DecisionTable {
        let inputs = types.enumerated().map { index, type in
            let values = chance(8) ? values(of: type).filter { $0 == $0 } : []
            return DecisionTable.Input(
                name: "in\(index)", type: type, source: nil, values: values, range: range)
        }
        let output = DecisionTable.Output(
            name: "out", type: .int, values: [3, 1, 2], range: range)
        var made: [DecisionTable.Row] = []
        for _ in 0..<rows {
            var tests: [DecisionTable.Test] = []
            for type in types { tests.append(try test(type, depth: 0)) }
            made.append(
                DecisionTable.Row(
                    tests: tests, outputs: [.int(Int64.random(in: 1...4, using: &self))],
                    range: range))
        }
        return DecisionTable(
            name: "random", title: LocalizedText("random"), source: nil, hitPolicy: policy,
            inputs: inputs, outputs: [output], rows: made, fallback: chance(2) ? [0] : nil,
            range: range)
    }

    private mutating func test(
        _ type: DecisionTable.ColumnType, depth: Int
    ) throws -> DecisionTable.Test {
        switch Int.random(in: 0..<10, using: &self) {
        case 0,
            1 where depth == 0:
            return .anything
        case 2 where chance(4): return try expression(type)
        case 3 where depth < 3: return .not(try test(type, depth: depth + 1))
        case 4 where depth < 3:
            var tests: [DecisionTable.Test] = []
            for _ in 0..<Int.random(in: 1...3, using: &self) {
                tests.append(try test(type, depth: depth + 1))
            }
            return .oneOf(tests)
        case 5, 6: return .compares(comparison(), value(of: type))
        case 7:
            return .interval(
                lower: value(of: type), lowerClosed: chance(2), upper: value(of: type),
                upperClosed: chance(2))
        default: return .equals(value(of: type))
        }
    }

    private mutating func expression(
        _ type: DecisionTable.ColumnType
    ) throws -> DecisionTable.Test {
        // The first fails for 2.
        let source =
            type == .int || type == .money
            ? pick(["1 / (value - 2) > 0", "value % 2 == 0"]) : "value == value"
        return .expression(try Environment.cell(of: type).compile(source, expecting: .bool))
    }

    private mutating func comparison() -> DecisionTable.Test.Comparison {
        pick([.less, .lessOrEqual, .greater, .greaterOrEqual])
    }

    // MARK: Values

    /// Mostly such as the table takes; at times one too few, of another type, or none.
    mutating func inputs(of table: DecisionTable) -> [Value] {
        var inputs = table.inputs.map { input -> Value in
            if chance(12) { return .null }
            if chance(40) { return value(of: pick(Self.types)) }
            return chance(3) ? pick(input.values + [value(of: input.type)]) : value(of: input.type)
        }
        if chance(60) { inputs.removeLast() }
        return inputs
    }

    private mutating func value(of type: DecisionTable.ColumnType) -> Value {
        pick(values(of: type))
    }

    private func values(of type: DecisionTable.ColumnType) -> [Value] {
        switch type {
        case .int, .money: [-7, 0, 1, 2, 3, 500_000_000, .int(.max), .int(.max - 1)]
        case .double:
            [
                -1.5, 0, .double(-0.0), 1.0, 2.5, 3, .double(.nan), .double(.infinity),
                .double(9_007_199_254_740_992), .int(9_007_199_254_740_993),
            ]
        case .string: ["", "a", "ab", "b", "đ", "\u{E9}", "e\u{301}", "a\u{0}", "z\u{1F600}"]
        case .bool: [true, false]
        case .date: (-1...2).map { .date(CalendarDate(daysSinceEpoch: $0)) }
        case .limit:
            ["1 day", "2 days", "2 working days", "1 month"].compactMap {
                Limit(parsing: $0).map(Value.limit)
            }
        }
    }

    private static let types: [DecisionTable.ColumnType] = [
        .string, .int, .double, .bool, .money, .date, .limit,
    ]

    private static let policies: [DecisionTable.HitPolicy] = [
        .unique, .first, .any, .priority, .ruleOrder, .outputOrder, .collect(nil), .collect(.sum),
        .collect(.min), .collect(.max), .collect(.count),
    ]

    // MARK: Chance

    /// True once in so many times.
    private mutating func chance(_ times: Int) -> Bool {
        Int.random(in: 0..<times, using: &self) == 0
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &self)]
    }
}
