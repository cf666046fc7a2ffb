import CEL
import Diagnostics
import WorkflowModel
import YAML

/// Reads a decision table: its columns first, then every cell by the type of its column.
struct TableDecoder {
    let sink: DiagnosticSink
    private let file: SourceFile
    private let companions: Companions
    private var reader: MappingReader

    init?(_ file: SourceFile, companions: Companions, sink: DiagnosticSink) {
        guard let reader = MappingReader(file.node, context: .aTable, sink: sink) else {
            return nil
        }
        self.sink = sink
        self.file = file
        self.companions = companions
        self.reader = reader
    }

    func decode() -> DecisionTable? {
        var reader = reader
        reader.know(file.kind.rawValue)
        let title = reader.optional("title", .localizedText, default: LocalizedText(file.name))
        let source = reader.optional("source", .localizedText)
        let hitPolicy = reader.optional("hit", .hitPolicy, default: .unique)
        let inputs = columns(reader.required("inputs", .mappingNode), decode: input)
        let outputs = columns(reader.required("outputs", .mappingNode), decode: output)
        let rows = reader.required("rows", .rows)
        let fallback = reader.optional("default", .sequenceNode)
        reader.finish()
        guard let inputs, let outputs, let rows else { return nil }
        if rows.sequence?.isEmpty == true {
            sink.report(.noRows(at: reader.keyRange("rows")))
        }
        check(hitPolicy, outputs, at: reader.valueRange("hit"))
        let cells = CellDecoder(inputs: inputs, outputs: outputs, sink: sink)
        return DecisionTable(
            name: file.name, title: title, source: source, hitPolicy: hitPolicy, inputs: inputs,
            outputs: outputs, rows: self.rows(rows, cells),
            fallback: fallback.flatMap { cells.fallback($0) }, range: file.nameRange)
    }

    private func rows(_ node: Node, _ cells: CellDecoder) -> [DecisionTable.Row] {
        if let rows = node.sequence { return rows.compactMap { cells.row($0) } }
        guard let name = node.string,
            let (entry, bytes) = companions.read(name, of: file, at: node.range)
        else { return [] }
        return CSVRows(cells, sink: sink).rows(bytes, file: entry.file)
    }

    /// Nil, after a complaint, if one of the columns is no column: then no row can be read.
    private func columns<Column>(
        _ node: Node?, decode: (Mapping.Pair, Located<String>) -> Column?
    ) -> [Column]? {
        guard let node, let pairs = node.mapping?.pairs else { return nil }
        guard !pairs.isEmpty else {
            sink.error(
                "no-columns",
                LocalizedText(vi: "cần ít nhất một cột", en: "at least one column is needed"),
                at: node.range)
            return nil
        }
        let columns = pairs.map { pair in
            NodeDecoder<String>.columnName.located.decode(pair.key, sink).flatMap {
                decode(pair, $0)
            }
        }
        return columns.contains { $0 == nil } ? nil : columns.compactMap { $0 }
    }

    private func input(_ pair: Mapping.Pair, _ name: Located<String>) -> DecisionTable.Input? {
        if pair.value.mapping == nil {
            return NodeDecoder<DecisionTable.ColumnType>.columnType.decode(pair.value, sink).map {
                DecisionTable.Input(
                    name: name.value, type: $0, source: nil, values: [], range: name.range)
            }
        }
        let context = LocalizedText(vi: "một cột đầu vào", en: "an input")
        return pair.value.readMapping(context, sink) { reader in
            let type = reader.required("type", .columnType)
            let source = reader.optional("value", .nonEmptyString)
            let values = reader.optional("values", .sequenceNode)
            return type.map {
                DecisionTable.Input(
                    name: name.value, type: $0, source: source, values: literals(values, $0),
                    // The place of the expression: what is wrong with it shows when a workflow
                    // uses the table.
                    range: source == nil ? name.range : reader.valueRange("value"))
            }
        } ?? nil
    }

    private func output(_ pair: Mapping.Pair, _ name: Located<String>) -> DecisionTable.Output? {
        if pair.value.mapping == nil {
            return NodeDecoder<DecisionTable.ColumnType>.columnType.decode(pair.value, sink).map {
                DecisionTable.Output(name: name.value, type: $0, values: [], range: name.range)
            }
        }
        let context = LocalizedText(vi: "một cột kết quả", en: "an output")
        return pair.value.readMapping(context, sink) { reader in
            let type = reader.required("type", .columnType)
            let values = reader.optional("values", .sequenceNode)
            return type.map {
                DecisionTable.Output(
                    name: name.value, type: $0, values: literals(values, $0), range: name.range)
            }
        } ?? nil
    }

    /// The values a column is limited to, each once.
    private func literals(_ node: Node?, _ type: DecisionTable.ColumnType) -> [Value] {
        var values: [Value] = []
        for element in node?.sequence ?? [] {
            guard let text = element.string, let value = type.literal(text) else {
                sink.report(.wrongType(element, expected: type.name))
                continue
            }
            if values.contains(value) {
                sink.error(
                    "duplicate-value",
                    LocalizedText(
                        vi: "giá trị “\(text)” đã có", en: "“\(text)” is listed already"),
                    at: element.range)
            } else {
                values.append(value)
            }
        }
        return values
    }
}

extension TableDecoder {
    private func check(
        _ policy: DecisionTable.HitPolicy, _ outputs: [DecisionTable.Output], at range: SourceRange
    ) {
        switch policy {
        case .priority, .outputOrder:
            guard outputs.allSatisfy(\.values.isEmpty) else { return }
            sink.error(
                "no-order",
                LocalizedText(
                    vi: "cách chọn này xếp hạng theo “values” của cột kết quả, nhưng không cột nào "
                        + "có “values”",
                    en: "this hit policy ranks by the “values” of the outputs, but none has any"),
                at: range,
                hint: LocalizedText(
                    vi: "ví dụ \(outputs[0].name): {type: \(outputs[0].type.word), values: […]}",
                    en: "such as \(outputs[0].name): {type: \(outputs[0].type.word), values: […]}"))
        case .collect(let aggregation?):
            check(aggregation, outputs, at: range)
        default:
            break
        }
    }

    private func check(
        _ aggregation: DecisionTable.HitPolicy.Aggregation, _ outputs: [DecisionTable.Output],
        at range: SourceRange
    ) {
        let name = aggregation.rawValue
        guard outputs.count == 1 else {
            sink.error(
                "too-many-outputs",
                LocalizedText(
                    vi: "“collect \(name)” cần đúng một cột kết quả, bảng có \(outputs.count)",
                    en: "“collect \(name)” takes one output, the table has \(outputs.count)"),
                at: range)
            return
        }
        let type = outputs[0].type
        let fits =
            switch aggregation {
            case .count: true
            case .sum: type == .int || type == .double || type == .money
            case .min, .max: type.isOrdered
            }
        guard !fits else { return }
        sink.error(
            "wrong-type",
            LocalizedText(
                vi: "“collect \(name)” không dùng được cho cột kiểu “\(type.word)”",
                en: "“collect \(name)” cannot be used on an output of type “\(type.word)”"),
            at: range)
    }
}

extension NodeDecoder where Value == DecisionTable.HitPolicy {
    /// Policies in the words of the reference, blanks or hyphens between them.
    fileprivate static var hitPolicy: Self {
        var choices: [(String, DecisionTable.HitPolicy)] = [
            ("unique", .unique), ("first", .first), ("any", .any), ("priority", .priority),
            ("rule-order", .ruleOrder), ("output-order", .outputOrder), ("collect", .collect(nil)),
        ]
        choices += DecisionTable.HitPolicy.Aggregation.allCases.map {
            ("collect \($0.rawValue)", .collect($0))
        }
        return .oneOf(choices, expected: LocalizedText(vi: "cách chọn dòng", en: "a hit policy"))
    }
}

extension NodeDecoder where Value == Node {
    /// A list of rows, or the name of a file that has them.
    fileprivate static var rows: Self {
        let expected = LocalizedText(
            vi: "một danh sách các dòng, hoặc tên một tệp .csv",
            en: "a list of rows, or the name of a .csv file")
        return Self(
            expected: expected,
            read: { node in
                if node.sequence != nil { return node }
                return node.string.map(SourceEntry.isCompanion) == true ? node : nil
            })
    }
}

extension NodeDecoder where Value == DecisionTable.ColumnType {
    fileprivate static var columnType: Self {
        .oneOf(
            DecisionTable.ColumnType.all.map { ($0.word, $0) },
            expected: LocalizedText(vi: "một kiểu của cột", en: "the type of a column"))
    }
}

extension NodeDecoder where Value == String {
    /// The name of a column, which CEL reads behind `table('…').`.
    fileprivate static var columnName: Self {
        NodeDecoder<String>.nonEmptyString.flatMap { name, node, sink in
            if name.isFieldName { return name }
            sink.error(
                "bad-name",
                LocalizedText(
                    vi: "“\(name)” không phải là tên cột hợp lệ: cần chữ cái không dấu, chữ số và "
                        + "dấu gạch dưới",
                    en: "“\(name)” is no valid name of a column: it takes letters, digits and "
                        + "underscores"),
                at: node.range)
            return nil
        }
    }
}
