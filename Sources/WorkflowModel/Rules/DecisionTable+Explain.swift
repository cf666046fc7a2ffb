public import CEL
public import Diagnostics

extension DecisionTable {
    /// How one row fared.
    public struct RowExplanation: Sendable, Hashable {
        /// Counted from 1, as written.
        public var row: Int
        /// The first input, counted from 0, that the row's cell refused; nil when the row matches.
        /// Cells behind it were not looked at.
        public var failedInput: Int?
        /// What went wrong when that cell, in CEL, was asked; nil when it just refused.
        public var fault: LocalizedText?

        public var matches: Bool { failedInput == nil }
    }

    /// For every row, whether it matches and if not, because of which cell. Says nothing of the
    /// hit policy: `decide` does, and may fail where a row that it looks at has a fault.
    public func explain(_ inputs: [Value]) throws(DecisionError) -> [RowExplanation] {
        try check(inputs)
        var explanations: [RowExplanation] = []
        explanations.reserveCapacity(rows.count)
        for row in rows.indices { explanations.append(explain(row, inputs)) }
        return explanations
    }

    private func explain(_ row: Int, _ inputs: [Value]) -> RowExplanation {
        for (column, test) in rows[row].tests.enumerated() {
            do {
                if try test.matches(inputs[column]) { continue }
                return RowExplanation(row: row + 1, failedInput: column)
            } catch {
                return RowExplanation(
                    row: row + 1, failedInput: column, fault: LocalizedText(error.message))
            }
        }
        return RowExplanation(row: row + 1, failedInput: nil)
    }

    /// The cell of an input as it is written; nil when the row was not read from a file.
    public func text(ofCell input: Int, inRow row: Int) -> String? {
        let texts = rows[row - 1].texts
        return texts.indices.contains(input) ? texts[input].trimmingSpaces() : nil
    }
}
