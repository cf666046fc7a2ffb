import Diagnostics
public import WorkflowCalendar
import WorkflowCore
import WorkflowLoading
public import WorkflowModel
import WorkflowStorage

extension Engine {
    /// Starts what the schedules want started by now and is not there yet, the earliest first, also
    /// when nobody looked for a year. Doing it again, or twice at the same time, starts nothing
    /// twice: the identifier of an item tells its period.
    ///
    /// Needs the workflows of the schedules that have something to start.
    public func startDue() async throws(EngineError) -> ScheduleOutcome {
        try await start(try await dueStarts())
    }

    /// What the schedules want started by now and is not there yet. Costs one look-up for each
    /// schedule, or for each of its agencies, when all is there.
    public func dueStarts() async throws(EngineError) -> [ScheduledStart] {
        try await scheduleProgress().flatMap(\.missing)
    }

    /// How far every schedule has come.
    public func scheduleProgress() async throws(EngineError) -> [ScheduleProgress] {
        var progress: [ScheduleProgress] = []
        for schedule in rules.schedules {
            let calendar = try calendar(of: schedule)
            let newest = schedule.newestPeriod(at: clock.now, calendar)
            let agencies: [String?] = schedule.agencies.isEmpty ? [nil] : schedule.agencies
            for agency in agencies {
                var series = ScheduleProgress(
                    schedule: schedule, agency: agency, last: nil, missing: [])
                var next = newest
                // Back to what is there: items are started in order, so all before is there too.
                while series.last == nil, let period = next, schedule.includes(period) {
                    let start = schedule.start(in: period, agency: agency, calendar)
                    let version = try await stored { () async throws(StoreError) in
                        try await store.version(of: start.id)
                    }
                    if version != nil {
                        series.last = start
                    } else {
                        series.missing.insert(start, at: 0)
                    }
                    next = period.previous
                }
                progress.append(series)
            }
        }
        return progress
    }

    /// The calendar a schedule goes by, in the edition in force now.
    public func calendar(of schedule: Schedule) throws(EngineError) -> WorkingCalendar {
        guard let editions = rules.calendars[schedule.calendar] else {
            throw .notFound(.calendar, schedule.calendar, suggestion: nil)
        }
        return editions.inForce(at: clock.now)
    }

    /// Starts these items, each on its own: what is wrong with one schedule holds up no other. Of
    /// one agency's items none is passed over, since the next run would take it for started.
    public func start(
        _ due: [ScheduledStart]
    ) async throws(EngineError) -> ScheduleOutcome {
        var outcome = ScheduleOutcome()
        for start in due {
            let isHeldUp = outcome.faults.contains { fault in
                fault.start.schedule == start.schedule && fault.start.agency == start.agency
            }
            if isHeldUp { continue }
            do {
                let (started, notifications) = try await carryOut(start)
                outcome.started.append(start.id)
                outcome.notifications += notifications
                outcome.events.append(contentsOf: started.events)
            } catch {
                switch error {
                // Another process was faster: it is there.
                case .alreadyExists: continue
                case .store: throw error
                default: outcome.faults.append(StartFault(start: start, error: error))
                }
            }
        }
        return outcome
    }

    private func carryOut(
        _ start: ScheduledStart
    ) async throws(EngineError) -> (outcome: Outcome, notifications: Int) {
        guard let schedule = rules.schedules.first(where: { $0.name == start.schedule }) else {
            throw .notFound(.schedule, start.schedule, suggestion: nil)
        }
        guard let workflow = library.workflows[schedule.workflow] else {
            throw .notFound(
                .workflow, schedule.workflow,
                suggestion: nearest(schedule.workflow, in: library.workflows.keys.sorted()))
        }
        let fields: [(name: String, value: FieldValue?)]
        do {
            fields = try schedule.fields(for: start, of: workflow, in: rules.organisation)
        } catch {
            throw .definitions(error)
        }
        let command = StartCommand(id: start.id, schedule: schedule.name, fields: fields)
        let circumstances = try circumstances(
            try await clockActing(), for: workflow, at: clock.now)
        return try await self.start(command, of: workflow, circumstances, key: nil)
    }
}
