import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowEngine
import WorkflowLoading
import WorkflowModel
import WorkflowPresentation

struct CalendarDiff: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "diff",
            abstract: say(
                vi: "Lịch mới khác lịch cũ những gì, hạn nào sẽ đổi.",
                en: "What a new edition changes, and which deadlines move."),
            usage: say(
                vi: "wf calendar diff [<bản-cũ>] <bản-mới> [<tùy-chọn>]",
                en: "wf calendar diff [<old>] <new> [<options>]"),
            discussion: say(
                vi: """
                    So hai bản của một lịch: những ngày khác nhau, và mọi thời hạn đang chạy, lần
                    tự chuyển đang chờ sẽ đổi ngày. Không thay đổi gì; wf calendar adopt mới áp
                    dụng. Bản là số hiệu trong rules/, hoặc một tệp YAML chưa đưa vào rules/.

                    Ví dụ:
                      wf calendar diff 2025.1 2026.1
                      wf calendar diff lich-hoan-doi.yaml
                    """,
                en: """
                    Compares two editions of a calendar: the days that differ, and every running
                    deadline and timed transition that would move. Changes nothing; wf calendar
                    adopt does. An edition is a version in rules/, or a YAML file that is not
                    there yet.

                    Examples:
                      wf calendar diff 2025.1 2026.1
                      wf calendar diff swap.yaml
                    """))
    }

    @Argument(
        help: .say(
            vi: "Bản cũ (mặc định bản đang áp dụng), rồi bản mới.",
            en: "The old edition (by default the one in force), then the new one.",
            name: ("bản", "edition")))
    var editions: [String]

    @Option(help: CalendarArgument.name)
    var calendar: String?

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .reads }

    func run(in session: Session) async throws {
        guard let new = editions.last, editions.count <= 2 else {
            throw Failure.usage(
                "two-editions", vi: "Hãy ghi bản cũ và bản mới.",
                en: "Name the old edition and the new one.")
        }
        let newer = try edition(new, session)
        let older =
            editions.count == 2
            ? try edition(editions[0], session)
            : try session.editions(ofCalendar: newer.name).inForce(at: session.now)
        let days = older.changedDays(to: newer)
        // In a home without items the days alone are what differs.
        let moves =
            try session.hasStore()
            ? try await session.engine().moves(from: older, to: newer) : []
        if session.wantsJSON {
            return session.answer([
                "old": .string(older.version), "new": .string(newer.version),
                "days": .array(days.map(\.view)), "moves": .array(moves.map(\.view)),
            ])
        }
        let screen = session.screen
        screen.print(say(vi: "Bản cũ: ", en: "Old: ") + CalendarArgument.edition(older))
        screen.print(say(vi: "Bản mới: ", en: "New: ") + CalendarArgument.edition(newer))
        printDays(days, screen)
        MovedEnds(moves: moves, organisation: try session.rules().organisation, screen: screen)
            .print()
    }

    /// A version of the rules, or a file beside them.
    private func edition(_ name: String, _ session: Session) throws -> WorkingCalendar {
        guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.contains("/") else {
            return try session.calendar(named: calendar, version: name)
        }
        let known = try session.calendars()
        let all = try Library.loadCalendars(from: [try session.whereHomeIs().rules, name])
        let added = all.sorted { $0.key < $1.key }.flatMap { calendarName, editions in
            editions.all.filter { known[calendarName]?.edition($0.version) == nil }
        }
        guard let edition = added.first(where: { calendar == nil || $0.name == calendar }) else {
            throw Failure(
                .invalid, "no-calendar",
                vi: "Tệp \(name) không có bản lịch nào mới: phải có “calendar” và một “version” "
                    + "chưa có trong rules/.",
                en: "There is no new edition in \(name): it needs “calendar” and a “version” that "
                    + "rules/ does not have.")
        }
        return edition
    }

    private func printDays(_ days: [ChangedDay], _ screen: Screen) {
        guard !days.isEmpty else {
            screen.print(say(vi: "Không ngày nào khác nhau.", en: "No day differs."))
            return
        }
        screen.print()
        for day in days {
            let what =
                day.isWorked
                ? say(vi: "nghỉ → làm việc", en: "off → worked")
                : say(vi: "làm việc → nghỉ", en: "worked → off")
            let why = day.reason.map { " (\($0.text.spoken))" } ?? ""
            screen.printWrapped(
                "  \(day.date.formatted(.slashed)) \(day.date.weekday.name.spoken): \(what)\(why)")
        }
    }
}

/// A day that is worked by one edition and not by the other.
struct ChangedDay {
    var date: CalendarDate
    /// By the new edition.
    var isWorked: Bool
    var reason: DayReason?

    var view: JSON {
        [
            "date": .string(date.description), "worked": .bool(isWorked),
            "why": reason.map { .string($0.text.spoken) } ?? .null,
        ]
    }
}

extension WorkingCalendar {
    /// Of the years one of the two has a decision about.
    func changedDays(to new: WorkingCalendar) -> [ChangedDay] {
        let years = Set((decreed + new.decreed).map(\.year))
        var dates: Set<CalendarDate> = []
        for year in years {
            for calendar in [self, new] {
                guard let days = calendar.days(year) else { continue }
                dates.formUnion(days.off.keys)
                dates.formUnion(days.worked.keys)
            }
        }
        return dates.sorted().compactMap { date in
            let isWorked = new.isWorkingDay(date)
            guard isWorked != isWorkingDay(date) else { return nil }
            let reason =
                isWorked
                ? new.reasonWorked(date) ?? reasonOff(date) : new.reasonOff(date)
            return ChangedDay(date: date, isWorked: isWorked, reason: reason)
        }
    }
}
