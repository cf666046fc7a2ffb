/// A stretch of office hours, in minutes since the start of the day: 07:30–11:30 is 450 to 690.
public struct WorkSession: Hashable, Sendable {
    public let start: Int
    public let end: Int

    /// Nil unless `0 <= start < end <= 1440`.
    public init?(start: Int, end: Int) {
        guard start >= 0, start < end, end <= 1_440 else { return nil }
        self.start = start
        self.end = end
    }

    public var minutes: Int { end - start }
}

/// The office hours of each day of the week. A day without sessions is a weekly rest day.
public struct WorkWeek: Hashable, Sendable {
    /// Monday first, seven entries.
    private let sessions: [[WorkSession]]
    /// The hours of a rest day that is worked in exchange for another day.
    public let makeUpSessions: [WorkSession]

    public enum Invalid: Error, Hashable, Sendable {
        /// The sessions of this day overlap or are out of order.
        case overlap(Weekday)
        /// No day has a session, so no limit would ever end.
        case neverWorks
    }

    /// - Parameter makeUpSessions: nil gives a make-up day the hours of the first working day.
    public init(
        _ hours: [Weekday: [WorkSession]], makeUpSessions: [WorkSession]? = nil
    ) throws(Invalid) {
        try self.init(
            days: Weekday.allCases.map { hours[$0] ?? [] }, makeUpSessions: makeUpSessions)
    }

    /// - Parameter days: Monday first, seven entries.
    package init(
        days: [[WorkSession]], makeUpSessions: [WorkSession]? = nil
    ) throws(Invalid) {
        for (weekday, day) in zip(Weekday.allCases, days) {
            for (earlier, later) in zip(day, day.dropFirst()) where later.start < earlier.end {
                throw .overlap(weekday)
            }
        }
        guard let first = days.first(where: { !$0.isEmpty }) else { throw .neverWorks }
        sessions = days
        self.makeUpSessions = makeUpSessions ?? first
    }

    private init(weekdays: [WorkSession]) {
        sessions = Array(repeating: weekdays, count: 5) + [[], []]
        makeUpSessions = weekdays
    }

    /// Monday to Friday, 07:30–11:30 and 13:30–17:30: eight hours, as state offices usually set.
    public static let stateOffice = WorkWeek(
        weekdays: [WorkSession(start: 450, end: 690), WorkSession(start: 810, end: 1_050)]
            .compactMap(\.self))

    public subscript(weekday: Weekday) -> [WorkSession] {
        sessions[weekday.rawValue - 1]
    }

    public func isRestDay(_ weekday: Weekday) -> Bool {
        self[weekday].isEmpty
    }

    /// The sessions of all days, Monday first, and those of a make-up day.
    public var allSessions: [WorkSession] { sessions.flatMap(\.self) + makeUpSessions }
}
