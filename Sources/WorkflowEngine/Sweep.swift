import WorkflowCalendar
import WorkflowCore
import WorkflowModel
import WorkflowStorage

/// One tick in the making.
struct Sweep {
    /// Items that are read at once.
    private static let batch = 1_024
    /// What a long silence has heaped up for them is parted here.
    private static let mostCommits = 8_192
    /// Commits of one transaction, where there are more: these are written while the next are
    /// decided.
    private static let part = 96

    let engine: Engine
    let now: Instant
    var outcome = TickOutcome()
    /// Items with a timer that cannot be fired, with those timers.
    private var stuck: [String: Set<String>] = [:]
    /// Items that cannot be read.
    private var unreadable: Set<String> = []
    /// How many timers and items these are.
    private var setAside = 0
    /// Why a definition cannot be used; it is tried once.
    private var broken: [String: Refusal] = [:]
    private var circumstances: [String: Circumstances] = [:]
    /// Read once for each batch.
    private var acting = Acting(standIns: .none)
    /// Items with a timer whose firing concerns their parents or children: they are looked at once
    /// the batch is written, each by itself.
    private var families: [String] = []
    /// Turns that these took.
    private var familyTurns: Set<Turn> = []

    init(engine: Engine, now: Instant) {
        self.engine = engine
        self.now = now
    }

    /// Fires the next batch; false when nothing is due any more.
    mutating func next() async throws(EngineError) -> Bool {
        let limit = Self.batch + stuck.count + unreadable.count
        let known = setAside
        let moment = now
        let engine = engine
        let acting = try await engine.clockActing()
        if acting.standIns.version != self.acting.standIns.version { circumstances = [:] }
        self.acting = acting
        let items = try await engine.stored { () async throws(StoreError) in
            try await engine.store.dueItems(at: moment, limit: limit)
        }
        let queue = try await queue(of: items, isAll: items.count < limit)
        var firing = Firing(rest: queue.due, horizon: queue.horizon)
        let first = commits(&firing)
        if firing.isOver {
            try await write(first)
        } else {
            try await write(first, deciding: &firing)
        }
        let together = families
        families = []
        for item in together { try await fireTogether(item) }
        // Where something is set aside for the first time, more may lie behind it.
        return firing.count > 0 || setAside > known || !together.isEmpty
    }

    // MARK: What is due

    struct Due {
        var state: ItemState
        var timer: TimerRow
        var circumstances: Circumstances
    }

    /// The first timer of each item, and the moment up to which nothing of an item that is not in
    /// this batch can come between; nil when all are.
    private mutating func queue(
        of items: [DueItem], isAll: Bool
    ) async throws(EngineError) -> (due: [Due], horizon: Instant?) {
        let horizon = isAll ? nil : items.last?.wakeAt
        var due: [Due] = []
        due.reserveCapacity(items.count)
        for item in items where !unreadable.contains(item.id) {
            guard let (state, circumstances) = try await read(item),
                let timer = firstTimer(of: state)
            else { continue }
            // Behind one that cannot be fired.
            if let horizon, timer.dueAt > horizon { continue }
            due.append(Due(state: state, timer: timer, circumstances: circumstances))
        }
        // The last first: it is taken from the end.
        due.sort { TimerRow.firesBefore($1.timer, $0.timer) }
        return (due, horizon)
    }

    /// An item with what a decision about it is made by; nil, and told, when it cannot be read.
    private mutating func read(
        _ item: DueItem
    ) async throws(EngineError) -> (ItemState, Circumstances)? {
        let refusal: Refusal
        if let known = broken[item.definition] {
            refusal = known
        } else {
            do throws(EngineError) {
                let state = try await engine.state(
                    id: item.id, definition: item.definition, snapshot: item.snapshot)
                return (state, try circumstances(for: state))
            } catch {
                guard let fault = Refusal(error, reading: item) else { throw error }
                refusal = fault
                if error.isOfDefinition { broken[item.definition] = fault }
            }
        }
        unreadable.insert(item.id)
        setAside += 1
        let timer = TimerRow(item: item.id, key: TickFault.wholeItem, dueAt: item.wakeAt)
        outcome.faults.append(TickFault(timer: timer, refusal: refusal))
        return nil
    }

    private func firstTimer(of state: ItemState) -> TimerRow? {
        var first: TimerRow?
        for wake in state.wakeUps where wake.dueAt <= now {
            if stuck[state.id]?.contains(wake.key) == true { continue }
            let timer = TimerRow(item: state.id, key: wake.key, dueAt: wake.dueAt)
            if let known = first, TimerRow.firesBefore(known, timer) { continue }
            first = timer
        }
        return first
    }

    // MARK: Firing

    /// What is left of a queue whose end is fired first.
    struct Firing {
        var rest: [Due]
        let horizon: Instant?
        /// Commits made of it so far.
        var count = 0

        var isOver: Bool { rest.isEmpty || count >= Sweep.mostCommits }
    }

    /// The next part. Once a step has led to something due no later, it is all that is left: what
    /// goes round in circles is taken back from where it began, which must not be written then.
    mutating func commits(_ firing: inout Firing) -> [Commit] {
        var commits: [Commit] = []
        var count = 0
        // Where in the commits a turn was first taken, and from where those of an item are void.
        var turns: [Turn: Int] = [:]
        var voidFrom: [String: Int] = [:]
        commits.reserveCapacity(min(firing.rest.count, Self.part))
        while firing.count + count < Self.mostCommits, count < Self.part || !turns.isEmpty,
            var due = firing.rest.popLast()
        {
            let place = count
            switch fire(&due) {
            case .commit(let commit):
                commits.append(commit)
                count += 1
            case .together: continue
            case .nothing: break
            }
            guard let next = firstTimer(of: due.state) else { continue }
            if next.dueAt <= due.timer.dueAt {
                let turn = Turn(due)
                if let first = turns[turn] {
                    // Kept, it would do the same again with every tick. The item is read once more
                    // for its other timers.
                    voidFrom[due.timer.item] = first
                    setAside(due.timer, .goesRound(due.timer))
                    continue
                }
                turns[turn] = place
            }
            if let horizon = firing.horizon, next.dueAt >= horizon { continue }
            due.timer = next
            firing.rest.insert(due, at: Self.place(of: next, in: firing.rest))
        }
        if !voidFrom.isEmpty {
            commits = commits.enumerated().filter { place, commit in
                voidFrom[commit.item].map { place < $0 } ?? true
            }.map(\.element)
        }
        firing.count += commits.count
        return commits
    }

    /// How many of a queue, whose end is taken first, come after a timer.
    private static func place(of timer: TimerRow, in queue: [Due]) -> Int {
        var range = 0..<queue.count
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if TimerRow.firesBefore(timer, queue[middle].timer) {
                range = middle + 1..<range.upperBound
            } else {
                range = range.lowerBound..<middle
            }
        }
        return range.lowerBound
    }

    /// A step that led to something due no later, and how it left the item. One that comes round
    /// again without time having passed would do so for ever.
    private struct Turn: Hashable {
        var timer: TimerRow
        var configuration: StateSet
        var stepsTaken: [Int?]

        init(_ due: Due) {
            timer = due.timer
            configuration = due.state.configuration
            stepsTaken = due.state.deadlines.map { $0?.stepsTaken }
        }
    }

    private enum Fired {
        case commit(Commit)
        /// It concerns other items.
        case together
        /// It cannot be fired.
        case nothing
    }

    /// What firing a timer changes, with the state moved on.
    private mutating func fire(_ due: inout Due) -> Fired {
        guard let command = due.state.command(forTimer: due.timer.key) else {
            setAside(due.timer, nil)
            return .nothing
        }
        do throws(Refusal) {
            let version = due.state.version
            let events = try decide(due.state, command, due.circumstances)
            if due.state.hasFamily {
                let next = events.reduce(due.state, evolve)
                if Family.concerns(due.state, next, events) {
                    families.append(due.state.id)
                    return .together
                }
            }
            for event in events { due.state.apply(event) }
            return .commit(engine.commit(due.state, events, from: version, due.circumstances))
        } catch {
            setAside(due.timer, error.code == .staleTimer ? nil : error)
            return .nothing
        }
    }

    /// Fires the first timer of an item with all that follows for its parent and its children.
    private mutating func fireTogether(_ item: String) async throws(EngineError) {
        let state = try await engine.read(item).state
        guard let timer = firstTimer(of: state), let command = state.command(forTimer: timer.key)
        else { return }
        let circumstances = try circumstances(for: state)
        do throws(EngineError) {
            let events = try engine.refusing { () throws(Refusal) in
                try decide(state, command, circumstances)
            }
            let next = events.reduce(state, evolve)
            let (family, sealed) = try await engine.together(item, at: now) {
                family throws(EngineError) in
                try await family.begin(next, events, from: state.version, circumstances)
            }
            outcome.fired += 1
            outcome.events += sealed
            for commit in family.commits {
                outcome.notifications += commit.notifications.count + commit.held.count
            }
            // It has been written; to go on would do the same without end.
            let due = Due(state: next, timer: timer, circumstances: circumstances)
            if let again = firstTimer(of: next), again.dueAt <= timer.dueAt,
                !familyTurns.insert(Turn(due)).inserted
            {
                setAside(again, .goesRound(again))
            }
        } catch {
            switch error {
            case .refused(let refusal):
                setAside(timer, refusal.code == .staleTimer ? nil : refusal)
            // Somebody was faster: it is looked at again.
            case .store(let fault) where fault.code == .conflict: return
            case .store: throw error
            default: setAside(timer, .unopened(timer, error))
            }
        }
    }

    private mutating func setAside(_ timer: TimerRow, _ refusal: Refusal?) {
        stuck[timer.item, default: []].insert(timer.key)
        setAside += 1
        if let refusal { outcome.faults.append(TickFault(timer: timer, refusal: refusal)) }
    }

    private mutating func circumstances(
        for state: ItemState
    ) throws(EngineError) -> Circumstances {
        let calendar = state.workflow.calendar
        if let known = circumstances[calendar] { return known }
        let made = try engine.circumstances(acting, for: state.workflow, at: now)
        circumstances[calendar] = made
        return made
    }
}
