import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

/// Reads one file of notification rules: first its sinks, then, when the sinks of all files are
/// known, its rules.
struct NotificationDecoder {
    let sinks: [(name: Located<String>, NotificationRules.Sink)]
    /// Those with a mistake in them too: a rule that names one is not wrong as well.
    let sinkNames: [String]
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
        let targets = reader.required("to", targets)
        let sinkName = NodeDecoder<String>.known(
            .aSinkName, isKnown: sinks.contains, all: { sinks.sorted() })
        let sinkNames = reader.required("sinks", NodeDecoder<[String]>.oneOrMore(of: sinkName))
        let textNode = reader.required("text")
        let digest = reader.optional("digest", .digest, default: nil)
        reader.finish()
        references.workflows += workflows
        let text = textNode.flatMap { NodeDecoder<LocalizedText>.localizedText.decode($0, sink) }
        if let textNode { NotificationTemplate.check(textNode, sink) }
        guard let name, let events, let targets, let sinkNames, let text else { return nil }
        return NotificationRules.Rule(
            name: name.value, events: events, workflows: workflows.map(\.value),
            condition: condition?.value, conditionRange: condition?.range, targets: targets,
            sinks: sinkNames, text: .init(text), digest: digest, range: name.range)
    }

    private static var eventType: NodeDecoder<String> {
        let types = NotificationRules.eventTypes
        return .known(
            LocalizedText(vi: "một loại sự kiện", en: "a type of event"),
            isKnown: types.contains, all: { types })
    }
}

extension LocalizedText {
    fileprivate static let aSinkName = LocalizedText(
        vi: "tên một nơi nhận thông báo", en: "the name of a sink")
}

extension NodeDecoder where Value == NotificationRules.Sink {
    fileprivate static var sink: Self {
        .mapping(.aSink) { reader in
            let kinds = LocalizedText(vi: "một loại nơi nhận", en: "a kind of sink")
            let kind: Void? = reader.required(
                "type", NodeDecoder<Void>.oneOf([("log", ())], expected: kinds))
            let path = reader.required("path", .nonEmptyString)
            guard kind != nil, let path else { return nil }
            return .log(path: path)
        }
    }
}

extension NodeDecoder where Value == NotificationRules.Digest? {
    /// `true`, a time of the day, or `false`.
    fileprivate static var digest: Self {
        let expected = LocalizedText(
            vi: "true, false hoặc một giờ trong ngày (07:30)",
            en: "true, false or a time of the day (07:30)")
        return Self(expected: expected) { node, sink in
            if let isGathered = node.bool { return .some(isGathered ? .eachTick : nil) }
            if let minute = node.string.flatMap({ MinuteOfDay.parse($0) }), minute < 1_440 {
                return .some(.daily(minute: minute))
            }
            sink.report(.wrongType(node, expected: expected))
            return nil
        }
    }
}

/// The text of a notification, with placeholders such as `{{id}}`.
enum NotificationTemplate {
    /// What can stand between the braces.
    static let placeholders = NotificationText.Placeholder.allCases.map(\.rawValue)

    /// Checks the placeholders of a text, or of its languages.
    static func check(_ node: Node, _ sink: DiagnosticSink) {
        check(node, placeholders: placeholders, sink)
    }

    static func check(_ node: Node, placeholders: [String], _ sink: DiagnosticSink) {
        if let mapping = node.mapping {
            for pair in mapping.pairs where pair.value.mapping == nil {
                check(pair.value, placeholders: placeholders, sink)
            }
            return
        }
        guard let text = node.string else { return }
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while let start = find("{{", in: scalars, from: index) {
            guard let end = find("}}", in: scalars, from: start + 2) else {
                sink.error(
                    "unclosed-placeholder",
                    LocalizedText(vi: "“{{” thiếu “}}”", en: "“{{” without “}}”"),
                    at: node.range(ofText: start..<scalars.count))
                return
            }
            var name = String.UnicodeScalarView()
            name.append(contentsOf: scalars[(start + 2)..<end])
            let trimmed = String(name).trimmingSpaces()
            if !placeholders.contains(trimmed) {
                let expected = LocalizedText(vi: "một chỗ điền", en: "a placeholder")
                sink.report(
                    .unknownName(
                        trimmed, in: placeholders, expected, at: node.range(ofText: start..<end + 2)
                    ))
            }
            index = end + 2
        }
    }

    private static func find(_ pair: String, in text: [Unicode.Scalar], from start: Int) -> Int? {
        let wanted = Array(pair.unicodeScalars)
        return text.indices.dropFirst(start).first { index in
            index + 1 < text.count && text[index] == wanted[0] && text[index + 1] == wanted[1]
        }
    }
}
