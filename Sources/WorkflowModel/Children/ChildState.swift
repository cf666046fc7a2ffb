/// What an item knows of one that it opened. Kept up to date by events of the item itself, so that
/// nothing else has to be read to decide about it.
public struct ChildState: Hashable, Sendable {
    public var id: String
    public var workflow: String
    /// The state of the parent that opened it.
    public var opener: StateID
    /// Which of the children of that state it is, from 1.
    public var number: Int
    /// The member of the list it was opened for, as text.
    public var member: String?
    /// The names of its active states that people are shown, outermost first.
    public var states: [String]
    /// Nil while it is open.
    public var outcome: String?
    /// Its values of the fields the parent looks at, in the order of `Workflow.childFields`.
    public var fields: [FieldValue?]

    package init(
        id: String, workflow: String, opener: StateID, number: Int, member: String?,
        states: [String] = [], outcome: String? = nil, fields: [FieldValue?] = []
    ) {
        self.id = id
        self.workflow = workflow
        self.opener = opener
        self.number = number
        self.member = member
        self.states = states
        self.outcome = outcome
        self.fields = fields
    }

    /// Finished, whatever the outcome.
    public var isDone: Bool { outcome != nil }
}

/// A field of children that their parent looks at, with the type it has there.
public struct ChildField: Hashable, Sendable {
    public var name: String
    public var type: FieldType

    package init(name: String, type: FieldType) {
        self.name = name
        self.type = type
    }
}
