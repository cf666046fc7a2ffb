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

    func validate() throws {
        guard (date == nil) != (toSolar == nil) else {
            throw ValidationError(
                say(
                    vi: "Cần một ngày dương, hoặc --to-solar với một ngày âm.",
                    en: "Give a solar date, or --to-solar with a lunar one."))
        }
    }

    func run(in session: Session) async throws {
        let (solar, lunar) = try toSolar.map(solar) ?? lunar(of: date ?? "")
        if session.wantsJSON {
            return session.answer([
                "solar": .string(solar.description),
                "lunar": [
                    "day": .int(Int64(lunar.day)), "month": .int(Int64(lunar.month)),
                    "leap": .bool(lunar.isLeap), "year": .int(Int64(lunar.year)),
                ],
            ])
        }
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

    private func solar(_ text: String) throws(Failure) -> (CalendarDate, LunarDate) {
        guard let lunar = LunarDate(parsing: text) else {
            throw .usage(
                "bad-date", vi: "“\(text)” không phải ngày âm; viết 10/3/2021.",
                en: "“\(text)” is not a lunar date; write 10/3/2021.")
        }
        guard let solar = LunarCalendar.vietnamese.solar(of: lunar) else {
            throw .usage(
                "no-such-date", vi: "Không có ngày âm lịch \(lunar).",
                en: "There is no lunar date \(text).")
        }
        return (solar, lunar)
    }

    private func lunar(of text: String) throws(Failure) -> (CalendarDate, LunarDate) {
        guard let solar = CalendarDate(parsing: text) else {
            throw .usage(
                "bad-date", vi: "“\(text)” không phải ngày; viết 14/04/2021 hoặc 2021-04-14.",
                en: "“\(text)” is not a date; write 2021-04-14 or 14/04/2021.")
        }
        guard let lunar = LunarCalendar.vietnamese.lunar(of: solar) else {
            let years = LunarCalendar.supportedYears
            throw .usage(
                "bad-year",
                vi: "Âm lịch chỉ tính được từ \(years.lowerBound) đến \(years.upperBound).",
                en: "Lunar dates are known from \(years.lowerBound) to \(years.upperBound) only.")
        }
        return (solar, lunar)
    }
}
