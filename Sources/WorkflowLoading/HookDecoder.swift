import CEL
import Diagnostics
import WorkflowModel
import YAML

/// Reads the hooks of a file: how events of other systems become actions. That the actions exist is
/// checked once the workflows are read.
struct HookDecoder {
    let organisation: Organisation
    let sink: DiagnosticSink

    /// In the order written.
    func decode(_ file: SourceFile) -> (hooks: [InboundHook], references: RuleReferences) {
        var references = RuleReferences()
        let context = LocalizedText(
            vi: "tệp nhận sự kiện từ hệ thống khác", en: "a file of inbound hooks")
        guard var reader = MappingReader(file.node, context: context, sink: sink) else {
            return ([], references)
        }
        defer { reader.finish() }
        let mapping = reader.required(file.kind.rawValue, .mappingNode)?.mapping
        let hooks = (mapping?.pairs ?? []).compactMap { decode($0, &references) }
        return (hooks, references)
    }

    private func decode(_ pair: Mapping.Pair, _ references: inout RuleReferences) -> InboundHook? {
        guard let name = NodeDecoder<String>.name.decode(pair.key, sink),
            var reader = MappingReader(pair.value, context: .aHook, sink: sink)
        else { return nil }
        let errors = sink.errorCount
        // What may be a secret is not shown when the file is complained about.
        pair.value.concealSecrets(besides: Self.plainKeys, sink)
        let title = reader.optional("title", .localizedText, default: LocalizedText(name))
        let secrets = reader.required(
            "secrets", NodeDecoder<[NotificationRules.Secret]>.oneOrMore(of: .secret))
        let types = reader.optional(
            "types", NodeDecoder<[String]>.oneOrMore(of: .nonEmptyString), default: [])
        let compiler = ExpressionCompiler(variables: [("event", .dyn)], sink: sink)
        let condition = reader.optional("when").map { compiler.compile($0, expecting: .bool) }
        let item = reader.required("item").map { compiler.compile($0, expecting: .string) }
        let action = reader.required("action", .reference)
        let person = reader.required("as", NodeDecoder<String>.person(in: organisation))
        let note = reader.optional("note").map { compiler.compile($0, expecting: .string) }
        let fields = (reader.optional("fields", .mappingNode)?.mapping?.pairs ?? []).map { field in
            (name: field.name, value: compiler.compile(field.value))
        }
        reader.finish()
        if let action { references.actions.append(.init(name: action, workflows: [])) }
        guard let secrets, let item = item ?? nil, let action, let person,
            sink.errorCount == errors
        else { return nil }
        return InboundHook(
            name: name, title: title, secrets: secrets, types: types, condition: condition ?? nil,
            item: item, action: action.value,
            fields: fields.compactMap { field in field.value.map { (field.name, $0) } },
            note: note ?? nil, person: person, range: pair.key.range)
    }

    private static let plainKeys = [
        "title", "types", "when", "item", "action", "as", "note", "fields",
    ]
}

extension LocalizedText {
    static let aHook = LocalizedText(
        vi: "một nơi nhận sự kiện", en: "an inbound hook")
}
