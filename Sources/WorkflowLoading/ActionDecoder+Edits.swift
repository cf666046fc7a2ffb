import Diagnostics
import WorkflowCalendar
import WorkflowModel
import YAML

extension ActionDecoder {
    /// `edit:` of a state or of the whole workflow: one rule or several.
    func edits(_ node: Node?, of state: StateID) -> [EditRule] {
        guard let node else { return [] }
        return (node.sequence ?? [node]).compactMap { edit($0, of: state) }
    }

    private func edit(_ node: Node, of state: StateID) -> EditRule? {
        let what = LocalizedText(
            vi: "quyền sửa trường {fields: …, by: …}", en: "a rule {fields: …, by: …}")
        return node.readMapping(what, context.sink) { reader -> EditRule? in
            let names = NodeDecoder<[Located<String>]>.names
            let fields = reader.required("fields", names)?.compactMap(context.settableField)
            let by = reader.required("by")
            let states = reader.optional("while", names).map(context.states)
            guard let fields, let by else { return nil }
            return EditRule(
                state: state, fields: fields,
                performers: (by.sequence ?? [by]).compactMap(performer),
                states: states ?? [], range: node.range)
        } ?? nil
    }

    /// `undo:` of an action: `true`, or for how long, `within 1 working day`.
    func undo(_ node: Node) -> UndoRule? {
        let expected = LocalizedText(
            vi: "true, false hoặc thời hạn (within 1 working day)",
            en: "true, false or a time (within 1 working day)")
        if let flag = node.bool { return flag ? UndoRule() : nil }
        if let text = node.string {
            let words = text.trimmingSpaces()
            let length = words.hasPrefix("within ") ? String(words.dropFirst(7)) : words
            if let limit = Limit(parsing: length) { return UndoRule(within: limit) }
        }
        context.sink.report(.wrongType(node, expected: expected))
        return nil
    }
}
