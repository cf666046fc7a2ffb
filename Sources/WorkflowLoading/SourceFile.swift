import Diagnostics
import WorkflowModel
import YAML

/// What a definition file holds; its raw value is the first key of the file.
enum DefinitionKind: String, CaseIterable, Sendable {
    case workflow, part, plan
    case organisation, calendar, table, escalations, notifications, constraints, deadlines
    case schedules, documents, hooks

    /// Whether the value of the first key names what is defined.
    var isNamed: Bool {
        switch self {
        case .workflow, .part, .plan, .organisation, .calendar, .table: true
        case .escalations, .notifications, .constraints, .deadlines, .schedules, .documents, .hooks:
            false
        }
    }

    /// Whether it holds for every item whatever version of its workflow the item runs on.
    var isRule: Bool {
        switch self {
        case .workflow, .part, .plan: false
        default: true
        }
    }
}

/// One definition file, parsed, with its kind known from its first key.
struct SourceFile: Sendable {
    /// As diagnostics print it.
    let file: String
    /// The text, and a path that is the same wherever the home of the definitions lies.
    let source: DefinitionSource
    let kind: DefinitionKind
    /// The value of the first key where it is a name; empty for the kinds without one.
    let name: String
    let node: Node
    let mapping: Mapping

    /// Where the first key stands, for complaints about the file as a whole.
    var headRange: SourceRange { mapping.pairs.first?.key.range ?? node.range }
    /// Where the name stands.
    var nameRange: SourceRange { mapping.pairs.first?.value.range ?? node.range }
}
