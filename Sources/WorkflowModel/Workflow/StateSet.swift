/// A set of states of one workflow. Iterates in document order.
///
/// 256 bits held inline: the statechart algorithm is set algebra, and it runs without allocating.
public struct StateSet: Hashable, Sendable {
    @usableFromInline var words: SIMD4<UInt64>

    @inlinable
    public init() { words = .zero }

    @inlinable
    public init(_ states: some Sequence<StateID>) {
        words = .zero
        for state in states { insert(state) }
    }

    @inlinable
    public init(only state: StateID) {
        words = .zero
        insert(state)
    }

    /// The states numbered `range`: a state with all it contains.
    @inlinable
    public init(range: Range<Int>) {
        words = .zero
        for word in 0..<4 {
            let low = Swift.max(range.lowerBound - word * 64, 0)
            let high = Swift.min(range.upperBound - word * 64, 64)
            guard low < high else { continue }
            let ones = high - low == 64 ? UInt64.max : (UInt64(1) << UInt64(high - low)) - 1
            words[word] = ones << UInt64(low)
        }
    }

    @inlinable public var isEmpty: Bool { words == .zero }

    @inlinable
    public func contains(_ state: StateID) -> Bool {
        words[state.index >> 6] & (1 << UInt64(state.index & 63)) != 0
    }

    @inlinable
    public mutating func insert(_ state: StateID) {
        words[state.index >> 6] |= 1 << UInt64(state.index & 63)
    }

    @inlinable
    public mutating func remove(_ state: StateID) {
        words[state.index >> 6] &= ~(1 << UInt64(state.index & 63))
    }

    @inlinable
    public func union(_ other: StateSet) -> StateSet {
        var result = self
        result.words |= other.words
        return result
    }

    @inlinable
    public func intersection(_ other: StateSet) -> StateSet {
        var result = self
        result.words &= other.words
        return result
    }

    @inlinable
    public func subtracting(_ other: StateSet) -> StateSet {
        var result = self
        result.words &= ~other.words
        return result
    }

    @inlinable public mutating func formUnion(_ other: StateSet) { words |= other.words }
    @inlinable public mutating func subtract(_ other: StateSet) { words &= ~other.words }

    @inlinable
    public func intersects(_ other: StateSet) -> Bool { (words & other.words) != .zero }

    @inlinable
    public var count: Int {
        words[0].nonzeroBitCount + words[1].nonzeroBitCount
            + words[2].nonzeroBitCount + words[3].nonzeroBitCount
    }

    /// Takes out the last state in document order.
    @inlinable
    public mutating func popLast() -> StateID? {
        var word = 3
        while word >= 0 {
            let bits = words[word]
            if bits != 0 {
                let bit = 63 - bits.leadingZeroBitCount
                words[word] = bits & ~(1 << UInt64(bit))
                return StateID(UInt8(word * 64 + bit))
            }
            word -= 1
        }
        return nil
    }

    @inlinable public var first: StateID? {
        var iterator = makeIterator()
        return iterator.next()
    }
}

extension StateSet: Sequence {
    public struct Iterator: IteratorProtocol {
        @usableFromInline var words: SIMD4<UInt64>
        @usableFromInline var word = 0

        @inlinable
        init(_ words: SIMD4<UInt64>) { self.words = words }

        @inlinable
        public mutating func next() -> StateID? {
            while word < 4 {
                let bits = words[word]
                if bits != 0 {
                    words[word] = bits & (bits - 1)
                    return StateID(UInt8(word * 64 + bits.trailingZeroBitCount))
                }
                word += 1
            }
            return nil
        }
    }

    @inlinable
    public func makeIterator() -> Iterator { Iterator(words) }
}

extension StateSet: ExpressibleByArrayLiteral {
    @inlinable
    public init(arrayLiteral elements: StateID...) { self.init(elements) }
}
