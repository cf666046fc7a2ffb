import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

/// Reads one file of notification rules: first its sinks, then, when the sinks of all files are
/// known, its rules.
struct NotificationDecoder {
    let sinks: [(name: Located<String>, NotificationRules.Sink)]
    /// Those with a mistake in them too: what names one is not wrong as well.
    let sinkNames: [String]
    let ruleNames: [String]
    private let ruleNodes: [Node]
    private let targets: NodeDecoder<[NotificationTarget]>
    private let sink: DiagnosticSink

    init?(_ file: SourceFile, organisation: Organisation, sink: DiagnosticSink) {
        let context = LocalizedText(vi: "tệp thông báo", en: "a file of notifications")
        guard var outer = MappingReader(file.node, context: context, sink: sink) else { return nil }
        let body = outer.required("notifications")
        outer.finish()
        let bodyContext = LocalizedText(vi: "phần thông báo", en: "the notifications")
        guard let body, var reader = MappingReader(body, context: bodyContext, sink: sink) else {
            return nil
        }
        let sinkNodes = reader.optional("sinks", .mappingNode)?.mapping?.pairs ?? []
        ruleNodes = reader.optional("rules", .sequenceNode)?.sequence ?? []
        reader.finish()
        sinkNames = sinkNodes.map(\.name)
        ruleNames = ruleNodes.compactMap { $0["name"]?.string }
        sinks = sinkNodes.compactMap { pair in
            guard let name = NodeDecoder<String>.name.located.decode(pair.key, sink),
                let value = NodeDecoder<NotificationRules.Sink>.sink.decode(pair.value, sink)
            else { return nil }
            return (name, value)
        }
        targets = .oneOrMore(of: .target(in: organisation))
        self.sink = sink
    }

    /// The rules, and the workflows they name.
    func rules(sinks: Set<String>) -> ([NotificationRules.Rule], RuleReferences) {
        var references = RuleReferences()
        let rules = ruleNodes.compactMap { decode($0, sinks, &references) }
        return (rules, references)
    }

    private func decode(
        _ node: Node, _ sinks: Set<String>, _ references: inout RuleReferences
    ) -> NotificationRules.Rule? {
        guard var reader = MappingReader(node, context: .aNotificationRule, sink: sink) else {
            return nil
        }
        let name = reader.required("name", NodeDecoder<String>.name.located)
        let events = reader.required("on", NodeDecoder<[String]>.oneOrMore(of: Self.eventType))
        let condition = reader.optional("when", NodeDecoder<String>.nonEmptyString.located)
        let workflows = reader.optional(
            "workflows", NodeDecoder<[Located<String>]>.oneOrMore(of: .reference), default: [])
        let states = reader.optional(
            "states", NodeDecoder<[Located<String>]>.oneOrMore(of: .reference), default: [])
        let targets = reader.required("to", targets)
        let sinkName = NodeDecoder<String>.known(
            .aSinkName, isKnown: sinks.contains, all: { sinks.sorted() })
        let sinkNames = reader.required("sinks", NodeDecoder<[String]>.oneOrMore(of: sinkName))
        let textNode = reader.required("text")
        let template = reader.optional("template", NodeDecoder<String>.name.located)
        let digest = reader.optional("digest", .digest, default: nil)
        let quiet = reader.optional("quiet", .quietHours)
        let isRequired = reader.optional("required", .bool, default: false)
        reader.finish()
        references.workflows += workflows
        references.states += states.map {
            RuleReferences.ScopedName(name: $0, workflows: workflows.map(\.value))
        }
        let text = textNode.flatMap { NodeDecoder<LocalizedText>.localizedText.decode($0, sink) }
        if let textNode { NotificationTemplate.check(textNode, sink) }
        guard let name, let events, let targets, let sinkNames, let text else { return nil }
        return NotificationRules.Rule(
            name: name.value, events: events, workflows: workflows.map(\.value),
            states: states.map(\.value), condition: condition?.value,
            conditionRange: condition?.range, targets: targets, sinks: sinkNames, text: .init(text),
            digest: digest, quiet: quiet, template: template?.value, templateRange: template?.range,
            isRequired: isRequired,
            range: name.range)
    }

    private static var eventType: NodeDecoder<String> {
        let types = NotificationRules.eventTypes
        return .known(
            LocalizedText(vi: "một loại sự kiện", en: "a type of event"),
            isKnown: types.contains, all: { types })
    }
}
