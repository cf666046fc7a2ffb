import CEL
import WorkflowCalendar
import WorkflowModel

/// The values an input can have, put into classes: within one class every cell of the column
/// answers alike, so that a single value speaks for all.
///
/// In an ordered column these are the values that its cells name and the open intervals between
/// them, where any value lies in one: no whole number is between 4 and 5, no day between two
/// neighbours. A column with `values` has nothing else. A text column that is only asked for
/// equality has one class for all texts it does not name, and so have limits.
struct ColumnDomain {
    enum Class: Hashable {
        /// `points[index]`
        case point(Int)
        /// The values below `points[index]` and above the point before; behind the last point when
        /// there is no such point.
        case between(Int)
        /// Whatever the column does not name.
        case other
    }

    let name: String
    let type: DecisionTable.ColumnType
    /// The values named, ascending.
    let points: [Value]
    /// In ascending order. An input without a value is one more class behind these.
    let classes: [Class]
    /// The number of the class of each point.
    let starts: [Int]
    /// Whether the points are all there is: `values`, or `true` and `false`.
    let isListed: Bool
    /// Whether the classes between the points are intervals.
    let isOrdered: Bool

    init(_ input: DecisionTable.Input, _ tests: [DecisionTable.Test]) {
        name = input.name
        type = input.type
        var named = Literals()
        if !input.values.isEmpty {
            for value in input.values { named.insert(value) }
            isListed = true
        } else if input.type == .bool {
            named.values = [.bool(false), .bool(true)]
            isListed = true
        } else {
            for test in tests { named.insert(test) }
            // So that amounts below zero are a class of their own.
            if input.type == .money { named.insert(.int(0)) }
            isListed = false
        }
        points = named.sorted()
        isOrdered =
            !isListed && input.type.isOrdered && (input.type != .string || named.areCompared)
        (classes, starts) = Self.classes(
            points, input.type, isListed: isListed, isOrdered: isOrdered)
    }

    private static func classes(
        _ points: [Value], _ type: DecisionTable.ColumnType, isListed: Bool, isOrdered: Bool
    ) -> (classes: [Class], starts: [Int]) {
        var classes: [Class] = []
        var starts: [Int] = []
        for (index, point) in points.enumerated() {
            let before = index == 0 ? nil : points[index - 1]
            if isOrdered, type.hasValue(between: before, and: point) {
                classes.append(.between(index))
            }
            starts.append(classes.count)
            classes.append(.point(index))
        }
        if isOrdered, type.hasValue(between: points.last, and: nil) {
            classes.append(.between(points.count))
        } else if !isOrdered, !isListed {
            classes.append(.other)
        }
        return (classes, starts)
    }

    // MARK: Parts of it

    /// All values.
    var values: Range<Int> { 0..<classes.count }
    /// All values, and no value.
    var everything: Range<Int> { 0..<classes.count + 1 }

    /// The values for which an answer is wanted: an amount of money below zero only when the table
    /// speaks of one.
    var asked: Range<Int> {
        guard type == .money, !isListed, case .int(let least)? = points.first, least >= 0 else {
            return values
        }
        return starts[0]..<classes.count
    }

    /// `asked` without what the column does not name, unless it names nothing.
    var named: Range<Int> {
        hasOther && !points.isEmpty ? asked.lowerBound..<classes.count - 1 : asked
    }

    var hasOther: Bool { classes.last == .other }

    // MARK: Order

    /// The first point that is not below `value`.
    func position(of value: Value) -> Int {
        var (low, high) = (0, points.count)
        while low < high {
            let middle = (low + high) / 2
            if Self.order(points[middle], value) < 0 { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Total among the values of one column; limits and booleans are given an order of our own.
    static func order(_ left: Value, _ right: Value) -> Int {
        if let order = left.order(to: right) { return order }
        switch (left, right) {
        case (.bool(let left), .bool(let right)): return (left ? 1 : 0) - (right ? 1 : 0)
        default:
            let (left, right) = (DecisionTable.text(left), DecisionTable.text(right))
            return left < right ? -1 : left == right ? 0 : 1
        }
    }
}

/// The values that the cells of a column name.
private struct Literals {
    var values: [Value] = []
    /// Whether any cell asks which of two is greater.
    var areCompared = false

    mutating func insert(_ value: Value) {
        if value.isComparable { values.append(value) }
    }

    mutating func insert(_ test: DecisionTable.Test) {
        switch test {
        case .anything, .expression: break
        case .equals(let value): insert(value)
        case .compares(_, let bound):
            areCompared = true
            insert(bound)
        case .interval(let lower, _, let upper, _):
            areCompared = true
            insert(lower)
            insert(upper)
        case .oneOf(let tests):
            for test in tests { insert(test) }
        case .not(let test): insert(test)
        }
    }

    /// Each once.
    func sorted() -> [Value] {
        var distinct: [Value] = []
        for value in values.sorted(by: { ColumnDomain.order($0, $1) < 0 })
        where distinct.last.map({ ColumnDomain.order($0, value) < 0 }) ?? true {
            distinct.append(value)
        }
        return distinct
    }
}

extension Value {
    /// False for what is not a number: it is equal to nothing and has no place in an order.
    var isComparable: Bool {
        if case .double(let number) = self { !number.isNaN } else { true }
    }
}

extension DecisionTable.ColumnType {
    /// Whether a value lies strictly between two others; nil is no bound.
    fileprivate func hasValue(between lower: Value?, and upper: Value?) -> Bool {
        switch (lower, upper) {
        case (.int(let low)?, .int(let high)?): low < high - 1
        case (nil, .int(let high)?): high > .min
        case (.int(let low)?, nil): low < .max
        case (.double(let low)?, .double(let high)?): low.nextUp < high
        case (.string(let low)?, .string(let high)?):
            // The text right behind another is that text and the least character.
            Value.string(low + "\0").order(to: .string(high)) != 0
        case (nil, .string(let high)?): !high.isEmpty
        default:
            if self == .date {
                (lower?.date ?? .beforeAll).daysSinceEpoch + 1
                    < (upper?.date ?? .afterAll).daysSinceEpoch
            } else {
                true
            }
        }
    }
}

extension CalendarDate {
    /// The days around those that can be written: years 1 to 9999.
    fileprivate static let beforeAll = CalendarDate(daysSinceEpoch: -719_163)
    fileprivate static let afterAll = CalendarDate(daysSinceEpoch: 2_932_897)
}
