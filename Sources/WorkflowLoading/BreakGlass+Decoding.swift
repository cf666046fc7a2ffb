import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

/// Break-glass as it was read, with the names of constraints that only the rest can confirm.
struct BreakGlassDraft {
    var value: BreakGlass
    var unbreakable: [Located<String>]
}

extension DiagnosticSink {
    /// Who may override constraints together, and for which actions; nil after a complaint.
    func decodeBreakGlass(
        _ node: Node, at range: SourceRange, _ organisation: Organisation,
        _ references: inout RuleReferences
    ) -> BreakGlassDraft? {
        guard var reader = MappingReader(node, context: .breakGlass, sink: self) else {
            return nil
        }
        let errors = errorCount
        let names = NodeDecoder<[Located<String>]>.oneOrMore(of: .reference)
        let source = reader.optional("source", .localizedText)
        let holders = reader.required("by", .holders(in: organisation))
        let people = reader.optional("needs", .int(in: 2...5), default: 2)
        let minutes = reader.optional("within", .clockMinutes, default: 30)
        let actions = reader.required("actions", names)
        let unbreakable = reader.optional("not", names, default: [])
        let workflows = reader.optional("workflows", names, default: [])
        reader.finish()
        let workflowNames = workflows.map(\.value)
        references.workflows += workflows
        for action in actions ?? [] {
            references.actions.append(
                RuleReferences.ScopedName(name: action, workflows: workflowNames))
        }
        guard let holders, let actions, errorCount == errors else { return nil }
        return BreakGlassDraft(
            value: BreakGlass(
                source: source, holders: holders, people: people, minutes: minutes,
                actions: actions.map(\.value), unbreakable: unbreakable.map(\.value),
                workflows: workflowNames, range: range),
            unbreakable: unbreakable)
    }

    /// What break-glass names exists, there are people enough, and somebody is told.
    func checkBreakGlass(in rules: Rules, naming unbreakable: [Located<String>]) {
        guard let breakGlass = rules.breakGlass else { return }
        let known = rules.constraints.map(\.name)
        for name in unbreakable where !known.contains(name.value) {
            report(.unknownName(name.value, in: known, .aConstraint, at: name.range))
        }
        let people = rules.organisation.people.filter { person in
            person.positions.contains {
                breakGlass.lets(person.id, agency: $0.agency, roles: $0.roles)
            }
        }
        if !rules.organisation.people.isEmpty, people.count < breakGlass.people {
            warning(
                "too-few-people",
                LocalizedText(
                    vi: "phá kính cần \(breakGlass.people) người, nhưng chỉ \(people.count) người"
                        + " được phép",
                    en: "break-glass takes \(breakGlass.people) people, but only \(people.count)"
                        + " may"),
                at: breakGlass.range)
        }
        let isTold = rules.notifications.rules.contains {
            $0.events.contains(NotificationRules.breakGlassType)
        }
        guard !isTold else { return }
        error(
            "untold-break-glass",
            LocalizedText(
                vi: "không quy tắc thông báo nào báo việc phá kính",
                en: "no notification rule tells of break-glass"),
            at: breakGlass.range,
            hint: LocalizedText(
                vi: "thêm quy tắc có on: [\(NotificationRules.breakGlassType)]",
                en: "add a rule with on: [\(NotificationRules.breakGlassType)]"))
    }
}

extension NodeDecoder where Value == Int {
    /// A time of the clock, in minutes.
    fileprivate static var clockMinutes: Self {
        let expected = LocalizedText(
            vi: "số phút hoặc giờ (30 phút, 2 giờ)", en: "minutes or hours (30 minutes, 2 hours)")
        return Self(expected: expected) { node in
            guard case .minutes(let minutes)? = node.string.flatMap({ Limit(parsing: $0) }),
                minutes > 0
            else { return nil }
            return minutes
        }
    }
}

extension NodeDecoder where Value == [BreakGlass.Holder] {
    /// One holder, or a list of them.
    fileprivate static func holders(in organisation: Organisation) -> Self {
        let one = NodeDecoder<BreakGlass.Holder>.holder(in: organisation)
        return Self(expected: one.expected) { node, sink in
            (node.sequence ?? [node]).compactMap { one.decode($0, sink) }
        }
    }
}

extension NodeDecoder where Value == BreakGlass.Holder {
    fileprivate static func holder(in organisation: Organisation) -> Self {
        let expected = LocalizedText("{role: …, agency: …, person: …}")
        let role = NodeDecoder<String>.role(in: organisation)
        let roles = NodeDecoder<[String]>.oneOrMore(of: role)
        let agency = NodeDecoder<String>.agency(in: organisation)
        let person = NodeDecoder<String>.person(in: organisation)
        let what = LocalizedText(vi: "người được phá kính", en: "who may break the glass")
        return Self(expected: expected) { node, sink in
            guard node.mapping != nil else {
                sink.report(.wrongType(node, expected: expected))
                return nil
            }
            return node.readMapping(what, sink) { reader -> BreakGlass.Holder? in
                let errors = sink.errorCount
                let holder = BreakGlass.Holder(
                    roles: reader.optional("role", roles) ?? [],
                    agency: reader.optional("agency", agency),
                    person: reader.optional("person", person))
                // Half a condition would let in people that the other half keeps out.
                guard sink.errorCount == errors else { return nil }
                guard holder != BreakGlass.Holder() else {
                    sink.error(
                        "empty-performer",
                        LocalizedText(
                            vi: "chưa nói ai được phá kính",
                            en: "this does not say who may break the glass"),
                        at: node.range)
                    return nil
                }
                return holder
            } ?? nil
        }
    }
}
