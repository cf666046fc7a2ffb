import Diagnostics
import WorkflowModel
import YAML

/// The workflows, states and actions that notification rules and constraints name.
struct RuleReferences {
    struct ScopedName {
        var name: Located<String>
        /// Where it must exist; empty stands for any workflow.
        var workflows: [String]
    }

    var workflows: [Located<String>] = []
    var actions: [ScopedName] = []
    var states: [ScopedName] = []

    mutating func append(_ other: RuleReferences) {
        workflows += other.workflows
        actions += other.actions
        states += other.states
    }

    /// Reports every name that no workflow of a library bears.
    func check(against library: [String: Workflow], sink: DiagnosticSink) {
        for name in workflows where library[name.value] == nil {
            sink.report(
                .unknownName(name.value, in: library.keys.sorted(), .aWorkflow, at: name.range))
        }
        for action in actions {
            action.check(.anAction, in: library, sink) {
                $0.actionIndex[action.name.value] != nil
            } all: {
                $0.actionNames
            }
        }
        for state in states {
            state.check(.aState, in: library, sink) {
                $0.stateIndex[state.name.value] != nil
            } all: {
                $0.states.dropFirst().map(\.name)
            }
        }
    }
}

extension RuleReferences.ScopedName {
    /// Reports it when none of its workflows has such a thing.
    fileprivate func check(
        _ what: LocalizedText, in library: [String: Workflow], _ sink: DiagnosticSink,
        isKnown: (Workflow) -> Bool, all: (Workflow) -> [String]
    ) {
        let names = workflows.isEmpty ? library.keys.sorted() : workflows
        let candidates = names.compactMap { library[$0] }
        // Of workflows that do not exist it was said already.
        guard !candidates.isEmpty, !candidates.contains(where: isKnown) else { return }
        let known = Set(candidates.flatMap(all)).sorted()
        sink.report(.unknownName(name.value, in: known, what, at: name.range))
    }
}

/// Where each definition was first written, by what it is and its name.
struct DefinitionPlaces {
    // A handful of kinds: walking through them is faster than hashing what they are called.
    private var kinds: [(what: LocalizedText, places: [String: SourceRange])] = []

    /// False, after a complaint, when the name is taken.
    mutating func isNew(
        _ name: String, _ what: LocalizedText, at range: SourceRange, _ sink: DiagnosticSink
    ) -> Bool {
        guard let kind = kinds.firstIndex(where: { $0.what == what }) else {
            kinds.append((what, [name: range]))
            return true
        }
        if let first = kinds[kind].places[name] {
            sink.report(.alreadyDefined(what, name, at: range, first: first))
            return false
        }
        kinds[kind].places[name] = range
        return true
    }
}
