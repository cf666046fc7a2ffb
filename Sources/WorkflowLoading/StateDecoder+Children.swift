import CEL
import Diagnostics
import WorkflowModel
import YAML

extension StateDecoder {
    /// `children:` of a state. Nil after a complaint.
    func children(_ node: Node, of state: StateID) -> ChildrenDefinition? {
        let errors = sink.errorCount
        let what = LocalizedText(vi: "các hồ sơ con", en: "children")
        let definition =
            node.readMapping(what, sink) { reader -> ChildrenDefinition? in
                let workflow = reader.required("workflow", .reference)
                let number = number(&reader)
                let adders = reader.optional("more").map { node in
                    (node.sequence ?? [node]).compactMap(actions.performer)
                }
                let identifier = identifier(&reader, number: number)
                // Of a list that is none it was said already.
                let isEach = number == nil && reader.mapping["for_each"] != nil
                let compiler = context.compiler.forChildren(each: isEach ? .dyn : number?.element)
                let fields = entries(reader.optional("fields")).compactMap { name, node in
                    compiler.compile(node).map { ChildrenDefinition.Field(name: name, value: $0) }
                }
                let cascades = entries(reader.optional("cascade")).compactMap(cascade)
                let rollUps = entries(reader.optional("roll_up")).compactMap(rollUp)
                guard let workflow, let number else { return nil }
                if case .added = number.value, adders == nil {
                    sink.error(
                        "no-children",
                        LocalizedText(
                            vi:
                                "không có hồ sơ con nào được mở: thiếu “count”, “for_each” và “more”",
                            en: "no children are ever opened: there is no “count”, “for_each” or"
                                + " “more”"),
                        at: reader.range)
                }
                return ChildrenDefinition(
                    state: state, workflow: workflow, number: number.value, identifier: identifier,
                    fields: fields, cascades: cascades, rollUps: rollUps, adders: adders ?? [],
                    range: reader.range)
            } ?? nil
        return sink.errorCount == errors ? definition : nil
    }

    /// The pairs of a mapping whose keys are names of something.
    private func entries(_ node: Node?) -> [(Located<String>, Node)] {
        guard let node,
            let mapping = NodeDecoder<Node>.mappingNode.decode(node, sink)?.mapping
        else { return [] }
        return mapping.pairs.map { (Located($0.name, at: $0.key.range), $0.value) }
    }

    // MARK: How many

    private struct Number {
        var value: ChildrenDefinition.Number
        /// The type of the members of the list.
        var element: CELType?
    }

    private func number(_ reader: inout MappingReader) -> Number? {
        let count = reader.optional("count")
        let list = reader.optional("for_each")
        if count != nil, list != nil {
            sink.error(
                "two-numbers",
                LocalizedText(
                    vi: "các hồ sơ con có “count” hoặc “for_each”, không có cả hai",
                    en: "children have “count” or “for_each”, not both"),
                at: reader.keyRange("for_each"))
            return nil
        }
        if let count {
            guard let expression = context.compiler.compile(count) else { return nil }
            switch expression.program.resultType {
            case .int, .dyn, .null: return Number(value: .count(expression))
            default:
                mismatch(
                    expression, LocalizedText(vi: "một số nguyên", en: "a whole number"))
                return nil
            }
        }
        guard let list else { return Number(value: .added) }
        guard let expression = context.compiler.compile(list) else { return nil }
        switch expression.program.resultType {
        case .list(let element): return Number(value: .each(expression), element: element)
        case .dyn: return Number(value: .each(expression), element: .dyn)
        default:
            mismatch(expression, LocalizedText(vi: "một danh sách", en: "a list"))
            return nil
        }
    }

    private func mismatch(_ expression: Expression, _ expected: LocalizedText) {
        let type = expression.program.resultType
        sink.error(
            "type-mismatch",
            LocalizedText(
                vi: "cần \(expected.vi), nhưng biểu thức cho kiểu \(type)",
                en: "expected \(expected.en), but the expression gives \(type)"),
            at: expression.range)
    }

    // MARK: What they are called

    private func identifier(
        _ reader: inout MappingReader, number: Number?
    ) -> ChildIdentifier {
        guard let template = reader.optional("id", .nonEmptyString) else { return .usual }
        let range = reader.valueRange("id")
        let identifier: ChildIdentifier
        do throws(ChildIdentifier.UnknownPlaceholder) {
            identifier = try ChildIdentifier(template)
        } catch {
            sink.report(
                .unknownName(
                    error.name, in: ChildIdentifier.placeholders,
                    LocalizedText(vi: "{item}, {n} hoặc {each}", en: "{item}, {n} or {each}"),
                    at: range))
            return .usual
        }
        let isEach = identifier.parts.contains(.each)
        if isEach, number != nil, number?.element == nil {
            sink.error(
                "no-list",
                LocalizedText(
                    vi: "{each} chỉ có nghĩa bên cạnh “for_each”",
                    en: "{each} only means something beside “for_each”"),
                at: range)
        }
        if !identifier.parts.contains(.item) || !(isEach || identifier.parts.contains(.number)) {
            sink.error(
                "same-identifier",
                LocalizedText(
                    vi: "các hồ sơ con sẽ trùng mã: cần {item} và {n} hoặc {each}",
                    en: "children would be called the same: it takes {item} and {n} or {each}"),
                at: range,
                hint: LocalizedText(vi: "ví dụ: \"{item}.{n}\"", en: "such as \"{item}.{n}\""))
        }
        return identifier
    }

    // MARK: What passes between

    private func cascade(
        _ name: Located<String>, _ node: Node
    ) -> ChildrenDefinition.Cascade? {
        let childAction = NodeDecoder<Located<String>>.reference.decode(node, sink)
        guard let action = context.actionIndex[name.value] else {
            sink.report(
                .unknownName(name.value, in: context.actionNames, .anAction, at: name.range))
            return nil
        }
        return childAction.map { .init(action: action, childAction: $0) }
    }

    private func rollUp(_ name: Located<String>, _ node: Node) -> RollUp? {
        guard let index = context.field(name) else { return nil }
        let field = context.fields[index]
        guard let (function, childField) = RollUpScan.parse(node.string ?? "") else {
            sink.report(
                .wrongType(
                    node,
                    expected: LocalizedText(
                        vi:
                            "sum(TRƯỜNG), min(TRƯỜNG) hoặc max(TRƯỜNG) với một trường của hồ sơ con",
                        en: "sum(FIELD), min(FIELD) or max(FIELD) of a field of the children"),
                    hint: LocalizedText(
                        vi: "ví dụ: sum(\(name.value))", en: "such as sum(\(name.value))")))
            return nil
        }
        if field.value != nil {
            sink.error(
                "computed-field",
                LocalizedText(
                    vi:
                        "trường “\(name.value)” được tính bằng “value”, không lấy từ hồ sơ con được",
                    en: "the field “\(name.value)” is computed by “value” and cannot be kept from"
                        + " the children"),
                at: name.range)
        }
        if let first = context.rollUps.places[name.value], first != name.range {
            sink.report(
                .alreadyDefined(
                    LocalizedText(
                        vi: "một trường lấy từ hồ sơ con", en: "a field kept from children"),
                    name.value, at: name.range, first: first))
        }
        guard function.takes(field.type) else {
            sink.error(
                "type-mismatch",
                LocalizedText(
                    vi: "\(function.rawValue)() không dùng được cho kiểu \(field.type.name.vi)",
                    en: "\(function.rawValue)() does not take the type \(field.type.name.en)"),
                at: node.range)
            return nil
        }
        let known = context.rollUps.childFields.first { $0.name == childField }
        if let known, known.type != field.type {
            sink.error(
                "type-mismatch",
                LocalizedText(
                    vi: "trường “\(childField)” của hồ sơ con đã được lấy với kiểu"
                        + " \(known.type.name.vi)",
                    en: "the field “\(childField)” of the children is already taken with the type"
                        + " \(known.type.name.en)"),
                at: node.range)
        }
        if ChildObject.ownFields.contains(where: { $0.name == childField }) {
            sink.error(
                "reserved-name",
                LocalizedText(
                    vi: "“\(childField)” là từ dành riêng của “children”",
                    en: "“\(childField)” is a word of “children” itself"),
                at: node.range)
        }
        return RollUp(
            field: index, function: function, childField: Located(childField, at: node.range))
    }
}
