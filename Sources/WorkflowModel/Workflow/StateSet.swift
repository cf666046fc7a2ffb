/// A set of states of one workflow. Iterates in document order.
///
/// 256 bits held inline: the statechart algorithm is set algebra, and it runs without allocating.
/// Four words rather than a vector: they travel in registers, and what holds a set needs no wider
/// alignment than other memory has.
public struct StateSet: Hashable, Sendable {
    @usableFromInline var word0: UInt64
    @usableFromInline var word1: UInt64
    @usableFromInline var word2: UInt64
    @usableFromInline var word3: UInt64

    @inlinable
    init(_ word0: UInt64, _ word1: UInt64, _ word2: UInt64, _ word3: UInt64) {
        self.word0 = word0
        self.word1 = word1
        self.word2 = word2
        self.word3 = word3
    }

    @inlinable
    public init() { self.init(0, 0, 0, 0) }

    @inlinable
    public init(_ states: some Sequence<StateID>) {
        self.init()
        for state in states { insert(state) }
    }

    @inlinable
    public init(only state: StateID) {
        self.init()
        insert(state)
    }

    /// The states numbered `range`: a state with all it contains.
    @inlinable
    public init(range: Range<Int>) {
        self.init()
        for word in 0..<4 {
            let low = Swift.max(range.lowerBound - word * 64, 0)
            let high = Swift.min(range.upperBound - word * 64, 64)
            guard low < high else { continue }
            let ones = high - low == 64 ? UInt64.max : (UInt64(1) << UInt64(high - low)) - 1
            self[word: word] = ones << UInt64(low)
        }
    }

    /// The word of the states from 64 times its number on.
    @inlinable
    subscript(word word: Int) -> UInt64 {
        get {
            switch word {
            case 0: word0
            case 1: word1
            case 2: word2
            default: word3
            }
        }
        set {
            switch word {
            case 0: word0 = newValue
            case 1: word1 = newValue
            case 2: word2 = newValue
            default: word3 = newValue
            }
        }
    }

    @inlinable public var isEmpty: Bool { word0 | word1 | word2 | word3 == 0 }

    @inlinable
    public func contains(_ state: StateID) -> Bool {
        self[word: state.index >> 6] & (1 << UInt64(state.index & 63)) != 0
    }

    @inlinable
    public mutating func insert(_ state: StateID) {
        self[word: state.index >> 6] |= 1 << UInt64(state.index & 63)
    }

    @inlinable
    public mutating func remove(_ state: StateID) {
        self[word: state.index >> 6] &= ~(1 << UInt64(state.index & 63))
    }

    @inlinable
    public func union(_ other: StateSet) -> StateSet {
        StateSet(
            word0 | other.word0, word1 | other.word1, word2 | other.word2, word3 | other.word3)
    }

    @inlinable
    public func intersection(_ other: StateSet) -> StateSet {
        StateSet(
            word0 & other.word0, word1 & other.word1, word2 & other.word2, word3 & other.word3)
    }

    @inlinable
    public func subtracting(_ other: StateSet) -> StateSet {
        StateSet(
            word0 & ~other.word0, word1 & ~other.word1, word2 & ~other.word2,
            word3 & ~other.word3)
    }

    @inlinable public mutating func formUnion(_ other: StateSet) { self = union(other) }
    @inlinable public mutating func subtract(_ other: StateSet) { self = subtracting(other) }

    @inlinable
    public func intersects(_ other: StateSet) -> Bool { !intersection(other).isEmpty }

    @inlinable
    public var count: Int {
        word0.nonzeroBitCount + word1.nonzeroBitCount + word2.nonzeroBitCount
            + word3.nonzeroBitCount
    }

    /// Takes out the last state in document order.
    @inlinable
    public mutating func popLast() -> StateID? {
        guard let last else { return nil }
        remove(last)
        return last
    }

    @inlinable public var first: StateID? {
        var iterator = makeIterator()
        return iterator.next()
    }

    @inlinable public var last: StateID? {
        if word3 != 0 { return StateID(UInt8(255 - word3.leadingZeroBitCount)) }
        if word2 != 0 { return StateID(UInt8(191 - word2.leadingZeroBitCount)) }
        if word1 != 0 { return StateID(UInt8(127 - word1.leadingZeroBitCount)) }
        if word0 != 0 { return StateID(UInt8(63 - word0.leadingZeroBitCount)) }
        return nil
    }
}

extension StateSet: Sequence {
    public struct Iterator: IteratorProtocol {
        @usableFromInline var rest: StateSet
        @usableFromInline var word = 0

        @inlinable
        init(_ states: StateSet) { rest = states }

        @inlinable
        public mutating func next() -> StateID? {
            while word < 4 {
                let bits = rest[word: word]
                if bits != 0 {
                    rest[word: word] = bits & (bits - 1)
                    return StateID(UInt8(word * 64 + bits.trailingZeroBitCount))
                }
                word += 1
            }
            return nil
        }
    }

    @inlinable
    public func makeIterator() -> Iterator { Iterator(self) }
}

extension StateSet: ExpressibleByArrayLiteral {
    @inlinable
    public init(arrayLiteral elements: StateID...) { self.init(elements) }
}
