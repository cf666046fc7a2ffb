public import Diagnostics

/// One state of a workflow, with its place in the tree worked out. A reference, because the core
/// passes states around at every step of every transition.
public final class StateNode: Sendable {
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

    public let id: StateID
    public let name: String
    public let title: LocalizedText
    public let parent: StateID?
    public let children: [StateID]
    /// The number after the last state inside this one.
    public let end: Int
    public let kind: Kind
    /// Left out of lists and drawings: an idle region.
    public let isHidden: Bool
    /// Whose desk the item lies on here: an agency code.
    public let owner: CodeSource?
    public let entry: [Assignment]
    public let exit: [Assignment]
    public let actions: [Action]
    public let always: [Transition]
    public let timed: [TimedTransition]
    /// Taken when the state is done: its child is final, or all its regions are.
    public let done: [Transition]
    /// The items it opens below the item when it is entered.
    public let opens: ChildrenDefinition?
    /// Fields that may be changed outside an action while it is active.
    public let edits: [EditRule]
    public let range: SourceRange
    /// What is asked of each member of a list while the state is active.
    public let tasks: TaskDefinition?
    /// Who may assign the tasks of this state and of those inside that name nobody. Who names no
    /// agency sits where the task lies.
    public let assigners: [Action.Performer]
    /// This state and all it contains.
    public let subtree: StateSet
    /// All it contains, without itself.
    public let descendants: StateSet

    init(_ draft: StateDraft) {
        id = draft.id
        name = draft.name
        title = draft.title
        parent = draft.parent
        children = draft.children
        end = draft.end
        kind = draft.kind
        isHidden = draft.isHidden
        owner = draft.owner
        entry = draft.entry
        exit = draft.exit
        actions = draft.actions
        always = draft.always
        timed = draft.timed
        done = draft.done
        opens = draft.opens
        edits = draft.edits
        range = draft.range
        tasks = draft.tasks
        assigners = draft.assigners
        subtree = StateSet(range: draft.id.index..<draft.end)
        descendants = StateSet(range: draft.id.index + 1..<draft.end)
    }

    public var isFinal: Bool {
        if case .final = kind { true } else { false }
    }
}
