import Diagnostics
import WorkflowModel
import YAML

/// The workflows and actions that notification rules and constraints name.
struct RuleReferences {
    struct ActionName {
        var name: Located<String>
        /// Where the action must exist; empty stands for any workflow.
        var workflows: [String]
    }

    var workflows: [Located<String>] = []
    var actions: [ActionName] = []

    mutating func append(_ other: RuleReferences) {
        workflows += other.workflows
        actions += other.actions
    }

    /// Reports every name that no workflow of a library bears.
    func check(against library: [String: Workflow], sink: DiagnosticSink) {
        for name in workflows where library[name.value] == nil {
            sink.report(
                .unknownName(name.value, in: library.keys.sorted(), .aWorkflow, at: name.range))
        }
        for action in actions {
            let names = action.workflows.isEmpty ? library.keys.sorted() : action.workflows
            let candidates = names.compactMap { library[$0] }
            // Of workflows that do not exist it was said already.
            guard !candidates.isEmpty,
                !candidates.contains(where: { $0.actionIndex[action.name.value] != nil })
            else { continue }
            let known = Set(candidates.flatMap(\.actionNames)).sorted()
            sink.report(
                .unknownName(action.name.value, in: known, .anAction, at: action.name.range))
        }
    }
}

/// Where each definition was first written, by what it is and its name.
struct DefinitionPlaces {
    private var places: [LocalizedText: [String: SourceRange]] = [:]

    /// False, after a complaint, when the name is taken.
    mutating func isNew(
        _ name: String, _ what: LocalizedText, at range: SourceRange, _ sink: DiagnosticSink
    ) -> Bool {
        if let first = places[what]?[name] {
            sink.report(.alreadyDefined(what, name, at: range, first: first))
            return false
        }
        places[what, default: [:]][name] = range
        return true
    }
}
