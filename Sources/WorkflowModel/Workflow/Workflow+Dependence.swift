import CEL

extension Action {
    /// Its guard looks at the note: whether one is needed hangs on the rest.
    package var readsNote: Bool {
        guardExpression?.program.references.contains { $0.variable == ExpressionSlots.note }
            ?? false
    }
}

extension Workflow {
    /// These fields, and those they are computed from.
    package func sources(of fields: some Sequence<Int>) -> Set<Int> {
        var found: Set<Int> = []
        var rest = Array(fields)
        while let field = rest.popLast() {
            guard found.insert(field).inserted, let value = self.fields[field].value else {
                continue
            }
            for reference in value.program.references
            where reference.variable == ExpressionSlots.item {
                if let source = reference.fields.first.flatMap({ fieldIndex[$0] }) {
                    rest.append(source)
                }
            }
        }
        return found
    }
}
