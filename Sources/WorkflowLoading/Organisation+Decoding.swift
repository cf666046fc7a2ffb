import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

extension DiagnosticSink {
    /// Agencies and people that are wrong in part are kept, so that what refers to them is not
    /// wrong as well.
    func decodeOrganisation(_ file: SourceFile) -> Organisation {
        let context = LocalizedText(vi: "tổ chức", en: "the organisation")
        guard var reader = MappingReader(file.node, context: context, sink: self) else {
            return .empty
        }
        reader.know(file.kind.rawValue)
        let roles = decodeRoles(reader.required("roles", .mappingNode)?.mapping)
        let agencies =
            reader.required(
                "agencies", NodeDecoder<[AgencyDraft]>.list(of: .agencyDraft)) ?? []
        let people = reader.optional(
            "people", NodeDecoder<[PersonDraft]>.list(of: .personDraft), default: [])
        reader.finish()

        let organisation = Organisation(
            name: file.name, roles: roles, agencies: agencies.map(\.agency),
            people: people.map(\.person))
        check(agencies, in: organisation)
        check(people, in: organisation)
        return organisation
    }

    private func decodeRoles(_ mapping: Mapping?) -> [Organisation.Role] {
        let codes = NodeDecoder<String>.name
        let titles = NodeDecoder<LocalizedText>.localizedText
        return (mapping?.pairs ?? []).compactMap { pair in
            guard let code = codes.decode(pair.key, self) else { return nil }
            let title = titles.decode(pair.value, self)
            return Organisation.Role(code: code, title: title ?? LocalizedText(code))
        }
    }

    private func check(_ people: [PersonDraft], in organisation: Organisation) {
        var places = DefinitionPlaces()
        for draft in people {
            _ = places.isNew(draft.person.id, .aPersonName, at: draft.id.range, self)
            for role in draft.roles where organisation.role(role.value) == nil {
                report(
                    .unknownName(
                        role.value, in: organisation.roles.map(\.code), .aRole, at: role.range))
            }
            if let agency = draft.agency, organisation.agency(agency.value) == nil {
                report(.unknownAgency(agency, organisation))
            }
        }
    }
}

extension Diagnostic {
    static func unknownAgency(
        _ code: Located<String>, _ organisation: Organisation
    ) -> Diagnostic {
        .unknownName(
            code.value, in: organisation.agencies.map(\.code), .anAgency, at: code.range)
    }
}

/// A person with the places of what the entry refers to.
struct PersonDraft {
    var person: Organisation.Person
    var id: Located<String>
    var agency: Located<String>?
    var roles: [Located<String>]
}

extension NodeDecoder where Value == PersonDraft {
    static var personDraft: Self {
        let text = NodeDecoder<String>.nonEmptyString
        let reference = NodeDecoder<Located<String>>.reference
        let references = NodeDecoder<[Located<String>]>.oneOrMore(of: reference)
        let flag = NodeDecoder<Bool>.bool
        let address = NodeDecoder<String>.mailAddress
        let languages = NodeDecoder<Language>.language
        let preferences = NodeDecoder<NotificationPreferences>.preferences
        return .mapping(.aPersonName) { reader in
            let id = reader.required("id", reference)
            let name = reader.required("name", text)
            let agency = reader.required("agency", reference)
            let roles = reader.optional("roles", references, default: [])
            let isDemo = reader.optional("demo", flag, default: false)
            let email = reader.optional("email", address)
            let language = reader.optional("language", languages, default: .vi)
            let preferred = reader.optional("notifications", preferences)
            guard let id else { return nil }
            return PersonDraft(
                person: Organisation.Person(
                    id: id.value, name: name ?? id.value, agency: agency?.value ?? "",
                    roles: roles.map(\.value), isDemo: isDemo, email: email, language: language,
                    preferences: preferred),
                id: id, agency: agency, roles: roles)
        }
    }
}

extension NodeDecoder where Value == Language {
    static var language: Self {
        .oneOf(
            [("vi", .vi), ("en", .en)],
            expected: LocalizedText(vi: "một thứ tiếng (vi hoặc en)", en: "a language (vi or en)"))
    }
}
