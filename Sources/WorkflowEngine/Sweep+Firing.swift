import WorkflowCore
import WorkflowStorage

extension Sweep {
    /// Commits that are decided before one looks whether the writer is free.
    private static let slice = 8

    /// Decides the next slice, or less when something that has not been read comes first.
    mutating func decideMore(of firing: inout Firing) {
        let end = firing.part.commits.count + Self.slice
        while !firing.isFull, firing.part.commits.count < end || !firing.part.isComplete,
            var due = take(&firing)
        {
            let place = firing.part.commits.count
            guard fire(&due, into: &firing), let next = firstTimer(of: due.state) else { continue }
            if next.dueAt <= due.timer.dueAt, !firing.take(Firing.Turn(due), at: place) {
                // Kept, it would do the same again with every tick. The item is read once more
                // for its other timers.
                setAside(due.timer, .goesRound(due.timer))
                continue
            }
            due.timer = next
            firing.insert(due)
        }
    }

    /// What fires next.
    private mutating func take(_ firing: inout Firing) -> Firing.Due? {
        while let waiting = firing.take() {
            switch waiting {
            case .read(let due): return due
            case .unread(let item):
                guard let (state, circumstances) = read(item), let timer = firstTimer(of: state)
                else { continue }
                let due = Firing.Due(state: state, timer: timer, circumstances: circumstances)
                if timer.dueAt <= item.wakeAt { return due }
                // Behind one that cannot be fired.
                firing.insert(due)
            }
        }
        return nil
    }

    /// Adds what firing a timer changes to the part, and moves the state on.
    ///
    /// - Returns: Whether the item may be looked at for its next timer; not when firing concerns
    ///   other items too.
    private mutating func fire(_ due: inout Firing.Due, into firing: inout Firing) -> Bool {
        guard let command = due.state.command(forTimer: due.timer.key) else {
            setAside(due.timer, nil)
            return true
        }
        do throws(Refusal) {
            let version = due.state.version
            let events = try decide(due.state, command, due.circumstances)
            if due.state.hasFamily {
                let next = events.reduce(due.state, evolve)
                if Family.concerns(due.state, next, events) {
                    families.append(due.state.id)
                    return false
                }
            }
            due.state.apply(events)
            firing.add(engine.commit(due.state, events, from: version, due.circumstances))
        } catch {
            setAside(due.timer, error.code == .staleTimer ? nil : error)
        }
        return true
    }
}
