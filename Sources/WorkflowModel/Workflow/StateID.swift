/// A state of one workflow, numbered in document order: 0 is the root, and the descendants of a
/// state are the run of numbers that follows it.
public struct StateID: Hashable, Comparable, Sendable {
    public let rawValue: UInt8

    @inlinable
    public init(_ rawValue: UInt8) { self.rawValue = rawValue }

    /// The item as a whole; the parent of the states written at the top of a workflow.
    public static let root = StateID(0)

    /// How many states one workflow may have, the root included.
    public static let limit = 256

    @inlinable public var index: Int { Int(rawValue) }

    @inlinable
    public static func < (lhs: StateID, rhs: StateID) -> Bool { lhs.rawValue < rhs.rawValue }
}
