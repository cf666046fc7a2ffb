import WorkflowCalendar
import WorkflowStorage

/// What is due, in its order and in pages: while one is fired, the next is read.
struct DuePages {
    /// Items of the first page, for which everything waits, and how many times larger each is than
    /// the one before.
    private static let first = 64
    private static let growth = 4

    private let store: any Store
    private let now: Instant
    /// Items that are still to be read at most.
    private var left: Int
    private var size = Self.first
    private var ahead: Task<Result<[DueItem], StoreError>, Never>?
    /// The place up to which everything has been read; nil before the first page.
    private(set) var end: DueItem.Place?
    private(set) var isOver = false
    /// Whether nothing was left when the last page was read.
    private(set) var isWhole = false

    init(_ store: any Store, at now: Instant, limit: Int) {
        self.store = store
        self.now = now
        left = limit
    }

    mutating func next() async throws(StoreError) -> [DueItem] {
        if isOver { return [] }
        let asked = min(size, left)
        let page: [DueItem]
        if let ahead { page = try await ahead.value.get() } else { page = try await read(asked) }
        ahead = nil
        end = page.last?.place ?? end
        left -= page.count
        size *= Self.growth
        isWhole = page.count < asked
        isOver = isWhole || left == 0
        if !isOver {
            ahead = Task { [self] in
                do throws(StoreError) {
                    return .success(try await read(min(size, left)))
                } catch {
                    return .failure(error)
                }
            }
        }
        return page
    }

    /// Nobody wants the page that is being read.
    mutating func stop() async {
        isOver = true
        _ = await ahead?.value
        ahead = nil
    }

    private func read(_ limit: Int) async throws(StoreError) -> [DueItem] {
        try await store.dueItems(at: now, after: end, limit: limit)
    }
}
