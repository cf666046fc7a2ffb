public import WorkflowCalendar
public import WorkflowModel

/// The hours in which a message that is held may go out.
public struct MessageHours: Hashable, Sendable {
    /// The calendar by whose days and zone they are counted.
    public var calendar: String
    /// Only while the office is open.
    public var isOfficeOnly: Bool
    /// Not in any of these.
    public var quiet: [QuietHours]

    public init(calendar: String, isOfficeOnly: Bool = true, quiet: [QuietHours] = []) {
        self.calendar = calendar
        self.isOfficeOnly = isOfficeOnly
        self.quiet = quiet
    }

    private static let anyHour = "always"

    /// As a store keeps them: `vn-state`, `vn-state 18:00-07:00`, `vn-state always 18:00-07:00`. A
    /// name has no spaces.
    public var text: String {
        var text = calendar
        if !isOfficeOnly { text += " " + Self.anyHour }
        for hours in quiet { text += " " + hours.description }
        return text
    }

    /// Reads `text`. A word that cannot be read is passed over: the message is not to wait for ever.
    public init(_ text: String) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        let rest = words.dropFirst()
        self.init(
            calendar: words.first.map(String.init) ?? "",
            isOfficeOnly: !rest.contains { $0 == Self.anyHour },
            quiet: rest.compactMap { QuietHours(parsing: $0) })
    }

    /// `moment` itself in these hours, else when they begin next. Quiet hours that leave nothing
    /// of the office's, or of the day, hold nothing back.
    public func opening(onOrAfter moment: Instant, by calendar: WorkingCalendar) -> Instant {
        let first = isOfficeOnly ? calendar.officeTime(onOrAfter: moment) : moment
        if quiet.isEmpty { return first }
        var opening = first
        // Every turn but the last goes on by a session or a stretch of quiet hours: a week of them.
        for _ in 0..<32 {
            var next = quiet.reduce(opening) { $1.end(onOrAfter: $0, in: calendar.zone) }
            if isOfficeOnly { next = calendar.officeTime(onOrAfter: next) }
            if next == opening { return opening }
            opening = next
        }
        return first
    }
}
