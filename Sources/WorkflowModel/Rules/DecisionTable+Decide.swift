public import CEL

extension DecisionTable {
    /// What a table answers for one set of inputs.
    public struct Decision: Sendable, Equatable {
        /// The rows behind the outputs, counted from 1 as they are written and in the order of the
        /// outputs; for an aggregation, the rows that were put together. Empty when no row matched.
        public var rows: [Int]
        /// One list of values for each answer: one at most under `unique`, `first`, `any`,
        /// `priority` and an aggregation, any number under the other hit policies. Empty when no
        /// row matched and the table has no `default`.
        public var outputs: [[Value]]

        public init(rows: [Int], outputs: [[Value]]) {
            self.rows = rows
            self.outputs = outputs
        }

        /// Whether the outputs are those of the `default`.
        public var isFallback: Bool { rows.isEmpty && !outputs.isEmpty }
    }

    /// The outputs for `inputs`, which stand in the order of the table's inputs. A `null` input
    /// has no value: only `-` lets it pass. A whole number may be given where a `double` is asked.
    public func decide(_ inputs: [Value]) throws(DecisionError) -> Decision {
        if let index = index.index(of: self), let decision = try index.decide(inputs, self) {
            return decision
        }
        return try decideRowByRow(inputs)
    }

    /// The same without an index: what the answer of a table is by definition. Rows are tested from
    /// the top, the cells of a row from the left; the first cell that refuses ends its row.
    func decideRowByRow(_ inputs: [Value]) throws(DecisionError) -> Decision {
        try check(inputs)
        var matching: [Int] = []
        for row in rows.indices where try firstFailure(row: row, inputs) == nil {
            matching.append(row + 1)
            if hitPolicy == .first { break }
        }
        return try decision(of: matching) { $0 = ranked($0) }
    }

    /// What the hit policy makes of the rows that match, counted from 1 and in the order written.
    ///
    /// - Parameter rank: Puts rows in the order of their outputs.
    func decision(
        of matching: consuming [Int], rankedBy rank: (inout [Int]) -> Void
    ) throws(DecisionError) -> Decision {
        guard let first = matching.first else { return unmatched }
        switch hitPolicy {
        case .first:
            return decision([first])
        case .unique:
            guard matching.count == 1 else { throw .severalRows(matching) }
            return decision([first])
        case .any:
            let outputs = rows[first - 1].outputs
            let differs = matching.contains { rows[$0 - 1].outputs != outputs }
            guard !differs else { throw .differingOutputs(matching) }
            return decision([first])
        case .priority:
            rank(&matching)
            return decision([matching[0]])
        case .ruleOrder, .collect(nil):
            return decision(matching)
        case .outputOrder:
            rank(&matching)
            return decision(matching)
        case .collect(let aggregation?):
            let result = try aggregate(aggregation, matching)
            return Decision(rows: matching, outputs: [[result]])
        }
    }

    var unmatched: Decision {
        if let fallback { return Decision(rows: [], outputs: [fallback]) }
        // Nothing adds up to nothing, and nothing counts as none: only the count is a number.
        if hitPolicy == .collect(.count) { return Decision(rows: [], outputs: [[.int(0)]]) }
        return Decision(rows: [], outputs: [])
    }

    private func decision(_ matching: [Int]) -> Decision {
        Decision(rows: matching, outputs: matching.map { rows[$0 - 1].outputs })
    }

    /// The first cell of a row, counted from 0, that its input does not satisfy. Cells before
    /// `start` are known to be satisfied.
    func firstFailure(
        row: Int, _ inputs: [Value], from start: Int = 0
    ) throws(DecisionError) -> Int? {
        let tests = rows[row].tests
        for column in start..<tests.count {
            do {
                if try !tests[column].matches(inputs[column]) { return column }
            } catch {
                throw .cell(row: row + 1, input: self.inputs[column].name, error)
            }
        }
        return nil
    }

    func check(_ values: [Value]) throws(DecisionError) {
        guard values.count == inputs.count else {
            throw .inputCount(expected: inputs.count, found: values.count)
        }
        for (input, value) in zip(inputs, values) {
            if case .null = value { continue }
            guard input.type.accepts(value) else {
                throw .inputType(input: input.name, expected: input.type, found: value)
            }
            guard input.values.isEmpty || input.values.contains(value) else {
                throw .unlistedValue(input: input.name, value: value, known: input.values)
            }
        }
    }

    /// By the places of the outputs in their columns' `values`, the first column deciding first;
    /// rows of the same rank keep their order (DMN 1.5, §8.2.8).
    func ranked(_ matching: [Int]) -> [Int] {
        let ranks = matching.map { row in
            zip(outputs, rows[row - 1].outputs).map { output, value in
                output.values.firstIndex(of: value) ?? output.values.count
            }
        }
        return matching.indices
            .sorted { left, right in
                ranks[left] == ranks[right]
                    ? left < right : ranks[left].lexicographicallyPrecedes(ranks[right])
            }
            .map { matching[$0] }
    }
}

extension DecisionTable {
    /// Of one output column; the loader allows no more under an aggregation.
    private func aggregate(
        _ aggregation: HitPolicy.Aggregation, _ matching: [Int]
    ) throws(DecisionError) -> Value {
        let first = rows[matching[0] - 1].outputs[0]
        switch aggregation {
        case .count:
            return .int(Int64(matching.count))
        case .sum:
            return try sum(matching)
        case .min:
            return matching.dropFirst().reduce(first) { least, row in
                let value = rows[row - 1].outputs[0]
                return (value.order(to: least) ?? 0) < 0 ? value : least
            }
        case .max:
            return matching.dropFirst().reduce(first) { most, row in
                let value = rows[row - 1].outputs[0]
                return (value.order(to: most) ?? 0) > 0 ? value : most
            }
        }
    }

    private func sum(_ matching: [Int]) throws(DecisionError) -> Value {
        var whole: Int64 = 0
        var fraction = 0.0
        var isWhole = true
        for row in matching {
            switch rows[row - 1].outputs[0] {
            case .int(let number):
                let (sum, overflow) = whole.addingReportingOverflow(number)
                guard !overflow else { throw .overflow(rows: matching) }
                whole = sum
            case .double(let number):
                fraction += number
                isWhole = false
            default:
                continue
            }
        }
        return isWhole ? .int(whole) : .double(Double(whole) + fraction)
    }
}
