import CEL
public import Diagnostics

/// A checked workflow: everything an item needs to run, with names resolved to numbers and
/// expressions compiled. Shared by reference; never changes.
public final class Workflow: Sendable {
    public let name: String
    public let version: Int
    /// SHA-256, in hexadecimal, of the texts it was read from. Worked out when it is first asked
    /// for: checking a definition does not.
    public var hash: String { fingerprint.value }
    private let fingerprint: OnDemand<String>
    public let title: LocalizedText
    /// The name of its calendar in the rules.
    public let calendar: String
    public let fields: [FieldDefinition]
    /// In document order; the first is the root.
    public let states: [StateNode]
    public let deadlines: [DeadlineDefinition]
    /// Every action name, once.
    public let actionNames: [String]
    /// The files it was written in, the most derived first.
    public let sources: [DefinitionSource]

    public let fieldIndex: [String: Int]
    public let stateIndex: [String: StateID]
    public let actionIndex: [String: Int]
    public let deadlineIndex: [String: Int]
    /// The field `priority`, if there is one. Kept, as it is asked for at every commit.
    package let priorityField: Int?
    /// The fields `content` and `title`, as far as there are any. Kept for the same reason.
    package let titleFields: [Int]
    /// Fields with `value:`, in the order they are to be computed.
    package let computedFields: [Int]
    @usableFromInline package let ancestors: [StateSet]
    /// The states with regions.
    package let parallels: StateSet
    /// The states without states inside that end nothing and stand for no others.
    package let plain: StateSet
    /// What each state contains, without itself.
    package let descendants: [StateSet]
    /// For every action name, the actions of that name, those of the innermost states first.
    package let actionsByName: [[Action]]
    /// For every action name the action, where only one has it.
    package let onlyActions: [Action?]
    /// Some state has `always` transitions.
    package let hasAlways: Bool
    /// The states with a history state inside.
    package let remembered: StateSet
    /// For every state the task it puts on a desk while nothing inside it is active.
    package let tasks: [TaskTemplate?]
    /// Who sees its items besides those who have a part in them: true for whom `actor` is. Nil:
    /// everybody, and of an item opened below another whoever sees that one.
    public let visibility: Expression?
    /// Who may start an item; empty: everybody. What a plan, a schedule or a parent starts is theirs
    /// to say.
    public let starters: [Action.Performer]
    /// What its states open below an item, in document order.
    public let children: [ChildrenDefinition]
    /// The fields of children that it looks at, each once.
    public let childFields: [ChildField]
    /// Every field that is kept from the children.
    package let rollUps: [RollUp]
    /// The states that ask something of each member of a list.
    package let asking: StateSet
    /// By the name of what they ask.
    package let askingIndex: [String: StateID]
    /// The states where more happens on entry than that they are active: an assignment, an end,
    /// children, or tasks for each member of a list.
    package let workOnEntry: StateSet
    /// The states with assignments on exit.
    package let workOnExit: StateSet
    /// The states that put a task on a desk or wait for a moment.
    package let opening: StateSet
    /// For every decision table it consults, what feeds each of the table's inputs.
    package let tableInputs: [String: [Expression]]
    /// The conditions of the notification rules that apply to it, by the name of the rule.
    package let notificationConditions: [String: Expression]

    package init(
        name: String, version: Int, hash: @escaping @Sendable () -> String,
        title: LocalizedText, calendar: String,
        fields: [FieldDefinition], states drafts: [StateDraft], deadlines: [DeadlineDefinition],
        actionNames: [String], sources: [DefinitionSource], computedFields: [Int],
        tableInputs: [String: [Expression]], notificationConditions: [String: Expression],
        visibility: Expression? = nil, starters: [Action.Performer] = []
    ) {
        self.name = name
        self.version = version
        fingerprint = OnDemand(hash)
        self.title = title
        self.calendar = calendar
        self.fields = fields
        let states = drafts.map(StateNode.init)
        self.states = states
        self.deadlines = deadlines
        self.actionNames = actionNames
        self.sources = sources
        self.computedFields = computedFields
        self.tableInputs = tableInputs
        self.notificationConditions = notificationConditions
        self.visibility = visibility
        self.starters = starters
        fieldIndex = Self.index(fields.map(\.name))
        priorityField = fieldIndex["priority"]
        titleFields = ["content", "title"].compactMap { [fieldIndex] in fieldIndex[$0] }
        stateIndex = Self.index(states.map(\.name)).mapValues { StateID(UInt8($0)) }
        actionIndex = Self.index(actionNames)
        deadlineIndex = Self.index(deadlines.map(\.name))
        var ancestors: [StateSet] = []
        for state in states {
            // Parents precede their children in document order.
            var set = state.parent.map { ancestors[$0.index] } ?? StateSet()
            if let parent = state.parent { set.insert(parent) }
            ancestors.append(set)
        }
        self.ancestors = ancestors
        descendants = states.map(\.descendants)
        let tasks = drafts.map { TaskTemplate($0, in: drafts) }
        self.tasks = tasks
        children = states.compactMap(\.opens)
        rollUps = children.flatMap(\.rollUps)
        childFields = rollUps.reduce(into: []) { known, rollUp in
            let name = rollUp.childField.value
            if known.contains(where: { $0.name == name }) { return }
            known.append(ChildField(name: name, type: fields[rollUp.field].type))
        }
        asking = StateSet(states.lazy.filter { $0.tasks != nil }.map(\.id))
        askingIndex = Dictionary(
            states.compactMap { state in state.tasks.map { ($0.name, state.id) } },
            uniquingKeysWith: { first, _ in first })
        workOnEntry = StateSet(
            states.lazy.filter { state in
                !state.entry.isEmpty || state.isFinal || state.opens != nil || state.tasks != nil
            }.map(\.id))
        workOnExit = StateSet(states.lazy.filter { !$0.exit.isEmpty }.map(\.id))
        opening = StateSet(
            states.lazy.filter { state in
                !state.timed.isEmpty || tasks[state.id.index] != nil || state.tasks != nil
            }.map(\.id))
        parallels = StateSet(
            states.lazy.filter { state in
                if case .parallel = state.kind { true } else { false }
            }.map(\.id))
        plain = StateSet(
            states.lazy.filter { state in
                if case .atomic = state.kind { true } else { false }
            }.map(\.id))
        var actionsByName = [[Action]](repeating: [], count: actionNames.count)
        for action in states.reversed().flatMap(\.actions) {
            actionsByName[action.nameIndex].append(action)
        }
        self.actionsByName = actionsByName
        onlyActions = actionsByName.map { $0.count == 1 ? $0[0] : nil }
        hasAlways = states.contains { !$0.always.isEmpty }
        remembered = StateSet(
            states.lazy.filter { state in
                state.children.contains { child in
                    if case .history = states[child.index].kind { true } else { false }
                }
            }.map(\.id))
    }

    private static func index(_ names: [String]) -> [String: Int] {
        Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// A state and all that contain it.
    @inlinable
    package func path(to state: StateID) -> StateSet {
        var path = ancestors[state.index]
        path.insert(state)
        return path
    }

    /// The index of an action in `actionNames`. There are few, mostly of different lengths: to look
    /// through them takes less than to hash one.
    package func index(ofAction name: String) -> Int? {
        let length = name.utf8.count
        for index in actionNames.indices
        where actionNames[index].utf8.count == length && actionNames[index] == name {
            return index
        }
        return actionIndex[name]
    }

    @inlinable public subscript(_ state: StateID) -> StateNode { states[state.index] }
}

/// One file a definition was read from. Kept with the items that run on it.
public struct DefinitionSource: Hashable, Sendable {
    public var path: String
    public var text: String

    public init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}
