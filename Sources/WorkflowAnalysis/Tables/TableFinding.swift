package import CEL

/// Something wrong with the rows of a decision table. Rows count from 1, as they are written.
package enum TableFinding: Equatable, Sendable {
    /// No row matches these inputs.
    case gap(TableWitness)
    /// Two rows match these inputs where only one may.
    case overlap(upper: Int, lower: Int, TableWitness)
    /// Two rows match these inputs and give different outputs.
    case conflict(upper: Int, lower: Int, TableWitness)
    /// Whatever the row would match is taken by these rows.
    case unreachable(row: Int, behind: [Int])
    /// No value satisfies the cell.
    case impossible(row: Int, input: Int)
    /// Findings of a kind that are too many to be told.
    case more(Kind, Int, isExact: Bool)
    /// What was not looked at to the end.
    case cutOff([Kind])

    package enum Kind: Sendable { case gap, overlap, conflict, unreachable, impossible }
}

/// Inputs that show what is wrong.
package struct TableWitness: Equatable, Sendable {
    package struct Input: Equatable, Sendable {
        package var value: Value
        /// Whether the value only stands for whatever the column does not name.
        package var isOther: Bool
        /// Whether any other value would have done.
        package var isFree: Bool
    }

    /// In the order of the table's inputs.
    package var inputs: [Input]

    package var values: [Value] { inputs.map(\.value) }
}
