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
    private let columns: [TableIndexColumn]
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
    /// The rows, counted from 0, in that order.
    private let rowsByPlace: [Int]

    init(_ table: DecisionTable) {
        rowCount = table.rows.count
        let open = table.rows.map { row in
            zip(table.inputs, row.tests).map { input, test in test.isIndexable(input.type) }
                .firstIndex(of: false)
        }
        let hasOpenRows = open.contains { $0 != nil }
        self.open = hasOpenRows ? open : []
        columns = table.inputs.indices.map { TableIndexColumn(table, $0, open: open) }
        takesFirst = table.hitPolicy == .first
        takesHighest = table.hitPolicy == .priority
        rowsByPlace = Self.ranked(table)
        var places = rowsByPlace
        for (place, row) in rowsByPlace.enumerated() { places[row] = place }
        self.places = places
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

    private static func ranked(_ table: DecisionTable) -> [Int] {
        guard table.hitPolicy == .priority || table.hitPolicy == .outputOrder else { return [] }
        return table.ranked(Array(1..<table.rows.count + 1)).map { $0 - 1 }
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
            let isAlone = takesFirst || rows & (rows - 1) == 0
            if isAlone, let decision = prepared[rows.trailingZeroBitCount] { return decision }
            if takesHighest { return prepared[highest(of: rows)] }
            if !places.isEmpty { return try table.decision(of: ranked(rows)) { _ in } }
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
    // Both for a set of rows that is not empty, by the order of the outputs' values. A bit of the
    // ranks is a place in that order.

    private func highest(of rows: UInt64) -> Int {
        rowsByPlace[ranks(of: rows).trailingZeroBitCount]
    }

    /// Counted from 1.
    private func ranked(_ rows: UInt64) -> [Int] {
        var ranked: [Int] = []
        ranked.reserveCapacity(rows.nonzeroBitCount)
        var ranks = ranks(of: rows)
        while ranks != 0 {
            ranked.append(rowsByPlace[ranks.trailingZeroBitCount] + 1)
            ranks &= ranks - 1
        }
        return ranked
    }

    private func ranks(of rows: UInt64) -> UInt64 {
        var ranks: UInt64 = 0
        var rest = rows
        while rest != 0 {
            ranks |= 1 << UInt64(places[rest.trailingZeroBitCount])
            rest &= rest - 1
        }
        return ranks
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
