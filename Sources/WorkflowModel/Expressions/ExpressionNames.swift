/// What the expressions of one workflow may name besides its fields.
package struct ExpressionNames: Sendable {
    package var states: [String: StateID]
    package var actions: [String: Int]
    package var tables: [String: DecisionTable]

    package init(
        states: [String: StateID], actions: [String: Int], tables: [String: DecisionTable]
    ) {
        self.states = states
        self.actions = actions
        self.tables = tables
    }
}
