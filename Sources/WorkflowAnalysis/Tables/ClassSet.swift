/// Some of the classes of a column, by their numbers: sorted ranges that neither overlap nor touch.
/// Nearly every cell is one range.
struct ClassSet: Hashable {
    private(set) var ranges: [Range<Int>]

    init(_ range: Range<Int>) {
        ranges = range.isEmpty ? [] : [range]
    }

    private init(sorted: [Range<Int>]) {
        ranges = []
        for range in sorted where !range.isEmpty {
            if let last = ranges.last, last.upperBound >= range.lowerBound {
                ranges[ranges.count - 1] =
                    last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                ranges.append(range)
            }
        }
    }

    static let empty = ClassSet(0..<0)

    var isEmpty: Bool { ranges.isEmpty }
    /// From the first class to the last, holes included.
    var hull: Range<Int> {
        guard let first = ranges.first, let last = ranges.last else { return 0..<0 }
        return first.lowerBound..<last.upperBound
    }

    func contains(_ number: Int) -> Bool {
        ranges.contains { $0.contains(number) }
    }

    func isSuperset(of other: ClassSet) -> Bool {
        other.intersection(self) == other
    }

    func intersects(_ other: ClassSet) -> Bool {
        let (left, right) = (hull, other.hull)
        guard left.overlaps(right) else { return false }
        if ranges.count == 1, other.ranges.count == 1 { return true }
        return !intersection(other).isEmpty
    }

    func intersection(_ other: ClassSet) -> ClassSet {
        var (left, right) = (0, 0)
        var common: [Range<Int>] = []
        while left < ranges.count, right < other.ranges.count {
            let (a, b) = (ranges[left], other.ranges[right])
            common.append(a.clamped(to: b))
            if a.upperBound < b.upperBound { left += 1 } else { right += 1 }
        }
        return ClassSet(sorted: common)
    }

    func union(_ other: ClassSet) -> ClassSet {
        ClassSet(sorted: (ranges + other.ranges).sorted { $0.lowerBound < $1.lowerBound })
    }

    func clamped(to whole: Range<Int>) -> ClassSet {
        if hull.clamped(to: whole) == hull { return self }
        return ClassSet(sorted: ranges.map { $0.clamped(to: whole) })
    }

    /// The classes of `whole` that are not in the set.
    func complement(in whole: Range<Int>) -> ClassSet {
        var rest: [Range<Int>] = []
        var start = whole.lowerBound
        for range in ranges {
            if start < range.lowerBound { rest.append(start..<range.lowerBound) }
            start = max(start, range.upperBound)
        }
        if start < whole.upperBound { rest.append(start..<whole.upperBound) }
        return ClassSet(sorted: rest.map { $0.clamped(to: whole) })
    }
}
