import Synchronization
import WorkflowCalendar
import WorkflowCore
import WorkflowModel
import WorkflowStorage

/// A timer that is due, and what comes of firing it. Nothing is written yet.
///
/// A reference, because what it holds is large and moved about.
final class Due: Sendable {
    let timer: TimerRow
    /// The item once the timer has fired, if another is due next; as it was if this one cannot be
    /// fired; else nil. A state is not kept longer than it is needed: whoever lets go of it counts
    /// the references to a definition that the thread that decides counts all the time.
    let state: ItemState?
    /// What firing it changes; nil when it cannot be fired.
    let commit: Commit?
    /// Why not; nil also when it is armed no longer.
    let refusal: Refusal?
    /// The timer of the item that is due next; not looked for when this one cannot be fired.
    let next: TimerRow?

    /// - Parameters:
    ///   - state: the item before.
    ///   - stuck: timers of it that are not to be fired.
    init(
        _ timer: TimerRow, of state: ItemState, _ circumstances: Circumstances, _ engine: Engine,
        but stuck: Set<String>?
    ) {
        self.timer = timer
        guard let command = state.command(forTimer: timer.key) else {
            self.state = state
            commit = nil
            refusal = nil
            next = nil
            return
        }
        do throws(Refusal) {
            var after = state
            let events = try decide(state, command, circumstances)
            for event in events { after.apply(event) }
            var commit = engine.commit(after, events, from: state.version, circumstances)
            engine.store.prepare(&commit)
            next = after.firstTimer(due: circumstances.now, but: stuck)
            self.state = next == nil ? nil : after
            self.commit = commit
            refusal = nil
        } catch {
            self.state = state
            commit = nil
            next = nil
            refusal = error.code == .staleTimer ? nil : error
        }
    }
}

/// What became of an item the store gave as due.
enum DueLook: Sendable {
    case due(Due, wakeAt: Instant)
    case unreadable(id: String, TickFault)
}

/// Items that the store gave as due, one after the other, looked at.
struct DuePage: Sendable {
    var looks: [DueLook] = []
    var failure: EngineError?
}

/// Decides about what is due, page after page, while earlier ones are written.
///
/// One thread does: two of them would hinder each other at counting the references to the
/// definition they share.
final class DueReader: Sendable {
    let engine: Engine
    let now: Instant
    /// Timers that are not to be fired, by item.
    private let stuck: [String: Set<String>]
    /// Items that are not to be read.
    private let unreadable: Set<String>
    private let shared: Mutex<Shared>

    /// What is found out once for all pages.
    private struct Shared {
        /// Why a definition cannot be used.
        var broken: [String: Refusal] = [:]
        /// By calendar.
        var circumstances: [String: Circumstances] = [:]
        /// Read and not looked at yet, in order.
        var unlooked: [[DueItem]] = []
        /// Looked at and not taken yet, in order.
        var looked: [DuePage] = []
        /// Written, to be let go of by the thread that made them: it has the memory at hand.
        var done: [Due] = []
        var isLooking = false
        /// Somebody waits until there are some of these.
        var isWanted = false
    }

    /// Enough to wake who waits for pages.
    private static let fewPages = 3

    init(
        _ engine: Engine, at now: Instant, stuck: [String: Set<String>], unreadable: Set<String>
    ) {
        self.engine = engine
        self.now = now
        self.stuck = stuck
        self.unreadable = unreadable
        shared = Mutex(Shared())
    }

    /// How many pages are to be looked at yet.
    var unlooked: Int { shared.withLock { $0.unlooked.count } }

    /// The next page; nil when it was not looked at yet.
    func take() -> DuePage? {
        shared.withLock { $0.looked.isEmpty ? nil : $0.looked.removeFirst() }
    }

    /// Takes a page that was read.
    func add(_ items: [DueItem]) {
        shared.withLock { $0.unlooked.append(items) }
    }

    /// Whether somebody has to `look`, which nobody does yet.
    func begin() -> Bool {
        shared.withLock { shared in
            if shared.isLooking || shared.unlooked.isEmpty { return false }
            shared.isLooking = true
            return true
        }
    }

    /// Makes who looks stop when there are a few pages.
    func wantPages() {
        shared.withLock { $0.isWanted = true }
    }

    /// Looks at pages until there are no more, or enough for who waits for some.
    func look() async {
        while let items = nextToLookAt() {
            let page = await look(at: items)
            shared.withLock { $0.looked.append(page) }
        }
    }

    /// Takes what is of no more use.
    func giveBack(_ dues: [Due]) {
        shared.withLock { $0.done.append(contentsOf: dues) }
    }

    private func nextToLookAt() -> [DueItem]? {
        var done: [Due] = []
        defer { done = [] }
        return shared.withLock { shared in
            swap(&done, &shared.done)
            let isEnough = shared.isWanted && shared.looked.count >= Self.fewPages
            guard !isEnough, !shared.unlooked.isEmpty else {
                shared.isLooking = false
                shared.isWanted = false
                return nil
            }
            return shared.unlooked.removeFirst()
        }
    }

    private func look(at items: [DueItem]) async -> DuePage {
        var page = DuePage()
        page.looks.reserveCapacity(items.count)
        for item in items where !unreadable.contains(item.id) {
            do throws(EngineError) {
                if let look = try await look(at: item) { page.looks.append(look) }
            } catch {
                page.failure = error
                break
            }
        }
        return page
    }

    /// Nil when none of its timers is to be fired.
    private func look(at item: DueItem) async throws(EngineError) -> DueLook? {
        let refusal: Refusal
        if let known = shared.withLock({ $0.broken[item.definition] }) {
            refusal = known
        } else {
            do throws(EngineError) {
                let state = try await engine.state(
                    id: item.id, definition: item.definition, snapshot: item.snapshot)
                let circumstances = try circumstances(for: state)
                let stuck = stuck[state.id]
                return state.firstTimer(due: now, but: stuck).map {
                    .due(
                        Due($0, of: state, circumstances, engine, but: stuck), wakeAt: item.wakeAt)
                }
            } catch {
                guard let fault = Refusal(error, reading: item) else { throw error }
                refusal = fault
                if error.isOfDefinition {
                    shared.withLock { $0.broken[item.definition] = fault }
                }
            }
        }
        let timer = TimerRow(item: item.id, key: TickFault.wholeItem, dueAt: item.wakeAt)
        return .unreadable(id: item.id, TickFault(timer: timer, refusal: refusal))
    }

    func circumstances(for state: ItemState) throws(EngineError) -> Circumstances {
        let calendar = state.workflow.calendar
        if let known = shared.withLock({ $0.circumstances[calendar] }) { return known }
        let made = try engine.circumstances(nil, for: state.workflow, at: now)
        shared.withLock { $0.circumstances[calendar] = made }
        return made
    }
}

extension ItemState {
    /// The timer that fires first of those due by a moment; nil when there is none.
    func firstTimer(due now: Instant, but stuck: Set<String>?) -> TimerRow? {
        var first: TimerRow?
        for wake in wakeUps where wake.dueAt <= now {
            if stuck?.contains(wake.key) == true { continue }
            let timer = TimerRow(item: id, key: wake.key, dueAt: wake.dueAt)
            if let known = first, TimerRow.firesBefore(known, timer) { continue }
            first = timer
        }
        return first
    }
}
