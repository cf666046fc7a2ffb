import WorkflowCore
import WorkflowModel

/// Where items of a workflow can be, and where each action may lead from there. Guards and times are
/// not looked at: each may hold or not.
///
/// What was worked out is kept: searches for several actions walk over the same ground.
struct StateWalk {
    /// The active states, and what history states remember.
    private struct Place: Hashable {
        var configuration: StateSet
        var memory: [HistoryMemory]
    }

    struct Move {
        /// The place of the action among all of the workflow; nil for what happens by itself.
        var action: Int?
        /// Where it may lead.
        var targets: [Int]
    }

    let workflow: Workflow
    private var places: [Place] = []
    private var index: [Place: Int] = [:]
    private var known: [[Move]?] = []
    private let firstAction: [Int]

    init(_ workflow: Workflow) {
        self.workflow = workflow
        var firstAction: [Int] = []
        var count = 0
        for state in workflow.states {
            firstAction.append(count)
            count += state.actions.count
        }
        self.firstAction = firstAction
    }

    /// Where items begin.
    mutating func start() -> [Int] {
        let entering = workflow.initialEntrySet()
        return settled(Place(configuration: entering, memory: []), entered: entering)
    }

    func configuration(_ place: Int) -> StateSet { places[place].configuration }

    mutating func moves(from place: Int) -> [Move] {
        if let moves = known[place] { return moves }
        var moves: [Move] = []
        let configuration = places[place].configuration
        for state in configuration {
            let node = workflow[state]
            for (offset, action) in node.actions.enumerated() {
                let targets = action.transitions.flatMap { lead($0, from: place) }
                moves.append(
                    Move(action: firstAction[state.index] + offset, targets: targets.unique))
            }
            for timed in node.timed {
                moves.append(Move(action: nil, targets: lead(timed.transition, from: place)))
            }
            // What others answer may be enough at any time.
            if node.tasks != nil {
                for transition in node.done {
                    moves.append(Move(action: nil, targets: lead(transition, from: place)))
                }
            }
        }
        known[place] = moves
        return moves
    }

    // MARK: One transition

    private mutating func lead(_ transition: Transition, from place: Int) -> [Int] {
        if transition.targets.isEmpty { return [place] }
        let (next, entered) = after(transition, places[place])
        return settled(next, entered: entered)
    }

    private func after(
        _ transition: Transition, _ place: Place
    ) -> (place: Place, entered: StateSet) {
        var next = place
        let domain = workflow.domain(of: transition)
        let exiting = workflow.exitSet(below: domain, from: place.configuration)
        remember(exiting, in: &next)
        next.configuration.subtract(exiting)
        let entering = workflow.entrySet(
            of: transition, below: domain, kept: next.configuration, memory: next.memory)
        next.configuration.formUnion(entering)
        return (next, entering)
    }

    private func remember(_ exiting: StateSet, in place: inout Place) {
        for state in exiting.intersection(workflow.remembered) {
            for child in workflow[state].children {
                guard case .history(let isDeep, _) = workflow[child].kind else { continue }
                let inside = place.configuration.intersection(workflow[state].descendants)
                let remembered = StateSet(
                    inside.filter { active in
                        isDeep
                            ? !workflow[active].descendants.intersects(place.configuration)
                            : workflow[active].parent == state
                    })
                place.memory.removeAll { $0.state == child }
                place.memory.append(HistoryMemory(state: child, remembered: remembered))
                // In one order, so that the same place is the same value.
                place.memory.sort { $0.state < $1.state }
            }
        }
    }

    /// The places in which nothing more need happen by itself. A finished item is nowhere.
    private mutating func settled(_ place: Place, entered: StateSet) -> [Int] {
        var found: [Int] = []
        var seen: Set<Place> = [place]
        var open: [(place: Place, done: [StateID])] = [(place, ended(entered, place.configuration))]
        while let (place, done) = open.popLast() {
            guard !isFinished(place.configuration) else { continue }
            var mustMove = false
            for transition in alternatives(place.configuration, done, &mustMove) {
                let (next, entered) = after(transition, place)
                guard seen.insert(next).inserted else { continue }
                open.append((next, ended(entered, next.configuration)))
            }
            if !mustMove { found.append(number(of: place)) }
        }
        return found.unique
    }

    /// What may be taken by itself, and whether something of it must.
    private func alternatives(
        _ configuration: StateSet, _ done: [StateID], _ mustMove: inout Bool
    ) -> [Transition] {
        var lists = done.filter(configuration.contains).map { workflow[$0].done }
        if workflow.hasAlways { lists += configuration.map { workflow[$0].always } }
        var found: [Transition] = []
        for list in lists {
            for transition in list {
                found.append(transition)
                guard transition.guardExpression == nil else { continue }
                mustMove = true
                break
            }
        }
        return found
    }

    /// The states that came to their end with those entered, the innermost first.
    private func ended(_ entered: StateSet, _ configuration: StateSet) -> [StateID] {
        var done: [StateID] = []
        for state in entered where workflow[state].isFinal {
            guard let parent = workflow[state].parent, parent != .root else { continue }
            done.append(parent)
            if let region = workflow[parent].parent, case .parallel = workflow[region].kind,
                workflow.isDone(region, in: configuration, satisfied: workflow.asking)
            {
                done.append(region)
            }
        }
        return done
    }

    private func isFinished(_ configuration: StateSet) -> Bool {
        workflow[.root].children.contains {
            workflow[$0].isFinal && configuration.contains($0)
        }
    }

    private mutating func number(of place: Place) -> Int {
        if let known = index[place] { return known }
        index[place] = places.count
        places.append(place)
        known.append(nil)
        return places.count - 1
    }
}

extension [Int] {
    /// Each once, in the order of the first.
    fileprivate var unique: [Int] {
        var seen: Set<Int> = []
        return filter { seen.insert($0).inserted }
    }
}

extension Workflow {
    /// The states an item can ever be in, as far as the targets of transitions tell.
    var reachableStates: StateSet {
        var reached = StateSet()
        var open = Array(initialEntrySet())
        while let state = open.popLast() {
            guard !reached.contains(state) else { continue }
            reached.insert(state)
            let node = self[state]
            let transitions =
                node.actions.flatMap(\.transitions) + node.always
                + node.timed.map(\.transition) + node.done
            for transition in transitions where !transition.targets.isEmpty {
                open += entrySet(
                    of: transition, below: domain(of: transition), kept: [], memory: [])
            }
        }
        return reached
    }
}
