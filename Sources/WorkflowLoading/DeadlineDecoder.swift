import Diagnostics
import WorkflowModel
import YAML

/// Reads the deadlines of a workflow: those written in its states, and those its states take from
/// the rules by name.
struct DeadlineDecoder {
    let rules: Rules
    let sink: DiagnosticSink
    /// In document order.
    private(set) var found: [(template: DeadlineTemplate, scope: StateID, isShared: Bool)] = []
    private(set) var index: [String: Int] = [:]

    init(rules: Rules, sink: DiagnosticSink) {
        self.rules = rules
        self.sink = sink
    }

    /// The deadlines of one state, or of the item when it is the root.
    mutating func read(_ draft: StateTree.Draft, named name: Located<String>) {
        let mapping = draft.mapping
        if let node = mapping["deadline"], !node.isNull {
            read(node, scope: draft.id, named: name)
        }
        guard let node = mapping["deadlines"], !node.isNull,
            let several = NodeDecoder<Node>.mappingNode.decode(node, sink)?.mapping
        else { return }
        for pair in several.pairs {
            let decoder = NodeDecoder<String>.name.located
            guard let name = decoder.decode(pair.key, sink) else { continue }
            // `deadlines: {appraisal: }` takes the deadline of that name from the rules.
            read(pair.value.isNull ? pair.key : pair.value, scope: draft.id, named: name)
        }
    }

    private mutating func read(_ node: Node, scope: StateID, named name: Located<String>) {
        guard var template = template(node, named: name) else { return }
        template.range = node.range
        if let first = index[template.name.value] {
            sink.report(
                .alreadyDefined(
                    .aDeadline, template.name.value, at: node.range,
                    first: found[first].template.range))
            return
        }
        index[template.name.value] = found.count
        found.append((template, scope, isShared: node.scalar != nil))
    }

    private func template(_ node: Node, named name: Located<String>) -> DeadlineTemplate? {
        guard let reference = node.string else {
            return NodeDecoder<DeadlineTemplate>.deadline(named: name).decode(node, sink)
        }
        if let template = rules.deadlines[reference] { return template }
        sink.report(
            .unknownName(
                reference, in: rules.deadlines.keys.sorted(),
                LocalizedText(
                    vi: "một thời hạn (viết ngay tại đây, hoặc tên trong rules/deadlines.yaml)",
                    en: "a deadline (written here, or a name of rules/deadlines.yaml)"),
                at: node.range))
        return nil
    }

    /// The deadlines with their expressions compiled and their states resolved. One that has a
    /// mistake is still there, so that the indices hold.
    func definitions(_ context: WorkflowContext) -> [DeadlineDefinition?] {
        found.map { template, scope, isShared in
            let draft = context.tree[scope]
            if let ladder = template.escalation, rules.escalations[ladder.value] == nil {
                sink.report(
                    .unknownName(
                        ladder.value, in: rules.escalations.keys.sorted(), .anEscalation,
                        at: ladder.range))
            }
            let ladder = template.escalation.flatMap { rules.escalations[$0.value] }
            if let ladder { LadderCheck(context: context, sink: sink).run(ladder) }
            let conditions = DeadlineConditionCompiler(context: context, isShared: isShared)
            let starts = conditions.compile(template.starts)
            let restarts = conditions.compile(template.restarts)
            let pauses = conditions.compile(template.pauses)
            let reasons = conditions.reasons(template.pauses)
            let resumes = conditions.compile(template.resumes)
            let stops = conditions.compile(template.stops)
            let cancels = conditions.compile(template.cancels)
            let origin = template.origin.flatMap(context.compiler.moment)
            guard let limit = context.compiler.limitSource(template.length) else { return nil }
            let title = template.title ?? title(of: draft, context)
            return DeadlineDefinition(
                name: template.name.value, title: title, scope: scope, limit: limit,
                origin: origin, source: template.source, escalation: template.escalation?.value,
                starts: starts, restarts: restarts, pauses: pauses, pauseReasons: reasons,
                resumes: resumes, stops: stops, cancels: cancels, receipt: template.receipt,
                roll: template.roll, range: template.range)
        }
    }

    /// The title of the state, which is read for good, with its complaints, elsewhere.
    private func title(of draft: StateTree.Draft, _ context: WorkflowContext) -> LocalizedText {
        let title = draft.mapping["title"].flatMap {
            NodeDecoder<LocalizedText>.localizedText.decode($0, DiagnosticSink())
        }
        return title ?? LocalizedText(draft.id == .root ? context.name.value : draft.name.value)
    }
}
