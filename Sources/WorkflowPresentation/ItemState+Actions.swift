import Diagnostics
package import WorkflowCore
import WorkflowModel

extension ItemState {
    /// The title of an action of this name, the innermost active one first, else one of where the item
    /// was or will be.
    package func title(ofAction name: String) -> String {
        if let order = order(named: name) { return order.title.spoken.singleLine }
        if let asked = asked(named: name) { return asked.title.spoken.singleLine }
        return actionTitle(name)?.spoken.singleLine ?? name
    }

    /// What a state asks of each member of a list under this name.
    private func asked(named name: String) -> TaskDefinition? {
        workflow.states.lazy.compactMap(\.tasks).first { $0.name == name }
    }

    /// What a step of a ladder asked for under this name.
    private func order(named name: String) -> OrderedTask? {
        tasks.lazy.compactMap(\.order).first { $0.name == name }
    }

    /// The kinds of document an action asks for and the item lacks; when it lacks none, or has
    /// moved on, all that actions of this name ask for.
    package func documentKinds(for name: String) -> [String] {
        if let kind = order(named: name)?.document { return [kind] }
        if let asked = asked(named: name) { return asked.documents }
        let lacking = configuration.flatMap { workflow[$0].documentKinds(for: name) }
            .filter { kind in !hasDocument(kind, for: name) }
        let kinds =
            lacking.isEmpty
            ? workflow.states.flatMap { $0.documentKinds(for: name) } : lacking
        return kinds.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}

extension StateNode {
    fileprivate func documentKinds(for name: String) -> [String] {
        actions.filter { $0.name == name }.flatMap(\.requirements).compactMap { requirement in
            if case .document(let kind) = requirement { kind } else { nil }
        }
    }
}
