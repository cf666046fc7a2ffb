public import CEL

/// What `table('approval-authority')` gives: the outputs of the rows that match. An output is
/// unset when no row matches.
public struct TableObject: ObjectValue {
    public var table: DecisionTable
    public var decision: DecisionTable.Decision

    public init(_ table: DecisionTable, _ decision: DecisionTable.Decision) {
        self.table = table
        self.decision = decision
    }

    package static func objectType(_ table: DecisionTable) -> ObjectType {
        ObjectType(
            name: typeName(table.name),
            fields: table.outputs.enumerated().map { index, output in
                (output.name, table.resultType(ofOutput: index))
            })
    }

    package static func typeName(_ table: String) -> String { "table." + table }

    public var typeName: String { Self.typeName(table.name) }

    public func field(at index: Int) -> Value? {
        table.result(ofOutput: index, in: decision)
    }

    public func isEqual(to other: any ObjectValue) -> Bool {
        guard let other = other as? TableObject else { return false }
        return other.table.name == table.name && other.decision == decision
    }
}
