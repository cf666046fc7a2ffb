public import Diagnostics

/// A field of an item that is kept from a field of its children: `delivered: sum(delivered)`.
/// Nobody sets it by hand.
public struct RollUp: Sendable {
    public enum Function: String, CaseIterable, Sendable {
        /// Of whole numbers, numbers, money, and quantities of one unit.
        case sum
        /// The smallest, or earliest.
        case min
        /// The greatest, or latest.
        case max
    }

    /// The index of the field of the item.
    public var field: Int
    public var function: Function
    /// The field of the children.
    public var childField: Located<String>

    package init(field: Int, function: Function, childField: Located<String>) {
        self.field = field
        self.function = function
        self.childField = childField
    }
}

extension RollUp.Function {
    /// Whether fields of this type can be taken together so.
    package func takes(_ type: FieldType) -> Bool {
        switch type {
        case .int, .double, .money: true
        case .quantity: self == .sum
        case .date, .instant: self != .sum
        default: false
        }
    }

    /// Children that have no value count for nothing; nil when none has one, when numbers grow too
    /// large, and when quantities are of different units.
    package func value(of values: [FieldValue]) -> FieldValue? {
        guard let first = values.first else { return nil }
        if case .quantity = first {
            return Quantity(summing: values.compactMap(\.quantity)).map { .quantity($0) }
        }
        var result = first
        for value in values.dropFirst() {
            guard let next = combine(result, value) else { return nil }
            result = next
        }
        return result
    }

    private func combine(_ left: FieldValue, _ right: FieldValue) -> FieldValue? {
        switch (left, right) {
        case (.int(let left), .int(let right)): number(left, right).map { .int($0) }
        case (.money(let left), .money(let right)): number(left, right).map { .money($0) }
        case (.double(let left), .double(let right)):
            .double(
                self == .sum ? left + right : chosen(left, right))
        case (.date(let left), .date(let right)): .date(chosen(left, right))
        case (.instant(let left), .instant(let right)): .instant(chosen(left, right))
        default: nil
        }
    }

    private func number(_ left: Int64, _ right: Int64) -> Int64? {
        guard self == .sum else { return chosen(left, right) }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : sum
    }

    private func chosen<Element: Comparable>(_ left: Element, _ right: Element) -> Element {
        self == .min ? Swift.min(left, right) : Swift.max(left, right)
    }
}

extension FieldValue {
    fileprivate var quantity: Quantity? {
        if case .quantity(let quantity) = self { quantity } else { nil }
    }
}

extension Quantity {
    /// `01 lớp` and `01 lớp` are `02 lớp`. Nil when one has no number, or another unit.
    package init?(summing parts: [Quantity]) {
        var minimum: Int64 = 0
        var maximum: Int64 = 0
        let counted = parts.first { $0.unit != nil }
        for part in parts {
            guard let least = part.minimum, let most = part.maximum else { return nil }
            if let counted, !part.sharesUnit(with: counted) { return nil }
            let (lower, lowerOverflow) = minimum.addingReportingOverflow(least)
            let (upper, upperOverflow) = maximum.addingReportingOverflow(most)
            guard !lowerOverflow, !upperOverflow else { return nil }
            minimum = lower
            maximum = upper
        }
        // As official texts write a number below ten, if the parts do.
        let isPadded = parts.contains { $0.text.hasPrefix("0") && $0.minimum != 0 }
        func text(_ number: Int64) -> String {
            isPadded && (0...9).contains(number) ? "0\(number)" : "\(number)"
        }
        let number = minimum == maximum ? text(minimum) : "\(text(minimum))-\(text(maximum))"
        self.init(counted?.unit.map { "\(number) \($0)" } ?? number)
    }
}
