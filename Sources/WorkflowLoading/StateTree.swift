import Diagnostics
import WorkflowModel
import YAML

/// The states of a workflow as written, numbered in document order, before what is inside them is
/// read: names can be resolved from here on.
struct StateTree {
    struct Draft {
        var id: StateID
        var name: Located<String>
        var node: Node
        var parent: StateID?
        var children: [StateID] = []
        /// The number after the last state inside.
        var end: Int

        var mapping: Mapping { node.mapping ?? Mapping([]) }
        var isHistory: Bool { mapping["history"].map { !$0.isNull } ?? false }
        var isFinal: Bool { mapping["final"].map { !$0.isNull } ?? false }
        var hasRegions: Bool { mapping["parallel"]?.mapping != nil }
        var subtree: StateSet { StateSet(range: id.index..<end) }
    }

    private(set) var drafts: [Draft] = []
    private(set) var index: [String: StateID] = [:]
    private static let maxDepth = 64

    /// Reports names that are not valid or used twice, and trees that are too large or too deep.
    init(_ root: Node, name: Located<String>, sink: DiagnosticSink) {
        drafts.append(
            Draft(
                id: .root, name: Located("", at: name.range), node: root, parent: nil, end: 1))
        var builder = Builder(sink: sink)
        builder.addChildren(of: .root, to: &self, depth: 0)
        drafts[0].end = drafts.count
    }

    subscript(_ state: StateID) -> Draft { drafts[state.index] }

    /// The states around a state, itself not included.
    func ancestors(_ state: StateID) -> StateSet {
        var set = StateSet()
        var next = drafts[state.index].parent
        while let parent = next {
            set.insert(parent)
            next = drafts[parent.index].parent
        }
        return set
    }

    /// The names of all states but the root, in document order.
    var names: [String] { drafts.dropFirst().map(\.name.value) }

    private struct Builder {
        let sink: DiagnosticSink
        var isFull = false

        mutating func addChildren(of parent: StateID, to tree: inout StateTree, depth: Int) {
            let mapping = tree[parent].mapping
            for key in ["states", "parallel"] {
                guard let children = mapping[key]?.mapping else { continue }
                guard depth < StateTree.maxDepth else {
                    sink.error(
                        "too-deep",
                        LocalizedText(
                            vi: "các trạng thái lồng nhau quá \(StateTree.maxDepth) bậc",
                            en: "states are nested more than \(StateTree.maxDepth) levels deep"),
                        at: children.pairs.first?.key.range)
                    return
                }
                for pair in children.pairs {
                    add(pair, of: parent, to: &tree, depth: depth)
                    if isFull { return }
                }
            }
        }

        private mutating func add(
            _ pair: Mapping.Pair, of parent: StateID, to tree: inout StateTree, depth: Int
        ) {
            guard tree.drafts.count < StateID.limit else {
                isFull = true
                sink.error(
                    "too-many-states",
                    LocalizedText(
                        vi: "quy trình có hơn \(StateID.limit - 1) trạng thái",
                        en: "the workflow has more than \(StateID.limit - 1) states"),
                    at: pair.key.range)
                return
            }
            guard let name = NodeDecoder<String>.name.located.decode(pair.key, sink) else { return }
            if let first = tree.index[name.value] {
                sink.report(
                    .alreadyDefined(
                        LocalizedText(vi: "một trạng thái", en: "a state"), name.value,
                        at: name.range, first: tree[first].name.range))
                return
            }
            // A state may have nothing to say but its name.
            let node =
                pair.value.isNull ? Node(.mapping(Mapping([])), range: pair.key.range) : pair.value
            let id = StateID(UInt8(tree.drafts.count))
            tree.drafts.append(
                Draft(id: id, name: name, node: node, parent: parent, end: id.index + 1))
            tree.drafts[parent.index].children.append(id)
            tree.index[name.value] = id
            addChildren(of: id, to: &tree, depth: depth + 1)
            tree.drafts[id.index].end = tree.drafts.count
        }
    }
}
