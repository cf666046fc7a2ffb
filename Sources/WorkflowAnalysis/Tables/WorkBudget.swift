/// How much work a search may still do, in looks at a row. Whether boxes cover a space is a question
/// that can take for ever in the worst of tables; a search is cut off instead.
struct WorkBudget {
    /// Well below a second, and some fifty times what 8,000 rows of bands take.
    static let standard = WorkBudget(12_000_000)

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
