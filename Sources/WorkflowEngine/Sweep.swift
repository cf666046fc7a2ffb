import WorkflowCalendar
import WorkflowCore
import WorkflowModel
import WorkflowStorage

/// One tick in the making.
struct Sweep {
    /// Items that are looked at before one begins anew with the first that is due.
    private static let batch = 1_024

    let engine: Engine
    let now: Instant
    var outcome = TickOutcome()
    /// Items with a timer that cannot be fired, with those timers.
    private var stuck: [String: Set<String>] = [:]
    /// Items that cannot be read.
    private var unreadable: Set<String> = []
    /// How many timers and items these are.
    private var setAside = 0
    /// By the hash of the definition; each is looked for once.
    private var readings: [String: Reading] = [:]
    /// Read once for each batch.
    private var acting = Acting(standIns: .none)
    /// Items with a timer whose firing concerns their parents or children: they are looked at once
    /// the batch is written, each by itself.
    var families: [String] = []
    /// Turns that these took.
    private var familyTurns: Set<Firing.Turn> = []

    init(engine: Engine, now: Instant) {
        self.engine = engine
        self.now = now
    }

    /// Fires the next batch; false when nothing is due any more.
    mutating func next() async throws(EngineError) -> Bool {
        let known = setAside
        let acting = try await engine.clockActing()
        if acting.standIns.version != self.acting.standIns.version { readings = [:] }
        self.acting = acting
        var firing = Firing(
            DuePages(engine.store, at: now, limit: Self.batch + stuck.count + unreadable.count))
        try await fire(&firing)
        let together = families
        families = []
        for item in together { try await fireTogether(item) }
        // Where something is set aside for the first time, more may lie behind it.
        return firing.count > 0 || setAside > known || !together.isEmpty
    }

    // MARK: What is due

    /// Reads the next page, and once for each of its definitions what they are decided by.
    mutating func readPage(_ firing: inout Firing) async throws(EngineError) {
        let page: [DueItem]
        do throws(StoreError) {
            page = try await firing.readPage(without: unreadable)
        } catch {
            throw .store(error)
        }
        for item in page where readings[item.definition] == nil {
            readings[item.definition] = try await reading(of: item)
        }
    }

    /// What items of a definition are read and decided by, or why they cannot be.
    private enum Reading {
        case by(Workflow, Circumstances)
        case impossible(EngineError)
    }

    private func reading(of item: DueItem) async throws(EngineError) -> Reading {
        do throws(EngineError) {
            let workflow = try await engine.definitions.workflow(
                item.definition, store: engine.store)
            return .by(workflow, try engine.circumstances(acting, for: workflow, at: now))
        } catch {
            guard Refusal(error, reading: item) != nil else { throw error }
            return .impossible(error)
        }
    }

    /// An item with what a decision about it is made by; nil, and told, when it cannot be read.
    mutating func read(_ item: DueItem) -> (ItemState, Circumstances)? {
        let fault: EngineError
        switch readings[item.definition] {
        case .by(let workflow, let circumstances):
            if let state = ItemState(id: item.id, workflow: workflow, snapshot: item.snapshot) {
                return (state, circumstances)
            }
            fault = .unfitting(item.id)
        case .impossible(let error): fault = error
        case nil: preconditionFailure("the definitions of a batch are read before its items")
        }
        unreadable.insert(item.id)
        setAside += 1
        let timer = TimerRow(item: item.id, key: TickFault.wholeItem, dueAt: item.wakeAt)
        if let refusal = Refusal(fault, reading: item) {
            outcome.faults.append(TickFault(timer: timer, refusal: refusal))
        }
        return nil
    }

    func firstTimer(of state: ItemState) -> TimerRow? {
        var first: TimerRow?
        for wake in state.wakeUps(by: now) {
            if stuck[state.id]?.contains(wake.key) == true { continue }
            let timer = TimerRow(item: state.id, key: wake.key, dueAt: wake.dueAt)
            if let known = first, TimerRow.firesBefore(known, timer) { continue }
            first = timer
        }
        return first
    }

    mutating func setAside(_ timer: TimerRow, _ refusal: Refusal?) {
        stuck[timer.item, default: []].insert(timer.key)
        setAside += 1
        if let refusal { outcome.faults.append(TickFault(timer: timer, refusal: refusal)) }
    }

    // MARK: What concerns several items

    /// Fires the first timer of an item with all that follows for its parent and its children.
    private mutating func fireTogether(_ item: String) async throws(EngineError) {
        let state = try await engine.read(item).state
        guard let timer = firstTimer(of: state), let command = state.command(forTimer: timer.key)
        else { return }
        let circumstances = try engine.circumstances(acting, for: state.workflow, at: now)
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
            let due = Firing.Due(state: next, timer: timer, circumstances: circumstances)
            if let again = firstTimer(of: next), again.dueAt <= timer.dueAt,
                !familyTurns.insert(Firing.Turn(due)).inserted
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
}
