import Diagnostics
package import WorkflowModel

extension DocumentRules {
    /// What comes with an action and is of no kind that has a name.
    package static let otherKind = "tai-lieu-khac"

    /// What people call a kind of document: `Tờ trình` for `to-trinh`. One that no rule names is
    /// called as workflows write it, with spaces.
    package func title(ofKind kind: String) -> String {
        if kind == Self.otherKind { return say(vi: "Tài liệu khác", en: "Another document") }
        return kindTitles[kind]?.spoken ?? type(called: kind)?.title.spoken
            ?? String(kind.map { $0 == "-" ? " " : $0 })
    }
}
