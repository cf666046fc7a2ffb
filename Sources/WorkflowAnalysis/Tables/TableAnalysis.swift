package import WorkflowModel

/// Looks for gaps, overlaps and rows without effect in a decision table.
///
/// The answer is exact: a column is split into the classes between which its cells can tell
/// (`ColumnDomain`), a row is then a box of classes, and boxes are compared. CEL in a cell is tried
/// on every value where these are listed; elsewhere nothing is said that would depend on it.
package struct TableAnalysis {
    private let table: DecisionTable
    private let grid: TableGrid
    private let budget: WorkBudget
    private var findings: [TableFinding] = []
    private var unfinished: [TableFinding.Kind] = []

    /// How many of a kind are told.
    static let gapLimit = 3
    static let limit = 10
    /// How many pairs are counted.
    private static let pairLimit = 1_000

    /// What there is to say of a table.
    package static func findings(in table: DecisionTable) -> [TableFinding] {
        findings(in: table, budget: .standard)
    }

    static func findings(in table: DecisionTable, budget: WorkBudget) -> [TableFinding] {
        guard table.inputs.count <= BoxSpace.largestColumnCount else {
            return [.cutOff([.gap, .overlap, .unreachable])]
        }
        var analysis = TableAnalysis(table, budget)
        analysis.run()
        return analysis.findings
    }

    private init(_ table: DecisionTable, _ budget: WorkBudget) {
        self.table = table
        self.budget = budget
        grid = TableGrid(table)
    }

    private mutating func run() {
        report(
            .impossible,
            grid.impossible.map { .impossible(row: $0.row + 1, input: $0.column) },
            limit: Self.limit)
        switch table.hitPolicy {
        case .unique:
            attempt(.overlap) { analysis, budget throws(OutOfBudget) in
                try analysis.findOverlaps(&budget)
            }
        case .any:
            attempt(.conflict) { analysis, budget throws(OutOfBudget) in
                try analysis.findConflicts(&budget)
            }
        case .first, .priority:
            attempt(.unreachable) { analysis, budget throws(OutOfBudget) in
                try analysis.findUnreachable(&budget)
            }
        case .ruleOrder, .outputOrder, .collect:
            // Any number of rows may answer, none as well.
            return
        }
        if table.fallback == nil {
            attempt(.gap) { analysis, budget throws(OutOfBudget) in
                try analysis.findGaps(&budget)
            }
        }
        if !unfinished.isEmpty { findings.append(.cutOff(unfinished)) }
    }

    /// Each search has a budget of its own. What it reported before it was cut off is true.
    private mutating func attempt(
        _ kind: TableFinding.Kind,
        _ search: (inout Self, inout WorkBudget) throws(OutOfBudget) -> Void
    ) {
        var budget = budget
        do {
            try search(&self, &budget)
        } catch {
            unfinished.append(kind)
        }
    }

    private mutating func report(
        _ kind: TableFinding.Kind, _ found: [TableFinding], limit: Int, isExact: Bool = true
    ) {
        findings += found.prefix(limit)
        if found.count > limit {
            findings.append(.more(kind, found.count - limit, isExact: isExact))
        }
    }

    // MARK: Gaps

    private mutating func findGaps(_ budget: inout WorkBudget) throws(OutOfBudget) {
        // Values that the table names come first; what else there might be is asked afterwards.
        var search = GapSearch(
            narrow: grid.columns.map(\.named), wide: grid.columns.map(\.asked),
            isOrdered: grid.columns.map(\.isOrdered), rows: grid.rows.map(\.cells))
        var found: [[ClassSet]] = []
        var isWide = false
        while true {
            if let region = try search.next(&budget) {
                guard found.count < Self.gapLimit else {
                    findings.append(.more(.gap, 1, isExact: false))
                    return
                }
                found.append(region)
                findings.append(.gap(witness(region)))
            } else if isWide {
                return
            } else {
                search.widen(having: found)
                isWide = true
            }
        }
    }

    // MARK: Pairs of rows

    private mutating func findOverlaps(_ budget: inout WorkBudget) throws(OutOfBudget) {
        let rows = grid.rows.filter(\.isCertain)
        let pairs = try RowPairs(rows).find(limit: Self.pairLimit, &budget) { _ in true }
        report(.overlap, pairs, rows) { .overlap(upper: $0, lower: $1, $2) }
    }

    private mutating func findConflicts(_ budget: inout WorkBudget) throws(OutOfBudget) {
        let rows = grid.rows.filter(\.isCertain)
        let pairs = try RowPairs(rows).find(limit: Self.pairLimit, &budget) { pair in
            table.rows[rows[pair.upper].index].outputs != table.rows[rows[pair.lower].index].outputs
        }
        report(.conflict, pairs, rows) { .conflict(upper: $0, lower: $1, $2) }
    }

    private mutating func report(
        _ kind: TableFinding.Kind, _ pairs: [RowPairs.Pair], _ rows: [TableGrid.Row],
        _ finding: (Int, Int, TableWitness) -> TableFinding
    ) {
        let found = pairs.map { pair in
            let (upper, lower) = (rows[pair.upper], rows[pair.lower])
            let common = zip(upper.cells, lower.cells).map { $0.intersection($1) }
            return finding(upper.index + 1, lower.index + 1, witness(common))
        }
        report(kind, found, limit: Self.limit, isExact: pairs.count < Self.pairLimit)
    }

    // MARK: Rows never reached

    private mutating func findUnreachable(_ budget: inout WorkBudget) throws(OutOfBudget) {
        let rows = table.hitPolicy == .first ? grid.rows : ranked
        // An input without a value counts: a last row of `-` may be there for it.
        let sides = grid.columns.map(\.everything)
        var search = ReachSearch(
            sides: sides, boxes: rows.map(\.cells), isCertain: rows.map(\.isCertain))
        try search.run(&budget)
        let unreached = rows.indices.filter { !search.isReached[$0] }
        var found: [TableFinding] = []
        for place in unreached.prefix(Self.limit) {
            let row = rows[place]
            let before = rows[..<place].filter { $0.isCertain && $0.meets(row) }
            let behind = fewest(of: before, hiding: row, in: sides, &budget)
            found.append(.unreachable(row: row.index + 1, behind: behind.map { $0.index + 1 }))
        }
        findings += found.sorted { $0.row < $1.row }
        if unreached.count > Self.limit {
            findings.append(.more(.unreachable, unreached.count - Self.limit, isExact: true))
        }
    }

    /// The rows in the order in which `priority` prefers them.
    private var ranked: [TableGrid.Row] {
        let ranks = grid.rows.map { row in
            zip(table.outputs, table.rows[row.index].outputs).map { output, value in
                output.values.firstIndex(of: value) ?? output.values.count
            }
        }
        return grid.rows.indices
            .sorted { left, right in
                ranks[left] == ranks[right]
                    ? left < right : ranks[left].lexicographicallyPrecedes(ranks[right])
            }
            .map { grid.rows[$0] }
    }

    /// As few of some rows that hide another as still hide it: one that does so alone, else those
    /// of which none can be spared. Many that work together are given as they are, and so are those
    /// left when the budget runs out.
    private func fewest(
        of rows: [TableGrid.Row], hiding row: TableGrid.Row, in sides: [Range<Int>],
        _ budget: inout WorkBudget
    ) -> [TableGrid.Row] {
        func hides(_ other: TableGrid.Row) -> Bool {
            zip(other.cells, row.cells).allSatisfy { $0.isSuperset(of: $1) }
        }
        if let one = rows.first(where: hides) { return [one] }
        guard rows.count <= 16 else { return rows }
        var needed = rows
        for spared in rows.reversed() {
            let rest = needed.filter { $0.index != spared.index }
            var search = ReachSearch(
                sides: sides, boxes: (rest + [row]).map(\.cells),
                isCertain: Array(repeating: true, count: rest.count + 1))
            do {
                try search.run(&budget)
            } catch {
                return needed
            }
            if search.isReached.last == false { needed = rest }
        }
        return needed
    }

    // MARK: Witnesses

    private func witness(_ region: [ClassSet]) -> TableWitness {
        TableWitness(
            inputs: zip(grid.columns, region).map { column, set in
                let number = column.plainest(of: set) ?? 0
                return TableWitness.Input(
                    value: column.example(of: number), isOther: column.classes[number] == .other,
                    isFree: set.isSuperset(of: ClassSet(column.asked)))
            })
    }
}

extension TableFinding {
    fileprivate var row: Int {
        if case .unreachable(let row, _) = self { row } else { 0 }
    }
}
