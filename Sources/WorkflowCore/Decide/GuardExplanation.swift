import CEL
import Diagnostics
import WorkflowModel

/// Says why a guard is false: the part that decided it and the values it saw.
struct GuardExplanation {
    let evaluator: Evaluator

    /// Nil when the guard holds.
    func reason(
        _ condition: Expression, _ said: LocalizedText?, _ activation: Activation
    ) -> Reason? {
        let explanation = condition.program.explain(activation)
        if case .success(.bool(true)) = explanation.result { return nil }
        var observations: [Reason.Observation] = []
        var parts: [LocalizedText] = []
        for leaf in explanation.deciding {
            let seen = leaf.observations.map { observation in
                Reason.Observation(
                    name: observation.name,
                    value: observation.value.map { text(of: $0, named: observation.name) }
                        ?? LocalizedText(vi: "chưa có", en: "not set"))
            }
            for one in seen where !observations.contains(one) { observations.append(one) }
            parts.append(part(leaf, seen))
        }
        if parts.isEmpty, case .failure(let error) = explanation.result {
            parts = [LocalizedText(vi: error.message, en: error.message)]
        }
        let details = LocalizedText(
            vi: parts.map(\.vi).joined(separator: "; "), en: parts.map(\.en).joined(separator: "; "))
        let message =
            said.map { said in
                LocalizedText(vi: "\(said.vi) (\(details.vi))", en: "\(said.en) (\(details.en))")
            }
            ?? LocalizedText(
                vi: "Điều kiện chưa đạt: \(details.vi)", en: "A condition is not met: \(details.en)")
        return Reason(
            code: .guardFailed, message: message, expression: condition.source,
            observations: observations)
    }

    private func part(
        _ leaf: Explanation.Leaf, _ seen: [Reason.Observation]
    ) -> LocalizedText {
        let vi = seen.map { "\($0.name) là \($0.value.vi)" }.joined(separator: ", ")
        let en = seen.map { "\($0.name) is \($0.value.en)" }.joined(separator: ", ")
        let value = leaf.value
        return LocalizedText(
            vi: "\(leaf.source) \(value == true ? "đúng" : value == false ? "sai" : "không tính được")"
                + (vi.isEmpty ? "" : ": \(vi)"),
            en: "\(leaf.source) \(value == true ? "is true" : value == false ? "is false" : "has no value")"
                + (en.isEmpty ? "" : ": \(en)"))
    }

    /// A value as people write it: that of a field by the field's type.
    private func text(of value: Value, named name: String) -> LocalizedText {
        if name.hasPrefix("item."),
            let field = evaluator.workflow.fieldIndex[String(name.dropFirst(5))],
            let typed = try? evaluator.workflow.fields[field].type.fieldValue(value)
        {
            return typed.text(evaluator.workflow.fields[field].type, evaluator.circumstances.rules.organisation)
        }
        return LocalizedText(value.description)
    }
}
