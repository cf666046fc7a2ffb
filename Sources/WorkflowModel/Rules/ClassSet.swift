/// Some of the classes that the values of a column fall into, as stretches of their numbers,
/// ascending and apart.
struct ClassSet: Equatable, Sendable {
    private(set) var ranges: [Range<Int>]

    /// Empty ranges are left out.
    init(_ range: Range<Int>) {
        ranges = range.isEmpty ? [] : [range]
    }

    private init(ascending ranges: [Range<Int>]) {
        self.ranges = ranges
    }

    init(union sets: [ClassSet]) {
        var merged: [Range<Int>] = []
        for range in sets.flatMap(\.ranges).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] =
                    last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        self.init(ascending: merged)
    }

    /// The classes of `all` that are not in this set.
    func complement(in all: Range<Int>) -> ClassSet {
        var rest: [Range<Int>] = []
        var start = all.lowerBound
        for range in ranges {
            if start < range.lowerBound { rest.append(start..<range.lowerBound) }
            start = range.upperBound
        }
        if start < all.upperBound { rest.append(start..<all.upperBound) }
        return ClassSet(ascending: rest)
    }
}
