import CEL
import Diagnostics
import WorkflowModel

/// Resolves the states, and compiles the expressions, on which something happens to a deadline.
struct DeadlineConditionCompiler {
    let context: WorkflowContext
    /// A shared deadline names the states of all workflows that use it.
    let isShared: Bool

    func compile(_ conditions: [DeadlineTemplate.Condition]) -> DeadlineConditions {
        if conditions.isEmpty { return .none }
        var states = StateSet()
        var expressions: [Expression] = []
        for condition in conditions {
            switch condition.test {
            case .state(let name):
                if let state = state(name) { states.insert(state) }
            case .expression(let text):
                if let expression = context.compiler.compile(text, expecting: .bool) {
                    expressions.append(expression)
                }
            }
        }
        return DeadlineConditions(states: states, expressions: expressions)
    }

    /// The conditions that say what to call them. What is wrong with them was told by `compile`.
    func reasons(_ conditions: [DeadlineTemplate.Condition]) -> [PauseReason] {
        // Few deadlines have any, and a compiler takes longer to make than most things here.
        guard conditions.contains(where: { $0.reason != nil }) else { return [] }
        let silent = ExpressionCompiler(
            fields: context.fields, names: context.compiler.names, sink: DiagnosticSink())
        return conditions.compactMap { condition in
            guard let text = condition.reason else { return nil }
            switch condition.test {
            case .state(let name):
                return context.tree.index[name.value].map {
                    PauseReason(cause: .state($0), text: text)
                }
            case .expression(let expression):
                return silent.compile(expression, expecting: .bool)
                    .map { PauseReason(cause: .expression($0), text: text) }
            }
        }
    }

    private func state(_ name: Located<String>) -> StateID? {
        isShared ? context.tree.index[name.value] : context.state(name)
    }
}
