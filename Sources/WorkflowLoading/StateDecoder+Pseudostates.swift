import Diagnostics
import WorkflowModel
import YAML

// The states in which nothing is done: ends, and places that remember.

extension StateDecoder {
    func final(_ draft: StateTree.Draft) -> StateDraft? {
        let what = LocalizedText(vi: "trạng thái kết thúc", en: "a final state")
        return draft.node.readMapping(what, sink) { reader -> StateDraft? in
            var state = node(draft, title: reader.optional("title", .localizedText))
            state.isHidden = reader.optional("hidden", .bool, default: false)
            state.entry = reader.optional("entry").map(transitions.work) ?? []
            guard let final = reader.optional("final") else { return nil }
            let isInside = draft.parent != .root
            guard let outcome = outcome(final, of: draft, isInside: isInside) else { return nil }
            state.kind = .final(outcome: outcome)
            return state
        } ?? nil
    }

    private func outcome(
        _ node: Node, of draft: StateTree.Draft, isInside: Bool
    ) -> String? {
        switch node.bool {
        case true? where isInside:
            return draft.name.value
        case true?:
            sink.error(
                "no-outcome",
                LocalizedText(
                    vi: "trạng thái kết thúc hồ sơ cần một từ cho biết kết quả",
                    en: "a state that ends the item needs a word for the outcome"),
                at: node.range,
                hint: LocalizedText(
                    vi: "ví dụ final: completed", en: "such as final: completed"))
            return nil
        case false?:
            sink.report(
                .wrongType(
                    node,
                    expected: LocalizedText(vi: "từ chỉ kết quả", en: "a word for the outcome")))
            return nil
        case nil:
            return NodeDecoder<String>.name.decode(node, sink)
        }
    }

    func history(_ draft: StateTree.Draft) -> StateDraft? {
        let what = LocalizedText(vi: "trạng thái nhớ lại", en: "a history state")
        return draft.node.readMapping(what, sink) { reader -> StateDraft? in
            var state = node(draft, title: reader.optional("title", .localizedText))
            state.isHidden = reader.optional("hidden", .bool, default: false)
            let depth = LocalizedText(vi: "deep hoặc shallow", en: "deep or shallow")
            let isDeep = reader.required(
                "history",
                NodeDecoder<Bool>.oneOf(
                    [("deep", true), ("shallow", false)], expected: depth))
            let fallback = reader.optional("default").map(transitions.targets)
            guard let isDeep, let parent = draft.parent else { return nil }
            state.kind = .history(
                deep: isDeep,
                fallback: self.fallback(fallback, of: draft, in: parent, reader) ?? [])
            return state
        } ?? nil
    }

    /// Where a history state leads while it remembers nothing: inside its parent.
    private func fallback(
        _ written: [StateID]??, of draft: StateTree.Draft, in parent: StateID,
        _ reader: MappingReader
    ) -> [StateID]? {
        guard let written else {
            sink.error(
                "missing-key",
                LocalizedText(
                    vi: "thiếu “default”: đi đâu khi chưa có gì để nhớ",
                    en: "“default” is missing: where to go while there is nothing to remember"),
                at: draft.name.range)
            return nil
        }
        guard let targets = written else { return nil }
        let inside = context.tree[parent].subtree
        for target in targets {
            let other = context.tree[target]
            guard inside.contains(target), target != parent, !other.isHistory else {
                sink.error(
                    "history-default",
                    LocalizedText(
                        vi: "“default” của trạng thái nhớ lại phải là một trạng thái thường nằm "
                            + "cùng trong “\(parentName(parent))”",
                        en: "the default of a history state must be an ordinary state inside "
                            + "“\(parentName(parent))” too"),
                    at: reader.valueRange("default"))
                return nil
            }
        }
        return targets
    }

    private func parentName(_ parent: StateID) -> String {
        parent == .root ? context.name.value : context.tree[parent].name.value
    }
}
