import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

/// An agency with the places of what the entry refers to.
struct AgencyDraft {
    var agency: Organisation.Agency
    var code: Located<String>
    var parent: Located<String>?
    var members: [Located<String>]
    /// Short name and aliases: what people may type for the code.
    var aliases: [Located<String>]

    /// Both existed on some day.
    func existsBeside(_ other: AgencyDraft) -> Bool {
        func ends(_ one: AgencyDraft, before two: AgencyDraft) -> Bool {
            guard let end = one.agency.validTo, let start = two.agency.validFrom else {
                return false
            }
            return end < start
        }
        return !ends(self, before: other) && !ends(other, before: self)
    }
}

extension NodeDecoder where Value == AgencyDraft {
    static var agencyDraft: Self {
        // Made once and not for each agency: every `wf` process reads this.
        let codes = NodeDecoder<String>.name.located
        let names = NodeDecoder<LocalizedText>.localizedText
        let reference = NodeDecoder<Located<String>>.reference
        let references = NodeDecoder<[Located<String>]>.oneOrMore(of: reference)
        let text = NodeDecoder<String>.nonEmptyString
        let date = NodeDecoder<CalendarDate>.date
        let address = NodeDecoder<String>.mailAddress
        let languages = NodeDecoder<Language>.language
        let kinds = NodeDecoder<Organisation.Agency.Kind>.choice(
            LocalizedText(vi: "một loại đơn vị", en: "a kind of agency"))
        return .mapping(.anAgencyName) { reader in
            let code = reader.required("code", codes)
            let name = reader.required("name", names)
            let short = reader.optional("short", reference)
            let aliases = reader.optional("aliases", references, default: [])
            let level = reader.optional("level", text)
            let parent = reader.optional("parent", reference)
            let kind = reader.optional("kind", kinds, default: .agency)
            let from = reader.optional("from", date)
            let to = reader.optional("to", date)
            let members = reader.optional("members", references, default: [])
            let email = reader.optional("email", address)
            let language = reader.optional("language", languages, default: .vi)
            reader.checkValidity(from: from, to: to)
            reader.checkMembers(members, of: kind)
            guard let code else { return nil }
            return AgencyDraft(
                agency: Organisation.Agency(
                    code: code.value, name: name ?? LocalizedText(code.value),
                    shortName: short?.value, aliases: aliases.map(\.value), level: level,
                    parent: parent?.value, kind: kind, members: members.map(\.value),
                    validFrom: from, validTo: to, email: email, language: language),
                code: code, parent: parent, members: members,
                aliases: (short.map { [$0] } ?? []) + aliases)
        }
    }
}

extension MappingReader {
    fileprivate func checkValidity(from: CalendarDate?, to: CalendarDate?) {
        guard let from, let to, to < from else { return }
        sink.error(
            "wrong-order",
            LocalizedText(
                vi: "“to” (\(to.formatted(.slashed))) không được trước “from” "
                    + "(\(from.formatted(.slashed)))",
                en: "“to” (\(to)) must not be before “from” (\(from))"),
            at: valueRange("to"))
    }

    fileprivate func checkMembers(
        _ members: [Located<String>], of kind: Organisation.Agency.Kind
    ) {
        guard kind == .agency, let first = members.first else { return }
        sink.error(
            "members-of-agency",
            LocalizedText(
                vi: "chỉ nhóm hoặc hội đồng mới có thành viên",
                en: "only a group or a council has members"),
            at: first.range,
            hint: LocalizedText(vi: "thêm “kind: group”", en: "add “kind: group”"))
    }
}

extension DiagnosticSink {
    func check(_ agencies: [AgencyDraft], in organisation: Organisation) {
        var places = DefinitionPlaces()
        for draft in agencies {
            _ = places.isNew(draft.code.value, .anAgencyName, at: draft.code.range, self)
            for reference in (draft.parent.map { [$0] } ?? []) + draft.members
            where organisation.agency(reference.value) == nil {
                report(.unknownAgency(reference, organisation))
            }
        }
        checkAliases(of: agencies)
        checkParents(of: agencies, in: organisation)
    }

    /// What people type must mean one agency only, however they type it. A name may pass on to
    /// another agency when the first is gone.
    private func checkAliases(of agencies: [AgencyDraft]) {
        var owners: [String: [(draft: AgencyDraft, range: SourceRange)]] = [:]
        for draft in agencies {
            owners[draft.code.value, default: []].append((draft, draft.code.range))
        }
        for draft in agencies {
            var own: Set<String> = [draft.code.value]
            for alias in draft.aliases {
                let key = TextFolding.fold(alias.value)
                // An agency may list its short name among the aliases too.
                guard own.insert(key).inserted else { continue }
                let other = owners[key]?.first { $0.draft.existsBeside(draft) }
                if let (owner, range) = other {
                    report(.ambiguousAlias(alias, of: owner.code.value, at: range))
                } else {
                    owners[key, default: []].append((draft, alias.range))
                }
            }
        }
    }

    /// Going up from any agency comes to an end.
    private func checkParents(of agencies: [AgencyDraft], in organisation: Organisation) {
        var reported: Set<String> = []
        for draft in agencies where !reported.contains(draft.code.value) {
            var path = [draft.code.value]
            while let parent = organisation.agency(path[path.count - 1])?.parent {
                path.append(parent)
                if parent == draft.code.value {
                    reported.formUnion(path)
                    report(.parentCycle(path, at: draft.parent?.range ?? draft.code.range))
                }
                if path.dropLast().contains(parent) { break }
            }
        }
    }
}

extension Diagnostic {
    fileprivate static func ambiguousAlias(
        _ alias: Located<String>, of owner: String, at range: SourceRange
    ) -> Diagnostic {
        .error(
            "duplicate-alias",
            LocalizedText(
                vi: "“\(alias.value)” đã là tên gọi của “\(owner)”",
                en: "“\(alias.value)” already stands for “\(owner)”"),
            at: alias.range,
            notes: [Note(LocalizedText(vi: "lần đầu ở đây", en: "first written here"), at: range)])
    }

    fileprivate static func parentCycle(_ path: [String], at range: SourceRange) -> Diagnostic {
        .error(
            "parent-cycle",
            LocalizedText(
                vi: "“\(path[0])” là cấp trên của chính mình",
                en: "“\(path[0])” is above itself"),
            at: range, trace: path)
    }
}
