/// When what did not arrive is sent again. In seconds.
public struct RetryPolicy: Hashable, Sendable {
    /// About how long after the first attempt the second is made. Every further pause is twice as
    /// long.
    public var first: Int
    /// The longest of these pauses.
    public var most: Int
    /// How long after the first attempt a notification is given up.
    public var giveUp: Int

    public init(first: Int = 5, most: Int = 21_600, giveUp: Int = 259_200) {
        precondition(first > 0 && most > 0 && giveUp >= 0, "pauses have a length")
        self.first = first
        self.most = most
        self.giveUp = giveUp
    }
}
