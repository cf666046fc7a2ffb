import CEL

/// Finds the rows of a table that match without looking at each of them.
///
/// The values of every input fall into classes that no cell of the column tells apart, and for each
/// class the rows are known whose cell lets it pass. The rows that match are in the sets of all
/// inputs. Up to 64 rows a set is one machine word; beyond, see `RowTree`.
///
/// Cells in CEL, and those to the right of one, count as letting everything pass; what is left of
/// their rows is then tested from the first such cell on. So the same cells fail, with the same
/// errors, as when the rows are tested one by one.
final class TableIndex: Sendable {
    private let columns: [Column]
    private let rowCount: Int
    /// For each row the first cell that has to be tested; empty when there is none in the table.
    private let open: [Int?]
    /// Up to 64 rows: those with a cell that has to be tested.
    private let openRows: UInt64
    /// Up to 64 rows: the decision for each when it is the only one that counts, and the one for
    /// none.
    private let prepared: [DecisionTable.Decision?]
    private let takesFirst: Bool
    private let takesHighest: Bool
    /// For each row its place among all in the order of the outputs' values; empty when the hit
    /// policy does not ask for it.
    private let places: [Int]

    init(_ table: DecisionTable) {
        rowCount = table.rows.count
        let open = table.rows.map { row in
            zip(table.inputs, row.tests).map { input, test in test.isIndexable(input.type) }
                .firstIndex(of: false)
        }
        let hasOpenRows = open.contains { $0 != nil }
        self.open = hasOpenRows ? open : []
        columns = table.inputs.indices.map { Column(table, $0, open: open) }
        takesFirst = table.hitPolicy == .first
        takesHighest = table.hitPolicy == .priority
        places = Self.places(table)
        guard rowCount <= 64 else {
            openRows = 0
            prepared = []
            return
        }
        openRows = open.indices.reduce(0) { open[$1] == nil ? $0 : $0 | 1 << UInt64($1) }
        prepared = Self.prepared(table)
    }

    private static func prepared(_ table: DecisionTable) -> [DecisionTable.Decision?] {
        // What fails here fails again, and is told, when the row is met.
        table.rows.indices.map { row in try? table.decision(of: [row + 1]) { _ in } }
            + [table.unmatched]
    }

    private static func places(_ table: DecisionTable) -> [Int] {
        guard table.hitPolicy == .priority || table.hitPolicy == .outputOrder else { return [] }
        var places = Array(repeating: 0, count: table.rows.count)
        for (place, row) in table.ranked(Array(1..<table.rows.count + 1)).enumerated() {
            places[row - 1] = place
        }
        return places
    }

    /// Nil when the inputs are not such as the table takes.
    func decide(
        _ inputs: [Value], _ table: DecisionTable
    ) throws(DecisionError) -> DecisionTable.Decision? {
        if rowCount <= 64 { return try decideByWord(inputs, table) }
        guard let candidates = candidates(inputs) else { return nil }
        return try decision(testing: candidates, inputs, table)
    }

    private func decision(
        testing candidates: consuming [Int], _ inputs: [Value], _ table: DecisionTable
    ) throws(DecisionError) -> DecisionTable.Decision {
        guard !open.isEmpty else { return try decision(of: candidates, table) }
        var matching: [Int] = []
        for row in candidates {
            if let start = open[row - 1],
                try table.firstFailure(row: row - 1, inputs, from: start) != nil
            {
                continue
            }
            matching.append(row)
            if takesFirst { break }
        }
        return try decision(of: matching, table)
    }

    private func decision(
        of matching: consuming [Int], _ table: DecisionTable
    ) throws(DecisionError) -> DecisionTable.Decision {
        try table.decision(of: matching) { rows in
            rows.sort { places[$0 - 1] < places[$1 - 1] }
        }
    }
}

// MARK: - Up to 64 rows

extension TableIndex {
    private func decideByWord(
        _ inputs: [Value], _ table: DecisionTable
    ) throws(DecisionError) -> DecisionTable.Decision? {
        guard inputs.count == columns.count, !columns.isEmpty else { return nil }
        var rows = UInt64.max
        for index in columns.indices {
            guard let word = columns[index].word(for: inputs[index]) else { return nil }
            rows &= word
        }
        if rows & openRows == 0 {
            if rows == 0 { return prepared[rowCount] }
            if takesHighest { return prepared[highest(of: rows)] }
            let isAlone = takesFirst || rows & (rows - 1) == 0
            if isAlone, let decision = prepared[rows.trailingZeroBitCount] { return decision }
        }
        var candidates: [Int] = []
        candidates.reserveCapacity(rows.nonzeroBitCount)
        while rows != 0 {
            candidates.append(rows.trailingZeroBitCount + 1)
            rows &= rows - 1
        }
        return try decision(testing: candidates, inputs, table)
    }
}

extension TableIndex {
    /// Of a set that is not empty, the row that comes first in the order of the outputs' values.
    private func highest(of rows: UInt64) -> Int {
        var highest = rows.trailingZeroBitCount
        var rest = rows & (rows - 1)
        while rest != 0 {
            let row = rest.trailingZeroBitCount
            if places[row] < places[highest] { highest = row }
            rest &= rest - 1
        }
        return highest
    }
}

// MARK: - More rows

extension TableIndex {
    private func candidates(_ inputs: [Value]) -> [Int]? {
        guard inputs.count == columns.count, !columns.isEmpty else { return nil }
        let wordCount = (rowCount + 63) / 64
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * wordCount) { space in
            let rows = UnsafeMutableBufferPointer(rebasing: space[..<wordCount])
            let others = UnsafeMutableBufferPointer(rebasing: space[wordCount...])
            for index in columns.indices {
                let column = columns[index]
                guard let valueClass = column.classOf(inputs[index]) else { return nil }
                column.tree.write(rowsOf: valueClass, to: index == 0 ? rows : others)
                if index == 0 { continue }
                for word in 0..<wordCount { rows[word] &= others[word] }
            }
            return numbers(of: rows)
        }
    }

    /// Counted from 1.
    private func numbers(of bits: UnsafeMutableBufferPointer<UInt64>) -> [Int] {
        var rows: [Int] = []
        for word in bits.indices {
            var rest = bits[word]
            while rest != 0 {
                rows.append(word * 64 + rest.trailingZeroBitCount + 1)
                // Without cells to be tested the first candidate is the first match.
                if takesFirst, open.isEmpty { return rows }
                rest &= rest - 1
            }
        }
        return rows
    }
}

// MARK: - Columns

/// One input of an indexed table.
private final class Column: Sendable {
    private let classes: ValueClasses
    /// By class, for tables of up to 64 rows.
    private let words: [UInt64]
    /// For larger tables.
    let tree: RowTree
    /// By class, whether the input's `values` allow it; empty when they allow everything.
    private let isAllowed: [Bool]

    init(_ table: DecisionTable, _ column: Int, open: [Int?]) {
        let input = table.inputs[column]
        /// Nil for a cell that says nothing here.
        let tests = table.rows.indices.map { row -> DecisionTable.Test? in
            if let start = open[row], start <= column { return nil }
            let tests = table.rows[row].tests
            guard column < tests.count else { return nil }
            if case .anything = tests[column] { return nil }
            return tests[column]
        }
        var literals = input.values.filter { ValueClasses.isKey($0, of: input.type) }
        for test in tests { test?.addLiterals(to: &literals) }
        let classes = ValueClasses(input.type, literals: literals)
        self.classes = classes
        let cells = tests.map { test in test.map { $0.classes(classes) } }
        if cells.count <= 64 {
            words = Self.words(classes, cells)
            tree = RowTree(classes: 0, cells: [])
        } else {
            words = []
            tree = RowTree(classes: classes.all.count, cells: cells)
        }
        isAllowed = Self.allowed(classes, input.values, input.type)
    }

    private static func words(_ classes: ValueClasses, _ cells: [ClassSet?]) -> [UInt64] {
        var words = Array(repeating: UInt64(0), count: classes.all.count)
        for (row, cell) in cells.enumerated() {
            for range in cell?.ranges ?? [classes.all] {
                for valueClass in range { words[valueClass] |= 1 << UInt64(row) }
            }
        }
        return words
    }

    private static func allowed(
        _ classes: ValueClasses, _ values: [Value], _ type: DecisionTable.ColumnType
    ) -> [Bool] {
        guard !values.isEmpty else { return [] }
        var allowed = Array(repeating: false, count: classes.all.count)
        allowed[classes.null] = true
        for value in values where ValueClasses.isKey(value, of: type) {
            if let valueClass = classes(value) { allowed[valueClass] = true }
        }
        return allowed
    }

    /// Nil when the input does not take the value.
    func classOf(_ value: Value) -> Int? {
        guard let valueClass = classes(value), isAllowed.isEmpty || isAllowed[valueClass] else {
            return nil
        }
        return valueClass
    }

    func word(for value: Value) -> UInt64? {
        classOf(value).map { words[$0] }
    }
}
