public import Diagnostics

/// The items a state opens below its own item, and what passes between them: `children:`.
///
/// What it says of their workflow is by name: that is looked up when a child is opened, and checked
/// with the library as a whole.
public final class ChildrenDefinition: Sendable {
    /// How many there are.
    public enum Number: Sendable {
        /// So many; none while the expression has no value.
        case count(Expression)
        /// One for each member of a list.
        case each(Expression)
        /// Only those that people add.
        case added
    }

    /// A field of the child and what it begins with.
    public struct Field: Sendable {
        public var name: Located<String>
        public var value: Expression

        package init(name: Located<String>, value: Expression) {
            self.name = name
            self.value = value
        }
    }

    /// What is done to every open child after an action on the item.
    public struct Cascade: Sendable {
        /// The index of the item's action.
        public var action: Int
        /// The action of the child.
        public var childAction: Located<String>

        package init(action: Int, childAction: Located<String>) {
            self.action = action
            self.childAction = childAction
        }
    }

    /// More children of one state than this are a mistake.
    package static let limit = 200

    public let state: StateID
    public let workflow: Located<String>
    public let number: Number
    public let identifier: ChildIdentifier
    public let fields: [Field]
    public let cascades: [Cascade]
    public let rollUps: [RollUp]
    /// Who may add one more; empty: nobody.
    public let adders: [Action.Performer]
    public let range: SourceRange

    package init(
        state: StateID, workflow: Located<String>, number: Number, identifier: ChildIdentifier,
        fields: [Field], cascades: [Cascade], rollUps: [RollUp], adders: [Action.Performer],
        range: SourceRange
    ) {
        self.state = state
        self.workflow = workflow
        self.number = number
        self.identifier = identifier
        self.fields = fields
        self.cascades = cascades
        self.rollUps = rollUps
        self.adders = adders
        self.range = range
    }

    /// The child's action that follows on an action of the item.
    public func childAction(after action: Int) -> String? {
        cascades.first { $0.action == action }?.childAction.value
    }
}
