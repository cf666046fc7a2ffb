/// A field of a variable compared with a constant, which is what most conditions of rules are. It
/// can be answered without an evaluation.
struct FieldTest: Sendable {
    private enum Constant {
        case int(Int64)
        case string(String)
    }

    private let variable: Int
    private let position: Int
    private let symbol: Operator
    private let constant: Constant

    /// Nil when the expression is anything else.
    init?(_ checked: CheckedSyntax) {
        guard case .binary(let symbol, let left, let right) = checked.tree[checked.root].kind,
            symbol.isOrdering || symbol == .equal || symbol == .notEqual,
            case .select(let operand, _, isOptional: false) = checked.tree[left].kind,
            case .field(let position) = checked.resolution(of: left),
            case .variable(let variable) = checked.resolution(of: operand),
            case .literal(let value) = checked.tree[right].kind
        else { return nil }
        switch checked.resolution(of: checked.root) {
        case .fault: return nil
        case .call(let overloads, _) where overloads.contains(where: \.isOfHost): return nil
        default: break
        }
        switch value {
        case .int(let number): constant = .int(number)
        case .string(let text) where !symbol.isOrdering: constant = .string(text)
        default: return nil
        }
        self.variable = variable
        self.position = position
        self.symbol = symbol
    }

    func answer(from source: any VariableSource) -> Bool? {
        switch (source.field(at: position, ofVariable: variable), constant) {
        case (.int(let number)?, .int(let constant)): symbol.holds(number, constant)
        case (.string(let text)?, .string(let constant)):
            text.hasSameCodePoints(as: constant) == (symbol == .equal)
        default: nil
        }
    }
}
