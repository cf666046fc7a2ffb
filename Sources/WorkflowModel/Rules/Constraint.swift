public import Diagnostics

/// Who may not, or who must, do one thing to an item because of who did another: checked over the
/// item's whole history. Nobody is exempt from it, whatever their roles.
public struct Constraint: Sendable {
    public enum Kind: Hashable, Sendable {
        /// Whoever did one of `done` may do none of `restricted`.
        case separation
        /// Each of `done`, which are also `restricted`, is done by somebody else.
        case differentPeople
        /// Nobody of an agency in which one of `done` was done may do one of `restricted`.
        case differentAgency
        /// Whoever did one of `done` last must do each of `restricted` too. Who is there no more,
        /// or may not do it any more, is let go of when `unlessGone`.
        case samePerson(unlessGone: Bool)
    }

    public var name: String
    public var title: LocalizedText
    public var source: LocalizedText?
    public var kind: Kind
    public var done: [String]
    /// The actions it keeps people from.
    public var restricted: [String]
    /// Empty: every workflow.
    public var workflows: [String]
    public var range: SourceRange

    public init(
        name: String, title: LocalizedText, source: LocalizedText?, kind: Kind = .separation,
        done: [String], restricted: [String], workflows: [String], range: SourceRange
    ) {
        self.name = name
        self.title = title
        self.source = source
        self.kind = kind
        self.done = done
        self.restricted = restricted
        self.workflows = workflows
        self.range = range
    }

    /// Whether it has a say in an action of a workflow.
    public func restricts(_ action: String, of workflow: String) -> Bool {
        restricted.contains(action) && (workflows.isEmpty || workflows.contains(workflow))
    }
}
