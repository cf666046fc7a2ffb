import CEL
import Diagnostics
import TestSupport
import Testing
import WorkflowModel

@testable import WorkflowAnalysis

@Suite("Large and intricate tables")
struct SizeTests {
    private static let range = SourceRange(file: "large.yaml", line: 1, column: 1)

    private static func table(
        _ hitPolicy: DecisionTable.HitPolicy, _ types: [DecisionTable.ColumnType],
        _ rows: [[DecisionTable.Test]]
    ) -> DecisionTable {
        DecisionTable(
            name: "large", title: LocalizedText("large"), source: nil, hitPolicy: hitPolicy,
            inputs: types.enumerated().map { column, type in
                DecisionTable.Input(
                    name: "in\(column)", type: type, source: nil, values: [], range: range)
            },
            outputs: [DecisionTable.Output(name: "out", type: .int, values: [], range: range)],
            rows: rows.enumerated().map { row, tests in
                DecisionTable.Row(tests: tests, outputs: [.int(Int64(row))], range: range)
            },
            fallback: nil, range: range)
    }

    /// `count` intervals one behind the other, open at both ends of the line.
    private static func bands(_ count: Int) -> [DecisionTable.Test] {
        (0..<count).map { band in
            let (lower, upper) = (
                Value.int(Int64(band) * 1_000), Value.int(Int64(band + 1) * 1_000)
            )
            if band == 0 { return .compares(.less, upper) }
            if band == count - 1 { return .compares(.greaterOrEqual, lower) }
            return .interval(lower: lower, lowerClosed: true, upper: upper, upperClosed: false)
        }
    }

    @Test(
        "8,000 rows that cover everything, and the same without one of them",
        arguments: [(DecisionTable.HitPolicy.unique, 80, 100), (.first, 4_000, 2)])
    func grid(_ hitPolicy: DecisionTable.HitPolicy, _ left: Int, _ right: Int) {
        let right = Self.bands(right)
        var rows = Self.bands(left).flatMap { left in right.map { [left, $0] } }
        #expect(
            TableAnalysis.findings(in: Self.table(hitPolicy, [.money, .int], rows)) == [])
        rows.remove(at: 5_000)
        let findings = TableAnalysis.findings(in: Self.table(hitPolicy, [.money, .int], rows))
        guard findings.count == 1, case .gap? = findings.first else {
            Issue.record("expected a gap, found \(findings)")
            return
        }
    }

    @Test("8,000 rows, each inside the next")
    func nested() {
        let rows: [[DecisionTable.Test]] = (1...8_000).map {
            [.compares(.less, .int(Int64($0) * 10)), .anything]
        }
        let findings = TableAnalysis.findings(in: Self.table(.first, [.money, .int], rows))
        guard findings.count == 1, case .gap? = findings.first else {
            Issue.record("expected a gap, found \(findings)")
            return
        }
    }

    @Test("rows that all overlap: ten pairs are told, and that there are more")
    func overlapping() {
        let rows = Array(
            repeating: [DecisionTable.Test.anything, .anything], count: 2_000)
        let findings = TableAnalysis.findings(in: Self.table(.unique, [.int, .int], rows))
        #expect(findings.count == 11)
        #expect(findings.last == .more(.overlap, 990, isExact: false))
    }

    @Test(
        "10 inputs and 30 rows are checked to the end",
        arguments: [.unique, .first, .any] as [DecisionTable.HitPolicy], 0..<4 as Range<UInt64>)
    func wide(_ hitPolicy: DecisionTable.HitPolicy, _ seed: UInt64) {
        let findings = TableAnalysis.findings(in: Self.wideTable(hitPolicy, seed))
        let isCutOff = findings.contains { if case .cutOff = $0 { true } else { false } }
        #expect(!isCutOff, "seed \(seed)")
    }

    @Test("a search that is cut off says so, and tells nothing that it did not see")
    func cutOff() {
        let table = Self.wideTable(.first, 1)
        let findings = TableAnalysis.findings(in: table, budget: WorkBudget(20))
        #expect(findings == [.cutOff([.unreachable, .gap])])
        let diagnostic = findings[0].diagnostic(in: table)
        #expect(diagnostic.severity == .note)
        #expect(diagnostic.code == "analysis-cut-off")
        #expect(
            diagnostic.message.en
                == "the table is too intricate to be checked to the end: there may be rows never "
                + "chosen, gaps that are not told here")
    }

    private static func wideTable(
        _ hitPolicy: DecisionTable.HitPolicy, _ seed: UInt64
    ) -> DecisionTable {
        var random = SeededGenerator(seed: seed)
        let rows: [[DecisionTable.Test]] = (0..<30).map { _ in
            (0..<10).map { _ in
                guard random.next(in: 0...(seed.isMultiple(of: 2) ? 3 : 1)) == 0 else {
                    return .anything
                }
                let bound = Value.int(Int64(random.next(in: 0...9)))
                return .compares(random.pick([.less, .greaterOrEqual]), bound)
            }
        }
        return table(hitPolicy, Array(repeating: .int, count: 10), rows)
    }
}
