import Diagnostics
import HTTPTypes
import JSON
import WorkflowCalendar
import WorkflowEngine
import WorkflowModel
import WorkflowPresentation

extension Endpoint {
    static let calendar = [dueItems, calendarDue, calendarDays, lunar, periods, versions]

    private static let calendarParameters: [Parameter] = [
        .query("calendar", "Which calendar; by default the only one there is."),
        .query("version", "Which edition; by default the one in force."),
    ]

    private static let dueItems = Endpoint(
        .get, "/deadlines", id: "listDeadlines", .deadlines,
        LocalizedText(vi: "Sắp đến hạn", en: "What is due"),
        about:
            "Overdue, or due within a time, the earliest first; and what moves by itself by then.",
        parameters: [
            .query(
                "within", "The time; by default 5 working days.", .text(0...100)),
            .query("agency", "Led or held by this agency."),
            .query("workflow", "Of this workflow."),
            ListPage.limitParameter,
        ],
        answers: [.json(200, .reference("DueList"), "What is due.")]
    ) { call in
        let within = try CalendarWords.limit(call.query("within") ?? "5 working days")
        let calendar = try call.engine.workingCalendar()
        let end = calendar.deadline(from: call.engine.clock.now, limit: within)
        let agency = call.query("agency").map { called in
            call.engine.rules.organisation.agency(called: called)?.code ?? called
        }
        // What is due at the end of the last day is still within.
        let due = try await call.engine.due(
            before: end.instant.adding(milliseconds: 1), agency: agency,
            workflow: call.query("workflow"), limit: call.number("limit") ?? ListPage.usualLimit)
        return .json(due.view(call.clock))
    }

    private static let calendarDue = Endpoint(
        .get, "/calendar/due", id: "countLimit", .calendar,
        LocalizedText(vi: "Tính ngày hết hạn", en: "Count a limit"),
        about: "Day by day, with the reason for each that is not counted.",
        parameters: [
            .query("start", "The day, or the moment, it begins: `2021-04-14`.", isRequired: true),
            .query("limit", "`10 working days`, `30 days`, `2 months`.", isRequired: true),
            .query("before", "Count backwards from `start`.", .bool),
            .query("receipt", "When something counts as received: `on-arrival`, `15:00`."),
            .query(
                "roll", "Where an end on a day off moves.",
                .one(of: ["forward", "backward", "none"])),
        ] + calendarParameters,
        answers: [.json(200, .reference("DayCount"), "By when, and how that comes about.")],
        refusals: [.notFound]
    ) { call in
        let calendar = try call.engine.workingCalendar(
            named: call.query("calendar"), version: call.query("version"))
        let count = try LimitCount(
            limit: try CalendarWords.limit(call.query("limit") ?? ""),
            start: call.query("start") ?? "", isBackwards: call.flag("before") ?? false,
            receipt: try call.query("receipt").map(CalendarWords.receipt),
            roll: try call.query("roll").map(CalendarWords.roll), calendar: calendar)
        return .json(count.view)
    }

    private static let year = Parameter.path(
        "year", "The year.",
        .integer(
            Int64(
                WorkingCalendar.coveredYears.lowerBound)...Int64(
                    WorkingCalendar.coveredYears.upperBound)))

    private static let calendarDays = Endpoint(
        .get, "/calendar/days/{year}", id: "calendarDays", .calendar,
        LocalizedText(vi: "Ngày nghỉ, ngày làm bù trong năm", en: "The days off of a year"),
        parameters: [year] + calendarParameters,
        answers: [.json(200, .reference("CalendarYear"), "The days.")],
        refusals: [.notFound]
    ) { call in
        let calendar = try call.engine.workingCalendar(
            named: call.query("calendar"), version: call.query("version"))
        let year = Int(call.path("year")) ?? 0
        guard let days = calendar.days(year) else { throw CalendarWords.notCovered }
        return .json(days.view(of: calendar, year))
    }

    private static let lunar = Endpoint(
        .get, "/calendar/lunar", id: "lunarDate", .calendar,
        LocalizedText(vi: "Đổi ngày âm, ngày dương", en: "Lunar dates"),
        about: "Give one of `date` and `to_solar`.",
        parameters: [
            .query("date", "A date: `2021-04-21`."),
            .query("to_solar", "A lunar date: `10/3/2021`."),
        ],
        answers: [.json(200, .reference("LunarDate"), "Both.")]
    ) { call in
        switch (call.query("date"), call.query("to_solar")) {
        case (let date?, nil):
            let both = try CalendarWords.both(ofSolar: date)
            return .json(CalendarWords.view(both.solar, both.lunar))
        case (nil, let lunar?):
            let both = try CalendarWords.both(ofLunar: lunar)
            return .json(CalendarWords.view(both.solar, both.lunar))
        default:
            throw Failure.usage(
                "one-of", vi: "Ghi một trong date và to_solar.",
                en: "Give one of date and to_solar.")
        }
    }

    private static let periods = Endpoint(
        .get, "/calendar/periods/{year}", id: "reportingPeriods", .calendar,
        LocalizedText(vi: "Các kỳ báo cáo trong năm", en: "The reporting periods of a year"),
        parameters: [
            year,
            .query(
                "cycle", "By default `quarter`.",
                .one(of: ReportingPeriod.Cycle.allCases.map(\.rawValue))),
            .query(
                "window", "`decree09` (15th to 14th, the default) or `calendar` (whole months).",
                .one(of: ReportingPeriod.Window.allCases.map(\.rawValue))),
            .query("day", "Tell this day of the last month, too.", .integer(1...31)),
            .query(
                "roll", "Where that day moves off a day off.",
                .one(of: ["forward", "backward", "none"])),
        ] + calendarParameters,
        answers: [.json(200, .reference("Periods"), "The periods.")],
        refusals: [.notFound]
    ) { call in
        let calendar = try call.engine.workingCalendar(
            named: call.query("calendar"), version: call.query("version"))
        let roll = try call.query("roll").map(CalendarWords.roll)
        let periods = try CalendarWords.periods(
            of: Int(call.path("year")) ?? 0, cycle: call.query("cycle"),
            window: call.query("window"))
        return .json(
            periods.view(of: Int(call.path("year")) ?? 0, day: call.number("day"), roll, calendar))
    }

    private static let versions = Endpoint(
        .get, "/calendar/versions", id: "calendarVersions", .calendar,
        LocalizedText(vi: "Các bản của lịch", en: "The editions of the calendars"),
        parameters: [.query("calendar", "Of this calendar only.")],
        answers: [
            .json(
                200, .object(required("versions", .list(.reference("CalendarEdition")))),
                "The editions.")
        ],
        refusals: [.notFound]
    ) { call in
        let calendars = try call.query("calendar").map {
            [try call.engine.editions(ofCalendar: $0)]
        }
        let all =
            calendars ?? call.engine.rules.calendars.sorted { $0.key < $1.key }.map(\.value)
        return .json(["versions": .array(all.flatMap { $0.view(at: call.engine.clock.now) })])
    }
}
