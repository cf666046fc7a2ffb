import CEL
import Diagnostics
import WorkflowCalendar
import WorkflowModel

/// Says why a guard is false: in the words of the definition, else by the values that decided it,
/// which are called by their titles. The expression is kept beside, for those who write definitions.
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
        for read in explanation.reasons.flatMap(\.values) {
            let observation = Reason.Observation(
                name: read.path, title: title(of: read.path),
                value: read.value.map { text(of: $0, named: read.path) }
                    ?? LocalizedText(vi: "chưa có giá trị", en: "not set"))
            if !observations.contains(observation) { observations.append(observation) }
        }
        var reason = Reason(
            code: .guardFailed, message: said ?? Self.sentence(observations),
            expression: condition.source, observations: observations)
        reason.tellsValues = said == nil
        return reason
    }

    private static func sentence(_ observations: [Reason.Observation]) -> LocalizedText {
        let seen = observations.compactMap { observation in
            observation.title.map { title in
                LocalizedText(
                    vi: "\(title.vi): \(observation.value.vi)",
                    en: "\(title.en): \(observation.value.en)")
            }
        }
        if seen.isEmpty {
            return LocalizedText(
                vi: "Hồ sơ chưa đủ điều kiện cho bước này.",
                en: "The item does not meet the condition of this step.")
        }
        return LocalizedText(
            vi: "Hồ sơ chưa đủ điều kiện cho bước này (\(seen.map(\.vi).joined(separator: "; "))).",
            en: "The item does not meet the condition of this step"
                + " (\(seen.map(\.en).joined(separator: "; "))).")
    }

    /// What people call what an expression reads.
    private func title(of path: String) -> LocalizedText? {
        let parts = path.split(separator: ".")
        if parts.count > 1, parts[0] == "item" {
            return evaluator.workflow.fieldIndex[String(parts[1])].map {
                evaluator.workflow.fields[$0].title
            }
        }
        return path == "today" ? LocalizedText(vi: "Hôm nay", en: "Today") : nil
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
