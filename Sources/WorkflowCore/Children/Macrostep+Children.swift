import CEL
import Diagnostics
import WorkflowModel

extension Macrostep {
    /// Opens the children of a state that has just been entered. Those it opened before, when it
    /// was entered before, stay the children they are, and are not opened again.
    func open(_ definition: ChildrenDefinition, _ step: inout Step) throws(Refusal) {
        switch definition.number {
        case .count(let expression):
            guard case .int(let count)? = evaluator.valueIfPresent(of: expression) else { return }
            let known = evaluator.children.count { $0.opener == definition.state }
            guard count > known else { return }
            try check(Int(clamping: count), definition)
            for _ in known..<Int(count) {
                try open(definition, each: .null, member: nil, &step)
            }
        case .each(let expression):
            guard case .list(let members)? = evaluator.valueIfPresent(of: expression) else {
                return
            }
            try check(members.count, definition)
            for member in members {
                let text = member.memberText
                let isKnown = evaluator.children.contains {
                    $0.opener == definition.state && $0.member == text
                }
                if !isKnown { try open(definition, each: member, member: text, &step) }
            }
        case .added:
            break
        }
    }

    private func open(
        _ definition: ChildrenDefinition, each: Value, member: String?, _ step: inout Step
    ) throws(Refusal) {
        let opening = try evaluator.opening(definition, each: each, member: member)
        evaluator.children.append(opening.child)
        step.openedChildren.append(opening)
    }

    private func check(_ count: Int, _ definition: ChildrenDefinition) throws(Refusal) {
        guard count > ChildrenDefinition.limit else { return }
        throw .tooManyChildren(definition, count)
    }

    /// What follows when children changed, which the evaluator knows already.
    mutating func followChildren(_ step: inout Step) throws(Refusal) {
        for definition in workflow.children
        where evaluator.children.contains(where: { $0.opener == definition.state }) {
            for rollUp in definition.rollUps {
                guard
                    let place = workflow.childFields.firstIndex(where: {
                        $0.name == rollUp.childField.value
                    })
                else { continue }
                let values = evaluator.children.lazy
                    .filter { $0.opener == definition.state && $0.fields.indices.contains(place) }
                    .compactMap { $0.fields[place] }
                assign(rollUp.function.value(of: Array(values)), to: rollUp.field, &step)
            }
        }
        try computeFields(&step)
        if evaluator.before?.outcome == nil { try settle(&step) }
    }
}

extension Evaluator {
    /// The next child of a state.
    ///
    /// - Parameter identifier: in place of the one the definition makes.
    func opening(
        _ definition: ChildrenDefinition, each: Value, member: String?, identifier: String? = nil
    ) throws(Refusal) -> ChildOpening {
        let siblings = children.lazy.filter { $0.opener == definition.state }
        let number = 1 + (siblings.map(\.number).max() ?? 0)
        let id =
            identifier
            ?? definition.identifier.text(item: itemID, number: number, member: member)
        guard id.isItemIdentifier, !children.contains(where: { $0.id == id }) else {
            throw Refusal(
                code: .definitionFault,
                message: LocalizedText(
                    vi: "“\(id)” không làm mã hồ sơ con được: có dấu cách, dấu /, quá dài hoặc"
                        + " trùng với hồ sơ con khác.",
                    en: "“\(id)” cannot be the identifier of a child: it has spaces or slashes, is"
                        + " too long, or another child has it."))
        }
        inside = (each, Int64(number))
        defer { inside = nil }
        var fields: [(name: String, value: Value)] = []
        for field in definition.fields {
            // What has no value gives none, as with computed fields.
            guard let value = valueIfPresent(of: field.value) else { continue }
            fields.append((field.name.value, value))
        }
        return ChildOpening(
            child: ChildState(
                id: id, workflow: definition.workflow.value, opener: definition.state,
                number: number, member: member,
                fields: Array(repeating: nil, count: workflow.childFields.count)),
            fields: fields)
    }
}

extension Value {
    /// What tells the members of a list apart.
    fileprivate var memberText: String {
        switch self {
        case .string(let text): text
        case .object(let object): (object as? QuantityObject)?.quantity.text ?? "\(self)"
        default: "\(self)"
        }
    }
}

extension Refusal {
    fileprivate static func tooManyChildren(
        _ definition: ChildrenDefinition, _ count: Int
    ) -> Refusal {
        Refusal(
            code: .definitionFault,
            message: LocalizedText(
                vi: "Phải mở \(count) hồ sơ con theo quy trình \(definition.workflow.value); nhiều"
                    + " nhất là \(ChildrenDefinition.limit).",
                en: "\(count) children of workflow \(definition.workflow.value) would have to be"
                    + " opened; there may be \(ChildrenDefinition.limit)."))
    }
}
