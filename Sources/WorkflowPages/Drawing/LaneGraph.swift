/// The points where the lines of a grid meet or end at a box, and the way from each to the next: an
/// orthogonal visibility graph with a third of the points of the grid at most.
///
/// Numbers lie side by side in memory, as a search reads them all the time. An edge is known by the
/// point it begins at, the left or upper one: twice its number, and one more when it goes down.
struct LaneGraph: ~Copyable {
    let count: Int
    private let columns: Int
    /// By point of the grid: the number of the point here, or -1.
    private let points: UnsafeMutablePointer<Int>
    /// By point: where on the grid it is.
    let column: UnsafeMutablePointer<Int>
    let row: UnsafeMutablePointer<Int>
    /// By point: whether it lies on the edge of a box, where an arrow can only begin or end.
    let isBlocked: UnsafeMutablePointer<Bool>
    /// By four times the point and the direction: the next point, or -1.
    let next: UnsafeMutablePointer<Int>
    /// By edge, in steps of the grid.
    let length: UnsafeMutablePointer<Int>
    /// By edge: how many borders of frames it crosses.
    let borders: UnsafeMutablePointer<Int>

    init(_ grid: borrowing LaneGrid) {
        columns = grid.columns
        let cells = grid.columns * grid.rows
        points = .allocate(capacity: cells)
        var count = 0
        var cell = 0
        while cell < cells {
            let mark = grid.marks[cell]
            let crossing = LaneGrid.Mark.row | LaneGrid.Mark.column
            // On the edge of a box lines end, wherever that is.
            let isPoint =
                mark & crossing == crossing
                || mark & LaneGrid.Mark.blocked != 0 && mark & crossing != 0
            points[cell] = isPoint ? count : -1
            if isPoint { count += 1 }
            cell += 1
        }
        self.count = count
        column = .allocate(capacity: count)
        row = .allocate(capacity: count)
        isBlocked = .allocate(capacity: count)
        next = .allocate(capacity: count * 4)
        next.initialize(repeating: -1, count: count * 4)
        length = .allocate(capacity: count * 2)
        length.initialize(repeating: 0, count: count * 2)
        borders = .allocate(capacity: count * 2)
        borders.initialize(repeating: 0, count: count * 2)
        cell = 0
        while cell < cells {
            let point = points[cell]
            if point >= 0 {
                column[point] = cell % columns
                row[point] = cell / columns
                isBlocked[point] = grid.marks[cell] & LaneGrid.Mark.blocked != 0
            }
            cell += 1
        }
        var line = 0
        while line < grid.rows {
            link(grid, LaneGrid.Mark.row, from: line * columns, by: 1, count: columns, axis: 0)
            line += 1
        }
        line = 0
        while line < columns {
            link(grid, LaneGrid.Mark.column, from: line, by: columns, count: grid.rows, axis: 1)
            line += 1
        }
    }

    deinit {
        points.deallocate()
        column.deallocate()
        row.deallocate()
        isBlocked.deallocate()
        next.deallocate()
        length.deallocate()
        borders.deallocate()
    }

    /// The number of the point at a place in the picture; nil when no lines meet there.
    func point(at place: ChartPoint) -> Int? {
        guard place.x >= 0, place.y >= 0, place.x / LaneGrid.step < columns else { return nil }
        let point = points[place.y / LaneGrid.step * columns + place.x / LaneGrid.step]
        return point < 0 ? nil : point
    }

    func place(of point: Int) -> ChartPoint {
        ChartPoint(x: column[point] * LaneGrid.step, y: row[point] * LaneGrid.step)
    }

    /// Connects the points of one line of the grid, from left to right or from top to bottom.
    private func link(
        _ grid: borrowing LaneGrid, _ mark: UInt8, from first: Int, by stride: Int, count: Int,
        axis: Int
    ) {
        var last = -1
        var (steps, crossed) = (0, 0)
        var (cell, left) = (first, count)
        while left > 0 {
            if grid.marks[cell] & mark == 0 {
                last = -1
            } else if points[cell] >= 0 {
                let point = points[cell]
                if last >= 0, !(isBlocked[last] && isBlocked[point]) {
                    next[last * 4 + axis] = point
                    next[point * 4 + axis + 2] = last
                    length[last * 2 + axis] = steps
                    borders[last * 2 + axis] = crossed
                }
                last = point
                (steps, crossed) = (0, 0)
            }
            steps += 1
            crossed += grid.borders[cell * 2 + axis]
            cell += stride
            left -= 1
        }
    }
}
