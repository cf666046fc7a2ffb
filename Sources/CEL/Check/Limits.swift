/// Bounds that keep any expression, however hostile, from exhausting stack, memory or time.
public struct Limits: Hashable, Sendable {
    /// Levels of parentheses, brackets, calls and prefix operators.
    public var nesting: Int
    /// UTF-8 bytes of source text.
    public var sourceLength: Int
    /// Units of work in one evaluation. One unit is about one step of a comprehension, one
    /// element copied or compared, or sixteen bytes of text looked at; a program without
    /// comprehensions over large data uses next to none.
    public var cost: Int

    public init(nesting: Int = 200, sourceLength: Int = 100_000, cost: Int = 2_000_000) {
        self.nesting = nesting
        self.sourceLength = sourceLength
        self.cost = cost
    }
}
