import ArgumentParser
import WorkflowCalendar
import WorkflowPresentation

struct Calendar: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "calendar",
            abstract: say(
                vi: "Ngày làm việc, ngày nghỉ, âm lịch.", en: "Working days, days off, lunar dates."
            ),
            discussion: say(
                vi: """
                    Ví dụ:
                      wf calendar due 2021-04-14 "10 ngày làm việc" --explain
                      wf calendar days 2021
                      wf calendar versions
                      wf calendar lunar 2021-04-21
                    """,
                en: """
                    Examples:
                      wf calendar due 2021-04-14 "10 working days" --explain
                      wf calendar days 2021
                      wf calendar versions
                      wf calendar lunar 2021-04-21
                    """),
            subcommands: [
                CalendarDue.self, CalendarDays.self, CalendarPeriods.self, CalendarVersions.self,
                CalendarDiff.self, CalendarAdopt.self, CalendarLunar.self,
            ])
    }
}

/// Reads what the commands of the calendar are given.
enum CalendarArgument {
    static let name = ArgumentHelp.say(
        vi: "Lịch nào; mặc định lịch duy nhất trong rules/.",
        en: "Which calendar; by default the only one in rules/.", name: ("tên", "name"))
    static let version = ArgumentHelp.say(
        vi: "Bản nào của lịch; mặc định bản đang áp dụng.",
        en: "Which edition; by default the one in force.", name: ("bản", "edition"))

    /// `bản 2026.1, biết từ 25/12/2025` · `version 2026.1, known since 2025-12-25`.
    static func edition(_ calendar: WorkingCalendar) -> String {
        let since = calendar.knownSince.map {
            say(
                vi: ", biết từ \($0.formatted(.slashed))",
                en: ", known since \($0.formatted(.slashed))")
        }
        return say(
            vi: "Lịch \(calendar.name), bản \(calendar.version)",
            en: "Calendar \(calendar.name), version \(calendar.version)") + (since ?? "")
    }
}
