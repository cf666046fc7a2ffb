import CEL
import Diagnostics
import WorkflowModel

/// A step in the making: takes transitions on a working copy of what they change, until nothing
/// more happens by itself.
///
/// What they do is written down in a `Step` that is handed in, where it stays: it is large, and
/// there is one of it.
struct Macrostep: ~Copyable {
    /// More than this in one go is a definition that goes round in circles.
    static let limit = 256

    let evaluator: Evaluator
    private var memory: [HistoryMemory]
    /// The states left by a transition from inside them, as opposed to one that cut across them.
    private(set) var completed = StateSet()
    private(set) var doneStates: [StateID] = []

    /// Begins from the item as the evaluator read it.
    init(_ evaluator: Evaluator) {
        self.evaluator = evaluator
        memory = evaluator.workflow.remembered.isEmpty ? [] : evaluator.before?.memory ?? []
    }

    var workflow: Workflow { evaluator.workflow }
    /// The active states by now, which expressions see too.
    var configuration: StateSet {
        get { evaluator.configuration }
        nonmutating set { evaluator.configuration = newValue }
    }

    // MARK: Fields

    func assign(_ value: FieldValue?, to field: Int, _ step: inout Step) {
        let old = evaluator.field(field)
        guard old != value else { return }
        if let index = step.changes.firstIndex(where: { $0.field == field }) {
            step.changes[index].new = value
        } else {
            step.changes.append(FieldChange(field: field, old: old, new: value))
        }
        evaluator.set(value, field: field)
    }

    private func run(_ assignments: [Assignment], _ step: inout Step) throws(Refusal) {
        for assignment in assignments {
            let value = try evaluator.value(of: assignment.value)
            assign(
                try evaluator.fieldValue(value, for: assignment.field, at: assignment.value),
                to: assignment.field, &step)
        }
    }

    /// Brings computed fields up to date. A computed field whose inputs are missing has no value.
    func computeFields(_ step: inout Step) throws(Refusal) {
        for field in workflow.computedFields {
            guard let expression = workflow.fields[field].value else { continue }
            guard let value = evaluator.valueIfPresent(of: expression) else {
                assign(nil, to: field, &step)
                continue
            }
            assign(
                try evaluator.fieldValue(value, for: field, at: expression), to: field, &step)
        }
    }

    // MARK: Transitions

    /// Enters the initial states of a new item.
    mutating func begin(_ step: inout Step) throws(Refusal) {
        try computeFields(&step)
        try enter(workflow.initialEntrySet(), isResuming: false, &step)
        if !step.openedChildren.isEmpty { try computeFields(&step) }
        try settle(&step)
    }

    /// Takes transitions that belong together, then all that follow by themselves.
    mutating func take(_ transitions: [Transition], _ step: inout Step) throws(Refusal) {
        try computeFields(&step)
        try microstep(transitions, &step)
        try settle(&step)
    }

    mutating func take(_ transition: Transition, _ step: inout Step) throws(Refusal) {
        try computeFields(&step)
        try microstep(transition, &step)
        try settle(&step)
    }

    /// What follows by itself from fields that were changed without a transition.
    mutating func follow(_ step: inout Step) throws(Refusal) {
        try computeFields(&step)
        try settle(&step)
    }

    /// One transition alone, which is the rule.
    private mutating func microstep(
        _ transition: Transition, _ step: inout Step
    ) throws(Refusal) {
        if transition.targets.isEmpty {
            try run(transition.assignments, &step)
        } else {
            let domain = workflow.domain(of: transition)
            let exiting = workflow.exitSet(below: domain, from: configuration)
            completed.formUnion(exiting.intersection(workflow.path(to: transition.source)))
            try exit(exiting, &step)
            if !transition.assignments.isEmpty { try run(transition.assignments, &step) }
            try enter(
                workflow.entrySet(
                    of: transition, below: domain, kept: configuration, memory: memory),
                isResuming: workflow.isResuming(transition), &step)
        }
        if !step.changes.isEmpty || !step.openedChildren.isEmpty { try computeFields(&step) }
    }

    private mutating func microstep(
        _ transitions: [Transition], _ step: inout Step
    ) throws(Refusal) {
        var exiting = StateSet()
        for transition in transitions {
            let exits = workflow.exitSet(of: transition, from: configuration)
            completed.formUnion(exits.intersection(workflow.path(to: transition.source)))
            exiting.formUnion(exits)
        }
        try exit(exiting, &step)
        var entering = StateSet()
        var isResuming = false
        for transition in transitions {
            if workflow.isResuming(transition) { isResuming = true }
            try run(transition.assignments, &step)
            guard !transition.targets.isEmpty else { continue }
            entering.formUnion(
                workflow.entrySet(
                    of: transition, below: workflow.domain(of: transition), kept: configuration,
                    memory: memory))
        }
        try enter(entering, isResuming: isResuming, &step)
        if !step.changes.isEmpty || !step.openedChildren.isEmpty { try computeFields(&step) }
    }

    private mutating func exit(_ exiting: StateSet, _ step: inout Step) throws(Refusal) {
        if exiting.intersects(workflow.remembered) { remember(exiting, &step) }
        if exiting.intersects(workflow.asking) { closeRounds(exiting, &step) }
        if exiting.intersects(workflow.workOnExit) {
            var rest = exiting.intersection(workflow.workOnExit)
            // From the inside out: the last in document order first.
            while let state = rest.popLast() { try run(workflow[state].exit, &step) }
        }
        configuration.subtract(exiting)
        step.exited.formUnion(exiting)
    }

    /// Notes for every history state whose parent is left what was active in it.
    private mutating func remember(_ exiting: StateSet, _ step: inout Step) {
        for state in exiting.intersection(workflow.remembered) {
            for child in workflow[state].children {
                guard case .history(let isDeep, _) = workflow[child].kind else { continue }
                let inside = configuration.intersection(workflow[state].descendants)
                let remembered = StateSet(
                    inside.filter { active in
                        isDeep
                            ? !workflow[active].descendants.intersects(configuration)
                            : workflow[active].parent == state
                    })
                let entry = HistoryMemory(state: child, remembered: remembered)
                Self.note(entry, in: &memory)
                Self.note(entry, in: &step.memory)
            }
        }
    }

    private static func note(_ entry: HistoryMemory, in memory: inout [HistoryMemory]) {
        if let index = memory.firstIndex(where: { $0.state == entry.state }) {
            memory[index] = entry
        } else {
            memory.append(entry)
        }
    }

    private mutating func enter(
        _ entering: StateSet, isResuming: Bool, _ step: inout Step
    ) throws(Refusal) {
        step.entered.formUnion(entering)
        guard entering.intersects(workflow.workOnEntry) else {
            configuration.formUnion(entering)
            return
        }
        for state in entering {
            configuration.insert(state)
            let node = workflow[state]
            if !node.entry.isEmpty { try run(node.entry, &step) }
            if let children = node.opens { try open(children, &step) }
            if let tasks = node.tasks {
                try openRound(of: state, tasks, isResuming: isResuming, &step)
            }
            if case .final(let outcome) = node.kind { finish(node, outcome, &step) }
        }
    }

    private mutating func finish(_ node: StateNode, _ outcome: String, _ step: inout Step) {
        guard let parent = node.parent else { return }
        if parent == .root {
            step.outcome = outcome
            return
        }
        becomeDone(parent)
    }

    /// A state is done, and with it perhaps the one it is a region of.
    mutating func becomeDone(_ state: StateID) {
        doneStates.append(state)
        if let region = workflow[state].parent, case .parallel = workflow[region].kind,
            workflow.isDone(region, in: configuration, satisfied: satisfied)
        {
            doneStates.append(region)
        }
    }

    /// The states that have been given all they wait for.
    private var satisfied: StateSet {
        workflow.asking.isEmpty
            ? [] : StateSet(evaluator.rounds.lazy.filter(\.isSatisfied).map(\.state))
    }

    /// Takes `always` and `done` transitions until there are none, or the item is finished.
    mutating func settle(_ step: inout Step) throws(Refusal) {
        for _ in 0..<Self.limit {
            if step.outcome != nil { return }
            let eventless = workflow.hasAlways ? enabled { $0.always } : []
            if !eventless.isEmpty {
                try microstep(eventless, &step)
                continue
            }
            if configuration.intersects(workflow.asking) { satisfyRounds(&step) }
            guard !doneStates.isEmpty else { return }
            let done = doneStates.removeFirst()
            guard configuration.contains(done) else { continue }
            let found =
                workflow.asking.contains(done)
                ? evaluator.focused(on: done) { evaluator.firstEnabled(workflow[done].done) }
                : evaluator.firstEnabled(workflow[done].done)
            if let transition = found {
                try microstep(transition, &step)
            }
        }
        throw Refusal(
            code: .definitionFault,
            message: LocalizedText(
                vi:
                    "Quy trình \(workflow.name) chạy vòng: quá \(Self.limit) bước tự động liên tiếp.",
                en: "Workflow \(workflow.name) goes round in circles: more than \(Self.limit)"
                    + " automatic steps in a row."))
    }
}
