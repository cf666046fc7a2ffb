import Diagnostics
import WorkflowModel
import YAML

/// Reads what is written inside the states of a workflow.
struct StateDecoder {
    let context: WorkflowContext
    let transitions: TransitionDecoder
    let actions: ActionDecoder
    private let tasks: TaskDecoder
    var sink: DiagnosticSink { context.sink }

    init(_ context: WorkflowContext, deadlines: [String: Int]) {
        self.context = context
        transitions = TransitionDecoder(context)
        actions = ActionDecoder(context, deadlines: deadlines)
        tasks = TaskDecoder(context)
    }

    /// Nil after a complaint that leaves no state to speak of.
    func decode(_ draft: StateTree.Draft) -> StateDraft? {
        if draft.isFinal { return final(draft) }
        if draft.isHistory { return history(draft) }
        return ordinary(draft)
    }

    /// The state of the whole item, whose keys the reader of the workflow has read already.
    func root(title: LocalizedText, _ reader: inout MappingReader) -> StateDraft {
        let draft = context.tree[.root]
        var state = node(draft, title: title)
        state.kind = .compound(initial: initial(reader.optional("initial"), of: draft))
        state.actions = actions(reader.optional("actions"), of: .root)
        state.assigners = reader.optional("assign").map(actions.performers) ?? []
        state.edits = actions.edits(reader.optional("edit"), of: .root)
        return state
    }

    func node(_ draft: StateTree.Draft, title: LocalizedText?) -> StateDraft {
        StateDraft(
            id: draft.id, name: draft.name.value,
            title: title ?? LocalizedText(draft.name.value), parent: draft.parent,
            children: draft.children, end: draft.end, kind: .atomic, isHidden: false, owner: nil,
            entry: [], exit: [], actions: [], always: [], timed: [], done: [],
            range: draft.name.range)
    }

    private func ordinary(_ draft: StateTree.Draft) -> StateDraft? {
        draft.node.readMapping(.stateContext, sink) { reader in
            var state = node(draft, title: reader.optional("title", .localizedText))
            state.isHidden = reader.optional("hidden", .bool, default: false)
            state.owner = reader.optional("owner").flatMap { context.codeSource($0, .agency) }
            state.kind = kind(&reader, of: draft)
            state.entry = reader.optional("entry").map(transitions.work) ?? []
            state.exit = reader.optional("exit").map(transitions.work) ?? []
            state.actions = actions(reader.optional("actions"), of: draft.id)
            state.assigners = reader.optional("assign").map(actions.performers) ?? []
            state.tasks = reader.optional("tasks").flatMap {
                tasks.decode($0, of: draft, title: state.title)
            }
            state.edits = actions.edits(reader.optional("edit"), of: draft.id)
            let always = LocalizedText(
                vi: "một chuyển tiếp tự động", en: "an automatic transition")
            state.always = list(reader.optional("always")).compactMap {
                transitions.transition($0, from: draft.id, what: always)
            }
            state.timed = list(reader.optional("after")).compactMap {
                transitions.timed($0, from: draft.id)
            }
            let done = LocalizedText(
                vi: "một chuyển tiếp khi hoàn thành", en: "a transition when done")
            state.done = list(reader.optional("done")).compactMap {
                transitions.transition($0, from: draft.id, what: done)
            }
            checkDone(reader, draft)
            state.opens = reader.optional("children").flatMap { children($0, of: draft.id) }
            // Read before all states, because actions extend deadlines by name.
            reader.know("deadline")
            reader.know("deadlines")
            return state
        }
    }

    private func list(_ node: Node?) -> [Node] {
        node.map { $0.sequence ?? [$0] } ?? []
    }

    private func actions(_ node: Node?, of state: StateID) -> [Action] {
        guard let node,
            let mapping = NodeDecoder<Node>.mappingNode.decode(node, sink)?.mapping
        else { return [] }
        return mapping.pairs.compactMap { actions.decode($0, of: state) }
    }

    // MARK: Kinds

    private func kind(
        _ reader: inout MappingReader, of draft: StateTree.Draft
    ) -> StateNode.Kind {
        let states = reader.optional("states", .mappingNode)
        let parallel = reader.optional("parallel", .mappingNode)
        let initial = reader.optional("initial")
        if states != nil, parallel != nil {
            sink.error(
                "two-kinds",
                LocalizedText(
                    vi: "một trạng thái có “states” hoặc “parallel”, không có cả hai",
                    en: "a state has “states” or “parallel”, not both"),
                at: reader.keyRange("parallel"))
            return .atomic
        }
        if parallel != nil {
            checkRegions(reader, draft)
            if initial != nil { refuseInitial(reader) }
            return .parallel
        }
        guard states != nil else {
            if initial != nil { refuseInitial(reader) }
            return .atomic
        }
        guard !draft.children.isEmpty else {
            // Of children that are there and could not be read it was said already.
            if states?.mapping?.isEmpty == true { reportEmpty(reader.keyRange("states")) }
            return .atomic
        }
        return .compound(initial: self.initial(initial, of: draft))
    }

    private func refuseInitial(_ reader: MappingReader) {
        sink.error(
            "initial-without-states",
            LocalizedText(
                vi: "“initial” chỉ có nghĩa khi trạng thái có “states”",
                en: "“initial” only means something beside “states”"),
            at: reader.keyRange("initial"))
    }

    private func reportEmpty(_ range: SourceRange) {
        sink.error(
            "no-states",
            LocalizedText(vi: "chưa có trạng thái nào ở trong", en: "there are no states inside"),
            at: range)
    }

    /// A history state may stand among the regions; it remembers what was active in all of them.
    private func checkRegions(_ reader: MappingReader, _ draft: StateTree.Draft) {
        let regions = draft.children.map { context.tree[$0] }.filter { !$0.isHistory }
        if regions.isEmpty { reportEmpty(reader.keyRange("parallel")) }
        for region in regions where region.isFinal {
            sink.error(
                "not-a-region",
                LocalizedText(
                    vi: "“\(region.name.value)” là trạng thái kết thúc, không làm nhánh song song "
                        + "được",
                    en: "“\(region.name.value)” is a final state and cannot be a region"),
                at: region.name.range)
        }
    }

    /// The states entered first: those named, else the first one written.
    private func initial(_ node: Node?, of draft: StateTree.Draft) -> [StateID] {
        guard let node else {
            let first = draft.children.first { !context.tree[$0].isHistory }
            return first.map { [$0] } ?? []
        }
        guard let targets = transitions.targets(node) else { return [] }
        for target in targets {
            let name = context.tree[target].name.value
            guard draft.subtree.contains(target), target != draft.id else {
                sink.error(
                    "initial-outside",
                    LocalizedText(
                        vi: "“\(name)” không nằm trong trạng thái này",
                        en: "“\(name)” is not inside this state"),
                    at: node.range,
                    hint: Diagnostic.suggestion(
                        for: name, in: draft.children.map { context.tree[$0].name.value }))
                return []
            }
            guard !context.tree[target].isHistory else {
                sink.error(
                    "initial-history",
                    LocalizedText(
                        vi: "“\(name)” là trạng thái nhớ lại, không thể là trạng thái đầu",
                        en: "“\(name)” is a history state and cannot be the first"),
                    at: node.range)
                return []
            }
        }
        return targets
    }

    private func checkDone(_ reader: MappingReader, _ draft: StateTree.Draft) {
        guard reader.mapping["done"].map({ !$0.isNull }) == true else { return }
        let hasFinal = draft.children.contains { context.tree[$0].isFinal }
        let hasTasks = reader.mapping["tasks"].map { !$0.isNull } == true
        guard !draft.hasRegions, !hasFinal, !hasTasks else { return }
        sink.error(
            "never-done",
            LocalizedText(
                vi: "“done” không bao giờ xảy ra: bên trong không có trạng thái kết thúc nào",
                en: "“done” never happens: there is no final state inside"),
            at: reader.keyRange("done"),
            hint: LocalizedText(
                vi: "thêm một trạng thái {final: true} vào trong, hoặc “tasks”",
                en: "add a state {final: true} inside, or “tasks”"))
    }
}

extension LocalizedText {
    static let stateContext = LocalizedText(vi: "một trạng thái", en: "a state")
}
