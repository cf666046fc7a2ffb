package import Diagnostics

/// A state while its workflow is being read.
package struct StateDraft: Sendable {
    package var id: StateID
    package var name: String
    package var title: LocalizedText
    package var parent: StateID?
    package var children: [StateID]
    /// The number after the last state inside this one.
    package var end: Int
    package var kind: StateNode.Kind
    /// Left out of lists and drawings: an idle region.
    package var isHidden: Bool
    /// Whose desk the item lies on here: an agency code.
    package var owner: CodeSource?
    package var entry: [Assignment]
    package var exit: [Assignment]
    package var actions: [Action]
    package var always: [Transition]
    package var timed: [TimedTransition]
    /// Taken when the state is done: its child is final, or all its regions are.
    package var done: [Transition]
    /// The items it opens below the item when it is entered.
    package var opens: ChildrenDefinition?
    /// Fields that may be changed outside an action.
    package var edits: [EditRule]
    package var range: SourceRange
    /// What is asked of each member of a list while the state is active.
    package var tasks: TaskDefinition?
    /// Who may assign the tasks of the state and of those inside.
    package var assigners: [Action.Performer] = []

    package init(
        id: StateID, name: String, title: LocalizedText, parent: StateID?, children: [StateID],
        end: Int, kind: StateNode.Kind, isHidden: Bool, owner: CodeSource?, entry: [Assignment],
        exit: [Assignment], actions: [Action], always: [Transition], timed: [TimedTransition],
        done: [Transition], edits: [EditRule] = [], range: SourceRange
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
        self.edits = edits
        self.range = range
    }
}
