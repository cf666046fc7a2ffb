/// Finds ways for arrows on a grid: around cards, with few bends and crossings, and none on
/// another unless both end, or begin, at the same place.
///
/// One arrow after the other, each by A*; what an arrow takes costs the later ones.
struct ArrowRouter {
    struct End {
        var point: ChartPoint
        /// Of the arrow as it leaves or arrives there.
        var direction: ChartDirection
        var penalty: Int
    }

    /// What arrows that may lie on each other have in common.
    private struct Use {
        var start: Int32
        var goal: Int32
        var direction: ChartDirection
    }

    private enum Cost {
        static let cell = 4
        /// Along an arrow that leads to the same place.
        static let shared = 3
        static let bend = 26
        static let crossing = 40
        /// Through the corner of another arrow: it would look like a fork.
        static let corner = 160
        static let border = 4
        static let overlap = 600
    }

    private static let step = ChartLayout.step
    private let columns: Int
    private let rows: Int
    private var blocked: [Bool]
    /// By point and axis: borders of frames between it and the next one to the right, and below.
    private var borders: [UInt8]
    /// By point and axis: the arrow from it to the next one to the right, and below.
    private var uses: [Use?]
    /// By point: an arrow of this start and goal bends there.
    private var corners: [Use?]
    /// The least cost at which a point was reached in a direction, in the search of this number.
    private var best: [Int32]
    private var cameFrom: [Int32]
    private var stamp: [Int32]
    private var search: Int32 = 0
    /// How many steps of arrows lie on others that lead elsewhere.
    private(set) var overlaps = 0

    init(width: Int, height: Int) {
        columns = width / Self.step + 1
        rows = height / Self.step + 1
        let count = columns * rows
        blocked = Array(repeating: false, count: count)
        borders = Array(repeating: 0, count: count * 2)
        uses = Array(repeating: nil, count: count * 2)
        corners = Array(repeating: nil, count: count)
        best = Array(repeating: 0, count: count * 4)
        cameFrom = Array(repeating: -1, count: count * 4)
        stamp = Array(repeating: 0, count: count * 4)
    }

    /// Keeps arrows out of it, its edge included.
    mutating func block(_ rect: ChartRect) {
        for y in stride(from: rect.y.up(to: Self.step), through: rect.maxY, by: Self.step) {
            for x in stride(from: rect.x.up(to: Self.step), through: rect.maxX, by: Self.step) {
                if let index = index(ChartPoint(x: x, y: y)) { blocked[index] = true }
            }
        }
    }

    /// Crossed where there is no better way.
    mutating func addBorder(_ rect: ChartRect) {
        for y in stride(from: rect.y.up(to: Self.step), through: rect.maxY, by: Self.step) {
            for x in [rect.x, rect.maxX] {
                let before = ChartPoint(x: x.up(to: Self.step) - Self.step, y: y)
                if let index = index(before) { borders[index * 2] += 1 }
            }
        }
        for x in stride(from: rect.x.up(to: Self.step), through: rect.maxX, by: Self.step) {
            for y in [rect.y, rect.maxY] {
                let above = ChartPoint(x: x, y: y.up(to: Self.step) - Self.step)
                if let index = index(above) { borders[index * 2 + 1] += 1 }
            }
        }
    }

    private func index(_ point: ChartPoint) -> Int? {
        let column = point.x / Self.step
        let row = point.y / Self.step
        guard point.x >= 0, point.y >= 0, column < columns, row < rows else { return nil }
        return row * columns + column
    }

    private func point(_ index: Int) -> ChartPoint {
        ChartPoint(x: index % columns * Self.step, y: index / columns * Self.step)
    }

    // MARK: One arrow

    /// The corners of the way, its ends included; nil when there is none.
    ///
    /// - Parameters:
    ///   - start: what arrows that begin at the same place share.
    ///   - goal: what arrows that end at the same place share.
    mutating func route(
        from starts: [End], to goals: [End], start: Int, goal: Int
    ) -> [ChartPoint]? {
        search += 1
        let use = (start: Int32(start), goal: Int32(goal))
        var ends: [Int: End] = [:]
        for end in goals {
            guard let index = index(end.point) else { continue }
            let key = index * 4 + end.direction.rawValue
            if ends[key].map({ $0.penalty > end.penalty }) ?? true { ends[key] = end }
        }
        guard let nearest = goals.first?.point, !ends.isEmpty else { return nil }
        var box = ChartRect(x: nearest.x, y: nearest.y, width: 0, height: 0)
        for end in goals {
            let (left, top) = (min(box.x, end.point.x), min(box.y, end.point.y))
            box = ChartRect(
                x: left, y: top, width: max(box.maxX, end.point.x) - left,
                height: max(box.maxY, end.point.y) - top)
        }
        func estimate(_ index: Int) -> Int {
            let point = point(index)
            let dx = max(box.x - point.x, point.x - box.maxX, 0)
            let dy = max(box.y - point.y, point.y - box.maxY, 0)
            return (dx + dy) / Self.step * Cost.shared
        }
        var heap = StateHeap()
        for end in starts {
            guard let index = index(end.point) else { continue }
            let state = index * 4 + end.direction.rawValue
            guard stamp[state] != search || best[state] > Int32(end.penalty) else { continue }
            stamp[state] = search
            best[state] = Int32(end.penalty)
            cameFrom[state] = -1
            heap.push(state, end.penalty + estimate(index))
        }
        var found: (state: Int, cost: Int)?
        while let (state, rank) = heap.pop() {
            if let found, rank >= found.cost { break }
            let here = state / 4
            let cost = Int(best[state])
            guard rank <= cost + estimate(here) else { continue }
            if let end = ends[state], cameFrom[state] >= 0 {
                if cost + end.penalty < found?.cost ?? .max { found = (state, cost + end.penalty) }
                if blocked[here] { continue }
            }
            let isStart = cameFrom[state] < 0
            for direction in ChartDirection.allCases {
                if isStart, direction.rawValue != state % 4 { continue }
                if !isStart, direction.rawValue ^ 2 == state % 4 { continue }
                guard let next = neighbour(here, direction) else { continue }
                let nextState = next * 4 + direction.rawValue
                if blocked[next], ends[nextState] == nil { continue }
                let turned = direction.rawValue != state % 4
                let total =
                    cost + moveCost(here, next, direction, use)
                    + pointCost(here, direction, turned: turned, use)
                    + (turned ? Cost.bend : 0)
                guard stamp[nextState] != search || Int(best[nextState]) > total else { continue }
                stamp[nextState] = search
                best[nextState] = Int32(total)
                cameFrom[nextState] = Int32(state)
                heap.push(nextState, total + estimate(next))
            }
        }
        guard let found else { return nil }
        return take(found.state, use)
    }

    private func neighbour(_ index: Int, _ direction: ChartDirection) -> Int? {
        let column = index % columns + direction.dx
        let row = index / columns + direction.dy
        guard column >= 0, row >= 0, column < columns, row < rows else { return nil }
        return row * columns + column
    }

    /// The place in `uses` and `borders` of the step between two points.
    private func slot(_ from: Int, _ to: Int, _ direction: ChartDirection) -> Int {
        min(from, to) * 2 + (direction.isHorizontal ? 0 : 1)
    }

    private func moveCost(
        _ from: Int, _ to: Int, _ direction: ChartDirection, _ use: (start: Int32, goal: Int32)
    ) -> Int {
        let slot = slot(from, to, direction)
        let border = Int(borders[slot]) * Cost.border
        guard let other = uses[slot] else { return Cost.cell + border }
        let agrees =
            other.direction == direction && (other.goal == use.goal || other.start == use.start)
        return (agrees ? Cost.shared : Cost.cell + Cost.overlap) + border
    }

    /// What it costs to go on from a point in a direction where others pass.
    private func pointCost(
        _ here: Int, _ direction: ChartDirection, turned: Bool,
        _ use: (start: Int32, goal: Int32)
    ) -> Int {
        func isOther(_ other: Use?) -> Bool {
            guard let other else { return false }
            return other.goal != use.goal && other.start != use.start
        }
        if isOther(corners[here]) { return Cost.corner }
        let column = here % columns
        let row = here / columns
        let across =
            isOther(uses[here * 2]) || column > 0 && isOther(uses[(here - 1) * 2])
        let down =
            isOther(uses[here * 2 + 1]) || row > 0 && isOther(uses[(here - columns) * 2 + 1])
        if turned { return across || down ? Cost.corner : 0 }
        return direction.isHorizontal ? (down ? Cost.crossing : 0) : (across ? Cost.crossing : 0)
    }

    /// Marks the way that ends in a state as used, and gives its corners.
    private mutating func take(_ last: Int, _ use: (start: Int32, goal: Int32)) -> [ChartPoint] {
        var states = [last]
        while cameFrom[states[states.count - 1]] >= 0 {
            states.append(Int(cameFrom[states[states.count - 1]]))
        }
        states.reverse()
        var corners = [point(states[0] / 4)]
        for (from, to) in zip(states, states.dropFirst()) {
            guard let direction = ChartDirection(rawValue: to % 4) else { continue }
            let slot = slot(from / 4, to / 4, direction)
            if let other = uses[slot] {
                if other.direction != direction
                    || other.goal != use.goal && other.start != use.start
                {
                    overlaps += 1
                }
            } else {
                uses[slot] = Use(start: use.start, goal: use.goal, direction: direction)
            }
            if from % 4 != to % 4 {
                corners.append(point(from / 4))
                if self.corners[from / 4] == nil {
                    self.corners[from / 4] = Use(
                        start: use.start, goal: use.goal, direction: direction)
                }
            }
        }
        corners.append(point(last / 4))
        return corners
    }
}

extension Int {
    /// The next multiple of `step` from this number on.
    fileprivate func up(to step: Int) -> Int {
        let rest = self % step
        return rest == 0 ? self : self + (rest < 0 ? -rest : step - rest)
    }
}
