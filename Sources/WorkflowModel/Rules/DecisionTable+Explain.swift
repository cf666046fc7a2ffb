public import CEL

extension DecisionTable {
    /// How one row fared.
    public struct RowExplanation: Sendable, Hashable {
        /// Counted from 1, as written.
        public var row: Int
        /// The first input, counted from 0, that the row's cell refused; nil when the row matches.
        /// Cells behind it were not looked at.
        public var failedInput: Int?

        public var matches: Bool { failedInput == nil }
    }

    /// For every row, whether it matches and if not, because of which cell. Says nothing of the
    /// hit policy: `decide` does.
    public func explain(_ inputs: [Value]) throws(DecisionError) -> [RowExplanation] {
        try check(inputs)
        var explanations: [RowExplanation] = []
        explanations.reserveCapacity(rows.count)
        for row in rows.indices {
            explanations.append(
                RowExplanation(row: row + 1, failedInput: try firstFailure(row: row, inputs)))
        }
        return explanations
    }
}
