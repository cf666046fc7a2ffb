public import Diagnostics
public import WorkflowCalendar

/// What a person may do to an item while a state is active.
public final class Action: Sendable {
    public enum Requirement: Hashable, Sendable {
        /// A field that must have a value, given with the action or before.
        case field(Int)
        case note
        /// A document of this kind (`to-trinh`), attached with the action or before.
        case document(String)
    }

    /// Who may: every condition that is present must hold. An empty one is anyone signed in.
    public final class Performer: Sendable {
        public let roles: [CodeSource]
        public let agency: CodeSource?
        /// CEL that gives the identifier of a person.
        public let person: Expression?
        public let condition: Expression?
        public let range: SourceRange

        package init(
            roles: [CodeSource], agency: CodeSource?, person: Expression?,
            condition: Expression?, range: SourceRange
        ) {
            self.roles = roles
            self.agency = agency
            self.person = person
            self.condition = condition
            self.range = range
        }
    }

    public struct DeadlineExtension: Sendable {
        /// The index of the deadline in `Workflow.deadlines`.
        public var deadline: Int
        /// CEL giving the new date or the limit to add.
        public var to: Expression
        /// How often it may be extended in all.
        public var times: Int
        /// How long before the end at latest: `1 day` is no later than the day before.
        public var notice: Limit?

        package init(deadline: Int, to: Expression, times: Int, notice: Limit? = nil) {
            self.deadline = deadline
            self.to = to
            self.times = times
            self.notice = notice
        }
    }

    public let name: String
    /// The index of the name in `Workflow.actionNames`.
    public let nameIndex: Int
    public let title: LocalizedText
    /// Empty: nobody.
    public let performers: [Performer]
    public let requirements: [Requirement]
    /// One of the requirements is a document.
    package let asksForDocuments: Bool
    /// Fields that may be set together with the action, by index.
    public let input: [Int]
    public let guardExpression: Expression?
    /// What to tell the actor when the guard is false.
    public let explanation: LocalizedText?
    /// Tried in order; the first whose guard is true is taken. Never empty.
    public let transitions: [Transition]
    public let isOptional: Bool
    /// A step of a ladder may take it in nobody's name. Nothing is unless it says so.
    public let isAutomatic: Bool
    /// How many different people must take it before its transition is taken: 1 for most.
    public let approvals: Int
    public let deadlineExtension: DeadlineExtension?
    /// Nil: it cannot be taken back.
    public let undo: UndoRule?
    public let range: SourceRange

    package init(
        name: String, nameIndex: Int, title: LocalizedText, performers: [Performer],
        requirements: [Requirement], input: [Int], guardExpression: Expression?,
        explanation: LocalizedText?, transitions: [Transition], isOptional: Bool,
        isAutomatic: Bool, approvals: Int = 1, deadlineExtension: DeadlineExtension?,
        undo: UndoRule? = nil, range: SourceRange
    ) {
        self.name = name
        self.nameIndex = nameIndex
        self.title = title
        self.performers = performers
        self.requirements = requirements
        asksForDocuments = requirements.contains { requirement in
            if case .document = requirement { true } else { false }
        }
        self.input = input
        self.guardExpression = guardExpression
        self.explanation = explanation
        self.transitions = transitions
        self.isOptional = isOptional
        self.isAutomatic = isAutomatic
        self.approvals = approvals
        self.deadlineExtension = deadlineExtension
        self.undo = undo
        self.range = range
    }
}
