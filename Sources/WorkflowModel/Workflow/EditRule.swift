public import Diagnostics

/// Fields that may be changed outside an action, and who may do so while which states are active.
public final class EditRule: Sendable {
    /// The state it is written in: it holds while that is active.
    public let state: StateID
    /// By index.
    public let fields: [Int]
    /// Empty: nobody.
    public let performers: [Action.Performer]
    /// It holds only while one of these is active; empty: for as long as `state` is.
    public let states: StateSet
    public let range: SourceRange

    package init(
        state: StateID, fields: [Int], performers: [Action.Performer], states: StateSet,
        range: SourceRange
    ) {
        self.state = state
        self.fields = fields
        self.performers = performers
        self.states = states
        self.range = range
    }

    /// Whether it holds while these states are active.
    public func holds(in configuration: StateSet) -> Bool {
        configuration.contains(state)
            && (states.isEmpty || states.intersects(configuration))
    }

    /// The states people know it by: those it names, else the one it is written in.
    public var scope: [StateID] { states.isEmpty ? [state] : Array(states) }
}

extension Workflow {
    /// Every rule about fields changed outside an action, in document order.
    public var edits: [EditRule] { states.flatMap(\.edits) }
}
