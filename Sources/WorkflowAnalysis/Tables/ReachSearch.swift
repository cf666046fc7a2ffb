/// Finds out which boxes are first somewhere: those with a part that no certain box before them
/// covers.
struct ReachSearch {
    private let space: BoxSpace
    private let isCertain: [Bool]
    private var visited = VisitedParts()
    private(set) var isReached: [Bool]

    /// - Parameter isCertain: by box; one that is not hides nothing behind it.
    init(sides: [Range<Int>], boxes: [[ClassSet]], isCertain: [Bool]) {
        space = BoxSpace(sides: sides, boxes: boxes)
        self.isCertain = isCertain
        isReached = Array(repeating: false, count: boxes.count)
    }

    mutating func run(_ budget: inout WorkBudget) throws(OutOfBudget) {
        try search(space.metBoxes, space.allColumns, &budget)
    }

    private mutating func search(
        _ boxes: [Int], _ columns: BoxSpace.Columns, _ budget: inout WorkBudget
    ) throws(OutOfBudget) {
        guard let boxes = try undecided(boxes, columns, &budget) else { return }
        if visited.contains(columns, boxes) { return }
        guard budget.spend(space.cost(of: columns, for: boxes)) else { throw OutOfBudget() }
        let space = space
        let column = space.bestColumn(of: columns, for: boxes)
        let rest = columns & ~(1 << BoxSpace.Columns(column))
        try space.forEachSlice(of: column, among: boxes) { _, inside throws(OutOfBudget) in
            try search(inside, rest, &budget)
            return true
        }
        visited.insert(columns, boxes)
    }

    /// What is left to be cut up: the boxes up to the last that was not reached yet. A box that
    /// fills this part of the space, with none before it that might take some of it, is reached
    /// here, and if it is certain nothing behind it is.
    private mutating func undecided(
        _ boxes: [Int], _ columns: BoxSpace.Columns, _ budget: inout WorkBudget
    ) throws(OutOfBudget) -> [Int]? {
        var kept: [Int] = []
        /// How many of these to go on with.
        var count = 0
        var isContested = false
        for box in boxes {
            guard budget.spend(1) else { throw OutOfBudget() }
            let fills = space.open[box] & columns == 0
            if fills, !isContested { isReached[box] = true }
            if !isReached[box] {
                kept.append(box)
                count = kept.count
            } else if isCertain[box] {
                kept.append(box)
            }
            if isCertain[box] {
                if fills { break }
                isContested = true
            }
        }
        return count == 0 ? nil : Array(kept[..<count])
    }
}
