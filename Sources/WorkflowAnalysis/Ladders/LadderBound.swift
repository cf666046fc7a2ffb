package import Diagnostics
package import WorkflowModel

/// How many messages a ladder can send while one deadline runs its course.
package struct LadderBound: Hashable, Sendable {
    package let name: String
    package let steps: Int
    /// People told, each step counted, at most: whoever is told by two steps counts twice. An
    /// agency in which nobody is known counts as one.
    package let messages: Int
    package let range: SourceRange

    /// Beyond this a ladder is noise.
    package static let most = 100

    /// A warning when it sends too much.
    package var diagnostic: Diagnostic? {
        guard messages > Self.most else { return nil }
        return .warning(
            "noisy-ladder",
            LocalizedText(
                vi: "bậc thang “\(name)” có thể gửi đến \(messages) tin mỗi lần chạy",
                en: "the ladder “\(name)” can send up to \(messages) messages each time it runs"),
            at: range,
            hint: LocalizedText(
                vi: "bớt bước hoặc bớt người nhận: quá \(Self.most) tin thì không ai đọc nữa",
                en: "take fewer steps or tell fewer people: beyond \(Self.most) nobody reads on"))
    }
}

extension Library {
    /// What each ladder can send at most, in the order of their names, given the organisation and
    /// the workflows that use it.
    package func ladderBounds() -> [LadderBound] {
        let counter = LadderCounter(rules.organisation)
        let steps = rules.escalations.mapValues(counter.steps)
        var most: [String: Int] = [:]
        for workflow in workflows.values {
            let desks = counter.desks(of: workflow)
            for deadline in workflow.deadlines {
                guard let name = deadline.escalation, let steps = steps[name] else { continue }
                let count = counter.messages(of: steps, in: workflow, desks, scope: deadline.scope)
                most[name] = max(most[name] ?? 0, count)
            }
        }
        return rules.escalations.values.sorted { $0.name < $1.name }.map { ladder in
            let steps = steps[ladder.name] ?? []
            return LadderBound(
                name: ladder.name, steps: steps.count,
                messages: most[ladder.name] ?? counter.messages(of: steps), range: ladder.range)
        }
    }
}
