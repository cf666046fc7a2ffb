import ArgumentParser
import Diagnostics
import JSON
import WorkflowCalendar
import WorkflowPresentation

struct CalendarLunar: Verb {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "lunar",
            abstract: say(
                vi: "Đổi ngày dương sang âm và ngược lại.",
                en: "Solar dates to lunar ones and back."),
            usage: say(
                vi: "wf calendar lunar <ngày> | --to-solar <d/m/y> [<tùy-chọn>]",
                en: "wf calendar lunar <date> | --to-solar <d/m/y> [<options>]"),
            discussion: say(
                vi: """
                    Tháng nhuận viết 4n.

                    Ví dụ:
                      wf calendar lunar 21/04/2021
                      wf calendar lunar --to-solar 10/3/2021
                      wf calendar lunar --to-solar 1/4n/2020
                    """,
                en: """
                    A leap month is written 4n.

                    Examples:
                      wf calendar lunar 2021-04-21
                      wf calendar lunar --to-solar 10/3/2021
                      wf calendar lunar --to-solar 1/4n/2020
                    """))
    }

    @Argument(help: .say(vi: "Ngày dương.", en: "The solar date.", name: ("ngày", "date")))
    var date: String?

    @Option(
        help: .say(
            vi: "Ngày âm, ngày/tháng/năm.", en: "The lunar date, day/month/year.",
            name: ("d/m/y", "d/m/y")))
    var toSolar: String?

    @OptionGroup var global: GlobalOptions

    var remote: RemoteUse { .local }

    func validate() throws {
        guard (date == nil) != (toSolar == nil) else {
            throw ValidationError(
                say(
                    vi: "Cần một ngày dương, hoặc --to-solar với một ngày âm.",
                    en: "Give a solar date, or --to-solar with a lunar one."))
        }
    }

    func run(in session: Session) async throws {
        let (solar, lunar) =
            try toSolar.map(CalendarWords.both(ofLunar:))
            ?? CalendarWords.both(ofSolar: date ?? "")
        if session.wantsJSON { return session.answer(CalendarWords.view(solar, lunar)) }
        let leap = lunar.isLeap ? say(vi: " nhuận", en: " (leap)") : ""
        session.screen.print(
            say(
                vi:
                    "\(solar.formatted(.slashed)) là ngày \(lunar.day) tháng \(lunar.month)\(leap) năm"
                    + " \(lunar.year) âm lịch",
                en:
                    "\(solar.formatted(.slashed)) is day \(lunar.day) of month \(lunar.month)\(leap) of"
                    + " the lunar year \(lunar.year)"))
    }
}
