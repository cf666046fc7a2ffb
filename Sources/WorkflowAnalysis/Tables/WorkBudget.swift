/// How much a search may still look at, in rows visited. Whether boxes cover a space is a question
/// that can take for ever in the worst of tables; a check is cut off instead.
struct WorkBudget {
    /// A fraction of a second.
    static let standard = WorkBudget(8_000_000)

    private var left: Int

    init(_ units: Int) {
        left = units
    }

    /// False when there is nothing left.
    mutating func spend(_ units: Int) -> Bool {
        left -= units
        return left >= 0
    }
}

/// That a search was cut off.
struct OutOfBudget: Error {}
