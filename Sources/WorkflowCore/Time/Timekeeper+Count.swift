import CEL
import WorkflowCalendar
public import WorkflowModel

extension Timekeeper {
    /// The end of something counted.
    struct End {
        var due: CalendarDate
        var dueAt: Instant
        var isProvisional: Bool
    }

    /// 24:00 of a day: Civil Code 2015, art. 148(6).
    private func end(of day: CalendarDate) -> Instant {
        Instant(day.adding(days: 1), in: calendar.zone)
    }

    /// The limit as a length or a date; nil when its expression has no value yet.
    func fixed(_ source: LimitSource) -> FixedLimit? {
        switch source {
        case .fixed(let limit): limit
        case .expression(let expression):
            evaluator.valueIfPresent(of: expression).flatMap(FixedLimit.init)
        }
    }

    /// The moment a deadline that starts now counts from.
    func origin(of definition: DeadlineDefinition) -> Instant {
        guard let expression = definition.origin,
            let value = evaluator.valueIfPresent(of: expression)
        else { return circumstances.now }
        if let date = value.date { return Instant(date, in: calendar.zone) }
        if case .timestamp(let timestamp) = value { return Instant(timestamp) }
        return circumstances.now
    }

    /// What came in too late in the day is counted as if it had come on the next working day.
    func counted(
        _ limit: FixedLimit, from start: Instant, _ definition: DeadlineDefinition
    ) -> Instant {
        switch limit {
        case .date: return start
        case .limit(let only): if only.endsWithinDay { return start }
        case .chain(let parts): if parts.first?.endsWithinDay ?? true { return start }
        }
        let received = calendar.receivedOn(start, definition.receipt ?? calendar.receipt)
        return received == start.date(in: calendar.zone)
            ? start : Instant(received, in: calendar.zone)
    }

    func end(
        of count: FixedLimit, from start: Instant, _ definition: DeadlineDefinition
    ) -> End {
        end(of: count, from: start, receipt: .onArrival, roll: definition.roll)
    }

    func end(
        of count: FixedLimit, from start: Instant, receipt: ReceiptRule, roll: Roll?
    ) -> End {
        let computed: Deadline
        switch count {
        case .date(let date):
            return End(due: date, dueAt: end(of: date), isProvisional: false)
        case .limit(let limit):
            computed = calendar.deadline(
                from: start, limit: limit, receipt: receipt, roll: roll)
        case .chain(let limits):
            computed = calendar.deadline(
                from: start, chain: limits, receipt: receipt, roll: roll)
        }
        return End(
            due: computed.date.due, dueAt: computed.instant,
            isProvisional: computed.date.isProvisional)
    }

    // MARK: What is left

    /// What is left of the part being counted at present, in the unit of that part, and the parts
    /// from there on.
    func left(
        of state: DeadlineState, _ definition: DeadlineDefinition
    ) -> (remaining: Int, count: FixedLimit) {
        var rest = state.count.parts[...]
        var from = state.from
        while rest.count > 1, let part = rest.first {
            let end = end(of: .limit(part), from: from, definition)
            if end.dueAt > circumstances.now {
                return (
                    remaining(of: part, until: end), FixedLimit(parts: Array(rest)) ?? .limit(part)
                )
            }
            rest.removeFirst()
            from = calendar.start(of: rest.first ?? part, after: end.dueAt)
        }
        let end = End(due: state.due, dueAt: state.dueAt, isProvisional: state.isProvisional)
        guard let last = rest.first else { return (today.days(to: state.due), state.count) }
        return (remaining(of: last, until: end), .limit(last))
    }

    /// Working minutes, working days, minutes or days, as the limit counts. Below zero when it is
    /// past.
    private func remaining(of part: Limit, until end: End) -> Int {
        switch part {
        case .workingMinutes:
            calendar.workingMinutes(between: circumstances.now, and: end.dueAt)
        case .workingDays:
            calendar.workingDays(after: today, through: end.due)
        case .minutes:
            Int(circumstances.now.milliseconds(to: end.dueAt) / 60_000)
        case .days, .months, .years, .dayOfLastMonth:
            today.days(to: end.due)
        }
    }
}

extension FixedLimit {
    /// The parts with so much left of the first; nil for a date, of which nothing is ever used up.
    public func resuming(_ remaining: Int) -> FixedLimit? {
        guard let first = parts.first else { return nil }
        if case .dayOfLastMonth = first { return parts.count == 1 ? nil : self }
        let rest: Limit =
            switch first {
            case .workingMinutes: .workingMinutes(remaining)
            case .workingDays: .workingDays(remaining)
            case .minutes: .minutes(remaining)
            case .days, .months, .years, .dayOfLastMonth: .days(remaining)
            }
        return FixedLimit(parts: [rest] + parts.dropFirst())
    }

    /// A limit or a date that an expression gave, also as text.
    init?(_ value: Value) {
        switch value {
        case .opaque(let opaque as LimitValue): self = .limit(opaque.limit)
        case .opaque(let opaque as DateValue): self = .date(opaque.date)
        case .string(let text): self.init(parsing: text)
        default: return nil
        }
    }
}
