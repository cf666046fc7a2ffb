import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

/// An agency with the places of what the entry refers to.
struct AgencyDraft {
    var agency: Organisation.Agency
    var code: Located<String>
    var parent: Located<String>?
    var successor: Located<String>?
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
        let renamings = NodeDecoder<[Organisation.Agency.Renaming]>.list(of: .renaming)
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
            let successor = reader.optional("merged_into", reference)
            let renamed = reader.optional("renamed", renamings, default: [])
            let members = reader.optional("members", references, default: [])
            let email = reader.optional("email", address)
            let language = reader.optional("language", languages, default: .vi)
            reader.checkValidity(from: from, to: to)
            reader.checkSuccessor(successor, to: to)
            reader.checkRenamings(renamed, from: from, to: to)
            reader.checkMembers(members, of: kind)
            guard let code else { return nil }
            return AgencyDraft(
                agency: Organisation.Agency(
                    code: code.value, name: name ?? LocalizedText(code.value),
                    shortName: short?.value, aliases: aliases.map(\.value), level: level,
                    parent: parent?.value, kind: kind, members: members.map(\.value),
                    validFrom: from, validTo: to, successor: successor?.value,
                    renamings: renamed, email: email, language: language),
                code: code, parent: parent, successor: successor, members: members,
                aliases: (short.map { [$0] } ?? []) + aliases)
        }
    }
}

extension NodeDecoder where Value == Organisation.Agency.Renaming {
    fileprivate static var renaming: Self {
        let date = NodeDecoder<CalendarDate>.date
        let texts = NodeDecoder<LocalizedText>.localizedText
        let text = NodeDecoder<String>.nonEmptyString
        return .mapping(LocalizedText(vi: "tên mới của cơ quan", en: "a later name of an agency")) {
            reader in
            let from = reader.required("from", date)
            let name = reader.required("name", texts)
            let short = reader.optional("short", text)
            let source = reader.optional("source", texts)
            guard let from, let name else { return nil }
            return Organisation.Agency.Renaming(
                from: from, name: name, shortName: short, source: source)
        }
    }
}

extension MappingReader {
    /// What is merged into another ends on some day.
    fileprivate func checkSuccessor(_ successor: Located<String>?, to: CalendarDate?) {
        guard let successor, to == nil else { return }
        sink.error(
            "missing-key",
            LocalizedText(
                vi: "cơ quan nhập vào “\(successor.value)” thì cần “to”: ngày cuối cùng nó còn",
                en: "an agency merged into “\(successor.value)” needs “to”, its last day"),
            at: successor.range)
    }

    fileprivate func checkRenamings(
        _ renamings: [Organisation.Agency.Renaming], from: CalendarDate?, to: CalendarDate?
    ) {
        var last = from
        for renaming in renamings {
            if let last, renaming.from <= last {
                sink.error(
                    "wrong-order",
                    LocalizedText(
                        vi: "tên từ \(renaming.from.formatted(.slashed)) phải đứng sau tên từ "
                            + "\(last.formatted(.slashed))",
                        en: "the name from \(renaming.from) must come after the one from \(last)"),
                    at: valueRange("renamed"))
            }
            if let to, to < renaming.from {
                sink.error(
                    "wrong-order",
                    LocalizedText(
                        vi: "tên từ \(renaming.from.formatted(.slashed)) bắt đầu khi cơ quan không "
                            + "còn (to: \(to.formatted(.slashed)))",
                        en: "the name from \(renaming.from) begins when the agency is gone "
                            + "(to: \(to))"),
                    at: valueRange("renamed"))
            }
            last = renaming.from
        }
    }

    func checkValidity(from: CalendarDate?, to: CalendarDate?) {
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
