public import Diagnostics

/// What a state asks of each member of a list, or of one desk: `tasks:` of a state.
public final class TaskDefinition: Sendable {
    /// Whose desks the tasks lie on.
    public enum Assignee: Sendable {
        /// Each member is an agency; there, holders of any of the roles, or everybody.
        case agencies(roles: [CodeSource])
        /// Each member is a person.
        case people
        /// One task. Without an agency it is the one that owns the state.
        case desk(agency: CodeSource?, roles: [CodeSource], person: Expression?)
    }

    /// A desk that may answer for a member.
    public struct Substitute: Sendable {
        public var agency: CodeSource
        /// Empty: everybody there.
        public var roles: [CodeSource]
        /// Only for agencies of these levels; empty: of any.
        public var levels: [String]

        package init(agency: CodeSource, roles: [CodeSource], levels: [String]) {
            self.agency = agency
            self.roles = roles
            self.levels = levels
        }
    }

    /// When enough is done. With nobody to wait for it is at once.
    public enum Until: Sendable {
        case all
        case any
        /// So many of them. A state with fewer members is not entered.
        case quorum(Int)
        /// More than half of them.
        case majority
        /// One of each group the list names; an agency that is no group counts as one.
        case onePerGroup
        /// CEL over `tasks`.
        case condition(Expression)
    }

    /// What becomes of the tasks not done when enough is, or when the state is left before.
    public enum Rest: String, CaseIterable, Sendable {
        /// They stay on their desks.
        case keep
        case cancel
    }

    /// What is done with what comes after enough was done or the state was left.
    public enum Late: String, CaseIterable, Sendable {
        /// Kept, and marked as late.
        case record
        case refuse
    }

    public struct Outcome: Hashable, Sendable {
        public var code: String
        public var title: LocalizedText

        package init(code: String, title: LocalizedText) {
            self.code = code
            self.title = title
        }
    }

    /// What `wf advance ITEM NAME` completes; no action or other task of the workflow is called so.
    public let name: String
    public let title: LocalizedText
    /// CEL that gives the codes of the members; nil for one task.
    public let members: Expression?
    public let assignee: Assignee
    public let substitutes: [Substitute]
    /// Those one of which a completion must choose. Empty: it is done, and that is all.
    public let outcomes: [Outcome]
    public let requiresNote: Bool
    /// The kinds of document a completion must hand in.
    public let documents: [String]
    public let until: Until
    public let rest: Rest
    public let late: Late
    public let range: SourceRange

    /// What a task without outcomes has come to.
    public static let done = "done"

    package init(
        name: String, title: LocalizedText, members: Expression?, assignee: Assignee,
        substitutes: [Substitute], outcomes: [Outcome], requiresNote: Bool, documents: [String],
        until: Until, rest: Rest, late: Late, range: SourceRange
    ) {
        self.name = name
        self.title = title
        self.members = members
        self.assignee = assignee
        self.substitutes = substitutes
        self.outcomes = outcomes
        self.requiresNote = requiresNote
        self.documents = documents
        self.until = until
        self.rest = rest
        self.late = late
        self.range = range
    }
}
