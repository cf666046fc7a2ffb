import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

extension NodeDecoder where Value == [CalendarAdopter] {
    /// One adopter, or a list of them.
    static func adopters(in organisation: Organisation) -> Self {
        let one = NodeDecoder<CalendarAdopter>.adopter(in: organisation)
        return Self(expected: one.expected) { node, sink in
            (node.sequence ?? [node]).compactMap { one.decode($0, sink) }
        }
    }
}

extension NodeDecoder where Value == CalendarAdopter {
    fileprivate static func adopter(in organisation: Organisation) -> Self {
        let expected = LocalizedText(
            vi: "{role: …, agency: …, person: …}", en: "{role: …, agency: …, person: …}")
        let role = NodeDecoder<String>.role(in: organisation)
        let roles = NodeDecoder<[String]>(expected: role.expected) { node, sink in
            (node.sequence ?? [node]).compactMap { role.decode($0, sink) }
        }
        let agency = NodeDecoder<String>.agency(in: organisation)
        let person = NodeDecoder<String>.person(in: organisation)
        let what = LocalizedText(vi: "người được áp dụng lịch", en: "who may adopt a calendar")
        return Self(expected: expected) { node, sink in
            guard node.mapping != nil else {
                sink.report(.wrongType(node, expected: expected))
                return nil
            }
            return node.readMapping(what, sink) { reader -> CalendarAdopter? in
                let errors = sink.errorCount
                let adopter = CalendarAdopter(
                    roles: reader.optional("role", roles) ?? [],
                    agency: reader.optional("agency", agency),
                    person: reader.optional("person", person))
                // Half a condition would let in people that the other half keeps out.
                guard sink.errorCount == errors else { return nil }
                guard adopter != CalendarAdopter() else {
                    sink.error(
                        "empty-performer",
                        LocalizedText(
                            vi: "chưa nói ai được áp dụng lịch",
                            en: "this does not say who may adopt the calendar"),
                        at: node.range)
                    return nil
                }
                return adopter
            } ?? nil
        }
    }
}
