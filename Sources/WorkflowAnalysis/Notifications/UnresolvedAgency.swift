import Diagnostics
import WorkflowModel

/// A coordinating agency for which no named agency stands.
enum UnresolvedAgency {
    /// A group, the one named or one inside it, of which nobody has written the members.
    case group(String)
    /// A name that no agency bears, or more than one.
    case unknown(String)

    /// - Parameter rules: those that would tell it.
    func diagnostic(_ activity: PlannedActivity, _ rules: LocalizedText) -> Diagnostic {
        switch self {
        case .group(let code):
            .warning(
                "empty-group",
                LocalizedText(
                    vi:
                        "nhiệm vụ “\(activity.id)” do “\(code)” phối hợp, nhóm này chưa có thành viên "
                        + "nào: quy tắc \(rules.vi) không báo được cho ai",
                    en:
                        "“\(code)”, which coordinates the activity “\(activity.id)”, has no members: "
                        + "the rule \(rules.en) reaches nobody"),
                at: activity.range,
                hint: LocalizedText(
                    vi: "ghi “members” cho nhóm trong tệp tổ chức",
                    en: "give the group “members” in the file of the organisation"))
        case .unknown(let name):
            .warning(
                "unknown-agency",
                LocalizedText(
                    vi:
                        "nhiệm vụ “\(activity.id)” do “\(name)” phối hợp, không rõ là cơ quan nào: quy "
                        + "tắc \(rules.vi) không báo được cho ai",
                    en: "no agency, or more than one, is called “\(name)”, which coordinates the "
                        + "activity “\(activity.id)”: the rule \(rules.en) reaches nobody"),
                at: activity.range,
                hint: LocalizedText(
                    vi: "ghi mã cơ quan, hoặc thêm tên này vào “aliases” trong tệp tổ chức",
                    en: "write the code of an agency, or add this to the “aliases” of one in the "
                        + "file of the organisation"))
        }
    }
}

extension Organisation {
    /// What of a code or a name stands for no named agency.
    func unresolved(_ name: String) -> [UnresolvedAgency] {
        guard let agency = agency(called: name) else { return [.unknown(name)] }
        var seen: Set<String> = []
        func emptyGroups(in code: String) -> [UnresolvedAgency] {
            guard seen.insert(code).inserted, let agency = self.agency(code), agency.kind == .group
            else { return [] }
            return agency.members.isEmpty
                ? [.group(code)] : agency.members.flatMap(emptyGroups)
        }
        return emptyGroups(in: agency.code)
    }
}

extension PlannedActivity {
    /// As the plan names them.
    var coordinating: [String] {
        let values: [FieldValue] =
            switch fields["coordinating"] {
            case .list(let values)?: values
            case let value?: [value]
            case nil: []
            }
        return values.compactMap { value in
            if case .string(let name) = value, !name.isEmpty { name } else { nil }
        }
    }
}
