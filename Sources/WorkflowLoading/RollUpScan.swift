import Diagnostics
import WorkflowModel
import YAML

/// Which fields a workflow keeps from its children, found before any expression is compiled: they
/// say what `children` looks like there, and that nobody sets these fields. What is wrong with them
/// is said when the states are read.
struct RollUpScan {
    /// By the field of the workflow.
    private(set) var places: [String: SourceRange] = [:]
    /// The fields of the children, each once, with the types they have in the workflow.
    private(set) var childFields: [ChildField] = []

    init(_ tree: StateTree, _ fields: [FieldDefinition]) {
        for draft in tree.drafts {
            guard let pairs = draft.mapping["children"]?.mapping?["roll_up"]?.mapping?.pairs else {
                continue
            }
            for pair in pairs {
                guard let (_, name) = Self.parse(pair.value.string ?? ""),
                    let field = fields.first(where: { $0.name == pair.name })
                else { continue }
                places[pair.name] = places[pair.name] ?? pair.key.range
                if childFields.contains(where: { $0.name == name }) { continue }
                childFields.append(ChildField(name: name, type: field.type))
            }
        }
    }

    /// `sum(delivered)`.
    static func parse(_ text: String) -> (function: RollUp.Function, field: String)? {
        guard let open = text.firstIndex(of: "("), text.last == ")",
            let function = RollUp.Function(rawValue: text[..<open].trimmedOfSpaces)
        else { return nil }
        let field = text[text.index(after: open)...].dropLast().trimmedOfSpaces
        return field.isFieldName ? (function, field) : nil
    }
}

extension Substring {
    fileprivate var trimmedOfSpaces: String { String(self).trimmingSpaces() }
}
