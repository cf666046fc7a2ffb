package import CEL

extension Environment {
    /// What the expressions of a workflow with these fields can say. The variables stand in the
    /// order of `ExpressionSlots`.
    ///
    /// - Parameters:
    ///   - childFields: the fields of its children that it looks at.
    ///   - more: variables that stand behind the others.
    package static func workflow(
        fields: [FieldDefinition], names: ExpressionNames, consulted: ConsultedTables,
        childFields: [ChildField] = [], more: [(name: String, type: CELType)] = [],
        limits: Limits = Limits()
    ) -> Environment {
        // In the order of names, so that the environment is the same whatever the dictionary.
        let tables = names.tables.values.sorted { $0.name < $1.name }
        return Environment(
            variables: [
                ("item", .object(ItemObject.typeName)), ("actor", .object(ActorObject.typeName)),
                ("action", .string), ("note", .string), ("now", .timestamp),
                ("today", DateValue.type), ("children", .list(.object(ChildObject.typeName))),
                ("tasks", .list(.object(TaskObject.typeName))),
            ] + more,
            objectTypes: [
                ItemObject.objectType(fields), ActorObject.objectType, ActObject.objectType,
                QuantityObject.objectType, BudgetObject.objectType, BudgetObject.Line.objectType,
                ChildObject.objectType(childFields), TaskObject.objectType,
            ] + tables.map(TableObject.objectType),
            functions: FunctionDeclaration.workflow + tables.map(FunctionDeclaration.table),
            macros: Macro.time + [
                .state("visited", calling: FunctionDeclaration.visited, names.states),
                .state("in_state", calling: FunctionDeclaration.inState, names.states),
                .last(names.actions),
                .table(names.tables, consulted),
            ], limits: limits)
    }
}
