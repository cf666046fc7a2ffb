import CEL

/// One input of an indexed table.
final class TableIndexColumn: Sendable {
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
