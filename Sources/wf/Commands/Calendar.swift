import ArgumentParser

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
                      wf calendar lunar 2021-04-21
                    """,
                en: """
                    Examples:
                      wf calendar due 2021-04-14 "10 working days" --explain
                      wf calendar days 2021
                      wf calendar lunar 2021-04-21
                    """),
            subcommands: [CalendarDue.self, CalendarDays.self, CalendarLunar.self])
    }
}

/// Reads what the commands of the calendar are given.
enum CalendarArgument {
    static let name = ArgumentHelp.say(
        vi: "Lịch nào; mặc định lịch duy nhất trong rules/.",
        en: "Which calendar; by default the only one in rules/.", name: ("tên", "name"))
}
