import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

struct Schedules: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "schedules",
            abstract: say(
                vi: "Hồ sơ định kỳ: đã tạo đến đâu, lần tới khi nào.",
                en: "What starts by itself: how far it has come, what is next."),
            usage: say(
                vi: "wf schedules [<tùy-chọn>]",
                en: "wf schedules [<options>]"),
            discussion: say(
                vi: """
                    Lịch định kỳ ở rules/schedules.yaml; wf tick tạo hồ sơ khi đến ngày.

                    Ví dụ:
                      wf schedules
                      wf schedules --now 2021-12-31
                    """,
                en: """
                    They stand in rules/schedules.yaml; wf tick starts what is due.

                    Examples:
                      wf schedules
                      wf schedules --now 2021-12-31
                    """))
    }

    @OptionGroup var global: GlobalOptions

    func run(in session: Session) async throws {
        let engine = try session.engine()
        let progress = try await engine.scheduleProgress()
        let lines = try engine.rules.schedules.map { schedule in
            Line(
                schedule: schedule, calendar: try engine.calendar(of: schedule),
                series: progress.filter { $0.schedule.name == schedule.name }, now: session.now)
        }
        if session.wantsJSON {
            return session.answer(["schedules": .array(lines.map(\.view))])
        }
        print(lines, session.screen)
    }

    private func print(_ lines: [Line], _ screen: Screen) {
        guard !lines.isEmpty else {
            return screen.print(
                say(
                    vi: "Trong rules/ không có lịch định kỳ nào.",
                    en: "There are no schedules in rules/."))
        }
        var table = TextTable([
            .init(title: say(vi: "Lịch", en: "Schedule"), minimum: 12),
            .init(title: say(vi: "Tên", en: "Title"), minimum: 16, maxLines: 3),
            .init(title: say(vi: "Gần nhất", en: "Last"), minimum: 10, maxLines: 4),
            .init(title: say(vi: "Chưa tạo", en: "Missing"), minimum: 8),
            .init(title: say(vi: "Lần tới", en: "Next"), minimum: 12, maxLines: 3),
        ])
        for line in lines {
            let missing = line.missing.count
            table.add(
                .init(line.schedule.name, .accent), .init(line.schedule.title.spoken),
                .init(line.last.isEmpty ? "–" : line.last.joined(separator: " ")),
                .init(missing == 0 ? "" : String(missing), .warning),
                .init(line.nextText))
        }
        for line in table.lines(width: screen.width, screen.palette) { screen.print(line) }
    }
}

/// One schedule and how it stands.
private struct Line {
    let schedule: Schedule
    let calendar: WorkingCalendar
    let last: [String]
    let missing: [String]
    let next: (period: ReportingPeriod, startsAt: Instant)?

    init(
        schedule: Schedule, calendar: WorkingCalendar, series: [ScheduleProgress], now: Instant
    ) {
        self.schedule = schedule
        self.calendar = calendar
        last = series.compactMap { $0.last?.id }
        missing = series.flatMap(\.missing).map(\.id)
        next = schedule.nextOccurrence(after: now, calendar)
    }

    var nextText: String {
        guard let next else { return say(vi: "hết", en: "none") }
        return next.startsAt.date(in: calendar.zone).formatted(.slashed) + " "
            + next.period.title.spoken
    }

    var view: JSON {
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
