/// The editions of one calendar: what was known of its days, and since when.
///
/// What is counted at a moment is counted with the edition in force then; what was counted before
/// keeps the dates of the edition it was counted with.
public struct CalendarEditions: Sendable {
    /// In the order they became known, at least one.
    public let all: [WorkingCalendar]

    /// - Parameter others: further editions of the same name, in any order.
    public init(_ first: WorkingCalendar, _ others: [WorkingCalendar] = []) {
        all = ([first] + others).sorted(by: Self.isEarlier)
    }

    public var name: String { all[0].name }

    /// The latest edition that was known by the end of `date`, or the earliest there is.
    public func inForce(on date: CalendarDate) -> WorkingCalendar {
        inForce { _ in date }
    }

    /// The edition in force on the day of `moment`.
    public func inForce(at moment: Instant) -> WorkingCalendar {
        inForce { moment.date(in: $0.zone) }
    }

    private func inForce(_ date: (WorkingCalendar) -> CalendarDate) -> WorkingCalendar {
        guard all.count > 1 else { return all[0] }
        return all.last { edition in
            edition.knownSince.map { $0 <= date(edition) } ?? true
        } ?? all[0]
    }

    /// Nil when no edition is called so.
    public func edition(_ version: String) -> WorkingCalendar? {
        all.first { $0.version == version }
    }

    /// An edition without a date was always known; of two that became known on one day the higher
    /// version is the later one.
    private static func isEarlier(_ one: WorkingCalendar, _ other: WorkingCalendar) -> Bool {
        switch (one.knownSince, other.knownSince) {
        case (nil, _?): true
        case (_?, nil): false
        case (let first?, let second?) where first != second: first < second
        default: isLower(one.version, other.version)
        }
    }

    /// Part by part, numbers as numbers: 2026.9 comes before 2026.10.
    private static func isLower(_ one: String, _ other: String) -> Bool {
        let (left, right) = (one.split(separator: "."), other.split(separator: "."))
        for (a, b) in zip(left, right) where a != b {
            if let first = Int(a), let second = Int(b) { return first < second }
            return a.utf8.lexicographicallyPrecedes(b.utf8)
        }
        return left.count < right.count
    }
}
