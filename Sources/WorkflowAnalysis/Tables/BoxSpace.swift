/// Boxes in a space of classes, and the ways to cut the space into slices.
struct BoxSpace {
    /// The columns still to be cut, a bit for each.
    typealias Columns = UInt64

    static let largestColumnCount = 64

    let sides: [Range<Int>]
    /// By box, then by column; clamped to the space.
    let boxes: [[ClassSet]]
    /// The columns of each box in which it does not fill the space.
    let open: [Columns]
    /// By column: how many different slices there are at most.
    private let cuts: [Int]

    /// - Parameter boxes: those with nothing inside the space are never met.
    init(sides: [Range<Int>], boxes: [[ClassSet]]) {
        self.sides = sides
        self.boxes = boxes.map { cells in zip(cells, sides).map { $0.clamped(to: $1) } }
        open = self.boxes.map { cells in
            var open: Columns = 0
            for (column, side) in sides.enumerated() where cells[column].ranges != [side] {
                open |= 1 << Columns(column)
            }
            return open
        }
        cuts = sides.map(\.count)
    }

    var allColumns: Columns {
        sides.count == Self.largestColumnCount ? ~0 : (1 << Columns(sides.count)) - 1
    }

    /// Those that have something inside the space.
    var metBoxes: [Int] {
        boxes.indices.filter { box in boxes[box].allSatisfy { !$0.isEmpty } }
    }

    /// The column to cut next: where fewest boxes span all slices and have to be carried through
    /// each, and of these the one with the fewest slices.
    func bestColumn(of columns: Columns, for boxes: [Int]) -> Int {
        var best = (column: 0, spanning: Int.max)
        var rest = columns
        while rest != 0 {
            let column = rest.trailingZeroBitCount
            rest &= rest - 1
            let bit: Columns = 1 << Columns(column)
            var spanning = 0
            for box in boxes where open[box] & bit == 0 { spanning += 1 }
            if spanning == boxes.count { continue }
            let isBetter =
                spanning < best.spanning
                || (spanning == best.spanning && cuts[column] < cuts[best.column])
            if isBetter { best = (column, spanning) }
        }
        return best.column
    }

    /// What it takes to choose a column and to cut it, beside what is done with the slices.
    func cost(of columns: Columns, for boxes: [Int]) -> Int {
        boxes.count * (columns.nonzeroBitCount + 8)
    }

    /// Walks through a column from its first class to its last. `body` gets every slice in which
    /// the same of the given boxes lie, and these boxes in ascending order, and says whether to go
    /// on.
    func forEachSlice(
        of column: Int, among met: [Int],
        _ body: (_ slice: Range<Int>, _ inside: [Int]) throws(OutOfBudget) -> Bool
    ) throws(OutOfBudget) {
        var starts: [(at: Int, box: Int)] = []
        var ends: [(at: Int, box: Int)] = []
        starts.reserveCapacity(met.count)
        ends.reserveCapacity(met.count)
        for box in met {
            for range in boxes[box][column].ranges {
                starts.append((range.lowerBound, box))
                ends.append((range.upperBound, box))
            }
        }
        starts.sort { $0.at < $1.at }
        ends.sort { $0.at < $1.at }
        var (nextStart, nextEnd) = (0, 0)
        var inside = SortedBoxes()
        var position = sides[column].lowerBound
        while position < sides[column].upperBound {
            while nextEnd < ends.count, ends[nextEnd].at <= position {
                inside.remove(ends[nextEnd].box)
                nextEnd += 1
            }
            while nextStart < starts.count, starts[nextStart].at <= position {
                inside.insert(starts[nextStart].box)
                nextStart += 1
            }
            var next = sides[column].upperBound
            if nextStart < starts.count { next = min(next, starts[nextStart].at) }
            if nextEnd < ends.count { next = min(next, ends[nextEnd].at) }
            guard try body(position..<next, inside.boxes) else { return }
            position = next
        }
    }
}

/// The boxes of a slice, ascending.
private struct SortedBoxes {
    private(set) var boxes: [Int] = []

    mutating func insert(_ box: Int) {
        boxes.insert(box, at: position(of: box))
    }

    mutating func remove(_ box: Int) {
        boxes.remove(at: position(of: box))
    }

    private func position(of box: Int) -> Int {
        var (low, high) = (0, boxes.count)
        while low < high {
            let middle = (low + high) / 2
            if boxes[middle] < box { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Parts of a space that a search has done with.
struct VisitedParts {
    private struct Part: Hashable {
        let columns: BoxSpace.Columns
        let boxes: [Int]
    }

    private var parts: Set<Part> = []
    private var size = 0

    /// More boxes than this seldom come together twice.
    private static let boxLimit = 512
    /// In boxes remembered: some tens of megabytes.
    private static let sizeLimit = 4_000_000

    func contains(_ columns: BoxSpace.Columns, _ boxes: [Int]) -> Bool {
        boxes.count <= Self.boxLimit && parts.contains(Part(columns: columns, boxes: boxes))
    }

    mutating func insert(_ columns: BoxSpace.Columns, _ boxes: [Int]) {
        guard boxes.count <= Self.boxLimit, size < Self.sizeLimit else { return }
        size += boxes.count + 1
        parts.insert(Part(columns: columns, boxes: boxes))
    }
}
