import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

/// A person with the places of what the entry refers to.
struct PersonDraft {
    var person: Organisation.Person
    var id: Located<String>
    var agencies: [Located<String>]
    var roles: [Located<String>]
}

/// A position with the places of what it refers to.
struct PositionDraft {
    var position: Organisation.Position
    var agency: Located<String>?
    var roles: [Located<String>]
}

extension NodeDecoder where Value == PersonDraft {
    static var personDraft: Self {
        let text = NodeDecoder<String>.nonEmptyString
        let reference = NodeDecoder<Located<String>>.reference
        let flag = NodeDecoder<Bool>.bool
        let address = NodeDecoder<String>.mailAddress
        let languages = NodeDecoder<Language>.language
        let preferences = NodeDecoder<NotificationPreferences>.preferences
        let positions = NodeDecoder<[PositionDraft]>.list(
            of: .mapping(LocalizedText(vi: "một chức vụ", en: "a position")) {
                positionDraft(&$0)
            })
        return .mapping(.aPersonName) { reader in
            let id = reader.required("id", reference)
            let name = reader.required("name", text)
            var held = reader.optional("positions", positions, default: [])
            if held.isEmpty { held = [positionDraft(&reader)] }
            let isDemo = reader.optional("demo", flag, default: false)
            let email = reader.optional("email", address)
            let language = reader.optional("language", languages, default: .vi)
            let preferred = reader.optional("notifications", preferences)
            guard let id else { return nil }
            return PersonDraft(
                person: Organisation.Person(
                    id: id.value, name: name ?? id.value, positions: held.map(\.position),
                    isDemo: isDemo, email: email, language: language, preferences: preferred),
                id: id, agencies: held.compactMap(\.agency), roles: held.flatMap(\.roles))
        }
    }

    /// Of the entry itself for who has one position, which is the rule.
    private static func positionDraft(_ reader: inout MappingReader) -> PositionDraft {
        let reference = NodeDecoder<Located<String>>.reference
        let agency = reader.required("agency", reference)
        let roles = reader.optional(
            "roles", NodeDecoder<[Located<String>]>.oneOrMore(of: reference), default: [])
        let from = reader.optional("from", NodeDecoder<CalendarDate>.date)
        let to = reader.optional("to", NodeDecoder<CalendarDate>.date)
        reader.checkValidity(from: from, to: to)
        return PositionDraft(
            position: Organisation.Position(
                agency: agency?.value ?? "", roles: roles.map(\.value), from: from, to: to),
            agency: agency, roles: roles)
    }
}

extension DiagnosticSink {
    /// People written in the list itself, and those of the files it names.
    ///
    /// - Parameter files: gets the names of those files.
    func decodePeople(
        _ node: Node, of file: SourceFile, _ organisation: Organisation, _ companions: Companions,
        _ files: inout [String]
    ) -> [PersonDraft] {
        let one = NodeDecoder<PersonDraft>.personDraft
        // One file alone needs no list around it.
        let entries = node.string.map(SourceEntry.isCompanion) == true ? [node] : node.sequence
        guard let entries else {
            error(
                "wrong-type",
                LocalizedText(
                    vi: "“people” cần một danh sách người, hoặc tên một tệp .csv, chứ không phải "
                        + node.description.vi,
                    en: "“people” takes a list of people, or the name of a .csv file, not "
                        + node.description.en),
                at: node.range)
            return []
        }
        var people: [PersonDraft] = []
        for entry in entries {
            guard let name = entry.string, SourceEntry.isCompanion(name) else {
                if let person = one.decode(entry, self) { people.append(person) }
                continue
            }
            guard let (source, bytes) = companions.read(name, of: file, at: entry.range) else {
                continue
            }
            files.append(source.file)
            people += PeopleTable(organisation, sink: self).people(bytes, file: source.file)
        }
        return people
    }

    func check(_ people: [PersonDraft], in organisation: Organisation) {
        var places = DefinitionPlaces()
        for draft in people {
            _ = places.isNew(draft.person.id, .aPersonName, at: draft.id.range, self)
            for role in draft.roles where organisation.role(role.value) == nil {
                report(
                    .unknownName(
                        role.value, in: organisation.roles.map(\.code), .aRole, at: role.range))
            }
            for agency in draft.agencies where organisation.agency(agency.value) == nil {
                report(.unknownAgency(agency, organisation))
            }
        }
    }
}
