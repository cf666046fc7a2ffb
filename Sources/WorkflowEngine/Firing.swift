import WorkflowCalendar
import WorkflowCore
import WorkflowModel
import WorkflowStorage

/// A batch of what is due, as a queue whose end is fired first, with what has been decided of it
/// and is not on its way to the store yet.
struct Firing {
    private var pages: DuePages
    /// An item is read from its snapshot when its turn comes: what waits behind it is while it is
    /// written.
    private var rest: [Waiting] = []
    /// Of the pages so far: what is written of an item may be found again by a later page.
    private var known: Set<String> = []
    /// Items that somebody advanced meanwhile: they are read anew with the next batch.
    var overtaken: Set<String> = []
    /// Commits that are on their way to the store, or there.
    private var handedOver = 0
    private(set) var part = Part()

    init(_ pages: DuePages) { self.pages = pages }

    /// An item with the timer it comes to fire next.
    struct Due {
        var state: ItemState
        var timer: TimerRow
        var circumstances: Circumstances
    }

    enum Waiting {
        case unread(DueItem)
        case read(Due)

        fileprivate var timer: TimerRow {
            switch self {
            case .unread(let item): TimerRow(item: item.id, key: "", dueAt: item.wakeAt)
            case .read(let due): due.timer
            }
        }

        /// Whether something that has not been read could come before it.
        fileprivate func isBehind(_ end: DueItem.Place) -> Bool {
            switch self {
            // Of a page, which are read in order.
            case .unread: false
            case .read(let due): DueItem.Place(wakeAt: due.timer.dueAt, id: due.timer.item) > end
            }
        }
    }

    // MARK: Reading

    /// What a long silence has heaped up for the items of a batch is parted here.
    private static let mostCommits = 8_192

    /// Commits made of it so far.
    var count: Int { handedOver + part.commits.count }

    var isFull: Bool { count >= Self.mostCommits }

    var isOver: Bool { isFull || rest.isEmpty && pages.isOver }

    /// Whether the next page has to be read before it can go on.
    var isWaiting: Bool {
        guard !pages.isOver, let next = rest.last else { return !pages.isOver }
        return pages.end.map { next.isBehind($0) } ?? true
    }

    /// Reads the next page, without those of `unwanted` items.
    ///
    /// - Returns: What it had in it.
    mutating func readPage(
        without unwanted: Set<String>
    ) async throws(StoreError) -> [DueItem] {
        var page: [DueItem] = []
        for item in try await pages.next()
        where !unwanted.contains(item.id) && known.insert(item.id).inserted {
            page.append(item)
        }
        // What waits comes round again, later than all that had been read.
        let waiting = rest
        rest = page.reversed().map { .unread($0) }
        for case .read(let due) in waiting { insert(due) }
        return page
    }

    mutating func stopReading() async { await pages.stop() }

    // MARK: The queue

    /// What fires next, taken from the queue; nil when there is nothing, or something that has not
    /// been read comes before it.
    mutating func take() -> Waiting? {
        while !isWaiting, let next = rest.popLast() {
            // There may be items between that are not in the batch.
            if !pages.isWhole, let end = pages.end, next.isBehind(end) { continue }
            return next
        }
        return nil
    }

    /// Puts an item back for its next timer.
    mutating func insert(_ due: Due) {
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

    // MARK: What has been decided

    /// Commits that go to the store in one transaction.
    struct Part {
        fileprivate(set) var commits: [Commit] = []
        /// Where in the commits a turn was first taken, and from where those of an item are void.
        fileprivate var turns: [Turn: Int] = [:]
        fileprivate var voidFrom: [String: Int] = [:]

        /// Once a step has led to something due no later, all that is left belongs to the part:
        /// what goes round in circles is taken back from where it began, which must not be written
        /// then.
        var isComplete: Bool { turns.isEmpty }
    }

    mutating func add(_ commit: Commit) { part.commits.append(commit) }

    /// Takes down a step that leads to something due no later; false when it has been taken before,
    /// and what it caused is void from there on.
    ///
    /// - Parameter place: Where in the part its commit is, or would be.
    mutating func take(_ turn: Turn, at place: Int) -> Bool {
        if let first = part.turns[turn] {
            part.voidFrom[turn.timer.item] = first
            return false
        }
        part.turns[turn] = place
        return true
    }

    /// The part as it is to be written; the next begins.
    mutating func takePart() -> [Commit] {
        defer { part = Part() }
        var commits = part.commits
        if !part.voidFrom.isEmpty {
            commits = commits.enumerated().filter { place, commit in
                part.voidFrom[commit.item].map { place < $0 } ?? true
            }.map(\.element)
        }
        handedOver += commits.count
        return overtaken.isEmpty ? commits : commits.filter { !overtaken.contains($0.item) }
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
}
