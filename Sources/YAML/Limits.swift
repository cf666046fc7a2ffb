/// How much a YAML file may ask of the program that reads it.
public struct Limits: Sendable {
    /// A larger file is refused before it is read.
    public var maxBytes: Int
    /// Mappings and sequences inside one another.
    public var maxDepth: Int
    /// Values in the whole file, those that aliases repeat counted each time.
    public var maxNodes: Int
    /// Values that aliases may add: a few anchors that each repeat the one before make billions.
    public var maxAliasedNodes: Int

    public init(
        maxBytes: Int = 10_000_000, maxDepth: Int = 100, maxNodes: Int = 1_000_000,
        maxAliasedNodes: Int = 100_000
    ) {
        self.maxBytes = maxBytes
        self.maxDepth = maxDepth
        self.maxNodes = maxNodes
        self.maxAliasedNodes = maxAliasedNodes
    }

    public static let standard = Limits()
}
