import WorkflowModel

/// A decision table with every cell as a set of the classes of its column: a row is a box, and what
/// is asked about rows is asked about boxes.
struct TableGrid {
    struct Row {
        /// Counted from 0, as written.
        let index: Int
        /// For each column what the cell may let pass: for CEL whose answer is not known, all
        /// values.
        let cells: [ClassSet]
        /// Whether the cells let pass exactly that. Nothing may be built on a row that is not
        /// certain: it neither covers nor overlaps for sure, and it may do both.
        let isCertain: Bool

        func meets(_ other: Row) -> Bool {
            zip(cells, other.cells).allSatisfy { $0.intersects($1) }
        }
    }

    struct ImpossibleCell: Hashable {
        let row: Int
        let column: Int
    }

    let columns: [ColumnDomain]
    /// In the order written, without those that can never match.
    private(set) var rows: [Row] = []
    private(set) var impossible: [ImpossibleCell] = []

    init(_ table: DecisionTable) {
        columns = table.inputs.indices.map { column in
            ColumnDomain(table.inputs[column], table.rows.map { $0.tests[column] })
        }
        for (index, row) in table.rows.enumerated() {
            let accepted = zip(columns, row.tests).map { $0.accepted(by: $1) }
            let empty = accepted.indices.filter { accepted[$0]?.isEmpty == true }
            guard empty.isEmpty else {
                impossible += empty.map { ImpossibleCell(row: index, column: $0) }
                continue
            }
            rows.append(
                Row(
                    index: index,
                    cells: zip(columns, accepted).map { $1 ?? ClassSet($0.values) },
                    isCertain: accepted.allSatisfy { $0 != nil }))
        }
    }
}
