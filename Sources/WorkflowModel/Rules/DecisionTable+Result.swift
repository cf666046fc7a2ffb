public import CEL

extension DecisionTable {
    /// Whether the answer may consist of several rows, so that every output is a list in CEL.
    public var givesSeveralRows: Bool {
        switch hitPolicy {
        case .unique, .first, .any, .priority, .collect(_?): false
        case .ruleOrder, .outputOrder, .collect(nil): true
        }
    }

    /// The type in CEL of `table('NAME').OUTPUT`, by the place of the output.
    public func resultType(ofOutput index: Int) -> CELType {
        let type = hitPolicy == .collect(.count) ? .int : outputs[index].type.celType
        return givesSeveralRows ? .list(type) : type
    }

    /// The value of `table('NAME').OUTPUT` in a decision; nil when no row matched, unless the
    /// output is a list, which is empty then.
    public func result(ofOutput index: Int, in decision: Decision) -> Value? {
        if givesSeveralRows { return .list(decision.outputs.map { $0[index] }) }
        return decision.outputs.first?[index]
    }
}
