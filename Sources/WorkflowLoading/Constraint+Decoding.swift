import Diagnostics
import WorkflowModel
import YAML

extension DiagnosticSink {
    /// The constraints of a file, in the order written, with the workflows and actions they name.
    func decodeConstraints(_ file: SourceFile) -> ([SeparationOfDuties], RuleReferences) {
        let context = LocalizedText(vi: "tệp ràng buộc", en: "a file of constraints")
        var references = RuleReferences()
        guard var reader = MappingReader(file.node, context: context, sink: self) else {
            return ([], references)
        }
        let nodes = reader.required("constraints", .sequenceNode)?.sequence ?? []
        reader.finish()
        let constraints = nodes.compactMap { decodeConstraint($0, &references) }
        return (constraints, references)
    }

    private func decodeConstraint(
        _ node: Node, _ references: inout RuleReferences
    ) -> SeparationOfDuties? {
        guard var reader = MappingReader(node, context: .aConstraint, sink: self) else {
            return nil
        }
        let names = NodeDecoder<[Located<String>]>.oneOrMore(of: .reference)
        let name = reader.required("name", NodeDecoder<String>.name.located)
        let title = reader.required("title", .localizedText)
        let source = reader.optional("source", .localizedText)
        let done = reader.required("did", names)
        let forbidden = reader.required("may_not", names)
        let workflows = reader.optional("workflows", names, default: [])
        reader.finish()
        let workflowNames = workflows.map(\.value)
        references.workflows += workflows
        for action in (done ?? []) + (forbidden ?? []) {
            references.actions.append(
                RuleReferences.ScopedName(name: action, workflows: workflowNames))
        }
        guard let name, let title, let done, let forbidden else { return nil }
        return SeparationOfDuties(
            name: name.value, title: title, source: source, done: done.map(\.value),
            forbidden: forbidden.map(\.value), workflows: workflowNames, range: name.range)
    }
}
