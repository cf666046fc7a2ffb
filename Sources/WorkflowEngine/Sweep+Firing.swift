import WorkflowCalendar
import WorkflowCore
import WorkflowModel
import WorkflowStorage

extension Sweep {
    /// What a long silence has heaped up for the items of a batch is parted here.
    private static let mostCommits = 8_192
    /// Commits of the first transaction, for which the writer waits, and of the largest, for which
    /// everybody else who writes does. In between each has as many as all before it: they are
    /// written while the next are decided, and every one costs a wait for the disk.
    private static let parts = 32...128

    /// What is left of a batch, as a queue whose end is fired first.
    struct Firing {
        fileprivate var rest: [Waiting]
        /// The moment up to which nothing of an item that is not in the batch can come between; nil
        /// when all are.
        fileprivate let horizon: Instant?
        /// Commits made of it so far.
        fileprivate(set) var count = 0

        /// - Parameter items: In the order they are due.
        init(_ items: [DueItem], horizon: Instant?) {
            rest = items.reversed().map { .unread($0) }
            self.horizon = horizon
        }

        var isOver: Bool { rest.isEmpty || count >= Sweep.mostCommits }

        fileprivate mutating func insert(_ due: Due) {
            // How many come after it.
            var range = 0..<rest.count
            while !range.isEmpty {
                let middle = range.lowerBound + range.count / 2
                if TimerRow.firesBefore(due.timer, rest[middle].timer) {
                    range = middle + 1..<range.upperBound
                } else {
                    range = range.lowerBound..<middle
                }
            }
            rest.insert(.read(due), at: range.lowerBound)
        }
    }

    /// An item is read when its turn comes: what waits behind it is read while it is written.
    fileprivate enum Waiting {
        case unread(DueItem)
        case read(Due)

        var timer: TimerRow {
            switch self {
            case .unread(let item): TimerRow(item: item.id, key: "", dueAt: item.wakeAt)
            case .read(let due): due.timer
            }
        }
    }

    /// An item with the timer it comes to fire next.
    struct Due {
        var state: ItemState
        var timer: TimerRow
        var circumstances: Circumstances
    }

    /// A step that led to something due no later, and how it left the item. One that comes round
    /// again without time having passed would do so for ever.
    struct Turn: Hashable {
        var timer: TimerRow
        var configuration: StateSet
        var stepsTaken: [Int?]

        init(_ due: Due) {
            timer = due.timer
            configuration = due.state.configuration
            stepsTaken = due.state.deadlines.map { $0?.stepsTaken }
        }
    }

    /// The next part. Once a step has led to something due no later, it is all that is left: what
    /// goes round in circles is taken back from where it began, which must not be written then.
    mutating func commits(_ firing: inout Firing) -> [Commit] {
        let part = min(max(firing.count, Self.parts.lowerBound), Self.parts.upperBound)
        var commits: [Commit] = []
        var count = 0
        // Where in the commits a turn was first taken, and from where those of an item are void.
        var turns: [Turn: Int] = [:]
        var voidFrom: [String: Int] = [:]
        commits.reserveCapacity(min(firing.rest.count, part))
        while firing.count + count < Self.mostCommits, count < part || !turns.isEmpty,
            var due = take(&firing)
        {
            let place = count
            switch fire(&due, into: &commits) {
            case .alone: count += 1
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
            firing.insert(due)
        }
        if !voidFrom.isEmpty {
            commits = commits.enumerated().filter { place, commit in
                voidFrom[commit.item].map { place < $0 } ?? true
            }.map(\.element)
        }
        firing.count += commits.count
        return commits
    }

    /// What fires next, taken from the queue.
    private mutating func take(_ firing: inout Firing) -> Due? {
        while let waiting = firing.rest.popLast() {
            switch waiting {
            case .read(let due): return due
            case .unread(let item):
                guard let (state, circumstances) = read(item), let timer = firstTimer(of: state)
                else { continue }
                let due = Due(state: state, timer: timer, circumstances: circumstances)
                if timer.dueAt <= item.wakeAt { return due }
                // Behind one that cannot be fired.
                if let horizon = firing.horizon, timer.dueAt > horizon { continue }
                firing.insert(due)
            }
        }
        return nil
    }

    private enum Fired {
        /// It is among the commits.
        case alone
        /// It concerns other items.
        case together
        /// It cannot be fired.
        case nothing
    }

    /// Adds what firing a timer changes to the commits, and moves the state on.
    private mutating func fire(_ due: inout Due, into commits: inout [Commit]) -> Fired {
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
            commits.append(engine.commit(due.state, events, from: version, due.circumstances))
            return .alone
        } catch {
            setAside(due.timer, error.code == .staleTimer ? nil : error)
            return .nothing
        }
    }
}
