import Diagnostics
import WorkflowModel
import YAML

extension NodeDecoder where Value == NotificationTarget {
    /// `owner`, `lead`, `actor`, `starter`, `{role, agency}`, `{agency}` or `{person}`.
    static func target(in organisation: Organisation) -> Self {
        let expected = LocalizedText(
            vi: "người nhận (owner, lead, actor, starter, {role, agency}, {agency} hoặc {person})",
            en: "whom to tell (owner, lead, actor, starter, {role, agency}, {agency} or {person})")
        let words = NodeDecoder.oneOf(
            [("owner", .owner), ("lead", .lead), ("actor", .actor), ("starter", .starter)],
            expected: expected)
        let role = NodeDecoder<String>.role(in: organisation)
        let agency = NodeDecoder<NotificationTarget.AgencyReference>
            .agencyReference(in: organisation)
        let person = NodeDecoder<String>.person(in: organisation)
        let entry = NodeDecoder.mapping(LocalizedText(vi: "người nhận", en: "whom to tell")) {
            reader in
            reader.target(role: role, agency: agency, person: person, expected: expected)
        }
        return Self(expected: expected) { node, sink in
            node.mapping == nil ? words.decode(node, sink) : entry.decode(node, sink)
        }
    }
}

extension MappingReader {
    fileprivate mutating func target(
        role: NodeDecoder<String>, agency: NodeDecoder<NotificationTarget.AgencyReference>,
        person: NodeDecoder<String>, expected: LocalizedText
    ) -> NotificationTarget? {
        let before = sink.errorCount
        let role = optional("role", role)
        let agency = optional("agency", agency)
        let person = optional("person", person)
        guard sink.errorCount == before else { return nil }
        switch (role, agency, person) {
        case (let role?, _, nil): return .role(role, agency: agency)
        case (nil, let agency?, nil): return .agency(agency)
        case (nil, nil, let person?): return .person(person)
        case (nil, nil, nil):
            sink.report(.wrongType(node, expected: expected))
        default:
            sink.error(
                "too-many-keys",
                LocalizedText(
                    vi: "“person” đứng một mình, không cùng “role” hay “agency”",
                    en: "“person” stands alone, without “role” or “agency”"),
                at: keyRange("person"))
        }
        return nil
    }
}

extension NodeDecoder where Value == NotificationTarget.AgencyReference {
    /// A code, `owner` or `lead`.
    fileprivate static func agencyReference(in organisation: Organisation) -> Self {
        NodeDecoder<String>.known(
            LocalizedText(
                vi: "mã của một cơ quan, đơn vị, “owner” hoặc “lead”",
                en: "the code of an agency, “owner” or “lead”")
        ) {
            $0 == "owner" || $0 == "lead" || organisation.agency($0) != nil
        } all: {
            ["owner", "lead"] + organisation.agencies.map(\.code)
        }.map { name in
            switch name {
            case "owner": .owner
            case "lead": .lead
            default: .code(name)
            }
        }
    }
}
