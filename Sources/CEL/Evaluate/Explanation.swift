/// Why an expression has the value it has.
public struct Explanation: Sendable {
    /// A part of the expression that decided the value.
    public struct Reason: Sendable {
        /// The source text of the part, as in `item.budget >= 500000000`.
        public let text: String
        /// UTF-8 offsets of the part in the source.
        public let range: Range<Int>
        public let outcome: Result<Value, EvaluationError>
        /// What the part read, in source order; nil for what has no value.
        public let values: [(path: String, value: Value?)]
    }

    public let outcome: Result<Value, EvaluationError>
    /// In source order. For `&&` that is false these are the parts of its first false operand,
    /// for one that is true those of all operands; `||` is the mirror image; `!` passes on the
    /// parts of its operand; `c ? a : b` has those of the condition and of the branch taken.
    public let reasons: [Reason]
}

extension Program {
    /// Evaluates the expression and tells which of its parts decided the value.
    ///
    /// This takes several times as long as ``evaluate(_:)``; it is meant for the one question
    /// a person asked.
    public func explain(_ activation: Activation) -> Explanation {
        var explainer = Explainer(self, activation)
        let outcome = explainer.outcome(checked.root)
        explainer.explain(checked.root, outcome)
        return Explanation(
            outcome: outcome,
            reasons: explainer.reasons.sorted { $0.range.lowerBound < $1.range.lowerBound })
    }
}

/// Walks the tree along the operands that decide, evaluating them one by one.
private struct Explainer {
    private let program: Program
    private let activation: Activation
    private var assembler: Assembler
    private(set) var reasons: [Explanation.Reason] = []

    init(_ program: Program, _ activation: Activation) {
        self.program = program
        self.activation = activation
        assembler = Assembler(program.checked, program.environment)
    }

    mutating func outcome(_ id: Syntax.ID) -> Result<Value, EvaluationError> {
        let step = assembler.step(id)
        var context = program.makeContext(activation)
        do throws(EvaluationError) {
            return .success(try step(&context))
        } catch {
            return .failure(error)
        }
    }

    mutating func explain(_ id: Syntax.ID, _ outcome: Result<Value, EvaluationError>) {
        switch program.checked.tree[id].kind {
        case .and(let operands): explain(operands, outcome, deciding: false)
        case .or(let operands): explain(operands, outcome, deciding: true)
        case .unary(.not, let operand): explain(operand, self.outcome(operand))
        case .conditional(let condition, let positive, let negative):
            let choice = self.outcome(condition)
            explain(condition, choice)
            if case .success(.bool(let flag)) = choice {
                let branch = flag ? positive : negative
                explain(branch, self.outcome(branch))
            }
        default: addReason(id, outcome)
        }
    }

    /// One operand that has the deciding value is the reason; without one, all are, or those
    /// that failed.
    private mutating func explain(
        _ operands: [Syntax.ID], _ outcome: Result<Value, EvaluationError>, deciding: Bool
    ) {
        var outcomes: [(id: Syntax.ID, outcome: Result<Value, EvaluationError>)] = []
        for operand in operands {
            let result = self.outcome(operand)
            if case .success(.bool(deciding)) = result {
                explain(operand, result)
                return
            }
            outcomes.append((operand, result))
        }
        if case .failure = outcome {
            outcomes.removeAll { if case .success(.bool) = $0.outcome { true } else { false } }
        }
        for (operand, result) in outcomes { explain(operand, result) }
    }

    private mutating func addReason(
        _ id: Syntax.ID, _ outcome: Result<Value, EvaluationError>
    ) {
        // A constant explains nothing.
        if case .literal = program.checked.tree[id].kind, !reasons.isEmpty { return }
        let range = program.checked.tree[id].span.range
        let source = Array(program.source.utf8)
        var seen: Set<String> = []
        var values: [(path: String, value: Value?)] = []
        for (reference, node) in program.references(in: id)
        where seen.insert(reference.path).inserted {
            values.append((reference.path, value(of: reference, node)))
        }
        reasons.append(
            Explanation.Reason(
                text: String(decoding: source[range], as: UTF8.self), range: range,
                outcome: outcome, values: values))
    }

    private mutating func value(of reference: Reference, _ id: Syntax.ID) -> Value? {
        // What `has(x.f)` asks about is the field, not the answer.
        if case .has(let operand, let field) = program.checked.tree[id].kind {
            let accessor = FieldAccessor(
                field, program.checked.resolution(of: id), program.checked.tree[id].focus,
                program.environment.objectTypes)
            guard case .success(let container) = outcome(operand) else { return nil }
            do throws(EvaluationError) {
                return try accessor.find(in: container)
            } catch {
                return nil
            }
        }
        guard case .success(let value) = outcome(id) else { return nil }
        return value
    }
}
