import CEL
import Diagnostics
public import WorkflowModel

/// What is asked of an item because of its parent or its children.
public enum FamilyCommand: Sendable {
    /// A person opens one more child of a workflow.
    case add(workflow: String, id: String?)
    /// Children are now as told; those that could not be changed with it stay as they are.
    case follow(children: [ChildState], left: [ChildLeft])
    /// An action of the parent has this action of the item follow, in nobody's name.
    case cascade(action: String, note: String?, cause: EventCause)
}

extension Decision {
    func family(_ command: FamilyCommand) throws(Refusal) -> [Event] {
        switch command {
        case .add(let workflow, let id): [try add(workflow, id)]
        case .follow(let children, let left): try follow(children, left)
        case .cascade(let action, let note, let cause): [try cascade(action, note, cause)]
        }
    }

    // MARK: A person adds one

    private func add(_ name: String, _ id: String?) throws(Refusal) -> Event {
        guard let actor = circumstances.actor else { throw .nobody }
        if let outcome = state.outcome { throw .finished(state, outcome) }
        let active = workflow.children.filter { definition in
            definition.workflow.value == name && state.configuration.contains(definition.state)
                && !definition.adders.isEmpty
        }
        guard let first = active.first else { throw notAddable(name) }
        guard let (definition, adder) = adder(of: active, actor) else {
            throw Refusal([permissions.notAdder(first, actor)])
        }
        let opening = try evaluator.opening(
            definition, each: .null, member: nil, identifier: id)
        guard opening.child.number <= ChildrenDefinition.limit else {
            throw Refusal(
                code: .guardFailed,
                message: LocalizedText(
                    vi: "\(state.id) đã có \(ChildrenDefinition.limit) hồ sơ con, không thêm được.",
                    en: "\(state.id) has \(ChildrenDefinition.limit) children, and no more can be"
                        + " added."))
        }
        return Event(
            version: state.version + 1, at: circumstances.now, actor: actor.id,
            for: adder.principal?.id,
            body: .childAdded(ChildAdded(agency: adder.agency, opening: opening)))
    }

    /// The first capacity of the actor in which they may add by one of the rules; nil for none.
    private func adder(
        of definitions: [ChildrenDefinition], _ actor: Actor
    ) -> (definition: ChildrenDefinition, capacity: Actor)? {
        for capacity in [actor] + circumstances.others {
            // Powers to take certain actions are none to add.
            guard capacity.covers(workflow: workflow.name, action: "") else { continue }
            let asked = Permissions(evaluator: evaluator.replacing(actor: capacity))
            if let definition = definitions.first(where: { asked.mayAdd($0, capacity) }) {
                return (definition, capacity)
            }
        }
        return nil
    }

    private func notAddable(_ name: String) -> Refusal {
        let known = workflow.children.filter { !$0.adders.isEmpty }
        let here = state.visibleLeaves.map { workflow[$0].title }
        let elsewhere = known.filter { $0.workflow.value == name }.map { workflow[$0.state].title }
        let addable = known.map(\.workflow.value)
        let near = nearest(name, in: addable)
        let vi =
            "Không thêm được hồ sơ con theo quy trình \(name) vào \(state.id) khi hồ sơ ở"
            + " “\(here.map(\.vi).joined(separator: ", "))”."
            + (elsewhere.isEmpty
                ? (near.map { " Có phải bạn muốn \($0)?" } ?? "")
                : " Thêm được ở: \(elsewhere.map(\.vi).joined(separator: ", ")).")
        let en =
            "No child of workflow \(name) can be added to \(state.id) while it is in"
            + " “\(here.map(\.en).joined(separator: ", "))”."
            + (elsewhere.isEmpty
                ? (near.map { " Did you mean \($0)?" } ?? "")
                : " It can in: \(elsewhere.map(\.en).joined(separator: ", ")).")
        return Refusal(Reason(code: .notAvailable, message: LocalizedText(vi: vi, en: en)))
    }

    // MARK: Children have changed

    /// Nothing when the item knew it all.
    private func follow(
        _ children: [ChildState], _ left: [ChildLeft]
    ) throws(Refusal) -> [Event] {
        var known = state.content.children
        var changed: [ChildState] = []
        for child in children {
            guard let index = known.firstIndex(where: { $0.id == child.id }),
                known[index] != child
            else { continue }
            known[index] = child
            changed.append(child)
        }
        guard !changed.isEmpty || !left.isEmpty else { return [] }
        evaluator.children = known
        var macrostep = Macrostep(evaluator)
        var step = Step()
        try macrostep.followChildren(&step)
        if state.outcome == nil {
            macrostep.finish(&step, limits: state.limits)
        } else {
            // What is finished takes note and does nothing more.
            step.configuration = state.configuration
        }
        return [
            Event(
                version: state.version + 1, at: circumstances.now, actor: nil,
                body: .childrenChanged(
                    ChildrenChanged(children: changed, left: left, step: consume step)))
        ]
    }

    // MARK: The parent has changed

    private func cascade(
        _ name: String, _ note: String?, _ cause: EventCause
    ) throws(Refusal) -> Event {
        if let outcome = state.outcome { throw .finished(state, outcome) }
        guard let index = workflow.index(ofAction: name) else { throw unavailable(name) }
        let candidates = candidates(for: index).filter(\.isAutomatic)
        guard !candidates.isEmpty else { throw unavailable(name) }
        return try taken(
            candidates, ActCommand(action: name, note: note), by: nil, cause: cause)
    }
}

/// Decides what follows for an item from its parent or its children.
///
/// - Throws: `Refusal` with every reason that stands in the way.
public func decide(
    _ state: ItemState, _ command: FamilyCommand, _ circumstances: Circumstances
) throws(Refusal) -> [Event] {
    switch command {
    case .cascade(let action, let note, _):
        let index = state.workflow.index(ofAction: action)
        return try Decision(state, circumstances, action: index, note: note).family(command)
    case .add, .follow:
        return try Decision(state, circumstances).family(command)
    }
}

extension Permissions {
    func mayAdd(_ definition: ChildrenDefinition, _ actor: Actor) -> Bool {
        definition.adders.contains { fits($0, actor) }
    }

    func notAdder(_ definition: ChildrenDefinition, _ actor: Actor) -> Reason {
        let could = whoCould { permissions, actor in permissions.mayAdd(definition, actor) }
        let name = definition.workflow.value
        return Reason(
            code: .notPermitted,
            message: LocalizedText(
                vi: "\(actor.name) không được thêm hồ sơ con theo quy trình \(name). ",
                en: "\(actor.name) may not add a child of workflow \(name). ")
                + organisation.naming(could),
            whoCould: could)
    }
}
