import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

extension DiagnosticSink {
    /// Agencies and people that are wrong in part are kept, so that what refers to them is not
    /// wrong as well.
    ///
    /// - Parameter companions: where the files of people are that the organisation names.
    /// - Returns: the organisation, and those files.
    func decodeOrganisation(
        _ file: SourceFile, _ companions: Companions
    ) -> (Organisation, peopleFiles: [String]) {
        let context = LocalizedText(vi: "tổ chức", en: "the organisation")
        guard var reader = MappingReader(file.node, context: context, sink: self) else {
            return (.empty, [])
        }
        reader.know(file.kind.rawValue)
        let roles = decodeRoles(reader.required("roles", .mappingNode)?.mapping)
        let agencies =
            reader.required(
                "agencies", NodeDecoder<[AgencyDraft]>.list(of: .agencyDraft)) ?? []
        let named = reader.optional("people")
        var organisation = Organisation(
            name: file.name, roles: roles, agencies: agencies.map(\.agency), people: [])
        let delegation = reader.optional("delegation", .delegationRules(in: organisation))
        reader.finish()

        var files: [String] = []
        let people =
            named.map { decodePeople($0, of: file, organisation, companions, &files) } ?? []
        organisation = Organisation(
            name: file.name, roles: roles, agencies: agencies.map(\.agency),
            people: people.map(\.person), delegation: delegation ?? DelegationRules())
        check(agencies, in: organisation)
        check(people, in: organisation)
        return (organisation, files)
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
}

extension Diagnostic {
    static func unknownAgency(
        _ code: Located<String>, _ organisation: Organisation
    ) -> Diagnostic {
        .unknownName(
            code.value, in: organisation.agencies.map(\.code), .anAgency, at: code.range)
    }
}

extension NodeDecoder where Value == Language {
    static var language: Self {
        .oneOf(
            [("vi", .vi), ("en", .en)],
            expected: LocalizedText(vi: "một thứ tiếng (vi hoặc en)", en: "a language (vi or en)"))
    }
}
