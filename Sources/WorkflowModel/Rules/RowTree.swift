/// For each class of a column's values, the rows whose cell lets it pass.
///
/// A segment tree over the classes: a cell that lets a stretch of classes pass puts its row on the
/// few nodes that make up the stretch, and the rows of a class are those on the way from its leaf
/// to the root. So rows × log(classes) is what it takes in memory, where a set of rows for each
/// class would take rows × classes: 8 MB for a column of 8,000 limits.
struct RowTree: Sendable {
    /// The rows on one node: a stretch of `rows`, or where that is shorter a set of bits in
    /// `words`.
    private struct Node {
        var start: Int32 = 0
        /// Negative for a set of bits.
        var count: Int32 = 0
    }

    private let leaves: Int
    private let wordCount: Int
    private var nodes: [Node]
    private var rows: [Int32] = []
    private var words: [UInt64] = []
    /// The rows whose cell lets everything pass.
    private var always: [UInt64]

    /// - Parameters:
    ///   - classes: How many there are.
    ///   - cells: By row; nil lets everything pass.
    init(classes: Int, cells: [ClassSet?]) {
        leaves = classes
        wordCount = (cells.count + 63) / 64
        always = Array(repeating: 0, count: wordCount)
        nodes = Array(repeating: Node(), count: 2 * classes)
        for (row, cell) in cells.enumerated() {
            if let cell {
                forEachNode(of: cell) { nodes[$0].count += 1 }
            } else {
                always[row / 64] |= 1 << UInt64(row % 64)
            }
        }
        placeNodes()
        var filled = nodes.map(\.start)
        for (row, cell) in cells.enumerated() {
            guard let cell else { continue }
            forEachNode(of: cell) { node in
                if nodes[node].count < 0 {
                    words[Int(nodes[node].start) + row / 64] |= 1 << UInt64(row % 64)
                } else {
                    rows[Int(filled[node])] = Int32(row)
                    filled[node] += 1
                }
            }
        }
    }

    /// Makes room for the rows that were counted.
    private mutating func placeNodes() {
        var rowCount = 0
        var bitCount = 0
        for node in nodes.indices {
            if Int(nodes[node].count) > 2 * wordCount {
                nodes[node] = Node(start: Int32(bitCount), count: -1)
                bitCount += wordCount
            } else {
                nodes[node].start = Int32(rowCount)
                rowCount += Int(nodes[node].count)
            }
        }
        rows = Array(repeating: 0, count: rowCount)
        words = Array(repeating: 0, count: bitCount)
    }

    /// The nodes that together stand over exactly these classes.
    private func forEachNode(of cell: ClassSet, _ body: (Int) -> Void) {
        for range in cell.ranges {
            var left = range.lowerBound + leaves
            var right = range.upperBound + leaves
            while left < right {
                if left & 1 == 1 {
                    body(left)
                    left += 1
                }
                if right & 1 == 1 {
                    right -= 1
                    body(right)
                }
                left >>= 1
                right >>= 1
            }
        }
    }

    /// Sets the bits of the rows that let a class pass, and no others.
    func write(rowsOf class: Int, to bits: UnsafeMutableBufferPointer<UInt64>) {
        for word in 0..<wordCount { bits[word] = always[word] }
        var node = `class` + leaves
        while node > 0 {
            let (start, count) = (Int(nodes[node].start), Int(nodes[node].count))
            if count < 0 {
                for word in 0..<wordCount { bits[word] |= words[start + word] }
            } else {
                for row in rows[start..<start + count] {
                    bits[Int(row) / 64] |= 1 << UInt64(row % 64)
                }
            }
            node >>= 1
        }
    }
}
