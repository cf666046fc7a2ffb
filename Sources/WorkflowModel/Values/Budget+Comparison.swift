extension Budget {
    /// A line of one budget and the same line of another; one of them may not have it.
    public struct LinePair: Hashable, Sendable {
        public var old: Line?
        public var new: Line?
    }

    /// How two budgets that must have the same lines differ in them.
    public enum Mismatch: Hashable, Sendable {
        /// The line of this number, from 1, is another one there.
        case line(Int, expected: Line, found: Line)
        case missing(Int, expected: Line)
        case additional(Int, found: Line)
    }

    /// The lines of both, those of `old` first in their order, then those that are new. A line is
    /// the same when it says the same in the same unit; of several that do, the first is the first.
    public func paired(with old: Budget) -> [LinePair] {
        var rest = lines
        var pairs = old.lines.map { line in
            guard let index = rest.firstIndex(where: { $0.isSameItem(as: line) }) else {
                return LinePair(old: line, new: nil)
            }
            return LinePair(old: line, new: rest.remove(at: index))
        }
        pairs += rest.map { LinePair(old: nil, new: $0) }
        return pairs
    }

    /// Those of the pairs in which anything differs.
    public func changes(from old: Budget) -> [LinePair] {
        paired(with: old).filter { $0.old != $0.new }
    }

    /// The first line that is not that of the budget it stands beside: item and unit, in the same
    /// order. Quantities, prices and sources may differ.
    public func mismatch(beside other: Budget) -> Mismatch? {
        for (index, expected) in other.lines.enumerated() {
            guard lines.indices.contains(index) else {
                return .missing(index + 1, expected: expected)
            }
            guard lines[index].isSameItem(as: expected) else {
                return .line(index + 1, expected: expected, found: lines[index])
            }
        }
        return lines.count > other.lines.count
            ? .additional(other.lines.count + 1, found: lines[other.lines.count]) : nil
    }
}

extension Budget.Line {
    func isSameItem(as other: Budget.Line) -> Bool {
        item == other.item && (unit ?? "") == (other.unit ?? "")
    }

    /// `6 × 4.000.000`.
    public var figures: String { "\(quantity.grouped(".")) × \(unitPrice.grouped("."))" }
}
