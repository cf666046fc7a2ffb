import CEL
import Diagnostics
import TestSupport
import Testing
import WorkflowModel

@testable import WorkflowAnalysis

/// Random small tables, asked about every input there is.
@Suite("The analysis and brute force agree")
struct BruteForceTests {
    private static let seeds: Range<UInt64> = 0..<500

    @Test("on gaps, overlaps, conflicts and rows never chosen", arguments: seeds)
    func agreement(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let table = try RandomTable.make(&random)
        let findings = TableAnalysis.findings(in: table)
        let oracle = try Oracle(table)
        let context: Comment = "seed \(seed): \(RandomTable.text(table))"
        var told = Set<TableFinding.Kind>()
        for finding in findings {
            switch finding {
            case .gap(let witness):
                told.insert(.gap)
                #expect(try oracle.matching(witness.values).isEmpty, context)
            case .overlap(let upper, let lower, let witness):
                told.insert(.overlap)
                let rows = try oracle.matching(witness.values)
                #expect(rows.contains(upper) && rows.contains(lower), context)
            case .conflict(let upper, let lower, let witness):
                told.insert(.conflict)
                let rows = try oracle.matching(witness.values)
                #expect(rows.contains(upper) && rows.contains(lower), context)
                #expect(table.rows[upper - 1].outputs != table.rows[lower - 1].outputs, context)
            case .unreachable(let row, let behind):
                told.insert(.unreachable)
                #expect(try !oracle.chosenRows().contains(row), context)
                #expect(oracle.hides(behind, row), context)
            case .impossible(let row, _):
                told.insert(.impossible)
                #expect(!oracle.matchedRows.contains(row), context)
            case .more: break
            case .cutOff: Issue.record("cut off, \(context)")
            }
        }
        // Of a row with CEL that was not tried out nothing can be known for sure.
        guard TableGrid(table).rows.allSatisfy(\.isCertain) else { return }
        #expect(told == (try oracle.kinds()), context)
    }
}

/// What is true of a table, by asking it everything.
private struct Oracle {
    let table: DecisionTable
    /// Every input, and the rows that match it.
    private var answers: [(inputs: [Value], rows: [Int])] = []

    init(_ table: DecisionTable) throws {
        self.table = table
        let all = table.inputs.reduce([[]]) { all, input in
            all.flatMap { before in RandomTable.values(of: input).map { before + [$0] } }
        }
        for inputs in all { answers.append((inputs, try matching(inputs))) }
    }

    func matching(_ inputs: [Value]) throws -> [Int] {
        try table.explain(inputs).filter(\.matches).map(\.row)
    }

    var matchedRows: Set<Int> { Set(answers.flatMap(\.rows)) }

    func chosenRows() throws -> Set<Int> {
        Set(try answers.compactMap { try table.decide($0.inputs).rows.first })
    }

    /// Whether some rows take all that another matches.
    func hides(_ rows: [Int], _ row: Int) -> Bool {
        answers.allSatisfy { answer in
            !answer.rows.contains(row) || answer.rows.contains(where: rows.contains)
        }
    }

    func kinds() throws -> Set<TableFinding.Kind> {
        var kinds = Set<TableFinding.Kind>()
        if matchedRows.count < table.rows.count { kinds.insert(.impossible) }
        switch table.hitPolicy {
        case .unique:
            if answers.contains(where: { $0.rows.count > 1 }) { kinds.insert(.overlap) }
        case .any:
            let differs = answers.contains { answer in
                Set(answer.rows.map { "\(table.rows[$0 - 1].outputs)" }).count > 1
            }
            if differs { kinds.insert(.conflict) }
        case .first, .priority:
            if try chosenRows().count < matchedRows.count { kinds.insert(.unreachable) }
        default:
            return kinds
        }
        if table.fallback == nil, answers.contains(where: { $0.rows.isEmpty && isAsked($0.inputs) })
        {
            kinds.insert(.gap)
        }
        return kinds
    }

    /// Nobody misses a row for an input without a value, or for money below zero.
    private func isAsked(_ inputs: [Value]) -> Bool {
        zip(table.inputs, inputs).allSatisfy { input, value in
            value != .null && (input.type != .money || (value.order(to: 0) ?? 0) >= 0)
        }
    }
}

/// Tables of one to four inputs and up to seven rows over the numbers 0 to 6 and a few texts.
private enum RandomTable {
    static let texts = ["a", "b", "c"]

    /// All values that can make a difference, and no value.
    static func values(of input: DecisionTable.Input) -> [Value] {
        var values = input.values
        if values.isEmpty {
            switch input.type {
            case .bool: values = [true, false]
            case .string: values = ["", "a", "aa", "b", "bb", "c", "cc", "other-1"]
            case .double: values = stride(from: -0.5, through: 7, by: 0.5).map(Value.double)
            default: values = (-1...7).map { Value.int($0) }
            }
        }
        return values + [.null]
    }

    static func make(_ random: inout SeededGenerator) throws -> DecisionTable {
        let range = SourceRange(file: "random.yaml", line: 1, column: 1)
        let inputs = inputs(random.next(in: 1...4), range, &random)
        let hasExpressions = random.next(in: 0...4) == 0
        let rows = try (0..<random.next(in: 1...7)).map { _ in
            DecisionTable.Row(
                tests: try inputs.map { input in
                    if hasExpressions, random.next(in: 0...4) == 0 {
                        return .expression(try expression(input, &random))
                    }
                    return test(input, &random)
                },
                outputs: [.int(Int64(random.next(in: 1...2)))], range: range)
        }
        return DecisionTable(
            name: "random", title: LocalizedText("random"), source: nil,
            hitPolicy: random.pick([.unique, .unique, .first, .first, .any, .priority, .ruleOrder]),
            inputs: inputs,
            outputs: [
                DecisionTable.Output(name: "out", type: .int, values: [1, 2], range: range)
            ],
            rows: rows, fallback: random.next(in: 0...3) == 0 ? [1] : nil, range: range)
    }

    private static func inputs(
        _ count: Int, _ range: SourceRange, _ random: inout SeededGenerator
    ) -> [DecisionTable.Input] {
        var inputs: [DecisionTable.Input] = []
        var combinations = 1
        while inputs.count < count {
            let (type, listed) = random.pick(kinds)
            let input = DecisionTable.Input(
                name: "in\(inputs.count)", type: type, source: nil, values: listed, range: range)
            combinations *= values(of: input).count
            guard inputs.isEmpty || combinations <= 1_000 else { break }
            inputs.append(input)
        }
        return inputs
    }

    private static let kinds: [(DecisionTable.ColumnType, [Value])] = [
        (.int, []), (.money, []), (.double, []), (.bool, []), (.string, []),
        (.string, ["a", "b", "c"]), (.int, [0, 3, 6]),
    ]

    private static func test(
        _ input: DecisionTable.Input, _ random: inout SeededGenerator
    ) -> DecisionTable.Test {
        if random.next(in: 0...2) == 0 { return .anything }
        if random.next(in: 0...5) == 0 {
            return .not(.oneOf([simple(input, &random), simple(input, &random)]))
        }
        if random.next(in: 0...3) == 0 {
            return .oneOf([simple(input, &random), simple(input, &random)])
        }
        return simple(input, &random)
    }

    private static func expression(
        _ input: DecisionTable.Input, _ random: inout SeededGenerator
    ) throws -> Program {
        let sources: [String] =
            switch input.type {
            case .bool: ["value", "!value"]
            case .string: ["value.startsWith('a')", "value != 'b'", "size(value) == 1"]
            case .double: ["value > 3.0", "value * 2.0 < 7.0"]
            default: ["value % 2 == 0", "value > 3", "value < 100"]
            }
        return try Environment.cell(of: input.type).compile(
            random.pick(sources), expecting: .bool)
    }

    private static func simple(
        _ input: DecisionTable.Input, _ random: inout SeededGenerator
    ) -> DecisionTable.Test {
        let (first, second) = (literal(input, &random), literal(input, &random))
        guard input.type.isOrdered else { return .equals(first) }
        switch random.next(in: 0...3) {
        case 0: return .equals(first)
        case 1, 2:
            return .compares(
                random.pick([.less, .lessOrEqual, .greater, .greaterOrEqual]), first)
        default:
            let isAscending = (first.order(to: second) ?? 0) <= 0
            return .interval(
                lower: isAscending ? first : second, lowerClosed: random.next(in: 0...1) == 0,
                upper: isAscending ? second : first, upperClosed: random.next(in: 0...1) == 0)
        }
    }

    private static func literal(
        _ input: DecisionTable.Input, _ random: inout SeededGenerator
    ) -> Value {
        if !input.values.isEmpty { return random.pick(input.values) }
        return switch input.type {
        case .bool: .bool(random.next(in: 0...1) == 0)
        case .string: .string(random.pick(texts))
        case .double: .double(Double(random.next(in: 0...6)))
        default: .int(Int64(random.next(in: 0...6)))
        }
    }

    static func text(_ table: DecisionTable) -> String {
        let inputs = table.inputs.map { "\($0.type)\($0.values.isEmpty ? "" : " \($0.values)")" }
        let rows = table.rows.map { "\($0.tests) \($0.outputs)" }
        return ([("\(table.hitPolicy) \(inputs)")] + rows).joined(separator: "\n")
    }
}

extension SeededGenerator {
    mutating func next(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[next(in: 0...elements.count - 1)]
    }
}
