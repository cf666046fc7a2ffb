package import JSON
package import WorkflowCalendar
package import WorkflowEngine
package import WorkflowModel

/// One schedule and how it stands.
package struct ScheduleLine {
    package let schedule: Schedule
    package let calendar: WorkingCalendar
    package let last: [String]
    package let missing: [String]
    package let next: (period: ReportingPeriod, startsAt: Instant)?

    init(
        schedule: Schedule, calendar: WorkingCalendar, series: [ScheduleProgress], now: Instant
    ) {
        self.schedule = schedule
        self.calendar = calendar
        last = series.compactMap { $0.last?.id }
        missing = series.flatMap(\.missing).map(\.id)
        next = schedule.nextOccurrence(after: now, calendar)
    }

    package var nextText: String {
        guard let next else { return say(vi: "hết", en: "none") }
        return next.startsAt.date(in: calendar.zone).formatted(.slashed) + " "
            + next.period.title.spoken
    }

    package var view: JSON {
        var view = JSONObject()
        view["name"] = .string(schedule.name)
        view["title"] = .string(schedule.title.spoken)
        view["source"] = schedule.source.map { .string($0.spoken) }
        view["workflow"] = .string(schedule.workflow)
        view["every"] = .string(schedule.cycle.rawValue)
        view["window"] = .string(schedule.window.rawValue)
        view["from"] = .string(schedule.from.description)
        view["until"] = schedule.until.map { .string($0.description) }
        view["last"] = .array(last.map(JSON.string))
        view["missing"] = .array(missing.map(JSON.string))
        view["next"] = next.map { self.view($0) } ?? .null
        return .object(view)
    }

    private func view(_ next: (period: ReportingPeriod, startsAt: Instant)) -> JSON {
        var view = JSONObject()
        view["at"] = .string(next.startsAt.iso8601(in: calendar.zone))
        view["period"] = .string(next.period.title.spoken)
        view["first"] = .string(next.period.first.description)
        view["last"] = .string(next.period.last.description)
        let starts = schedule.starts(in: next.period, calendar)
        view["due"] = starts.first?.due.map { .string($0.description) }
        view["items"] = .array(starts.map { .string($0.id) })
        return .object(view)
    }
}

extension Engine {
    /// Every schedule and how it stands now.
    package func scheduleLines() async throws -> [ScheduleLine] {
        let progress = try await scheduleProgress()
        return try rules.schedules.map { schedule in
            ScheduleLine(
                schedule: schedule, calendar: try calendar(of: schedule),
                series: progress.filter { $0.schedule.name == schedule.name }, now: clock.now)
        }
    }
}
