/// Finds pairs of rows that meet.
struct RowPairs {
    struct Pair: Hashable {
        /// Numbers of rows of the grid, the upper first.
        let upper: Int
        let lower: Int
    }

    private let rows: [TableGrid.Row]

    init(_ rows: [TableGrid.Row]) {
        self.rows = rows
    }

    /// The pairs that meet and are wanted, sorted by the lower row; no more than `limit`, which
    /// need not be the uppermost then.
    func find(
        limit: Int, _ budget: inout WorkBudget, where isWanted: (Pair) -> Bool
    ) throws(OutOfBudget) -> [Pair] {
        var pairs: [Pair] = []
        let column = sweptColumn
        let hulls = rows.map { $0.cells[column].hull }
        let ascending = rows.indices.sorted {
            (hulls[$0].lowerBound, $0) < (hulls[$1].lowerBound, $1)
        }
        // Rows that have begun in the column swept and may not have ended.
        var begun: [Int] = []
        sweep: for row in ascending {
            guard budget.spend(begun.count) else { throw OutOfBudget() }
            begun.removeAll { hulls[$0].upperBound <= hulls[row].lowerBound }
            for other in begun where rows[row].meets(rows[other]) {
                let pair = Pair(upper: min(row, other), lower: max(row, other))
                guard isWanted(pair) else { continue }
                pairs.append(pair)
                if pairs.count >= limit { break sweep }
            }
            begun.append(row)
        }
        return pairs.sorted { ($0.lower, $0.upper) < ($1.lower, $1.upper) }
    }

    /// The column in which the fewest rows overlap, holes not counted.
    private var sweptColumn: Int {
        let columns = rows.first?.cells.indices ?? 0..<0
        let overlaps = columns.map { column in
            let lower = rows.map { $0.cells[column].hull.lowerBound }.sorted()
            let upper = rows.map { $0.cells[column].hull.upperBound }.sorted()
            // Of the rows that begin before another, those that have ended do not overlap it.
            var (ended, overlaps) = (0, 0)
            for (begun, start) in lower.enumerated() {
                while upper[ended] <= start { ended += 1 }
                overlaps += begun - ended
            }
            return overlaps
        }
        return overlaps.indices.min { overlaps[$0] < overlaps[$1] } ?? 0
    }
}
