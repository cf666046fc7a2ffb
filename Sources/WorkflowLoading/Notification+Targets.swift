import Diagnostics
import WorkflowModel
import YAML

extension NodeDecoder where Value == NotificationTarget {
    /// `owner`, `lead`, `coordinating`, `actor`, `starter`, `previous`, `{role, agency}`,
    /// `{agency}`, `{superior, role}` or `{person}`.
    static func target(in organisation: Organisation) -> Self {
        let expected = LocalizedText(
            vi: "người nhận (owner, lead, coordinating, actor, starter, previous, {role, agency}, "
                + "{agency}, {superior} hoặc {person})",
            en:
                "whom to tell (owner, lead, coordinating, actor, starter, previous, {role, agency}, "
                + "{agency}, {superior} or {person})")
        let words = NodeDecoder.oneOf(
            [
                ("owner", .owner), ("lead", .lead), ("coordinating", .agency(.coordinating)),
                ("actor", .actor), ("starter", .starter), ("previous", .previous),
            ],
            expected: expected)
        let role = NodeDecoder<String>.role(in: organisation)
        let agency = NodeDecoder<NotificationTarget.AgencyReference>
            .agencyReference(in: organisation)
        let superior = agency.withSuperior(in: organisation)
        let person = NodeDecoder<String>.person(in: organisation)
        let entry = NodeDecoder.mapping(LocalizedText(vi: "người nhận", en: "whom to tell")) {
            reader in
            reader.target(
                role: role, agency: agency.withMembers(in: organisation), superior: superior,
                person: person, expected: expected)
        }
        return Self(expected: expected) { node, sink in
            node.mapping == nil ? words.decode(node, sink) : entry.decode(node, sink)
        }
    }
}

extension MappingReader {
    fileprivate mutating func target(
        role: NodeDecoder<String>, agency: NodeDecoder<NotificationTarget.AgencyReference>,
        superior: NodeDecoder<NotificationTarget.AgencyReference>,
        person: NodeDecoder<String>, expected: LocalizedText
    ) -> NotificationTarget? {
        let before = sink.errorCount
        let role = optional("role", role)
        let agency = optional("agency", agency)
        let superior = optional("superior", superior)
        let person = optional("person", person)
        guard sink.errorCount == before else { return nil }
        switch (role, agency, superior, person) {
        case (let role, nil, let superior?, nil): return .superior(superior, role: role)
        case (let role?, let agency, nil, nil): return .role(role, agency: agency)
        case (nil, let agency?, nil, nil): return .agency(agency)
        case (nil, nil, nil, let person?): return .person(person)
        case (nil, nil, nil, nil):
            sink.report(.wrongType(node, expected: expected))
        case (_, _?, _?, _):
            sink.error(
                "too-many-keys",
                LocalizedText(
                    vi: "“agency” và “superior” không đi cùng nhau: chọn một",
                    en: "“agency” and “superior” do not go together: choose one"),
                at: keyRange("superior"))
        default:
            sink.error(
                "too-many-keys",
                LocalizedText(
                    vi: "“person” đứng một mình, không cùng “role”, “agency” hay “superior”",
                    en: "“person” stands alone, without “role”, “agency” or “superior”"),
                at: keyRange("person"))
        }
        return nil
    }
}

extension NodeDecoder where Value == NotificationTarget.AgencyReference {
    /// A code, `owner`, `lead` or `coordinating`.
    fileprivate static func agencyReference(in organisation: Organisation) -> Self {
        let words: [String: NotificationTarget.AgencyReference] = [
            "owner": .owner, "lead": .lead, "coordinating": .coordinating,
        ]
        return NodeDecoder<String>.known(
            LocalizedText(
                vi: "mã của một cơ quan, đơn vị, “owner”, “lead” hoặc “coordinating”",
                en: "the code of an agency, “owner”, “lead” or “coordinating”")
        ) {
            words[$0] != nil || organisation.agency($0) != nil
        } all: {
            ["owner", "lead", "coordinating"] + organisation.agencies.map(\.code)
        }.map { words[$0] ?? .code($0) }
    }
}

extension NodeDecoder where Value == NotificationTarget.AgencyReference {
    /// Warns of a group that stands for nobody: nothing would reach anyone.
    fileprivate func withMembers(in organisation: Organisation) -> Self {
        flatMap { reference, node, sink in
            if case .code(let code) = reference, organisation.agencies(meantBy: code).isEmpty {
                sink.report(.emptyGroup(code, at: node.range))
            }
            return reference
        }
    }

    /// Refuses an agency that has none above it. What the owner or the lead is shows only later.
    fileprivate func withSuperior(in organisation: Organisation) -> Self {
        flatMap { reference, node, sink in
            guard case .code(let code) = reference, organisation.superiors(of: code).isEmpty else {
                return reference
            }
            sink.report(.noSuperior(code, at: node.range))
            return nil
        }
    }
}

extension Diagnostic {
    fileprivate static func emptyGroup(_ code: String, at range: SourceRange) -> Diagnostic {
        .warning(
            "empty-group",
            LocalizedText(
                vi: "nhóm “\(code)” chưa có thành viên nào: không ai nhận được tin này",
                en: "the group “\(code)” has no members: this reaches nobody"),
            at: range,
            hint: LocalizedText(
                vi: "ghi “members” cho nhóm trong tệp tổ chức",
                en: "give the group “members” in the file of the organisation"))
    }

    fileprivate static func noSuperior(_ code: String, at range: SourceRange) -> Diagnostic {
        .error(
            "no-superior",
            LocalizedText(
                vi: "“\(code)” không có cơ quan cấp trên",
                en: "“\(code)” has no agency above it"),
            at: range,
            hint: LocalizedText(
                vi: "ghi “parent” cho cơ quan đó trong tệp tổ chức, hoặc nêu thẳng nơi nhận bằng "
                    + "“agency”",
                en: "give it a “parent” in the file of the organisation, or name whom to tell by "
                    + "“agency”"))
    }
}
