/// States of a search by their rank, a small whole number, the lowest first. Of equal rank, the
/// one pushed last.
struct BucketQueue: ~Copyable {
    /// Ranks from here on are not told apart.
    private static let limit = 1 << 14

    /// By rank: the entry pushed last, or -1.
    private let heads: UnsafeMutablePointer<Int>
    /// Of each entry three numbers: its state, what it cost to get there, and the next of its rank.
    private var entries: UnsafeMutablePointer<Int>
    private var capacity: Int
    private var used = 0
    private var waiting = 0
    /// No rank below it has an entry.
    private var lowest = Self.limit

    init(capacity: Int) {
        heads = .allocate(capacity: Self.limit)
        heads.initialize(repeating: -1, count: Self.limit)
        self.capacity = max(capacity, 64)
        entries = .allocate(capacity: self.capacity * 3)
    }

    deinit {
        heads.deallocate()
        entries.deallocate()
    }

    mutating func removeAll() {
        if waiting > 0 { heads.update(repeating: -1, count: Self.limit) }
        used = 0
        waiting = 0
        lowest = Self.limit
    }

    mutating func push(_ state: Int, cost: Int, rank: Int) {
        if used == capacity { grow() }
        let rank = rank < Self.limit ? rank : Self.limit - 1
        let entry = entries + used * 3
        entry[0] = state
        entry[1] = cost
        entry[2] = heads[rank]
        heads[rank] = used
        used += 1
        waiting += 1
        if rank < lowest { lowest = rank }
    }

    /// Nil when there is none.
    mutating func pop() -> (state: Int, cost: Int, rank: Int)? {
        if waiting == 0 { return nil }
        while heads[lowest] < 0 { lowest += 1 }
        let entry = entries + heads[lowest] * 3
        heads[lowest] = entry[2]
        waiting -= 1
        return (entry[0], entry[1], lowest)
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Int>.allocate(capacity: capacity * 6)
        larger.update(from: entries, count: capacity * 3)
        entries.deallocate()
        entries = larger
        capacity *= 2
    }
}
