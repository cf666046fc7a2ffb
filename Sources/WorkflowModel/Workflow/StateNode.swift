public import Diagnostics

/// One state of a workflow as written, with its place in the tree worked out.
public struct StateNode: Sendable {
    public enum Kind: Hashable, Sendable {
        case atomic
        /// Has states of which one is active; `initial` is entered first.
        case compound(initial: [StateID])
        /// Has regions, all active together.
        case parallel
        /// Ends its parent; at the top it ends the item with `outcome`.
        case final(outcome: String)
        /// Stands for the states last active in its parent; `fallback` when there were none.
        case history(deep: Bool, fallback: [StateID])
    }

    public var id: StateID
    public var name: String
    public var title: LocalizedText
    public var parent: StateID?
    public var children: [StateID]
    /// The number after the last state inside this one.
    public var end: Int
    public var kind: Kind
    /// Left out of lists and drawings: an idle region.
    public var isHidden: Bool
    /// Whose desk the item lies on here: an agency code.
    public var owner: CodeSource?
    public var entry: [Assignment]
    public var exit: [Assignment]
    public var actions: [Action]
    public var always: [Transition]
    public var timed: [TimedTransition]
    /// Taken when the state is done: its child is final, or all its regions are.
    public var done: [Transition]
    public var range: SourceRange

    package init(
        id: StateID, name: String, title: LocalizedText, parent: StateID?, children: [StateID],
        end: Int, kind: Kind, isHidden: Bool, owner: CodeSource?, entry: [Assignment],
        exit: [Assignment], actions: [Action], always: [Transition], timed: [TimedTransition],
        done: [Transition], range: SourceRange
    ) {
        self.id = id
        self.name = name
        self.title = title
        self.parent = parent
        self.children = children
        self.end = end
        self.kind = kind
        self.isHidden = isHidden
        self.owner = owner
        self.entry = entry
        self.exit = exit
        self.actions = actions
        self.always = always
        self.timed = timed
        self.done = done
        self.range = range
    }

    /// This state and all it contains.
    public var subtree: StateSet { StateSet(range: id.index..<end) }
    /// All it contains, without itself.
    public var descendants: StateSet { StateSet(range: id.index + 1..<end) }
}
