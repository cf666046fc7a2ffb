/// The lines that arrows may run on, drawn on a grid of steps: beside boxes, and out of their
/// sides, each as far as there is nothing in its way.
struct LaneGrid: ~Copyable {
    static let step = ChartLayout.step

    /// What is at a point of the grid.
    enum Mark {
        static let blocked: UInt8 = 1
        /// A line from left to right; on the edge of a box, one that ends there.
        static let row: UInt8 = 2
        /// A line from top to bottom.
        static let column: UInt8 = 4
    }

    let columns: Int
    let rows: Int
    let marks: UnsafeMutablePointer<UInt8>
    /// By point and axis: borders of frames between it and the point to the right, or below.
    let borders: UnsafeMutablePointer<Int>

    /// - Parameters: of the picture, in pixels.
    init(width: Int, height: Int) {
        columns = width / Self.step + 1
        rows = height / Self.step + 1
        marks = .allocate(capacity: columns * rows)
        marks.initialize(repeating: 0, count: columns * rows)
        borders = .allocate(capacity: columns * rows * 2)
        borders.initialize(repeating: 0, count: columns * rows * 2)
    }

    deinit {
        marks.deallocate()
        borders.deallocate()
    }

    /// The number of a point; nil when it is outside the picture.
    func cell(_ point: ChartPoint) -> Int? {
        let (column, row) = (point.x / Self.step, point.y / Self.step)
        guard point.x >= 0, point.y >= 0, column < columns, row < rows else { return nil }
        return row * columns + column
    }

    /// Keeps arrows out of it, its edge included.
    mutating func block(_ rect: ChartRect) {
        for y in stride(from: rect.y.up(to: Self.step), through: rect.maxY, by: Self.step) {
            guard let first = cell(ChartPoint(x: rect.x.up(to: Self.step), y: y)),
                let last = cell(ChartPoint(x: rect.maxX, y: y)), first <= last
            else { continue }
            (marks + first).update(repeating: Mark.blocked, count: last - first + 1)
        }
    }

    /// Crossed where there is no better way.
    mutating func addBorder(_ rect: ChartRect) {
        for y in stride(from: rect.y.up(to: Self.step), through: rect.maxY, by: Self.step) {
            for x in [rect.x, rect.maxX] {
                let before = ChartPoint(x: x.up(to: Self.step) - Self.step, y: y)
                if let cell = cell(before) { borders[cell * 2] += 1 }
            }
        }
        for x in stride(from: rect.x.up(to: Self.step), through: rect.maxX, by: Self.step) {
            for y in [rect.y, rect.maxY] {
                let above = ChartPoint(x: x, y: y.up(to: Self.step) - Self.step)
                if let cell = cell(above) { borders[cell * 2 + 1] += 1 }
            }
        }
    }

    /// A line from left to right through a point, unless it lies in a box.
    mutating func layRow(x: Int, y: Int) {
        guard let cell = cell(ChartPoint(x: x, y: y)) else { return }
        let first = cell / columns * columns
        lay(cell, Mark.row, by: 1, from: first, through: first + columns - 1)
    }

    /// A line from top to bottom through a point, unless it lies in a box.
    mutating func layColumn(x: Int, y: Int) {
        guard let cell = cell(ChartPoint(x: x, y: y)) else { return }
        let first = cell % columns
        lay(cell, Mark.column, by: columns, from: first, through: first + columns * (rows - 1))
    }

    private mutating func lay(
        _ cell: Int, _ mark: UInt8, by stride: Int, from first: Int, through last: Int
    ) {
        guard marks[cell] & (Mark.blocked | mark) == 0 else { return }
        var here = cell
        while here >= first {
            marks[here] |= mark
            if marks[here] & Mark.blocked != 0 { break }
            here -= stride
        }
        here = cell + stride
        while here <= last {
            marks[here] |= mark
            if marks[here] & Mark.blocked != 0 { break }
            here += stride
        }
    }
}

extension Int {
    /// The next multiple of `step` from this number on.
    fileprivate func up(to step: Int) -> Int {
        let rest = self % step
        return rest == 0 ? self : self + (rest < 0 ? -rest : step - rest)
    }

    /// The multiple of `step` nearest to this number, or the one below when two are.
    func nearest(_ step: Int) -> Int { (self + (step - 1) / 2) / step * step }
}
