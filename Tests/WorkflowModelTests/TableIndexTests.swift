import CEL
import Diagnostics
import Testing

@testable import WorkflowModel

/// A table is asked row by row the first times and through its index from then on.
@Suite("The index of a table")
struct TableIndexTests {
    /// Twice as often as a table is asked without an index.
    private let times = 2 * LazyTableIndex.patience

    @Test("answers and fails as the rows one by one do", arguments: UInt64(1)...300)
    func agreesWithRows(seed: UInt64) throws {
        var random = RandomTable(seed: seed)
        let table = try random.table()
        for _ in 0..<40 {
            let inputs = random.inputs(of: table)
            let expected = outcome(of: table.unindexed, inputs)
            _ = outcome(of: table, inputs)
            #expect(outcome(of: table, inputs) == expected, "\(inputs)")
        }
    }

    @Test("is made anew when the table changes")
    func change() throws {
        var random = RandomTable(seed: 7)
        var table = try random.table(.ruleOrder, rows: 5)
        let inputs: [Value] = table.inputs.map { _ in .null }
        let copy = table
        for _ in 0..<times { _ = outcome(of: table, inputs) }
        table.rows = table.rows.map { row in
            var row = row
            row.tests = row.tests.map { _ in .anything }
            return row
        }
        for _ in 0..<times { #expect(try table.decide(inputs).rows == [1, 2, 3, 4, 5]) }
        #expect(outcome(of: copy, inputs) == outcome(of: copy.unindexed, inputs))
    }

    @Test("tells apart texts that are canonically equivalent, as CEL does", arguments: [3, 100])
    func codePoints(rows: Int) throws {
        var random = RandomTable(seed: 1)
        var table = try random.table(.collect(nil), rows: rows, types: [.string])
        let composed = "\u{E9}", decomposed = "e\u{301}"
        for row in table.rows.indices {
            table.rows[row].tests = [.equals(.string(row == 1 ? decomposed : composed))]
        }
        for _ in 0..<times {
            #expect(try table.decide([.string(decomposed)]).rows == [2])
            #expect(try table.decide([.string(composed)]).rows.count == rows - 1)
        }
    }

    @Test("orders whole numbers beyond the precision of a fraction")
    func largeNumbers() throws {
        var random = RandomTable(seed: 1)
        var table = try random.table(.collect(nil), rows: 3, types: [.int])
        for row in table.rows.indices {
            table.rows[row].tests = [.equals(.int(.max - Int64(row)))]
        }
        for _ in 0..<times { #expect(try table.decide([.int(.max - 1)]).rows == [2]) }
    }

    private func outcome(of table: DecisionTable, _ inputs: [Value]) -> String {
        do {
            let decision = try table.decide(inputs)
            return "\(decision.rows) \(decision.outputs)"
        } catch {
            return error.message.en
        }
    }
}

extension DecisionTable {
    /// The same table, not asked yet.
    fileprivate var unindexed: DecisionTable {
        var copy = self
        copy.rows = rows
        return copy
    }
}
