import Diagnostics
import WorkflowModel
import YAML

/// Reads `fields:`. What `value:` computes is compiled later, when all fields are known.
struct FieldDecoder {
    let organisation: Organisation
    let sink: DiagnosticSink

    /// A field, and the node of its `value:`.
    struct Draft {
        var definition: FieldDefinition
        var value: Node?
        /// The budget whose lines it has, with figures of its own.
        var beside: Located<String>?
    }

    /// Names that mean something else in a definition: parts of every item, and the words of
    /// `requires`.
    private static let reserved: Set<String> = ["id", "workflow", "version", "note", "document"]

    func decode(_ node: Node) -> [Draft] {
        guard let mapping = NodeDecoder<Node>.mappingNode.decode(node, sink)?.mapping else {
            return []
        }
        return mapping.pairs.compactMap { pair in
            isName(pair.key) ? decode(pair) : nil
        }
    }

    private func decode(_ pair: Mapping.Pair) -> Draft? {
        let context = LocalizedText(vi: "một trường", en: "a field")
        return pair.value.readMapping(context, sink) { reader -> Draft? in
            let type = fieldType(&reader)
            let title = reader.optional("title", .localizedText)
            let isRequired = reader.optional("required", .bool, default: false)
            let value = reader.optional("value")
            // A default can only be read once its type is known; the key is known either way.
            let written = reader.optional("default")
            let beside = reader.optional("beside", .reference)
            guard let type else { return nil }
            if type != .budget {
                refuse("beside", isPresent: beside != nil, for: type.name.en, reader)
            }
            let defaultValue = written.flatMap {
                NodeDecoder.value(of: type, in: organisation).decode($0, sink)
            }
            if value != nil { refuse(["default", "required"], of: reader) }
            return Draft(
                definition: FieldDefinition(
                    name: pair.name, type: type, title: title ?? LocalizedText(pair.name),
                    isRequired: isRequired && value == nil, defaultValue: defaultValue,
                    value: nil, range: pair.key.range),
                value: value, beside: type == .budget ? beside : nil)
        } ?? nil
    }

    /// A computed field is never set by hand.
    private func refuse(_ keys: [String], of reader: MappingReader) {
        for key in keys where reader.mapping[key].map({ !$0.isNull }) == true {
            sink.error(
                "computed-field",
                LocalizedText(
                    vi: "trường được tính bằng “value” nên không có “\(key)”",
                    en: "a field computed by “value” has no “\(key)”"),
                at: reader.keyRange(key))
        }
    }

    private func isName(_ key: Node) -> Bool {
        let name = key.scalar?.text ?? ""
        guard name.isFieldName else {
            let proposal = String(name.asDefinitionName.map { $0 == "-" ? "_" : $0 })
            sink.error(
                "bad-name",
                LocalizedText(
                    vi: "“\(name)” không làm tên trường được: chỉ dùng chữ cái không dấu, chữ số "
                        + "và dấu gạch dưới, không bắt đầu bằng chữ số",
                    en: "“\(name)” cannot name a field: it takes unaccented letters, digits and "
                        + "underscores, no digit first"),
                at: key.range,
                hint: proposal.isFieldName
                    ? LocalizedText(vi: "ví dụ: \(proposal)", en: "such as \(proposal)") : nil)
            return false
        }
        guard !Self.reserved.contains(name) else {
            sink.error(
                "reserved-name",
                LocalizedText(
                    vi: "“\(name)” là từ dành riêng, không làm tên trường được",
                    en: "“\(name)” is reserved and cannot name a field"),
                at: key.range)
            return false
        }
        return true
    }

    // MARK: Types

    private func fieldType(_ reader: inout MappingReader) -> FieldType? {
        let values = reader.optional("values")
        let of = reader.optional("of")
        guard let node = reader.required("type"), let name = typeName(node) else { return nil }
        if name != "enum" { refuse("values", isPresent: values != nil, for: name, reader) }
        if name != "list" { refuse("of", isPresent: of != nil, for: name, reader) }
        switch name {
        case "enum":
            guard let values = reader.required("values") else { return nil }
            return choices(values).map(FieldType.choice)
        case "list":
            guard let of = reader.required("of"), let element = typeName(of) else { return nil }
            guard let type = Self.simple[element], type != .budget else {
                sink.report(
                    .unknownName(
                        element, in: Self.simple.keys.filter { $0 != "budget" }.sorted(),
                        .aFieldType, at: of.range))
                return nil
            }
            return .list(type)
        default:
            return Self.simple[name]
        }
    }

    private func typeName(_ node: Node) -> String? {
        guard let name = node.string else {
            sink.report(.wrongType(node, expected: .aFieldType))
            return nil
        }
        if name == "enum" || name == "list" || Self.simple[name] != nil { return name }
        let known = (Self.simple.keys + ["enum", "list"]).sorted()
        sink.report(.unknownName(name, in: known, .aFieldType, at: node.range))
        return nil
    }

    private static let simple: [String: FieldType] = [
        "string": .string, "text": .text, "int": .int, "double": .double, "bool": .bool,
        "money": .money, "date": .date, "instant": .instant, "quantity": .quantity,
        "agency": .agency, "person": .person, "budget": .budget,
    ]

    private func refuse(
        _ key: String, isPresent: Bool, for type: String, _ reader: MappingReader
    ) {
        guard isPresent else { return }
        sink.error(
            "unknown-key",
            LocalizedText(
                vi: "trường kiểu “\(type)” không có “\(key)”",
                en: "a field of type “\(type)” has no “\(key)”"),
            at: reader.keyRange(key))
    }

    /// A list of codes, or a mapping of codes to titles.
    private func choices(_ node: Node) -> [FieldType.Choice]? {
        var choices: [(choice: FieldType.Choice, range: SourceRange)] = []
        if let mapping = node.mapping {
            choices = mapping.pairs.compactMap { pair in
                let title =
                    pair.value.isNull
                    ? LocalizedText(pair.name)
                    : NodeDecoder<LocalizedText>.localizedText.decode(pair.value, sink)
                return title.map { (.init(code: pair.name, title: $0), pair.key.range) }
            }
        } else {
            let codes = NodeDecoder<[Located<String>]>.list(of: .reference).decode(node, sink)
            choices = (codes ?? []).map {
                (.init(code: $0.value, title: LocalizedText($0.value)), $0.range)
            }
            guard codes != nil else { return nil }
        }
        guard !choices.isEmpty else {
            sink.error(
                "empty-enum",
                LocalizedText(vi: "chưa có giá trị nào", en: "there are no values"), at: node.range)
            return nil
        }
        var seen: [String: SourceRange] = [:]
        for (choice, range) in choices {
            if let first = seen[choice.code] {
                sink.report(
                    .alreadyDefined(
                        LocalizedText(vi: "một giá trị", en: "a value"), choice.code, at: range,
                        first: first))
            }
            seen[choice.code] = seen[choice.code] ?? range
        }
        return choices.map(\.choice)
    }
}

extension LocalizedText {
    static let aFieldType = LocalizedText(vi: "kiểu của một trường", en: "the type of a field")
}
