/// Looks for parts of a space that no box covers, cutting it column by column.
struct GapSearch {
    private let wide: [Range<Int>]
    private let isOrdered: [Bool]
    private let rows: [[ClassSet]]
    /// The part of the space looked at; the regions found are boxes in it as well.
    private var space: BoxSpace
    private var visited = VisitedParts()
    /// The slices taken so far, by column; the whole side where none was.
    private var slices: [Range<Int>]

    /// - Parameters:
    ///   - narrow: where to look, until `widen` is called.
    ///   - wide: the whole space.
    ///   - isOrdered: by column, whether neighbouring classes belong together.
    init(
        narrow: [Range<Int>], wide: [Range<Int>], isOrdered: [Bool], rows: [[ClassSet]]
    ) {
        self.wide = wide
        self.isOrdered = isOrdered
        self.rows = rows
        space = BoxSpace(sides: narrow, boxes: rows)
        slices = narrow
    }

    /// A region of the whole space that no row comes into, as large as makes sense, or nil when
    /// there is none. It counts as covered from then on, so that the next call finds another.
    mutating func next(_ budget: inout WorkBudget) throws(OutOfBudget) -> [ClassSet]? {
        slices = space.sides
        guard try search(space.metBoxes, space.allColumns, &budget) else { return nil }
        let region = largest(slices.map(ClassSet.init))
        // What was found covered stays so with one box more.
        space = BoxSpace(sides: space.sides, boxes: space.boxes + [region])
        return region
    }

    /// From here on looks at the whole space.
    mutating func widen(having found: [[ClassSet]]) {
        space = BoxSpace(sides: wide, boxes: rows + found)
        visited = VisitedParts()
    }

    private mutating func search(
        _ boxes: [Int], _ columns: BoxSpace.Columns, _ budget: inout WorkBudget
    ) throws(OutOfBudget) -> Bool {
        if boxes.isEmpty { return true }
        let space = space
        let filling = boxes.firstIndex { space.open[$0] & columns == 0 }
        guard budget.spend((filling ?? boxes.count) + 1) else { throw OutOfBudget() }
        if filling != nil || visited.contains(columns, boxes) { return false }
        guard budget.spend(space.cost(of: columns, for: boxes)) else { throw OutOfBudget() }
        let column = space.bestColumn(of: columns, for: boxes)
        let rest = columns & ~(1 << BoxSpace.Columns(column))
        var isFound = false
        try space.forEachSlice(of: column, among: boxes) { slice, inside throws(OutOfBudget) in
            slices[column] = slice
            isFound = try search(inside, rest, &budget)
            return !isFound
        }
        if !isFound {
            slices[column] = space.sides[column]
            visited.insert(columns, boxes)
        }
        return isFound
    }

    /// Widens a region, column after column, as far as no row comes into it: to the whole side, to
    /// the interval around it in an ordered column, and not at all in another, where each value
    /// left out is a gap of its own.
    private func largest(_ region: [ClassSet]) -> [ClassSet] {
        var region = region
        for column in region.indices {
            var taken = ClassSet.empty
            for cells in rows {
                let isInTheWay = region.indices.allSatisfy {
                    $0 == column || cells[$0].intersects(region[$0])
                }
                if isInTheWay { taken = taken.union(cells[column]) }
            }
            let free = taken.complement(in: wide[column])
            let first = region[column].hull.lowerBound
            if free == ClassSet(wide[column]) {
                region[column] = free
            } else if isOrdered[column] {
                region[column] = ClassSet(free.ranges.first { $0.contains(first) } ?? 0..<0)
            } else {
                region[column] = ClassSet(first..<first + 1)
            }
        }
        return region
    }
}
