import Diagnostics
package import WorkflowModel
import WorkflowPresentation

extension DocumentRules {
    /// What people call a kind of document: `Tờ trình` for `to-trinh`. One that no rule names is
    /// called as workflows write it, with spaces.
    package func title(ofKind kind: String) -> String {
        type(called: kind)?.title.spoken ?? String(kind.map { $0 == "-" ? " " : $0 })
    }
}
