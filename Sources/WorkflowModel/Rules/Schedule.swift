public import Diagnostics
public import WorkflowCalendar

/// Starts an item of a workflow for every month, quarter, half-year or year, as for the reports
/// that an office has to send again and again.
public struct Schedule: Sendable {
    public var name: String
    public var title: LocalizedText
    /// Who says so; nil when the file does not.
    public var source: LocalizedText?
    public var workflow: String
    /// The name of the calendar by which its days move.
    public var calendar: String
    public var cycle: ReportingPeriod.Cycle
    public var window: ReportingPeriod.Window
    /// When, for each period, the items are started.
    public var start: Moment
    /// By when what is started is to be done.
    public var due: Due?
    /// Nothing is started for periods that began before.
    public var from: CalendarDate
    /// Nothing is started for periods that begin later.
    public var until: CalendarDate?
    /// One item for each of these agencies; empty for one item.
    public var agencies: [String]
    public var id: TextTemplate<Placeholder>
    public var fields: [Field]
    /// Where its name stands.
    public var range: SourceRange
    package var workflowRange: SourceRange
    package var idRange: SourceRange

    package init(
        name: String, title: LocalizedText, source: LocalizedText?, workflow: String,
        calendar: String, cycle: ReportingPeriod.Cycle, window: ReportingPeriod.Window,
        start: Moment, due: Due?, from: CalendarDate, until: CalendarDate?, agencies: [String],
        id: TextTemplate<Placeholder>, fields: [Field], range: SourceRange,
        workflowRange: SourceRange, idRange: SourceRange
    ) {
        self.name = name
        self.title = title
        self.source = source
        self.workflow = workflow
        self.calendar = calendar
        self.cycle = cycle
        self.window = window
        self.start = start
        self.due = due
        self.from = from
        self.until = until
        self.agencies = agencies
        self.id = id
        self.fields = fields
        self.range = range
        self.workflowRange = workflowRange
        self.idRange = idRange
    }

    /// A day of a period. Where it is off, what is counted back from an end moves back, so that
    /// nobody loses time, and everything else moves to the next working day.
    public enum Moment: Hashable, Sendable {
        case firstDay
        case lastDay
        /// Day 1 to 31 of the last month of the period, or the last day of a shorter month.
        case dayOfLastMonth(Int)
        case before(Limit, Anchor)
        case after(Limit, Anchor)

        public enum Anchor: String, Hashable, Sendable, CaseIterable {
            case start = "the start"
            case end = "the end"
            case due
        }
    }

    /// A day of the last month of a period, or of a month after it.
    public struct Due: Hashable, Sendable {
        /// 1 to 31; the last day of a shorter month.
        public var day: Int
        public var monthsLater: Int
        /// Nil for the roll of the calendar.
        public var roll: Roll?

        package init(day: Int, monthsLater: Int = 0, roll: Roll? = nil) {
            self.day = day
            self.monthsLater = monthsLater
            self.roll = roll
        }
    }

    /// What can stand between braces in the identifier and in fields.
    public enum Placeholder: String, CaseIterable, Sendable {
        case year, number, period, first, last, due, agency
    }

    public struct Field: Sendable {
        public var name: Located<String>
        public var value: Value

        package init(name: Located<String>, value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// The value of a field before the period is known.
    public indirect enum Value: Sendable {
        case text(TextTemplate<Placeholder>, SourceRange)
        case list([Value], SourceRange)
    }
}

/// One item that a schedule starts.
public struct ScheduledStart: Hashable, Sendable {
    /// The name of the schedule.
    public var schedule: String
    public var period: ReportingPeriod
    public var agency: String?
    /// From when on it is to be started.
    public var startsAt: Instant
    public var due: CalendarDate?
    /// The identifier of the item.
    public var id: String
}
