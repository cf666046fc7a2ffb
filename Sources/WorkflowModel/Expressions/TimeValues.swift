public import CEL
public import WorkflowCalendar

/// A calendar date inside an expression: type `date`. Dates compare with one another.
public struct DateValue: OpaqueValue, Hashable {
    public static let typeName = "date"
    public static let type = CELType.opaque(typeName, [])

    public var date: CalendarDate

    public init(_ date: CalendarDate) {
        self.date = date
    }

    public var typeName: String { Self.typeName }

    public func isEqual(to other: any OpaqueValue) -> Bool {
        (other as? DateValue)?.date == date
    }

    public func compare(to other: any OpaqueValue) -> Int? {
        (other as? DateValue).map { $0.date.days(to: date) }
    }

    public var description: String { date.description }
}

/// A length of time inside an expression: type `limit`. Limits can be equal; they have no order,
/// because how long two months are depends on where they begin.
public struct LimitValue: OpaqueValue, Hashable {
    public static let typeName = "limit"
    public static let type = CELType.opaque(typeName, [])

    public var limit: Limit

    public init(_ limit: Limit) {
        self.limit = limit
    }

    public var typeName: String { Self.typeName }

    public func isEqual(to other: any OpaqueValue) -> Bool {
        (other as? LimitValue)?.limit == limit
    }

    public func compare(to other: any OpaqueValue) -> Int? { nil }

    public var description: String { limit.description }
}

extension Value {
    public static func date(_ date: CalendarDate) -> Value { .opaque(DateValue(date)) }
    public static func limit(_ limit: Limit) -> Value { .opaque(LimitValue(limit)) }

    /// Nil unless this is a `date`.
    public var date: CalendarDate? {
        if case .opaque(let value) = self { (value as? DateValue)?.date } else { nil }
    }

    /// Nil unless this is a `limit`.
    public var limit: Limit? {
        if case .opaque(let value) = self { (value as? LimitValue)?.limit } else { nil }
    }
}

extension Instant {
    /// The same moment for an expression; nil outside the years 1 to 9999.
    package var timestamp: Timestamp? {
        var (seconds, milliseconds) = millisecondsSinceEpoch.quotientAndRemainder(
            dividingBy: 1_000)
        if milliseconds < 0 {
            seconds -= 1
            milliseconds += 1_000
        }
        return Timestamp(seconds: seconds, nanoseconds: Int32(milliseconds) * 1_000_000)
    }

    /// The moment of an expression, to the millisecond.
    package init(_ timestamp: Timestamp) {
        self.init(
            millisecondsSinceEpoch: timestamp.seconds * 1_000
                + Int64(timestamp.nanoseconds / 1_000_000))
    }
}
