/// Finds ways for arrows along the lines of a graph: with few bends and crossings, and none on
/// another unless both end, or begin, at the same place.
///
/// One arrow after the other, each by A*; what an arrow takes costs the later ones.
struct ArrowRouter: ~Copyable {
    struct End {
        var point: ChartPoint
        /// Of the arrow as it leaves or arrives there.
        var direction: ChartDirection
        var penalty: Int
    }

    /// What arrows that may lie on each other have in common: where they begin, or where they end.
    private struct Use {
        var start: Int
        var goal: Int

        static let none = -1
        /// Of arrows that have only the other in common.
        static let several = -2
    }

    private enum Cost {
        static let step = 4
        /// Along an arrow that leads to the same place.
        static let shared = 3
        static let bend = 26
        static let crossing = 40
        /// Through the corner of another arrow: it would look like a fork.
        static let corner = 160
        /// To end so close behind a bend that the head of the arrow has no room.
        static let cramped = 30
        static let border = 24
        static let overlap = 600
    }

    private let graph: LaneGraph
    private var queue: BucketQueue
    /// By edge: the arrow along it, and its direction.
    private let useStart: UnsafeMutablePointer<Int>
    private let useGoal: UnsafeMutablePointer<Int>
    private let useDirection: UnsafeMutablePointer<Int>
    /// By point: the arrow that bends there.
    private let cornerStart: UnsafeMutablePointer<Int>
    private let cornerGoal: UnsafeMutablePointer<Int>
    /// By four times a point and a direction, a state: what the search of the number `stamp` knows.
    private let best: UnsafeMutablePointer<Int>
    private let cameFrom: UnsafeMutablePointer<Int>
    private let stamp: UnsafeMutablePointer<Int>
    /// By state: what it costs to end there, in the search of the number `goalStamp`.
    private let goalPenalty: UnsafeMutablePointer<Int>
    private let goalStamp: UnsafeMutablePointer<Int>
    private var search = 0
    /// Of the grid: the box around all that the arrow may end at.
    private var (left, top, right, bottom) = (0, 0, 0, 0)
    /// How many steps of arrows lie on others that lead elsewhere.
    private(set) var overlaps = 0

    init(_ graph: consuming LaneGraph) {
        let count = graph.count
        func numbers(_ count: Int, _ value: Int) -> UnsafeMutablePointer<Int> {
            let numbers = UnsafeMutablePointer<Int>.allocate(capacity: count)
            numbers.initialize(repeating: value, count: count)
            return numbers
        }
        useStart = numbers(count * 2, Use.none)
        useGoal = numbers(count * 2, Use.none)
        useDirection = numbers(count * 2, Use.none)
        cornerStart = numbers(count, Use.none)
        cornerGoal = numbers(count, Use.none)
        best = numbers(count * 4, 0)
        cameFrom = numbers(count * 4, -1)
        stamp = numbers(count * 4, 0)
        goalPenalty = numbers(count * 4, 0)
        goalStamp = numbers(count * 4, 0)
        queue = BucketQueue(capacity: count * 4)
        self.graph = graph
    }

    deinit {
        for numbers in [
            useStart, useGoal, useDirection, cornerStart, cornerGoal, best, cameFrom, stamp,
            goalPenalty, goalStamp,
        ] { numbers.deallocate() }
    }

    // MARK: One arrow

    /// The corners of the way, its ends included; nil when there is none.
    ///
    /// - Parameters:
    ///   - start: what arrows that begin at the same place share, not negative.
    ///   - goal: what arrows that end at the same place share, not negative.
    mutating func route(
        from starts: [End], to goals: [End], start: Int, goal: Int
    ) -> [ChartPoint]? {
        search += 1
        guard mark(goals) else { return nil }
        queue.removeAll()
        for end in starts {
            guard let point = graph.point(at: end.point) else { continue }
            reach(point * 4 + end.direction.rawValue, cost: end.penalty, from: -1)
        }
        let use = Use(start: start, goal: goal)
        var found = -1
        var foundCost = Int.max
        while let entry = queue.pop() {
            if entry.rank >= foundCost { break }
            let state = entry.state
            if entry.cost != best[state] { continue }
            let isStart = cameFrom[state] < 0
            if goalStamp[state] == search, !isStart {
                let total = entry.cost + goalPenalty[state]
                if total < foundCost { (found, foundCost) = (state, total) }
            }
            if isStart {
                extend(state, state & 3, use)
            } else if !graph.isBlocked[state / 4] {
                extend(state, state & 3, use)
                extend(state, (state + 1) & 3, use)
                extend(state, (state + 3) & 3, use)
            }
        }
        return found < 0 ? nil : take(found, use)
    }

    /// Keeps where the arrow may end; false when there is no such place.
    private mutating func mark(_ goals: [End]) -> Bool {
        (left, top, right, bottom) = (.max, .max, .min, .min)
        for end in goals {
            guard let point = graph.point(at: end.point) else { continue }
            let state = point * 4 + end.direction.rawValue
            if goalStamp[state] != search || goalPenalty[state] > end.penalty {
                goalStamp[state] = search
                goalPenalty[state] = end.penalty
            }
            let (column, row) = (graph.column[point], graph.row[point])
            if column < left { left = column }
            if column > right { right = column }
            if row < top { top = row }
            if row > bottom { bottom = row }
        }
        return left <= right
    }

    /// From a state on to the next point in a direction.
    private mutating func extend(_ state: Int, _ direction: Int, _ use: Use) {
        let here = state / 4
        let next = graph.next[here * 4 + direction]
        if next < 0 { return }
        let reached = next * 4 + direction
        if graph.isBlocked[next], goalStamp[reached] != search { return }
        let edge = (direction < 2 ? here : next) * 2 + (direction & 1)
        var cost = best[state] + graph.borders[edge] * Cost.border
        if useStart[edge] == Use.none {
            cost += graph.length[edge] * Cost.step
        } else if useDirection[edge] == direction, !isOther(edge, use) {
            cost += graph.length[edge] * Cost.shared
        } else {
            cost += graph.length[edge] * Cost.step + Cost.overlap
        }
        if direction != state & 3 {
            cost += Cost.bend
            if graph.isBlocked[next], graph.length[edge] < 2 { cost += Cost.cramped }
        }
        cost += crossing(here, direction, turned: direction != state & 3, use)
        if stamp[reached] == search, best[reached] <= cost { return }
        reach(reached, cost: cost, from: state)
    }

    private mutating func reach(_ state: Int, cost: Int, from: Int) {
        if stamp[state] == search, best[state] <= cost { return }
        stamp[state] = search
        best[state] = cost
        cameFrom[state] = from
        queue.push(state, cost: cost, rank: cost + estimate(state))
    }

    /// What it costs at least from here, with nothing in the way.
    private func estimate(_ state: Int) -> Int {
        let (column, row) = (graph.column[state / 4], graph.row[state / 4])
        let dx = column < left ? left - column : column > right ? column - right : 0
        let dy = row < top ? top - row : row > bottom ? row - bottom : 0
        let isAlong: Bool
        let (along, aside): (Int, Int)
        switch state & 3 {
        case 0: (isAlong, along, aside) = (column < left, dx, dy)
        case 1: (isAlong, along, aside) = (row < top, dy, dx)
        case 2: (isAlong, along, aside) = (column > right, dx, dy)
        default: (isAlong, along, aside) = (row > bottom, dy, dx)
        }
        let bends = isAlong ? (aside > 0 ? 1 : 0) : along > 0 ? 2 : aside > 0 ? 1 : 0
        return (dx + dy) * Cost.step + bends * Cost.bend
    }

    /// Whether an arrow along an edge has nothing in common with this one.
    private func isOther(_ edge: Int, _ use: Use) -> Bool {
        useStart[edge] != Use.none && useStart[edge] != use.start && useGoal[edge] != use.goal
    }

    /// What it costs to go on from a point in a direction where others pass.
    private func crossing(_ here: Int, _ direction: Int, turned: Bool, _ use: Use) -> Int {
        if cornerStart[here] != Use.none, cornerStart[here] != use.start,
            cornerGoal[here] != use.goal
        {
            return Cost.corner
        }
        let (before, above) = (graph.next[here * 4 + 2], graph.next[here * 4 + 3])
        let isAcross = isOther(here * 2, use) || before >= 0 && isOther(before * 2, use)
        let isDown = isOther(here * 2 + 1, use) || above >= 0 && isOther(above * 2 + 1, use)
        if turned { return isAcross || isDown ? Cost.corner : 0 }
        return (direction & 1 == 0 ? isDown : isAcross) ? Cost.crossing : 0
    }

    // MARK: What it takes

    /// Marks the way that ends in a state as used, and gives its corners.
    private mutating func take(_ last: Int, _ use: Use) -> [ChartPoint] {
        var states = [last]
        while cameFrom[states[states.count - 1]] >= 0 {
            states.append(cameFrom[states[states.count - 1]])
        }
        states.reverse()
        var corners = [graph.place(of: states[0] / 4)]
        for (from, to) in zip(states, states.dropFirst()) {
            let direction = to & 3
            take((direction < 2 ? from : to) / 4 * 2 + (direction & 1), direction, use)
            guard from & 3 != direction else { continue }
            corners.append(graph.place(of: from / 4))
            if cornerStart[from / 4] == Use.none {
                cornerStart[from / 4] = use.start
                cornerGoal[from / 4] = use.goal
            }
        }
        corners.append(graph.place(of: last / 4))
        return corners
    }

    private mutating func take(_ edge: Int, _ direction: Int, _ use: Use) {
        if useStart[edge] == Use.none {
            useStart[edge] = use.start
            useGoal[edge] = use.goal
            useDirection[edge] = direction
            return
        }
        if useDirection[edge] != direction || isOther(edge, use) { overlaps += graph.length[edge] }
        // What the next along it must have in common with all.
        if useStart[edge] != use.start { useStart[edge] = Use.several }
        if useGoal[edge] != use.goal { useGoal[edge] = Use.several }
    }
}
