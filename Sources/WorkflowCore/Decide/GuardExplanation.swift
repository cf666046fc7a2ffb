import CEL
import Diagnostics
import WorkflowCalendar
import WorkflowModel

/// Says why a guard is false: the parts that decided it and the values they saw.
struct GuardExplanation {
    let evaluator: Evaluator

    /// Of a guard that does not hold. Nil when it cannot be told because something is still
    /// missing: then that is the reason.
    func reason(
        _ condition: Expression, _ said: LocalizedText?, isComplete: Bool
    ) -> Reason? {
        let explanation = evaluator.explain(condition)
        if !isComplete, case .failure = explanation.outcome { return nil }
        var observations: [Reason.Observation] = []
        var parts: [LocalizedText] = []
        for reason in explanation.reasons {
            let seen = reason.values.map { read in
                Reason.Observation(
                    name: read.path,
                    value: read.value.map { text(of: $0, named: read.path) }
                        ?? LocalizedText(vi: "chưa có giá trị", en: "not set"))
            }
            for one in seen where !observations.contains(one) { observations.append(one) }
            parts.append(part(reason, seen))
        }
        let details = parts.reduce(LocalizedText("")) { all, part in
            all == LocalizedText("") ? part : all + LocalizedText("; ") + part
        }
        let message =
            said.map { $0 + LocalizedText(" (") + details + LocalizedText(")") }
            ?? LocalizedText(vi: "Điều kiện chưa đạt: ", en: "A condition is not met: ") + details
        return Reason(
            code: .guardFailed, message: message, expression: condition.source,
            observations: observations)
    }

    private func part(
        _ reason: Explanation.Reason, _ seen: [Reason.Observation]
    ) -> LocalizedText {
        let verdict: LocalizedText =
            switch reason.outcome {
            case .success(.bool(true)): LocalizedText(vi: "đúng", en: "is true")
            case .success(.bool(false)): LocalizedText(vi: "sai", en: "is false")
            case .success(let value): LocalizedText(vi: "cho \(value)", en: "gives \(value)")
            case .failure: LocalizedText(vi: "không tính được", en: "cannot be told")
            }
        let values = LocalizedText(
            vi: seen.map { "\($0.name) = \($0.value.vi)" }.joined(separator: ", "),
            en: seen.map { "\($0.name) = \($0.value.en)" }.joined(separator: ", "))
        let head = LocalizedText("\(reason.text) ") + verdict
        return seen.isEmpty ? head : head + LocalizedText(": ") + values
    }

    /// A value as people write it: that of a field by the type of the field.
    private func text(of value: Value, named path: String) -> LocalizedText {
        let organisation = evaluator.circumstances.rules.organisation
        if path.hasPrefix("item."),
            let index = evaluator.workflow.fieldIndex[String(path.dropFirst("item.".count))],
            case let type = evaluator.workflow.fields[index].type,
            let typed = try? type.fieldValue(value)
        {
            return typed.text(type, organisation)
        }
        if case .opaque(let opaque) = value, let date = opaque as? DateValue {
            return LocalizedText(date.date.formatted(.slashed))
        }
        return LocalizedText(value.description)
    }
}
