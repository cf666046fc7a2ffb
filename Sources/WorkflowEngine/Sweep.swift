import WorkflowCalendar
import WorkflowCore
import WorkflowStorage

/// One tick in the making.
///
/// One thread reads and writes, as the store lets in one at a time, while another decides about what
/// was read, page by page. What comes of a timer depends on its item alone; in which order they fire
/// is made out here, where everything comes together.
struct Sweep {
    /// Items that are read at once.
    private static let page = 32
    /// Pages that may have been read and not fired yet.
    static let mostPages = 32
    /// Pages that should wait to be decided about while one writes.
    private static let leastPages = 8
    /// What a long silence has heaped up for items is parted here.
    static let mostCommits = 8_192
    /// Commits a transaction should have, and has at most.
    static let part = 96
    static let mostOfPart = 256

    let engine: Engine
    let now: Instant
    var outcome = TickOutcome()
    /// Items with a timer that cannot be fired, with those timers.
    var stuck: [String: Set<String>] = [:]
    /// Items that cannot be read.
    var unreadable: Set<String> = []
    /// How many timers and items these are.
    var setAside = 0

    init(engine: Engine, now: Instant) {
        self.engine = engine
        self.now = now
    }

    /// Fires what is due, but for what a long silence has heaped up; false when nothing is due any
    /// more.
    mutating func next() async throws(EngineError) -> Bool {
        let known = setAside
        var pass = Pass(DueReader(engine, at: now, stuck: stuck, unreadable: unreadable))
        try await read(&pass)
        if pass.pagesRead == 0 { return false }
        let failure = await withTaskGroup(of: Void.self) { group -> EngineError? in
            do throws(EngineError) {
                try await carryOut(&pass, &group)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
        // Where something is set aside for the first time, more may lie behind it.
        return pass.written > 0 || setAside > known
    }

    /// From what is due first until nothing is left.
    struct Pass {
        let reader: DueReader
        /// The last item read, and whether it is the last of all.
        var last: DueItem.Position?
        var isAllRead = false
        /// Pages that were read, and of these those that came back decided.
        var pagesRead = 0
        var pagesTaken = 0
        /// What is left of the page taken last.
        var looks: ArraySlice<DueLook> = []
        /// Items that came up: what somebody has written of them meanwhile may make them come
        /// again.
        var seen: Set<String> = []
        /// Timers of items that came up, the first last.
        var waiting: [Waiting] = []
        /// What is to be written next.
        var commits: [Due] = []
        /// Commits that were written, or tried to be.
        var written = 0
        /// Where in `commits` a turn was first taken, and from where those of an item are void.
        var turns: [Turn: Int] = [:]
        var voidFrom: [String: Int] = [:]
        /// Items of which something could not be written: nothing may go on from that.
        var overtaken: Set<String> = []

        init(_ reader: DueReader) { self.reader = reader }

        var isFull: Bool { written + commits.count >= Sweep.mostCommits }
        var isOver: Bool {
            isFull || isAllRead && pagesTaken == pagesRead && looks.isEmpty && waiting.isEmpty
        }
        var mayRead: Bool { !isAllRead && pagesRead - pagesTaken < Sweep.mostPages }
    }

    struct Waiting {
        var timer: TimerRow
        /// What fired before, or what is to fire if that is decided already.
        var due: Due
        /// What is to be decided on; nil when that was done.
        var state: ItemState?
    }

    private mutating func carryOut(
        _ pass: inout Pass, _ group: inout TaskGroup<Void>
    ) async throws(EngineError) {
        while true {
            let reader = pass.reader
            if reader.begin() { group.addTask { await reader.look() } }
            try fire(&pass)
            if pass.isOver { return try await writeAll(&pass) }
            // Once a step has led to something due no later, all that is left is decided before
            // anything is written: what goes round in circles is taken back from where it began.
            let mayWrite = pass.turns.isEmpty && pass.commits.count >= Self.part
            let isEnoughRead = reader.unlooked >= Self.leastPages
            if pass.mayRead && !(mayWrite && isEnoughRead) {
                try await read(&pass)
            } else if mayWrite {
                try await write(&pass)
            } else {
                reader.wantPages()
                await group.next()
            }
        }
    }

    // MARK: Reading

    private func read(_ pass: inout Pass) async throws(EngineError) {
        let (moment, after) = (now, pass.last)
        let store = engine.store
        let items = try await engine.stored { () async throws(StoreError) in
            try await store.dueItems(at: moment, after: after, limit: Self.page)
        }
        pass.isAllRead = items.count < Self.page
        guard let last = items.last else { return }
        pass.last = last.position
        pass.pagesRead += 1
        pass.reader.add(items)
    }

    // MARK: Firing

    /// Fires, in order, what is decided already.
    private mutating func fire(_ pass: inout Pass) throws(EngineError) {
        while !pass.isFull {
            if let look = pass.looks.first {
                guard case .due(let due, let wakeAt) = look else {
                    pass.looks.removeFirst()
                    if case .unreadable(let id, let fault) = look { setAside(id, fault) }
                    continue
                }
                if let first = pass.waiting.last, TimerRow.firesBefore(first.timer, due.timer) {
                    pass.waiting.removeLast()
                    try fire(first, &pass)
                    continue
                }
                pass.looks.removeFirst()
                guard pass.seen.insert(due.timer.item).inserted else { continue }
                if due.timer.dueAt > wakeAt {
                    // Behind one that cannot be fired.
                    pass.wait(Waiting(timer: due.timer, due: due, state: nil))
                } else {
                    fire(due, &pass)
                }
            } else if let page = pass.reader.take() {
                pass.pagesTaken += 1
                if let failure = page.failure { throw failure }
                pass.looks = page.looks[...]
            } else {
                // Something due earlier may be yet to come.
                guard pass.isAllRead, pass.pagesTaken == pass.pagesRead,
                    let first = pass.waiting.popLast()
                else { return }
                try fire(first, &pass)
            }
        }
    }
}
