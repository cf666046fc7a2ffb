import CEL
import WorkflowCalendar
import WorkflowModel

extension ColumnDomain {
    /// The class of a set that shows best what it is: one with a value the table names, else the
    /// first in which a value is asked for.
    func plainest(of set: ClassSet) -> Int? {
        let wanted = set.clamped(to: asked)
        for range in wanted.ranges {
            for number in range {
                if case .point(let index) = classes[number], !isImplied(index) { return number }
            }
        }
        return wanted.ranges.first?.lowerBound ?? set.clamped(to: values).ranges.first?.lowerBound
    }

    /// Zero đồng is a point whether or not the table names it: no example to be preferred.
    private func isImplied(_ point: Int) -> Bool {
        type == .money && !isListed && points.count > 1 && points[point] == .int(0)
    }

    /// A value of a class.
    func example(of number: Int) -> Value {
        switch classes[number] {
        case .point(let index):
            points[index]
        case .between(let index):
            between(index > 0 ? points[index - 1] : nil, index < points.count ? points[index] : nil)
        case .other:
            other
        }
    }

    // MARK: A value of an interval

    private func between(_ lower: Value?, _ upper: Value?) -> Value {
        switch type {
        case .int, .money:
            if case .int(let low)? = lower { return .int(low + 1) }
            if case .int(let high)? = upper { return .int(high - 1) }
            return .int(0)
        case .double:
            return .double(number(lower, upper))
        case .date:
            if let low = lower?.date { return .date(low.adding(days: 1)) }
            return .date(upper?.date?.adding(days: -1) ?? CalendarDate(daysSinceEpoch: 0))
        case .string, .bool, .limit:
            return .string(text(lower, upper))
        }
    }

    private func number(_ lower: Value?, _ upper: Value?) -> Double {
        switch (lower, upper) {
        case (.double(let low)?, .double(let high)?):
            let whole = (low + 1).rounded(.down)
            if low < whole, whole < high { return whole }
            let middle = low + (high - low) / 2
            return low < middle && middle < high ? middle : low.nextUp
        case (.double(let low)?, _): return low + 1 > low ? low + 1 : low.nextUp
        case (_, .double(let high)?): return high - 1 < high ? high - 1 : high.nextDown
        default: return 0
        }
    }

    /// A short text in an interval, of letters if there is one.
    private func text(_ lower: Value?, _ upper: Value?) -> String {
        var low = ""
        if case .string(let text)? = lower { low = text }
        let longer = ["a", "A", "0", "!", "\0"].map { low + $0 }
        guard let upper else { return longer[0] }
        return (longer + [low]).first { text in
            Self.order(.string(text), upper) < 0
                && (lower.map { Self.order(.string(text), $0) > 0 } ?? true)
        } ?? low
    }

    // MARK: A value the column does not name

    private var other: Value {
        var amount = 1
        while true {
            let value: Value =
                type == .limit ? .limit(.workingDays(amount)) : .string("other-\(amount)")
            if !points.contains(value) { return value }
            amount += 1
        }
    }
}
